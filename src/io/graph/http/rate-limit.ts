/** Keeps a run below the limits that Microsoft documents, so that nobody is refused, and slows down where somebody is. */

import pLimit from 'p-limit';
import { isJsonObject, type JsonObject, objectsAt, stringAt } from '../../../model/json.ts';
import { headerIn } from './batch-headers.ts';
import { type Counters, countWait } from './counters.ts';
import { type Exchange, type HttpExchange, type HttpMiddleware, isIntune, type Outgoing } from './exchange.ts';
import { isThrottled } from './problem.ts';
import { readRetryAfter } from './retry-after.ts';
import type { Timing } from './retry-budget.ts';
import { createWindow, type Limit, type SlidingWindow } from './sliding-window.ts';

export interface Limits {
  /** Intune's requests, reads and writes together. */
  readonly any: Limit;
  readonly writes: Limit;
  /** Entra's, in resource units. */
  readonly directory: Limit;
}

/**
 * Intune takes 1,000 requests, 100 of them writes, in 20 s from one app in one tenant, and as many from a second app; Entra
 * takes 3,500 resource units in 10 s of a small tenant (Graph's page on throttling limits, 2025-01). A little is left for
 * the clocks, which aren't the service's.
 */
export const DOCUMENTED_LIMITS: Limits = {
  any: { requests: 900, seconds: 20 },
  writes: { requests: 95, seconds: 20 },
  directory: { requests: 3000, seconds: 10 },
};

/**
 * Writes in flight at one time. Another run may have spent the limit a moment ago, which shows at the first refusal: no more than
 * these are refused for it. At an answer in 0.1 s that is six times what the limit lets through.
 */
const WRITES_IN_FLIGHT = 3;

/** How long nothing more goes after a refusal that names no time. */
const REST_MS = 1000;

/**
 * The link that waits for room. One for all requests of a run: lists, batches, single reads and writes. What waits when the
 * signal is aborted isn't sent at all. `counters` notes how long requests stand here.
 */
export function pacing(
  limits: Limits,
  timing: Timing,
  signal: AbortSignal | undefined,
  counters: Counters,
): HttpMiddleware {
  const any = createWindow(limits.any, timing);
  const writes = createWindow(limits.writes, timing);
  const directory = createWindow(limits.directory, timing);
  const inFlight = pLimit(WRITES_IN_FLIGHT);
  const inTurn: HttpMiddleware = async (outgoing, next) => {
    const load = loadOf(outgoing);
    const windows: readonly (readonly [SlidingWindow, number])[] = [
      [directory, load.directory],
      [writes, outgoing.repeatable ? 0 : load.intune],
      [any, load.intune],
    ];
    countWait(counters, 1, timing.now());
    for (const [window, count] of windows) if (count > 0) await window.take(count, signal);
    const went = timing.now();
    countWait(counters, -1, went);
    if (signal?.aborted === true) return { kind: 'unsent', reason: 'not sent, because the run was interrupted' };
    const exchange = await next(outgoing);
    const refusal = refusalIn(exchange);
    if (refusal !== null) {
      const [slowed] = windows.filter(([, count]) => count > 0).map(([window]) => window);
      slowed?.refused(went, refusal);
    }
    return exchange;
  };
  return (outgoing, next) => (outgoing.repeatable ? inTurn(outgoing, next) : inFlight(() => inTurn(outgoing, next)));
}

interface Load {
  readonly intune: number;
  readonly directory: number;
}

/** What the services count: the items of a batch one by one (Graph's page on JSON batching). */
function loadOf({ path, body, weight }: Outgoing): Load {
  if (path !== '/$batch')
    return isIntune(path) ? { intune: weight, directory: 0 } : { intune: 0, directory: units(path) };
  const urls = isJsonObject(body) ? objectsAt(body, 'requests').map((item) => stringAt(item, 'url') ?? '') : [];
  const others = urls.filter((url) => !isIntune(url));
  return { intune: urls.length - others.length, directory: others.reduce((sum, url) => sum + units(url), 0) };
}

/** Resource units of Entra: 5 for transitive members, at most 4 for what else is read here (Graph's page on throttling limits). */
function units(path: string): number {
  if (path.includes('/transitiveMembers')) return 5;
  return path.includes('/checkMemberGroups') ? 4 : 2;
}

/** For how long the service wants nothing more; null where it refused nothing. */
function refusalIn(exchange: Exchange): number | null {
  if (exchange.kind !== 'answer') return null;
  if (isThrottled(exchange)) return exchange.retryAfter ?? REST_MS;
  const refused = responsesIn(exchange).filter((response) => response['status'] === 429);
  if (refused.length === 0) return null;
  const reference = exchange.date ?? Date.now();
  return Math.max(...refused.map((one) => readRetryAfter(headerIn(one, 'retry-after'), reference) ?? REST_MS));
}

function responsesIn({ body }: HttpExchange): readonly JsonObject[] {
  return body.form === 'json' && isJsonObject(body.value) ? objectsAt(body.value, 'responses') : [];
}
