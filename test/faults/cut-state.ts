/** A client of the state branch whose every call can be cut off before or after it takes effect. */

import type { StateStore } from '../../src/app/ports/state.ts';
import type { InjectedFault } from './injected-faults.ts';

type GitFault = Extract<InjectedFault, { does: 'git' }>;

/** Carries out one call as its fate wants it; `lost` makes the answer of a branch that can't be reached or moved on. */
export type CutCall = <T>(
  site: string,
  writes: boolean,
  work: () => Promise<T>,
  lost: (injected: GitFault) => T,
) => Promise<T>;

const UNREACHABLE = { status: 'unreachable', message: 'the state branch is out of reach: no route to host' } as const;

/** Reads can only fail; a write can also find the branch elsewhere. */
export function cutState(client: StateStore, call: CutCall): StateStore {
  const unread = () => UNREACHABLE;
  const unwritten = ({ says }: GitFault) => (says === 'moved' ? ({ status: 'moved' } as const) : UNREACHABLE);
  return {
    read: () => call('read', false, () => client.read(), unread),
    readRuns: (revision, since) => call('readRuns', false, () => client.readRuns(revision, since), unread),
    commit: (...terms) => call('commit', true, () => client.commit(...terms), unwritten),
    rebuild: (...terms) => call('rebuild', true, () => client.rebuild(...terms), unwritten),
    acquireLock: (...terms) => call('acquireLock', true, () => client.acquireLock(...terms), unwritten),
    steal: (...terms) => call('steal', true, () => client.steal(...terms), unwritten),
    renew: (...terms) => call('renew', true, () => client.renew(...terms), unwritten),
    release: (...terms) => call('release', true, () => client.release(...terms), unwritten),
    unlock: (...terms) => call('unlock', true, () => client.unlock(...terms), unwritten),
  };
}
