/** One HTTP exchange with Graph as values, so that the chain (sign, retry, send) needs no library's types. */

import type { JsonValue } from '../../../model/json.ts';
import type { Proxy } from './dispatcher.ts';

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

/** What the adapter wants to send. `path` is below the version segment, with its query already encoded. */
export interface Call {
  readonly method: Method;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Null sends no body. */
  readonly body: JsonValue;
  /** True for reads, a `$batch` of reads included: sending them twice changes nothing. */
  readonly repeatable: boolean;
  /** How many requests Graph counts for it: the number of items of a batch. */
  readonly weight: number;
  /** Asked when its turn has come, just before it leaves. */
  readonly mayStart?: () => Promise<boolean>;
}

/** A call as it goes over the wire. */
export interface Outgoing extends Call {
  readonly url: string;
  readonly text: string | undefined;
}

/** What the answer's text turned out to be; only `json` is an answer of Graph. */
export type Body =
  | { readonly form: 'json'; readonly value: JsonValue }
  | { readonly form: 'empty' }
  | { readonly form: 'html'; readonly title: string }
  | { readonly form: 'broken'; readonly why: string };

/** An answer with a status. `givenUp` says why it wasn't asked again although its status allows that. */
export interface HttpExchange {
  readonly kind: 'answer';
  readonly status: number;
  readonly body: Body;
  /** Milliseconds to wait, null when the answer names none. */
  readonly retryAfter: number | null;
  /** The origin that a redirect points to. */
  readonly redirect: string | null;
  readonly requestIds: readonly string[];
  readonly givenUp: string | null;
  /** The service's own time in milliseconds since 1970, null when it doesn't say. */
  readonly date: number | null;
  /** Why a wrong clock may be behind a 401. */
  readonly clock: string | null;
  /** The proxy that the answer came through. */
  readonly proxy: Proxy | null;
  /** What multi admin approval gave out, to be sent with the same request once another admin has approved it. */
  readonly approvalCode: string | null;
}

/** No answer, or not all of it. `permanent`: asking again can't help (unknown host, bad certificate). */
export interface Lost {
  readonly kind: 'lost';
  readonly reason: string;
  readonly permanent: boolean;
  readonly requestIds: readonly string[];
  readonly givenUp: string | null;
}

/** Nothing was sent, because there is no token to sign it with. */
export interface Unsigned {
  readonly kind: 'unsigned';
  readonly reason: string;
}

/** Nothing was sent, because the run was interrupted, or may write no more, before its turn came. */
interface Unsent {
  readonly kind: 'unsent';
  readonly reason: string;
}

export type Exchange = HttpExchange | Lost | Unsigned | Unsent;

/** Sends one call through the whole chain. Never rejects for a remote fault. */
export type Send = (call: Call) => Promise<Exchange>;

/** One link of the chain: may change what goes out, send it (again), or answer by itself. */
export type HttpMiddleware = (outgoing: Outgoing, next: (outgoing: Outgoing) => Promise<Exchange>) => Promise<Exchange>;

/** Told after each HTTP exchange. Never holds a token, a body or a query; `status` is null when no answer came. */
interface GraphEvent {
  readonly method: string;
  readonly path: string;
  readonly status: number | null;
  readonly requestId: string | null;
  readonly clientRequestId: string;
  readonly ms: number;
  /** By how many milliseconds this machine's clock is ahead of the service's, null when the answer has no date. */
  readonly aheadMs: number | null;
}
export type GraphLog = (event: GraphEvent) => void;

/**
 * A bearer token. When Graph refuses one, the source is asked again with the refused token and hands out another one
 * if it can; handing out the same again means that it has no other.
 */
export type TokenSource = (refused?: string) => Promise<string>;

/** A call that reads, with what Entra's advanced queries and `$count` want. */
export function readCall(path: string, advanced: boolean): Call {
  return { method: 'GET', path, headers: readHeaders(path, advanced), body: null, repeatable: true, weight: 1 };
}

/** A wish, which the service may cut down: some Intune collections refuse `$top`, none refuses a preference. */
const PAGE_SIZE = 'odata.maxpagesize=1000';

/**
 * The headers of a read: the `$count` segment answers in plain text and refuses `application/json` with 415; Intune's
 * collections are asked for large pages, since round trips are what people wait for.
 */
export function readHeaders(path: string, advanced: boolean): Readonly<Record<string, string>> {
  const accept = { Accept: isCount(path) ? 'text/plain' : 'application/json' };
  return {
    ...accept,
    ...(advanced ? { ConsistencyLevel: 'eventual' } : {}),
    ...(isIntune(path) ? { Prefer: PAGE_SIZE } : {}),
  };
}

/** True for a path of Intune, whose requests have limits of their own. */
export function isIntune(path: string): boolean {
  return path.startsWith('/deviceManagement/') || path.startsWith('/deviceAppManagement/');
}

/** True for a path whose last segment is `$count`: its answer is a number. */
export function isCount(path: string): boolean {
  return withoutQuery(path).endsWith('/$count');
}

/** The path alone: queries can hold names of people and groups, which belong into no log. */
export function withoutQuery(path: string): string {
  const query = path.indexOf('?');
  return query === -1 ? path : path.slice(0, query);
}
