/** Looks after the lock while steps are done: no write starts on the strength of a lock that nobody has seen lately. */

import type { Problem } from '../../model/plan.ts';
import { type Lease, leaseLasts, leaseStands } from '../../model/state/lock.ts';
import { instantOf } from '../../model/time.ts';
import type { StateStore } from '../ports/state.ts';
import type { Clock, TenantReader, TenantWriter } from '../ports/tenant.ts';

/** A lease is renewed well before it ends, and no step begins that it might not outlast. */
export const LEASE_SECONDS = 900;
const MARGIN_SECONDS = 300;
/** Twice the time that one request may take: a run that slept must not send what it checked before. */
const WRITE_MARGIN_SECONDS = 200;
/** After a request that took longer, and after so long without a look, the lock is looked at before the next write. */
const SLOW_MS = 2000;
const UNSEEN_MS = 10_000;

export interface LockWatch {
  /** True while steps may begin: the lease stands, renewed where it was about to end. */
  readonly mayGoOn: () => Promise<boolean>;
  /** Why a write must not start now; null when it may. */
  readonly refusal: () => Promise<Problem | null>;
  /** Null once it is lost. */
  readonly lease: () => Lease | null;
  /** What a request took, in milliseconds. */
  readonly note: (elapsed: number) => void;
}

/** Nothing is locked, so nothing can be lost. */
export const UNLOCKED: LockWatch = {
  mayGoOn: async () => true,
  refusal: async () => null,
  lease: () => null,
  note: () => {},
};

/** Watches a lease. `clock` tells the service's time. Several writes may ask at once: they share one look. */
export function watchLock(first: Lease, state: StateStore, clock: Clock): LockWatch {
  let lease: Lease | null = first;
  let seen = millisecondsOf(clock);
  let isSlow = false;
  let looking: Promise<Problem | null> | null = null;
  const stands = (): void => {
    seen = millisecondsOf(clock);
    isSlow = false;
  };
  const look = async (held: Lease): Promise<Problem | null> => {
    const reading = await state.read();
    if (reading.status === 'unreachable' || reading.status === 'unreadable') return unseen(reading.message);
    if (reading.status === 'found' && leaseStands(held, reading.state.lock)) {
      stands();
      return null;
    }
    lease = null;
    return LOST;
  };
  return {
    mayGoOn: async () => {
      if (lease === null) return false;
      if (leaseLasts(lease, clock.now(), MARGIN_SECONDS)) return true;
      const answer = await state.renew(lease, LEASE_SECONDS, {}, clock.now());
      lease = answer.status === 'ok' ? answer.lease : null;
      stands();
      return lease !== null;
    },
    refusal: async () => {
      if (lease === null) return LOST;
      if (!leaseLasts(lease, clock.now(), WRITE_MARGIN_SECONDS)) return SLEPT;
      if (!isSlow && millisecondsOf(clock) - seen <= UNSEEN_MS) return null;
      looking ??= look(lease).finally(() => {
        looking = null;
      });
      return looking;
    },
    lease: () => lease,
    note: (elapsed) => {
      isSlow ||= elapsed > SLOW_MS;
    },
  };
}

type Tenant = TenantReader & TenantWriter;

/** The tenant as a run may use it: its requests are timed, and its writes go through the watch. */
export function watched(tenant: Tenant, watch: LockWatch, clock: Clock): Tenant {
  const timed = async <T>(work: () => Promise<T>): Promise<T> => {
    const start = millisecondsOf(clock);
    try {
      return await work();
    } finally {
      watch.note(millisecondsOf(clock) - start);
    }
  };
  return {
    ...tenant,
    list: (request) => timed(() => tenant.list(request)),
    get: (request) => timed(() => tenant.get(request)),
    batch: (requests) => timed(() => tenant.batch(requests)),
    write: async (request) => {
      const problem = await watch.refusal();
      return problem === null ? timed(() => tenant.write(request)) : { status: 'refused', httpStatus: 0, problem };
    },
  };
}

function millisecondsOf(clock: Clock): number {
  return instantOf(clock.now()) ?? 0;
}

/** What a run says that can't write any more. */
export const LOST: Problem = {
  type: 'lock',
  message:
    'the lock was opened or taken over while this run was at work: it sends nothing more, and nobody is assigned to what it made. run again: the next run takes it from there',
  requestIds: [],
};

const SLEPT: Problem = {
  type: 'lock',
  message: 'this run slept longer than its lock lasts: nothing was sent, run again',
  requestIds: [],
};

function unseen(message: string): Problem {
  return {
    type: 'incomplete',
    message: `nobody can say whether the lock is still this run's, so nothing more was sent: ${message}`,
    requestIds: [],
  };
}
