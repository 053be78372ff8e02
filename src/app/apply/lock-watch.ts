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
  /** How many requests were slow, and how many of them the last look came behind. */
  let slow = 0;
  let slowSeen = 0;
  let looking: Promise<Problem | null> | null = null;
  let renewing: Promise<boolean> | null = null;
  const stands = (behind: number): void => {
    seen = millisecondsOf(clock);
    slowSeen = behind;
  };
  const isSeen = (): boolean => slow === slowSeen && millisecondsOf(clock) - seen <= UNSEEN_MS;
  const look = async (held: Lease): Promise<Problem | null> => {
    const behind = slow;
    const reading = await state.read();
    if (reading.status === 'unreachable' || reading.status === 'unreadable') return unseen(reading.message);
    if (reading.status === 'found' && leaseStands(held, reading.state.lock)) {
      stands(behind);
      return null;
    }
    lease = null;
    return LOST;
  };
  const renew = async (held: Lease): Promise<boolean> => {
    const behind = slow;
    const answer = await state.renew(held, LEASE_SECONDS, {}, clock.now());
    // A look may have found it lost meanwhile.
    lease = answer.status === 'ok' && lease !== null ? answer.lease : null;
    if (lease !== null) stands(behind);
    return lease !== null;
  };
  return {
    mayGoOn: async () => {
      if (lease === null) return false;
      if (leaseLasts(lease, clock.now(), MARGIN_SECONDS)) return true;
      renewing ??= renew(lease).finally(() => {
        renewing = null;
      });
      return renewing;
    },
    refusal: async () => {
      if (lease === null) return LOST;
      if (!leaseLasts(lease, clock.now(), WRITE_MARGIN_SECONDS)) return SLEPT;
      // A look that began before a slow request ended says nothing about the time since.
      while (lease !== null && !isSeen()) {
        looking ??= look(lease).finally(() => {
          looking = null;
        });
        const problem = await looking;
        if (problem !== null) return problem;
      }
      return lease === null ? LOST : null;
    },
    lease: () => lease,
    note: (elapsed) => {
      if (elapsed > SLOW_MS) slow += 1;
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
      const asked: { refusal: Problem | null; start: number | null } = { refusal: null, start: null };
      const answer = await tenant.write(request, async () => {
        asked.refusal = await watch.refusal();
        // What it waited for its turn says nothing about the lock.
        asked.start = millisecondsOf(clock);
        return asked.refusal === null;
      });
      if (asked.start !== null) watch.note(millisecondsOf(clock) - asked.start);
      return asked.refusal === null ? answer : { status: 'refused', httpStatus: 0, problem: asked.refusal };
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
