/** The only file that sends requests: one request, one answer or the reason why there is none. */

import { randomUUID } from 'node:crypto';
import { readBody } from './body.ts';
import { cleanText } from './clean-text.ts';
import type { Counters } from './counters.ts';
import type { Dispatcher, HeaderReader, Proxy } from './dispatcher.ts';
import {
  type GraphLog,
  type HttpExchange,
  type HttpMiddleware,
  type Lost,
  type Outgoing,
  withoutQuery,
} from './exchange.ts';
import { type NoAnswer, throughProxy } from './proxy-fault.ts';
import { readRetryAfter } from './retry-after.ts';
import type { Timing } from './retry-budget.ts';
import type { ServiceClock } from './service-clock.ts';

/** A request in plain HTTP. */
export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string | undefined;
}

/** A whole answer, or none: an answer whose body breaks off counts as none. */
export type HttpReply =
  | { readonly kind: 'reply'; readonly status: number; readonly headers: HeaderReader; readonly text: string }
  | ({ readonly kind: 'none' } & NoAnswer);

export interface TransportOptions {
  readonly timeoutSeconds: number;
  readonly agent: string;
  readonly timing: Timing;
  /** This machine's time in milliseconds since 1970. */
  readonly clock: () => number;
  readonly way: Dispatcher;
  /** Ends reads that are under way. */
  readonly ending?: AbortSignal;
  readonly log: GraphLog;
  readonly counters: Counters;
  readonly service: ServiceClock;
  /** Throws when a request must not leave. */
  readonly check: (outgoing: Outgoing) => void;
}

/** Straight to the host. */
export const DIRECT: Dispatcher = {
  send: (url, settings) => fetch(url, settings),
  proxyTo: () => null,
};

/** Faults of names, TLS and certificates (Node's and OpenSSL's codes): they are the same at the next try. */
const PERMANENT = /^(?:ENOTFOUND|EPROTO|CERT_|ERR_TLS_|ERR_SSL_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_)/;

/** Sends one request and reads the whole answer. Never rejects. No redirect is followed: a token must not travel. */
export async function sendHttp(
  request: HttpRequest,
  timeoutSeconds: number,
  way: Dispatcher = DIRECT,
  ending?: AbortSignal,
): Promise<HttpReply> {
  const timeout = AbortSignal.timeout(timeoutSeconds * 1000);
  try {
    const response = await way.send(request.url, {
      method: request.method,
      headers: request.headers,
      redirect: 'manual',
      signal: ending === undefined ? timeout : AbortSignal.any([timeout, ending]),
      ...(request.text === undefined ? {} : { body: request.text }),
    });
    return { kind: 'reply', status: response.status, headers: response.headers, text: await response.text() };
  } catch (error) {
    const { host } = new URL(request.url);
    return { kind: 'none', ...throughProxy(noAnswer(error, timeoutSeconds), way.proxyTo(request.url), host) };
  }
}

/** The last link: checks, counts, sends, logs. */
export function transport(options: TransportOptions): HttpMiddleware {
  return async (outgoing) => {
    options.check(outgoing);
    const clientRequestId = randomUUID();
    const { counters } = options;
    counters.roundTrips += 1;
    counters.requests += outgoing.weight;
    const place = counters.longestChain + 1;
    const started = options.timing.now();
    const headers = { ...outgoing.headers, 'User-Agent': options.agent, 'client-request-id': clientRequestId };
    // The answer to a write decides what is known of the tenant: that one is waited for.
    const ending = outgoing.repeatable ? options.ending : undefined;
    const reply = await sendHttp({ ...outgoing, headers }, options.timeoutSeconds, options.way, ending);
    counters.longestChain = Math.max(counters.longestChain, place);
    if (reply.kind === 'reply') counters.bytes += Buffer.byteLength(reply.text);
    const date = reply.kind === 'reply' ? dateOf(reply.headers) : null;
    if (date !== null) options.service.hear(date);
    options.log({
      method: outgoing.method,
      path: withoutQuery(outgoing.path),
      status: reply.kind === 'reply' ? reply.status : null,
      requestId: reply.kind === 'reply' ? requestIdOf(reply.headers) : null,
      clientRequestId,
      ms: Math.round(options.timing.now() - started),
      aheadMs: date === null ? null : options.clock() - date,
    });
    if (reply.kind === 'none') return lost(reply, clientRequestId);
    return answer(reply, date, options.way.proxyTo(outgoing.url), options.clock());
  };
}

function answer(
  reply: Extract<HttpReply, { kind: 'reply' }>,
  date: number | null,
  proxy: Proxy | null,
  now: number,
): HttpExchange {
  const { status, headers, text } = reply;
  const requestId = requestIdOf(headers);
  const approval = headers.get('x-msft-approval-code');
  const location = headers.get('location') ?? '';
  return {
    kind: 'answer',
    status,
    body: readBody(text, headers.get('content-type') ?? ''),
    retryAfter: readRetryAfter(headers.get('retry-after'), date ?? now),
    redirect: status >= 300 && status < 400 ? (URL.canParse(location) ? new URL(location).origin : 'elsewhere') : null,
    requestIds: requestId === null ? [] : [requestId],
    givenUp: null,
    date,
    clock: null,
    proxy,
    approvalCode: approval === null ? null : cleanText(approval, 200),
  };
}

function dateOf(headers: HeaderReader): number | null {
  const date = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(date) ? null : date;
}

/** Without an answer there is no request-id; Microsoft's support can also search by the id that we sent. */
function lost(reply: Extract<HttpReply, { kind: 'none' }>, clientRequestId: string): Lost {
  const { reason, permanent } = reply;
  return { kind: 'lost', reason, permanent, requestIds: [clientRequestId], givenUp: null };
}

function requestIdOf(headers: HeaderReader): string | null {
  const id = headers.get('request-id');
  return id === null ? null : cleanText(id, 64);
}

function noAnswer(error: unknown, timeoutSeconds: number): NoAnswer {
  if (error instanceof Error && error.name === 'TimeoutError') {
    return { reason: `nothing within ${timeoutSeconds} s`, permanent: false };
  }
  if (error instanceof Error && error.name === 'AbortError') {
    return { reason: 'the run was interrupted', permanent: true };
  }
  const cause = deepest(error);
  const code = cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  const message = cause instanceof Error ? cause.message : String(cause);
  const reason = cleanText(code === '' || message.includes(code) ? message : `${code}: ${message}`, 160);
  return { reason, permanent: PERMANENT.test(code) };
}

/** `fetch` wraps what happened, and a proxy's refusal twice; some causes have nothing to say. */
function deepest(error: unknown): unknown {
  let at = error;
  while (at instanceof Error && at.cause instanceof Error && at.cause.message !== '') at = at.cause;
  return at;
}
