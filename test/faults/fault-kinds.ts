/** The faults: what each does to a call, where it can strike, and which exit codes then tell the truth. */

import type { TenantAnswer } from '../../src/embedded/exchange.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../src/model/json.ts';
import type { Call, InjectedFault } from './injected-faults.ts';

export interface FaultKind {
  readonly name: string;
  /** Null where it makes no sense for the call. */
  readonly injected: (call: Call) => InjectedFault | null;
  /** Exit codes that a run may end with beside the one of the undisturbed run. */
  readonly codes: readonly number[];
  /** The run may take so long to notice. */
  readonly hangs?: boolean;
}

function error(
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): TenantAnswer {
  return { status, headers, body: { error: { code, message } } };
}

const PAGE = '<html><head><title>Bad gateway</title></head><body>nobody is here</body></html>';

function html(status: number): TenantAnswer {
  return { status, headers: { 'Content-Type': 'text/html' }, text: PAGE };
}

function answers(name: string, answer: TenantAnswer, codes: readonly number[], where: Where = 'any'): FaultKind {
  return { name, codes, injected: (call) => (fits(call, where) ? { does: 'answer', answer, after: false } : null) };
}

type Where = 'any' | 'read' | 'write' | 'list';

function fits(call: Call, where: Where): boolean {
  if (call.port !== 'graph') return false;
  if (where === 'list') return !call.writes && !call.site.endsWith('/{id}');
  return where === 'any' || call.writes === (where === 'write');
}

/** What a gateway or an ailing service does to a call and repairs by itself: a read is asked again, a write is looked up. */
const PASSING = [7] as const;

const THROTTLED = error(429, 'TooManyRequests', 'Too many requests.');
const BROKER = error(500, 'InternalServerError', 'Too many requests to query broker.');
const APPROVAL = error(403, 'ApprovalRequired', 'ApprovalRequired: the request needs the approval of another admin.');

export const GRAPH_FAULTS: readonly FaultKind[] = [
  answers('429', THROTTLED, []),
  // Whoever waits longer than the lease of the lock stands finds it gone.
  answers('429 with Retry-After', { ...THROTTLED, headers: { 'Retry-After': '315' } }, [6]),
  answers('500 that means 429', BROKER, [7, 11]),
  answers('500', error(500, 'InternalServerError', 'An internal error has occurred.'), [7, 12]),
  answers('502', html(502), PASSING),
  answers('503', error(503, 'ServiceUnavailable', 'The service is unavailable.'), PASSING),
  answers('503 with Retry-After', error(503, 'ServiceUnavailable', 'Later.', { 'Retry-After': '20' }), []),
  answers('504', error(504, 'GatewayTimeout', 'The gateway timed out.'), PASSING),
  {
    name: '504 after commit',
    codes: PASSING,
    injected: (call) =>
      fits(call, 'write') ? { does: 'answer', answer: error(504, 'GatewayTimeout', 'Timed out.'), after: true } : null,
  },
  { name: 'reset before', codes: PASSING, injected: (call) => onGraph(call, { does: 'reset', when: 'before' }) },
  { name: 'reset after', codes: PASSING, injected: (call) => onGraph(call, { does: 'reset', when: 'after' }) },
  { name: 'timeout after commit', codes: PASSING, hangs: true, injected: (call) => onGraph(call, { does: 'hang' }) },
  answers('404', error(404, 'ResourceNotFound', 'The object was not found.'), [5, 7, 12]),
  answers('409', error(409, 'Conflict', 'The object is being changed.'), [7, 12]),
  answers('401', error(401, 'InvalidAuthenticationToken', 'Lifetime validation failed.'), [9]),
  answers('403', error(403, 'Forbidden', 'Application is not authorized.'), [9]),
  answers('403 that asks for approval', APPROVAL, [8], 'write'),
  { name: 'truncated JSON', codes: [7, 12], injected: (call) => onGraph(call, { does: 'truncate' }) },
  answers('HTML page', html(200), [7, 12]),
  {
    name: 'HTML page after commit',
    codes: PASSING,
    injected: (call) => (fits(call, 'write') ? { does: 'answer', answer: html(200), after: true } : null),
  },
  { name: 'page doubled', codes: [], injected: (call) => onLists(call, doubled) },
  { name: 'pages shuffled', codes: [], injected: (call) => onLists(call, shuffled) },
  { name: 'page lost', codes: [7, 12], injected: (call) => onLists(call, cutShort) },
];

/** Faults of single items of a `$batch`; each strikes each item. */
export const ITEM_FAULTS: readonly {
  readonly name: string;
  readonly answer: TenantAnswer;
  readonly codes: readonly number[];
}[] = [
  { name: 'item 429', answer: THROTTLED, codes: [] },
  { name: 'item 503', answer: error(503, 'ServiceUnavailable', 'The service is unavailable.'), codes: [] },
  { name: 'item 500', answer: error(500, 'InternalServerError', 'An internal error has occurred.'), codes: [12] },
  { name: 'item 403', answer: error(403, 'Authorization_RequestDenied', 'Insufficient privileges.'), codes: [9] },
  {
    name: 'item 404',
    answer: error(404, 'Request_ResourceNotFound', 'The object was not found.'),
    // 5: the object that a step is about to write is gone.
    codes: [3, 4, 5, 7, 12],
  },
];

export const GIT_FAULTS: readonly FaultKind[] = [
  { name: 'git out of reach', codes: [7, 12], injected: (call) => onGit(call, 'unreachable', false) },
  {
    name: 'git answer lost',
    codes: [7, 12],
    injected: (call) => (call.writes ? onGit(call, 'unreachable', true) : null),
  },
  { name: 'git moved on', codes: [6, 7, 12], injected: (call) => (call.writes ? onGit(call, 'moved', false) : null) },
];

function onGit(call: Call, says: 'unreachable' | 'moved', after: boolean): InjectedFault | null {
  return call.port === 'git' ? { does: 'git', says, after } : null;
}

function onGraph(call: Call, injected: InjectedFault): InjectedFault | null {
  return call.port === 'graph' ? injected : null;
}

function onLists(call: Call, change: (value: readonly JsonValue[]) => JsonObject): InjectedFault | null {
  return fits(call, 'list') ? { does: 'reshape', change: (body) => withLists(body, change) } : null;
}

/** Changes the list in an answer, or those in the items of a batch. */
function withLists(body: JsonValue, change: (value: readonly JsonValue[]) => JsonObject): JsonValue {
  if (!isJsonObject(body)) return body;
  const { value, responses } = body;
  if (isJsonArray(value)) return { ...body, ...change(value) };
  if (!isJsonArray(responses)) return body;
  const items = responses.map((item) =>
    isJsonObject(item) && isJsonObject(item['body']) ? { ...item, body: withLists(item['body'], change) } : item,
  );
  return { ...body, responses: items };
}

function doubled(value: readonly JsonValue[]): JsonObject {
  return { value: [...value, ...value] };
}

function shuffled(value: readonly JsonValue[]): JsonObject {
  return { value: value.toReversed() };
}

/** Half of the list, and a link to a page that isn't there. */
function cutShort(value: readonly JsonValue[]): JsonObject {
  const half = value.slice(0, Math.floor(value.length / 2));
  return { value: half, '@odata.nextLink': 'https://elsewhere.example/beta/lost' };
}
