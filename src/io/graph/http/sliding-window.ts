/** So many requests within any stretch of so many seconds, first come, first served; after a refusal fewer, and evenly. */

import type { Timing } from './retry-budget.ts';

export interface Limit {
  readonly requests: number;
  /** The length of the stretch, wherever it begins. */
  readonly seconds: number;
}

export interface SlidingWindow {
  /** Waits until `count` requests may go; returns early when `signal` is aborted. */
  take(count: number, signal: AbortSignal | undefined): Promise<void>;
  /** The service refused a request that went at `since`: nothing more goes for `ms`, and half as much after it. */
  refused(since: number, ms: number): void;
}

/** The pace never falls below this part of the limit. */
const SLOWEST = 10;

/** An empty window. A request heavier than the window goes too, once nothing else is in it. */
export function createWindow(limit: Limit, timing: Timing): SlidingWindow {
  const length = limit.seconds * 1000;
  /** When requests go, in that order, those that still wait included. */
  let turns: { readonly at: number; readonly count: number }[] = [];
  let allowed = limit.requests;
  let slowedAt = Number.NEGATIVE_INFINITY;
  let closedUntil = Number.NEGATIVE_INFINITY;
  const recover = (now: number): void => {
    if (allowed === limit.requests || now - slowedAt < length) return;
    allowed = Math.min(limit.requests, allowed * 2);
    slowedAt = now;
  };
  /** The first moment at which no stretch that ends there holds too much. */
  const nextTurn = (count: number, now: number): number => {
    turns = turns.filter(({ at }) => at > now - length);
    const last = turns.at(-1);
    // Whoever else uses up the limit gives it back bit by bit: what goes all at once would be refused again.
    const gap = last === undefined || allowed === limit.requests ? 0 : (last.count * length) / allowed;
    let at = Math.max(now, (last?.at ?? now) + gap, closedUntil);
    let load = turns.reduce((sum, turn) => sum + turn.count, count);
    for (const turn of turns) {
      const leaves = turn.at + length;
      if (leaves > at && load <= allowed) break;
      at = Math.max(at, leaves);
      load -= turn.count;
    }
    return at;
  };
  return {
    async take(count, signal) {
      const now = timing.now();
      recover(now);
      const at = nextTurn(count, now);
      turns.push({ at, count });
      if (at > now) await timing.sleep(Math.ceil(at - now), signal);
      // Meanwhile the service may have refused another one.
      for (let left = closedUntil - timing.now(); left > 0 && signal?.aborted !== true; ) {
        await timing.sleep(Math.ceil(left), signal);
        left = closedUntil - timing.now();
      }
    },
    refused(since, ms) {
      const now = timing.now();
      closedUntil = Math.max(closedUntil, now + ms);
      // Several in flight are refused for one reason.
      if (since < slowedAt) return;
      allowed = Math.max(Math.ceil(limit.requests / SLOWEST), Math.floor(allowed / 2));
      slowedAt = now + ms;
    },
  };
}
