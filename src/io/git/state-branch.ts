/** One state branch: its snapshots, and writes that happen on the expected commit or not at all. */

import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { Finding } from '../../model/finding.ts';
import type { Lock } from '../../model/inventory-lock.ts';
import type { StateChange, StateFault } from '../../model/inventory-state.ts';
import { instantOf } from '../../model/inventory-time.ts';
import { gitFault } from './open.ts';
import { readState, type StateAt, writeState } from './state-files.ts';
import { readStateTree, writeStateCommit } from './state-objects.ts';
import {
  createBare,
  createScratch,
  findPlace,
  type PlaceOptions,
  type StatePlace,
  StatePlaceError,
} from './state-place.ts';
import { fetchState, pushState, type StateRemote, tipOf } from './state-remote.ts';

export interface StateBranchOptions extends PlaceOptions {
  readonly clock: { now(): string };
  /** Of the commits; git's own configuration is not asked. */
  readonly author?: { readonly name: string; readonly email: string };
  /** Random by default. Two commits with one nonce can be equal, and then nobody knows who pushed. */
  readonly nonce?: () => string;
}

export interface StateBranch {
  /** Where the branch stands; null: nowhere yet. */
  tip(): Promise<string | null>;
  /** The state at a commit, or what's wrong with it. Throws when out of reach. */
  at(revision: string): Promise<StateAt>;
  /** The folder with the objects of a commit. Throws when out of reach. */
  folderWith(revision: string): Promise<string>;
  write(change: StateWrite, message: string, expected: string | null): Promise<WriteAnswer>;
  nonce(): string;
  now(): string;
  /** Removes what was made for this run only. */
  close(): Promise<void>;
}

type StateWrite = StateChange & { readonly lock: Lock };

type WriteAnswer =
  | { readonly status: 'ok'; readonly revision: string }
  | { readonly status: 'moved' }
  | Extract<StateFault, { status: 'unreachable' }>;

const AUTHOR = { name: 'Postilion', email: 'postilion@localhost' };

/** Opens the branch; nothing is touched before the first reading. */
export function stateBranch(options: StateBranchOptions): StateBranch {
  const { branch, clock } = options;
  const nonce = options.nonce ?? (() => randomBytes(16).toString('hex'));
  let scratch: Promise<string> | null = null;
  let known: StateRemote | null = null;
  const find = (): Promise<StatePlace> => findPlace(options, () => (scratch ??= createScratch()));
  const remote = async (): Promise<StateRemote | null> => (known ??= withBranch(await find(), branch));
  const folderWith = async (revision: string): Promise<string> => {
    const place = await remote();
    if (place === null) throw new StatePlaceError('nothing is there any more');
    if (last?.revision !== revision && !(await has(place.folder, revision))) await fetchState(place, revision);
    return place.folder;
  };
  // What a commit holds never changes, so the reading that a run decides on is also the one that it writes on.
  let last: { readonly revision: string; readonly state: StateAt } | null = null;
  const at = async (revision: string): Promise<StateAt> => {
    if (last?.revision === revision) return last.state;
    const state = await readState(await folderWith(revision), revision);
    last = { revision, state };
    return state;
  };
  const push = async (change: StateWrite, message: string, expected: string | null): Promise<WriteAnswer> => {
    const place = (known ??= (await remote()) ?? (await created(await find(), branch)));
    const tree = await writeState(place.folder, expected === null ? null : await at(expected), change);
    const seconds = Math.floor((instantOf(clock.now()) ?? 0) / 1000);
    const author = options.author ?? AUTHOR;
    const commit = { tree, parent: expected, author, seconds, message, nonce: nonce() };
    const revision = await writeStateCommit(place.folder, commit);
    const pushed = await pushState(place, revision, expected);
    if (pushed.status === 'landed') return { status: 'ok', revision };
    return pushed.status === 'moved' ? pushed : unreachable(options, pushed.message);
  };
  return {
    tip: async () => {
      const place = await remote();
      return place === null ? null : tipOf(place);
    },
    at,
    folderWith,
    write: async (change, message, expected) => {
      try {
        return await push(change, message, expected);
      } catch (error) {
        return unreachable(options, error);
      }
    },
    nonce,
    now: () => clock.now(),
    close: async () => {
      if (scratch !== null) await rm(await scratch, { recursive: true, force: true });
      scratch = null;
      known = null;
    },
  };
}

/** A fault as an answer; never an empty state. */
export function unreachable(
  { repo, branch }: Pick<PlaceOptions, 'repo' | 'branch'>,
  error: unknown,
): Extract<StateFault, { status: 'unreachable' }> {
  const said = typeof error === 'string' ? error : error instanceof StatePlaceError ? error.message : gitFault(error);
  const message = `the state branch ${branch} in ${shown(repo)} is out of reach: ${withoutSecrets(said)}`;
  return { status: 'unreachable', message };
}

/** What a reading of a damaged branch says; `isState` is false where the branch holds something else altogether. */
export function unreadable(
  { repo, branch }: Pick<PlaceOptions, 'repo' | 'branch'>,
  revision: string,
  findings: readonly Finding[],
  isState: boolean,
): Extract<StateFault, { status: 'unreadable' }> {
  const advice = isState
    ? 'look at its last commits, or make it anew with postilion state rebuild'
    : 'it holds something else: correct state.branch';
  const message = `the state branch ${branch} in ${shown(repo)} can not be read at ${revision.slice(0, 12)}: ${advice}`;
  return { status: 'unreadable', message, findings, revision };
}

function withBranch({ folder, remote }: StatePlace, branch: string): StateRemote | null {
  return remote === null ? null : { folder, remote, branch };
}

async function created(place: StatePlace, branch: string): Promise<StateRemote> {
  if (place.remote !== null) return { folder: place.folder, remote: place.remote, branch };
  await createBare(place.folder, branch);
  return { folder: place.folder, remote: place.folder, branch };
}

async function has(folder: string, revision: string): Promise<boolean> {
  try {
    await readStateTree(folder, revision);
    return true;
  } catch {
    return false;
  }
}

function shown(repo: string): string {
  return withoutSecrets(repo).replaceAll(/[\p{Cc}\p{Cf}]/gu, ' ');
}

/** People write tokens into URLs, and git repeats URLs. */
function withoutSecrets(text: string): string {
  return text.replaceAll(/\/\/[^/@\s]*@/g, '//');
}
