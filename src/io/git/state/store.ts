/** The state branch as the use cases see it: readings, compare-and-swap, and a lock whose every step is a commit. */

import type { Inventory } from '../../../model/state/inventory.ts';
import {
  type Lease,
  type Lock,
  type LockVerdict,
  type LockWish,
  leaseStands,
  OPEN_LOCK,
  renewedLock,
  STEAL_GRACE_SECONDS,
  stealableFrom,
  stolenLock,
  takenLock,
} from '../../../model/state/lock.ts';
import type {
  CommitAnswer,
  Held,
  LeaseAnswer,
  LockAnswer,
  RunsReading,
  StateChange,
  StateFault,
  StateReading,
  UnlockAnswer,
} from '../../../model/state/snapshot.ts';
import {
  type History,
  type StateBranch,
  type StateBranchOptions,
  stateBranch,
  unreachable,
  unreadableBranch,
} from './branch.ts';
import { heartbeatKeeper } from './heartbeat.ts';

export interface StateStoreOptions extends StateBranchOptions {
  /** How long after its expiry a lock may be stolen: room for clocks that differ. 600 by default. */
  readonly stealGraceSeconds?: number;
}

type LockAt = { readonly status: 'found'; readonly lock: Lock } | StateFault;

interface Context {
  readonly branch: StateBranch;
  readonly options: StateStoreOptions;
  readonly grace: number;
}

/** Opens the state branch; the result is a `StateStore`. Nothing is touched before the first call; `close` at the end. */
export function openStateStore(options: StateStoreOptions) {
  const context: Context = {
    branch: stateBranch(options),
    options,
    grace: options.stealGraceSeconds ?? STEAL_GRACE_SECONDS,
  };
  return {
    read: () => read(context),
    readRuns: (revision: string, since: string) => runs(context, revision, since),
    commit: (change: StateChange, message: string, expected: string | null) =>
      commit(context, change, message, expected),
    rebuild: (inventory: Inventory, message: string, expected: string | null, history: History = 'kept') =>
      rebuild(context, inventory, message, expected, history),
    acquireLock: (wish: LockWish, change: StateChange, expected: string | null) =>
      lock(context, takenLock, 'lock', wish, change, expected),
    steal: (wish: LockWish, change: StateChange, expected: string | null) =>
      lock(context, stolenLock, 'steal', wish, change, expected),
    renew: (lease: Lease, seconds: number, change: StateChange, now?: string) =>
      renew(context, lease, seconds, change, now),
    release: (lease: Lease, change: StateChange) => release(context, lease, change),
    unlock: (nonce: string, by: string) => unlock(context, nonce, by),
    heartbeat: heartbeatKeeper(context.branch, options),
    close: () => context.branch.close(),
  };
}

async function read({ branch, options }: Context): Promise<StateReading> {
  try {
    const tip = await branch.tip();
    if (tip === null) return (await branch.wasThere()) ? { status: 'none', lost: true } : { status: 'none' };
    const state = await branch.at(tip);
    return state.ok ? { status: 'found', state: state.value } : unreadableBranch(options, tip, state);
  } catch (error) {
    return unreachable(options, error);
  }
}

async function runs({ branch, options }: Context, revision: string, since: string): Promise<RunsReading> {
  try {
    const found = await branch.runs(revision, since);
    return found.ok
      ? { status: 'found', runs: found.value }
      : unreadableBranch(options, revision, { findings: found.findings, isState: true, isNewer: false });
  } catch (error) {
    return unreachable(options, error);
  }
}

/** The lock at a revision that a caller decided on; null is the time before the first commit. */
async function lockAt({ branch, options }: Context, revision: string | null): Promise<LockAt> {
  if (revision === null) return { status: 'found', lock: OPEN_LOCK };
  try {
    const state = await branch.at(revision);
    return state.ok ? { status: 'found', lock: state.value.lock } : unreadableBranch(options, revision, state);
  } catch (error) {
    return unreachable(options, error);
  }
}

async function commit(
  context: Context,
  change: StateChange,
  message: string,
  expected: string | null,
): Promise<CommitAnswer> {
  const found = await lockAt(context, expected);
  if (found.status !== 'found') return found;
  const held = heldIn(found.lock, context.grace);
  return held ?? context.branch.write({ ...change, lock: found.lock }, message, expected);
}

