/** What the use cases need to remember between runs, in their own words; an adapter keeps it on a git branch. */

import type { Heartbeat, HeartbeatReading } from '../../model/state/heartbeat.ts';
import type { Inventory } from '../../model/state/inventory.ts';
import type { Lease, LockWish } from '../../model/state/lock.ts';
import type {
  CommitAnswer,
  LeaseAnswer,
  LockAnswer,
  RunsReading,
  StateChange,
  StateReading,
  UnlockAnswer,
} from '../../model/state/snapshot.ts';

/** Reads only: all that `plan` gets. Never throws for a fault of the repository. */
export interface StateReader {
  read(): Promise<StateReading>;
  /** Records of runs that started at or after `since`, oldest first; `revision` comes from `read`. */
  readRuns(revision: string, since: string): Promise<RunsReading>;
}

/**
 * Every write is a compare-and-swap: it happens on the revision that it was decided on (null: there's no branch yet),
 * or not at all. Never throws for a fault of the repository.
 */
export interface StateStore extends StateReader {
  /** One write outside a run; refused while anybody holds the lock. `message` is the commit's first line. */
  commit(change: StateChange, message: string, expected: string | null): Promise<CommitAnswer>;
  /** As `commit`, but on a damaged branch as well: the inventory is written anew, what else is readable stays. */
  rebuild(
    inventory: Inventory,
    message: string,
    expected: string | null,
    /** `forgotten`: what the branch held before, records of runs too, is no part of it any more. */
    history?: 'kept' | 'forgotten',
  ): Promise<CommitAnswer>;
  /** Takes the lock and writes `change` (the intents, usually) in one push. */
  acquireLock(wish: LockWish, change: StateChange, expected: string | null): Promise<LockAnswer>;
  /** As `acquireLock`, from a holder that is past its expiry and grace. */
  steal(wish: LockWish, change: StateChange, expected: string | null): Promise<LockAnswer>;
  /** Lengthens the lease by `seconds` from `now` (the service's time, or the keeper's own), and writes `change` on the way. */
  renew(lease: Lease, seconds: number, change: StateChange, now?: string): Promise<LeaseAnswer>;
  /** Writes `change` (inventory, intents left, the run's record) and opens the lock in one push. */
  release(lease: Lease, change: StateChange): Promise<LeaseAnswer>;
  /** Opens somebody's lock, for people: the nonce says that they looked at whose it is. */
  unlock(nonce: string, by: string): Promise<UnlockAnswer>;
}

/** What the last run told of itself, beside the state branch: each run replaces it. Never throws for a fault of the repository. */
export interface HeartbeatKeeper {
  read(): Promise<HeartbeatReading>;
  /**
   * Replaces what is there, unless a run that ended later did so. `next` is given what was there. The answer says why it could not
   * be written; null where it was, or needn't be.
   */
  replace(next: (before: HeartbeatReading) => Heartbeat): Promise<string | null>;
}
