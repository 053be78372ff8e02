/** The lock on the state branch and what may become of it. A lock saves work; data is saved by preconditions. */

import type { JsonObject, JsonValue } from '../json.ts';
import type { Result } from '../result.ts';
import { onOneLine } from '../text.ts';
import { instantOf, instantText } from '../time.ts';
import {
  countIn,
  objectIn,
  type ReadingFaults,
  readStateFile,
  STATE_VERSION,
  textIn,
  textOrNullIn,
  timeIn,
} from './reading.ts';

export interface LockHolder {
  /** Who or what runs, for the message that another run prints. */
  readonly who: string;
  /** Where the run can be looked at. */
  readonly run: string | null;
  readonly commit: string | null;
  /** What `state unlock` must name. */
  readonly nonce: string;
  readonly acquired: string;
  readonly expires: string;
}

/** `epoch` grows with every holder and never shrinks: a run that wakes up late sees a higher one and stops. */
export interface Lock {
  readonly epoch: number;
  readonly holder: LockHolder | null;
}

export const OPEN_LOCK: Lock = { epoch: 0, holder: null };

export interface LockWish {
  readonly who: string;
  readonly run: string | null;
  readonly commit: string | null;
  readonly seconds: number;
  /** The service's time, which all runners share; where it's left out, that of whoever keeps the state. */
  readonly now?: string;
}

/** What the holder keeps in memory. `revision` is the state that it wrote last. */
export interface Lease {
  readonly nonce: string;
  readonly epoch: number;
  readonly expires: string;
  readonly revision: string;
}

/** The lock after the wish, or who holds it and from when it may be stolen. */
export type LockVerdict =
  | { readonly ok: true; readonly lock: Lock }
  | { readonly ok: false; readonly holder: LockHolder; readonly stealableFrom: string };

/** Takes an open lock. An expired one is still held: taking it over is `stolenLock`, a decision of its own. */
export function takenLock(lock: Lock, wish: LockWish, nonce: string, now: string, graceSeconds: number): LockVerdict {
  if (lock.holder !== null) return heldBy(lock.holder, graceSeconds);
  return { ok: true, lock: nextLock(lock, wish, nonce, now) };
}

/** Takes a lock whose holder is gone: only after expiry and grace, since clocks of two machines differ. */
export function stolenLock(lock: Lock, wish: LockWish, nonce: string, now: string, graceSeconds: number): LockVerdict {
  if (lock.holder === null) return { ok: true, lock: nextLock(lock, wish, nonce, now) };
  const refused = heldBy(lock.holder, graceSeconds);
  const [at, from] = [instantOf(now), instantOf(refused.stealableFrom)];
  const over = at !== undefined && from !== undefined && at >= from;
  return over ? { ok: true, lock: nextLock(lock, wish, nonce, now) } : refused;
}

/** How long after its expiry a lock is left alone, since clocks of two machines differ. */
export const STEAL_GRACE_SECONDS = 600;

/** Describes a lock for people: its holder, its end, and what happens then. */
export function holderWords(holder: LockHolder, takenOverFrom: string): string {
  return `${onOneLine(holder.who)} holds the lock until ${holder.expires}, and from ${takenOverFrom} on the next run takes it over`;
}

/**
 * How to open the lock of a run that is dead. People paste the command into a shell: the nonce stands in it only where it
 * is one plain word, since the branch may hold what somebody else wrote.
 */
export function unlockWords({ nonce }: LockHolder): string {
  return /^[A-Za-z0-9][\w-]{0,127}$/.test(nonce)
    ? `open it with "postilion state unlock ${nonce}" when that run is dead`
    : 'open it with "postilion state unlock" and the nonce that "postilion state show" prints, when that run is dead';
}

/** When the holder counts as gone. */
export function stealableFrom(holder: LockHolder, graceSeconds: number = STEAL_GRACE_SECONDS): string {
  return later(holder.expires, graceSeconds);
}

/** The same holder with a later end. */
export function renewedLock(holder: LockHolder, epoch: number, seconds: number, now: string): Lock {
  return { epoch, holder: { ...holder, expires: later(now, seconds) } };
}

/** True while the lock is the one that the lease was given for; the holder compares both before it writes. */
export function leaseStands(lease: Pick<Lease, 'nonce' | 'epoch'>, lock: Lock): boolean {
  return lock.epoch === lease.epoch && lock.holder?.nonce === lease.nonce;
}

/** True while the lease lasts longer than `marginSeconds` by the holder's own clock (twice a request's timeout). */
export function leaseLasts(lease: Pick<Lease, 'expires'>, now: string, marginSeconds: number): boolean {
  const [end, at] = [instantOf(lease.expires), instantOf(now)];
  return end !== undefined && at !== undefined && end - at >= marginSeconds * 1000;
}

/** The text of `lock.json` → the lock, or what's wrong with it. */
export function readLock(text: string): Result<Lock> {
  return readStateFile('lock.json', text, (document, faults) => ({
    epoch: countIn(document['epoch'], '/epoch', faults),
    holder: document['holder'] === null ? null : holderIn(document['holder'], faults),
  }));
}

/** The lock as a document for `writeStateFile`. */
export function lockJson({ epoch, holder }: Lock): JsonObject {
  return { version: STATE_VERSION, epoch, holder: holder === null ? null : { ...holder } };
}

function heldBy(holder: LockHolder, graceSeconds: number): Extract<LockVerdict, { ok: false }> {
  return { ok: false, holder, stealableFrom: stealableFrom(holder, graceSeconds) };
}

function nextLock(lock: Lock, { who, run, commit, seconds }: LockWish, nonce: string, now: string): Lock {
  return { epoch: lock.epoch + 1, holder: { who, run, commit, nonce, acquired: now, expires: later(now, seconds) } };
}

function later(time: string, seconds: number): string {
  const instant = instantOf(time);
  if (instant === undefined) throw new Error(`${time} is not a time in UTC`);
  return instantText(instant + seconds * 1000);
}

function holderIn(value: JsonValue | undefined, faults: ReadingFaults): LockHolder {
  const holder = objectIn(value, '/holder', faults);
  return {
    who: textIn(holder['who'], '/holder/who', faults),
    run: textOrNullIn(holder['run'], '/holder/run', faults),
    commit: textOrNullIn(holder['commit'], '/holder/commit', faults),
    nonce: textIn(holder['nonce'], '/holder/nonce', faults),
    acquired: timeIn(holder['acquired'], '/holder/acquired', faults),
    expires: timeIn(holder['expires'], '/holder/expires', faults),
  };
}
