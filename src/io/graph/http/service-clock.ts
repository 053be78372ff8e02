/** The service's time on this machine: its own word, carried on by a clock that nobody sets. */

import type { Counters } from './counters.ts';
import type { Timing } from './retry-budget.ts';

/** What the requests of a run brought to light beside their answers. */
export interface RunFacts {
  readonly counters: Counters;
  readonly service: ServiceClock;
  /** The Entra tenant, as the token at hand says it. */
  readonly tokenTenant: () => string | null;
}

export interface ServiceClock {
  /** The date of an answer that arrived just now, in milliseconds since 1970. */
  hear(date: number): void;
  /** Milliseconds since 1970; null before the first answer. */
  now(): number | null;
}

/**
 * A date counts whole seconds and is a while on its way, so the latest one is the nearest: the time never goes back, even
 * where an answer comes from a cache.
 */
export function createServiceClock(timing: Timing): ServiceClock {
  let ahead: number | null = null;
  return {
    hear: (date) => {
      const here = date - timing.now();
      ahead = ahead === null ? here : Math.max(ahead, here);
    },
    now: () => (ahead === null ? null : ahead + timing.now()),
  };
}
