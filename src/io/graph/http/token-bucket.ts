/** A token bucket: so many requests at once, and after that so many a second. */

import type { Timing } from './retry-budget.ts';

export interface Limit {
  /** Requests that may go at once after a time of rest. */
  readonly burst: number;
  readonly perSecond: number;
}

export interface Bucket {
  /** Waits until `count` requests may go, first come, first served; returns early when `signal` is aborted. */
  take(count: number, signal: AbortSignal | undefined): Promise<void>;
}

/** A full bucket. A request heavier than the bucket goes too, and those behind it wait the longer. */
export function createBucket(limit: Limit, timing: Timing): Bucket {
  let level = limit.burst;
  let filledAt = timing.now();
  return {
    async take(count, signal) {
      const now = timing.now();
      level = Math.min(limit.burst, level + ((now - filledAt) / 1000) * limit.perSecond);
      filledAt = now;
      // The token is taken at once, also below zero, so that the next request waits longer than this one.
      level -= count;
      if (level < 0) await timing.sleep(Math.ceil((-level / limit.perSecond) * 1000), signal);
    },
  };
}
