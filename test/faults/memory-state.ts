/** The state branch without git: the port's contract in memory, for runs by the ten thousand. */

import type { StateStore } from '../../src/app/ports/state.ts';
import { EMPTY_INVENTORY, type Inventory, readInventory, writeInventory } from '../../src/model/state/inventory.ts';
import {
  type Lease,
  type Lock,
  type LockVerdict,
  type LockWish,
  leaseStands,
  OPEN_LOCK,
  renewedLock,
  stealableFrom,
  stolenLock,
  takenLock,
} from '../../src/model/state/lock.ts';
import type { RunRecord } from '../../src/model/state/log.ts';
import type {
  CommitAnswer,
  LeaseAnswer,
  LockAnswer,
  StateChange,
  StateSnapshot,
} from '../../src/model/state/snapshot.ts';
import { instantOf } from '../../src/model/time.ts';

/** The branch at one commit. */
interface Commit extends StateSnapshot {
  readonly runs: readonly RunRecord[];
}

/** All commits, oldest first; what is behind the last one never changes. */
export type Branch = readonly Commit[];

const GRACE_SECONDS = 600;
const RUNS_KEPT = 200;

/** Where the branch lives: shared by every client, as the repository is. */
export class MemoryBranch {
  commits: Branch;
  readonly now: () => string;
  /** Whether it was there once: stays when somebody deletes it. */
  wasThere: boolean;
  #nonces = 0;

  constructor(now: () => string, commits: Branch = []) {
    this.now = now;
    this.commits = commits;
    this.#nonces = commits.length;
    this.wasThere = commits.length > 0;
  }

  nonce(): string {
    this.#nonces += 1;
    return `nonce-${this.#nonces}`;
  }

  get tip(): Commit | null {
    return this.commits.at(-1) ?? null;
  }

  at(revision: string | null): Commit | null {
    return this.commits.find((commit) => commit.revision === revision) ?? null;
  }

  /** Compare-and-swap. */
  push(change: StateChange & { readonly lock: Lock }, expected: string | null): CommitAnswer {
    if ((this.tip?.revision ?? null) !== expected) return { status: 'moved' };
    const before = this.tip;
    const runs = [...(before?.runs ?? []), ...(change.run === undefined ? [] : [change.run])];
    const commit: Commit = {
      revision: `commit-${this.commits.length + 1}`,
      inventory: throughText(change.inventory ?? before?.inventory ?? EMPTY_INVENTORY),
      intents: change.intents ?? before?.intents ?? [],
      lock: change.lock,
      runs: runs.toSorted((a, b) => (a.started < b.started ? -1 : 1)).slice(-RUNS_KEPT),
    };
    this.commits = [...this.commits, commit];
    this.wasThere = true;
    return { status: 'ok', revision: commit.revision };
  }
}

/** What was written is what is read back: an inventory that doesn't survive its own spelling shows here. */
function throughText(inventory: Inventory): Inventory {
  const read = readInventory(writeInventory(inventory));
  if (!read.ok) throw new Error(`the inventory can not be read back: ${JSON.stringify(read.findings)}`);
  return read.value;
}

/** A client of the branch. */
export function memoryState(branch: MemoryBranch): StateStore {
  const lockAt = (revision: string | null): Lock => branch.at(revision)?.lock ?? OPEN_LOCK;
  const take = (
    decide: (...terms: Parameters<typeof takenLock>) => LockVerdict,
    wish: LockWish,
    change: StateChange,
    expected: string | null,
  ): LockAnswer => {
    const verdict = decide(lockAt(expected), wish, branch.nonce(), wish.now ?? branch.now(), GRACE_SECONDS);
    if (!verdict.ok) return { status: 'held', holder: verdict.holder, stealableFrom: verdict.stealableFrom };
    const answer = branch.push({ ...change, lock: verdict.lock }, expected);
    if (answer.status !== 'ok') return answer;
    const { nonce = '', expires = '' } = verdict.lock.holder ?? {};
    return { status: 'locked', lease: { nonce, epoch: verdict.lock.epoch, expires, revision: answer.revision } };
  };
  const commit = (change: StateChange, expected: string | null): CommitAnswer => {
    const lock = lockAt(expected);
    if (lock.holder === null) return branch.push({ ...change, lock }, expected);
    return { status: 'held', holder: lock.holder, stealableFrom: stealableFrom(lock.holder, GRACE_SECONDS) };
  };
  return {
    read: async () => {
      if (branch.tip !== null) return { status: 'found', state: snapshotOf(branch.tip) };
      return branch.wasThere ? { status: 'none', lost: true } : { status: 'none' };
    },
    readRuns: async (revision, since) => ({ status: 'found', runs: runsSince(branch.at(revision)?.runs ?? [], since) }),
    commit: async (change, _message, expected) => commit(change, expected),
    rebuild: async (inventory, _message, expected) => commit({ inventory }, expected),
    acquireLock: async (wish, change, expected) => take(takenLock, wish, change, expected),
    steal: async (wish, change, expected) => take(stolenLock, wish, change, expected),
    renew: async (lease, seconds, change, now) =>
      withLease(branch, lease, change, (lock) =>
        lock.holder === null ? lock : renewedLock(lock.holder, lock.epoch, seconds, now ?? branch.now()),
      ),
    release: async (lease, change) => withLease(branch, lease, change, ({ epoch }) => ({ epoch, holder: null })),
    unlock: async (nonce) => {
      const tip = branch.tip;
      if (tip === null || tip.lock.holder === null) return { status: 'open' };
      if (tip.lock.holder.nonce !== nonce) return { status: 'other', holder: tip.lock.holder };
      return unheld(branch.push({ lock: { epoch: tip.lock.epoch, holder: null } }, tip.revision));
    },
  };
}

function unheld(answer: CommitAnswer): Exclude<CommitAnswer, { status: 'held' }> {
  if (answer.status === 'held') throw new Error('an opened lock is held by nobody');
  return answer;
}

function withLease(branch: MemoryBranch, lease: Lease, change: StateChange, next: (lock: Lock) => Lock): LeaseAnswer {
  const before = branch.at(lease.revision)?.lock ?? OPEN_LOCK;
  if (!leaseStands(lease, before)) return { status: 'lost', lock: before };
  const lock = next(before);
  const answer = branch.push({ ...change, lock }, lease.revision);
  if (answer.status === 'ok') {
    const expires = lock.holder?.expires ?? lease.expires;
    return { status: 'ok', lease: { ...lease, expires, revision: answer.revision } };
  }
  const now = branch.tip?.lock ?? OPEN_LOCK;
  return leaseStands(lease, now) ? { status: 'moved' } : { status: 'lost', lock: now };
}

function snapshotOf({ revision, inventory, lock, intents }: Commit): StateSnapshot {
  return { revision, inventory, lock, intents };
}

function runsSince(runs: readonly RunRecord[], since: string): readonly RunRecord[] {
  return runs.filter(({ started }) => (instantOf(started) ?? 0) >= (instantOf(since) ?? 0));
}
