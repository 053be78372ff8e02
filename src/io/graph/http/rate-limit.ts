/** Keeps a run below the limits that Intune documents, so that other tools in the tenant have room. */

import { isJsonObject, objectsAt, stringAt } from '../../../model/json.ts';
import { type HttpMiddleware, isIntune, type Outgoing } from './exchange.ts';
import type { Timing } from './retry-budget.ts';
import { createBucket, type Limit } from './token-bucket.ts';

export interface Limits {
  /** Reads and writes together. */
  readonly any: Limit;
  readonly writes: Limit;
}

/**
 * Intune takes 1,000 requests, 100 of them writes, in 20 s from one app in one tenant (Graph's page on Intune's
 * throttling limits). In any 20 s, a full bucket and what flows into it make half of that.
 */
export const INTUNE_LIMITS: Limits = {
  any: { burst: 250, perSecond: 12.5 },
  writes: { burst: 10, perSecond: 2 },
};

/**
 * The link that waits for room. Entra's requests pass: its limits are others, and many times higher. What waits when
 * the signal is aborted isn't sent at all.
 */
export function pacing(limits: Limits, timing: Timing, signal: AbortSignal | undefined): HttpMiddleware {
  const any = createBucket(limits.any, timing);
  const writes = createBucket(limits.writes, timing);
  return async (outgoing, next) => {
    const load = intuneLoad(outgoing);
    if (load > 0) {
      await any.take(load, signal);
      if (!outgoing.repeatable) await writes.take(load, signal);
      if (signal?.aborted === true) return { kind: 'unsent', reason: 'not sent, because the run was interrupted' };
    }
    return next(outgoing);
  };
}

/** How many requests Intune counts: the items of a batch one by one (Graph's page on JSON batching). */
function intuneLoad({ path, body, weight }: Outgoing): number {
  if (path !== '/$batch') return isIntune(path) ? weight : 0;
  const items = isJsonObject(body) ? objectsAt(body, 'requests') : [];
  return items.filter((item) => isIntune(stringAt(item, 'url') ?? '')).length;
}
