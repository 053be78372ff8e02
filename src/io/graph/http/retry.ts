/** When a request may be sent again: reads freely, writes only after the service said that it did nothing. */

import type { Exchange, HttpExchange, HttpMiddleware } from './exchange.ts';
import { isThrottled } from './problem.ts';
import type { RetryBudget, Timing, Waited } from './retry-budget.ts';

/** Waits longer than this aren't worth a run's time. The longest seen in the wild is 315 s. */
const LONGEST_WAIT = 600_000;
const BACK_OFF_BASE = 1000;
const BACK_OFF_CAP = 60_000;
const TRIES_WHEN_THROTTLED = 30;
const TRIES_WHEN_AILING = 6;

/** `done`: the exchange stands. `stop`: it could be repeated, but not any more, and why. `wait`: milliseconds. */
export type RetryDecision =
  | { readonly verdict: 'done' }
  | { readonly verdict: 'stop'; readonly why: string }
  | { readonly verdict: 'wait'; readonly ms: number };

/**
 * Decides after `tries` sendings (1 or more). `random` is in [0, 1). Pure.
 *
 * A write is repeated on 429, and on 503 with Retry-After: both say that the request was not processed. After a lost
 * answer, a 504 or a bare 503 it may have been, and a POST sent twice makes two profiles.
 */
export function decideRetry(exchange: Exchange, repeatable: boolean, tries: number, random: number): RetryDecision {
  if (!mayRepeat(exchange, repeatable)) return { verdict: 'done' };
  const asked = exchange.kind === 'answer' ? exchange.retryAfter : null;
  const throttled = exchange.kind === 'answer' && isThrottled(exchange);
  if (tries >= (throttled ? TRIES_WHEN_THROTTLED : TRIES_WHEN_AILING)) {
    return { verdict: 'stop', why: `given up after ${tries} tries` };
  }
  if (asked !== null && asked > LONGEST_WAIT) {
    return { verdict: 'stop', why: `given up because the service asks for a wait of ${Math.ceil(asked / 1000)} s` };
  }
  // A service that says "0 seconds" and goes on refusing is asked less and less often too.
  if (asked !== null && (asked > 0 || tries === 1)) return { verdict: 'wait', ms: asked };
  return { verdict: 'wait', ms: Math.floor(random * Math.min(BACK_OFF_CAP, BACK_OFF_BASE * 2 ** (tries - 1))) };
}

/** Told before a request waits to be sent again. `status` is null when no answer came. */
export interface Wait {
  readonly ms: number;
  readonly status: number | null;
}

/** The link that repeats what may be repeated, as long as the budget lasts; `tell` hears of each wait as it begins. */
export function retrying(budget: RetryBudget, timing: Timing, tell: (wait: Wait) => void = () => {}): HttpMiddleware {
  return async (outgoing, next) => {
    for (let tries = 1; ; tries += 1) {
      const exchange = await next(outgoing);
      const decision = decideRetry(exchange, outgoing.repeatable, tries, timing.random());
      if (decision.verdict === 'done') return exchange;
      if (decision.verdict === 'stop') return givenUp(exchange, decision.why);
      tell({ ms: decision.ms, status: exchange.kind === 'answer' ? exchange.status : null });
      const waited = await budget.wait(decision.ms);
      if (waited !== 'waited') return givenUp(exchange, notWaited(budget, waited));
    }
  };
}

/** The reason that goes with a wait that wasn't begun, or not ended. */
export function notWaited(budget: RetryBudget, waited: Exclude<Waited, 'waited'>): string {
  return waited === 'stopped'
    ? 'given up because the run was interrupted'
    : `given up because the ${budget.seconds} s that a run may wait are spent`;
}

/** The exchange with the reason why it isn't repeated any more. */
export function givenUp(exchange: Exchange, why: string): Exchange {
  return 'givenUp' in exchange ? { ...exchange, givenUp: why } : exchange;
}

function mayRepeat(exchange: Exchange, repeatable: boolean): boolean {
  if (exchange.kind === 'unsigned' || exchange.kind === 'unsent') return false;
  if (exchange.kind === 'lost') return repeatable && !exchange.permanent;
  return repeatable ? isPassing(exchange) : isUnprocessed(exchange);
}

function isPassing(answer: HttpExchange): boolean {
  return isThrottled(answer) || answer.status === 502 || answer.status === 503 || answer.status === 504;
}

/** True when the service itself says that it did not process the request. */
export function isUnprocessed(answer: HttpExchange): boolean {
  return answer.status === 429 || (answer.status === 503 && answer.retryAfter !== null);
}