async function rebuild(
  context: Context,
  inventory: Inventory,
  message: string,
  expected: string | null,
  history: History,
): Promise<CommitAnswer> {
  const { branch, options, grace } = context;
  try {
    const state = expected === null ? null : await branch.at(expected);
    if (state !== null && expected !== null && (!state.isState || state.isNewer))
      return unreadableBranch(options, expected, state);
    const known = state?.lock ?? null;
    const held = known === null ? null : heldIn(known, grace);
    if (held !== null) return held;
    // A lock that can't be read had an epoch that nobody knows; what counts is that its holder's nonce is gone.
    const change = { inventory, intents: state?.intents ?? [], lock: known ?? OPEN_LOCK };
    return await branch.write(change, message, expected, history);
  } catch (error) {
    return unreachable(options, error);
  }
}

async function lock(
  context: Context,
  decide: (...terms: Parameters<typeof takenLock>) => LockVerdict,
  verb: string,
  wish: LockWish,
  change: StateChange,
  expected: string | null,
): Promise<LockAnswer> {
  const { branch, grace } = context;
  const found = await lockAt(context, expected);
  if (found.status !== 'found') return found;
  const verdict = decide(found.lock, wish, branch.nonce(), wish.now ?? branch.now(), grace);
  if (!verdict.ok) return { status: 'held', holder: verdict.holder, stealableFrom: verdict.stealableFrom };
  const { epoch, holder } = verdict.lock;
  const answer = await branch.write({ ...change, lock: verdict.lock }, `${verb}: ${wish.who}`, expected);
  if (answer.status !== 'ok') return answer;
  const { nonce = '', expires = '' } = holder ?? {};
  return { status: 'locked', lease: { nonce, epoch, expires, revision: answer.revision } };
}

async function renew(
  context: Context,
  lease: Lease,
  seconds: number,
  change: StateChange,
  now: string | undefined,
): Promise<LeaseAnswer> {
  const { branch } = context;
  return withLease(context, lease, change, 'renew', (held) =>
    held.holder === null ? held : renewedLock(held.holder, held.epoch, seconds, now ?? branch.now()),
  );
}

async function release(context: Context, lease: Lease, change: StateChange): Promise<LeaseAnswer> {
  return withLease(context, lease, change, 'release', ({ epoch }) => ({ epoch, holder: null }));
}

/** A write of the holder, on its own last revision. If the branch went on without it, the lock there tells why. */
async function withLease(
  context: Context,
  lease: Lease,
  change: StateChange,
  verb: string,
  next: (lock: Lock) => Lock,
): Promise<LeaseAnswer> {
  const before = await lockAt(context, lease.revision);
  if (before.status !== 'found') return before;
  if (!leaseStands(lease, before.lock)) return { status: 'lost', lock: before.lock };
  const lock = next(before.lock);
  const message = `${verb}: ${before.lock.holder?.who ?? 'nobody'}`;
  const answer = await context.branch.write({ ...change, lock }, message, lease.revision);
  if (answer.status === 'moved') return whyMoved(context, lease);
  if (answer.status !== 'ok') return answer;
  const expires = lock.holder?.expires ?? lease.expires;
  return { status: 'ok', lease: { ...lease, expires, revision: answer.revision } };
}

async function whyMoved(context: Context, lease: Lease): Promise<LeaseAnswer> {
  const reading = await read(context);
  if (reading.status === 'none') return { status: 'lost', lock: OPEN_LOCK };
  if (reading.status !== 'found') return reading;
  const { lock } = reading.state;
  return leaseStands(lease, lock) ? { status: 'moved' } : { status: 'lost', lock };
}

async function unlock(context: Context, nonce: string, by: string): Promise<UnlockAnswer> {
  const reading = await read(context);
  if (reading.status === 'none') return { status: 'open' };
  if (reading.status !== 'found') return reading;
  const { lock, revision } = reading.state;
  if (lock.holder === null) return { status: 'open' };
  if (lock.holder.nonce !== nonce) return { status: 'other', holder: lock.holder };
  const open: Lock = { epoch: lock.epoch, holder: null };
  return context.branch.write({ lock: open }, `unlock: ${by} opened the lock of ${lock.holder.who}`, revision);
}

function heldIn({ holder }: Lock, grace: number): Held | null {
  return holder === null ? null : { status: 'held', holder, stealableFrom: stealableFrom(holder, grace) };
}
