/** One exchange → one read answer; only Graph itself may say that something doesn't exist. */

import type { JsonValue } from '../../../model/json.ts';
import type { ReadAnswer } from '../../../model/reads.ts';
import { type Exchange, type HttpExchange, isCount } from '../http/exchange.ts';
import { faultOf, problemOf } from '../http/problem.ts';

/** Messages of 404s (and 400s) that speak of a wrong path, not of an absent object. */
const WRONG_PATH = /no odata route exists|resource not found for the segment|no method match route template/i;

/** Messages of 404s that mean "not for you": a role limited by scope tags is answered so for objects that are there. */
const OUT_OF_SCOPE = /scope\s?tags?/i;

/**
 * `path` is what was asked for. A 204 is found with a null body: what a navigation without a target may answer. An
 * empty 200 is unreadable, and so is a 404 without one of Graph's error bodies: a gateway may have sent either.
 */
export function readAnswer(exchange: Exchange, path: string): ReadAnswer {
  if (exchange.kind === 'answer') {
    if (exchange.status === 204) return { status: 'found', body: null };
    if (isSuccess(exchange) && exchange.body.form === 'json') {
      return { status: 'found', body: isCount(path) ? numberOf(exchange.body.value) : exchange.body.value };
    }
    const fault = exchange.status === 404 ? faultOf(exchange) : null;
    if (fault !== null && !WRONG_PATH.test(fault.message) && !OUT_OF_SCOPE.test(fault.message)) {
      return { status: 'missing', requestId: exchange.requestIds[0] ?? fault.requestIds[0] ?? null };
    }
  }
  return { status: 'unreadable', problem: problemOf(exchange, { method: 'GET', path }) };
}

/** True for any 2xx: Intune's codes differ from the documented ones. */
export function isSuccess(answer: HttpExchange): boolean {
  return answer.status >= 200 && answer.status < 300;
}

/** Inside a `$batch` a count comes as a text, since its media type is text/plain. */
function numberOf(value: JsonValue): JsonValue {
  return typeof value === 'string' && /^\d+$/.test(value.trim()) ? Number(value) : value;
}
