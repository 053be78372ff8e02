/** The state branch as values: what a reading gives, what a write asks for, and how each may end. */

import type { Finding } from '../finding.ts';
import type { Inventory } from './inventory.ts';
import type { Lease, Lock, LockHolder } from './lock.ts';
import type { Intent, RunRecord } from './log.ts';

/** The branch at one commit; `revision` is the commit's id. */
export interface StateSnapshot {
  readonly revision: string;
  readonly inventory: Inventory;
  readonly lock: Lock;
  readonly intents: readonly Intent[];
}

/** The state is unreachable, so its content is unknown, or it is damaged. Neither is treated as empty. */
export type StateFault =
  | { readonly status: 'unreachable'; readonly message: string }
  | {
      readonly status: 'unreadable';
      readonly message: string;
      readonly findings: readonly Finding[];
      readonly revision: string;
    };

/** `none`: the repository was reached and has no such branch, which is how every tenant starts; `lost`: it had one once. */
export type StateReading =
  | { readonly status: 'found'; readonly state: StateSnapshot }
  | { readonly status: 'none'; readonly lost?: true }
  | StateFault;

export type RunsReading = { readonly status: 'found'; readonly runs: readonly RunRecord[] } | StateFault;

/** What a commit replaces; what isn't named stays. `run` adds a record. */
export interface StateChange {
  readonly inventory?: Inventory;
  readonly intents?: readonly Intent[];
  readonly run?: RunRecord;
}

/** The branch isn't where it was expected: read again, decide again. Nothing was written. */
interface Moved {
  readonly status: 'moved';
}

/** Somebody holds the lock; nothing was written. */
export interface Held {
  readonly status: 'held';
  readonly holder: LockHolder;
  /** From then on `steal` takes it. */
  readonly stealableFrom: string;
}

/** After `unreachable` the write may or may not have happened: the next reading tells. */
export type CommitAnswer = { readonly status: 'ok'; readonly revision: string } | Moved | Held | StateFault;

export type LockAnswer = { readonly status: 'locked'; readonly lease: Lease } | Moved | Held | StateFault;

/** `lost`: another run took the lock, or a person released it; this run must not write to the tenant any more. */
export type LeaseAnswer =
  | { readonly status: 'ok'; readonly lease: Lease }
  | { readonly status: 'lost'; readonly lock: Lock }
  | Moved
  | StateFault;

/** `open`: no run holds the lock; `other`: a run with another nonce holds it. */
export type UnlockAnswer =
  | { readonly status: 'ok'; readonly revision: string }
  | { readonly status: 'open' }
  | { readonly status: 'other'; readonly holder: LockHolder }
  | Moved
  | StateFault;
