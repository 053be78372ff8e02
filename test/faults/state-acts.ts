/** What happens before a run to the time and to the state branch. */

import { OPEN_LOCK, takenLock } from '../../src/model/state/lock.ts';
import type { World } from './world.ts';

/** Changes the world between two runs. */
export type Act = (world: World) => void;

export function waits(hours: number): Act {
  return (world) => world.pass(hours);
}

/** The state branch is gone, as before the first run. */
export function losesState(): Act {
  return (world) => {
    world.branch.commits = [];
  };
}

/** A run died long ago: its lock is still held. */
export function leavesLock(): Act {
  return ({ branch }) => {
    const before = branch.tip?.lock ?? OPEN_LOCK;
    const wish = { who: 'a dead run', run: null, commit: null, seconds: 900 };
    const taken = takenLock(before, wish, branch.nonce(), branch.now(), 600);
    if (taken.ok) branch.push({ lock: taken.lock }, branch.tip?.revision ?? null);
  };
}

/** A run died long ago behind a create of the key, whose intent is open: what it made would show by now. */
export function leavesCreate(key: string): Act {
  return (world) => {
    const { branch } = world;
    const at = branch.now();
    const intent = { step: `${key}/create`, key, kind: 'ios-mail', generation: 1, digest: '', since: at, latest: at };
    const lock = branch.tip?.lock ?? OPEN_LOCK;
    branch.push({ lock, intents: [{ ...intent, approval: null }] }, branch.tip?.revision ?? null);
    world.pass(1);
  };
}
