/** An exchange that went wrong → a problem that says what happened, where, and what to do. */

import { permissionFor } from '../../../model/permissions.ts';
import type { Problem } from '../../../model/plan.ts';
import { readApprovalRefusal } from './approval-refusal.ts';
import { cleanText } from './clean-text.ts';
import { type Exchange, type HttpExchange, type Method, withoutQuery } from './exchange.ts';
import { type GraphFault, readFault } from './graph-error.ts';

/** What was asked, for the message. */
export interface RequestSubject {
  readonly method: Method;
  readonly path: string;
}

/** The fault that Graph describes in an answer, null where the body is something else. */
export function faultOf(answer: HttpExchange): GraphFault | null {
  return answer.body.form === 'json' ? readFault(answer.body.value) : null;
}

/**
 * True when the service refused for the number of requests. Intune hides some of that behind a 500 with a text about
 * its query broker (measured by the authors of graph2otel, 2026-07).
 */
export function isThrottled(answer: HttpExchange): boolean {
  if (answer.status === 429) return true;
  return answer.status === 500 && /too many requests to query broker/i.test(faultOf(answer)?.message ?? '');
}

/** The problem behind a failed exchange; also for answers of 2xx whose body can't be read. */
export function problemOf(exchange: Exchange, asked: RequestSubject): Problem {
  if (exchange.kind === 'unsigned') return problem('auth', asked, exchange.reason, []);
  if (exchange.kind === 'unsent') return problem(remoteType(asked), asked, exchange.reason, []);
  const givenUp = exchange.givenUp === null ? '' : `; ${exchange.givenUp}`;
  if (exchange.kind === 'lost') {
    return problem(remoteType(asked), asked, `no answer (${exchange.reason})${givenUp}`, exchange.requestIds);
  }
  const fault = faultOf(exchange);
  const said = `${exchange.status}${saidBy(exchange, fault)}`;
  const ids = [...new Set([...exchange.requestIds, ...(fault?.requestIds ?? [])])];
  if (isThrottled(exchange)) {
    return problem('throttled', asked, `throttled: ${said}${givenUp}; run again later, or less often`, ids);
  }
  if (exchange.status === 401) {
    const clock = exchange.clock === null ? '' : `; ${exchange.clock}`;
    return problem('auth', asked, `${said}; ${newToken(fault)}${clock}`, ids);
  }
  const refusal = isWriting(asked) ? readApprovalRefusal(exchange, fault) : null;
  if (refusal !== null) {
    const type = refusal.verdict === 'wait' ? 'approval' : 'remote';
    const { code } = refusal;
    const named = code === null || said.includes(code) ? '' : ` (approval code ${code})`;
    const wanted = problem(type, asked, `${said}${named}; ${refusal.advice}`, ids);
    return code === null ? wanted : { ...wanted, approvalCode: code };
  }
  if (exchange.status === 403 && fault !== null) return forbidden(asked, said, ids);
  return problem(remoteType(asked), asked, `${said}${givenUp}`, ids);
}

/** A problem with what Graph sent although its status says that all is well. */
export function makeUnreadableAnswer(asked: RequestSubject, why: string, requestIds: readonly string[]): Problem {
  return problem(remoteType(asked), asked, why, requestIds);
}

function problem(type: Problem['type'], asked: RequestSubject, text: string, requestIds: readonly string[]): Problem {
  return { type, message: `${asked.method} ${cleanText(withoutQuery(asked.path))}: ${text}`, requestIds };
}

/** A `$batch` is a POST that reads. */
function isWriting(asked: RequestSubject): boolean {
  return asked.method !== 'GET' && asked.path !== '/$batch';
}

function remoteType(asked: RequestSubject): Problem['type'] {
  return isWriting(asked) ? 'remote' : 'incomplete';
}

function forbidden(asked: RequestSubject, said: string, ids: readonly string[]): Problem {
  const permission = permissionFor(asked.path, isWriting(asked));
  const lacked = permission ?? 'a permission';
  const advice = `the sign-in lacks ${lacked}: an app gets it by admin consent, a person by a role in Intune, each with a new token`;
  return problem('permission', asked, `${said}; ${advice}`, ids);
}

function newToken(fault: GraphFault | null): string {
  const expired = /expired/i.test(`${fault?.code ?? ''} ${fault?.message ?? ''}`);
  return `the access token ${expired ? 'has expired' : 'was not accepted'}: get a new one for this tenant and cloud`;
}

function saidBy(answer: HttpExchange, fault: GraphFault | null): string {
  if (fault !== null) {
    const parts = [fault.code, fault.message].filter((part) => part !== null && part !== '');
    return parts.length === 0 ? '' : ` ${cleanText(parts.join(': '))}`;
  }
  if (answer.redirect !== null) return `, a redirect to ${cleanText(answer.redirect, 120)} that is not followed`;
  switch (answer.body.form) {
    case 'html': {
      const title = answer.body.title === '' ? '' : `, titled '${answer.body.title}'`;
      return `, an HTML page instead of Graph's JSON${title}: ${between(answer)}`;
    }
    case 'empty':
      return ', an answer without a body';
    case 'broken':
      return `, an answer that is not JSON (${answer.body.why})`;
    case 'json':
      return ', JSON that is neither data nor an error of Graph';
  }
}

/** Who may have written a page that Graph doesn't write. */
function between({ proxy }: HttpExchange): string {
  if (proxy === null) return 'a proxy or gateway stands between';
  return `the proxy ${proxy.host}, or a gateway behind it, stands between`;
}
