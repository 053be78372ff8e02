/** JSON batching: up to twenty requests in one, answered in another order than asked. */
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, stringAt } from '../../model/json.ts';
import { badRequest, Refusal } from '../errors.ts';
import { splitAddress, type TenantAnswer, type TenantRequest } from '../exchange.ts';
import { headerText } from './faults.ts';

const most = 20;

interface Item {
  readonly id: string;
  readonly asked: TenantRequest;
  readonly dependsOn: readonly string[];
}

/** Answers one item; the server adds faults and the ledger. */
export type AnswerItem = (asked: TenantRequest, path: string) => TenantAnswer;

/**
 * Answers a batch. Items run in the order given, an item whose `dependsOn` failed is answered 424, and the answers come
 * reversed, because a client may not rely on any order (docs: JSON batching). Throws refusals for a bad envelope.
 */
export function answerBatch(asked: TenantRequest, body: JsonObject, answerItem: AnswerItem): TenantAnswer {
  const items = itemsOf(asked, body);
  const statuses = new Map<string, number>();
  const responses = items.map(({ id, asked: item, dependsOn }) => {
    const failed = dependsOn.some((other) => (statuses.get(other) ?? 424) >= 400);
    const answer = failed ? dependencyFailed() : answerItem(item, addressOf(item));
    statuses.set(id, answer.status);
    return responseOf(id, answer, item);
  });
  return { status: 200, body: { responses: responses.toReversed() } };
}

function itemsOf(asked: TenantRequest, body: JsonObject): readonly Item[] {
  const requests = body['requests'];
  if (!isJsonArray(requests)) throw badRequest("A batch needs 'requests'.");
  if (requests.length > most) {
    throw badRequest(`Number of batch request steps exceeds the maximum value of ${most}.`);
  }
  const seen = new Set<string>();
  return requests.map((request) => {
    const id = isJsonObject(request) ? stringAt(request, 'id') : undefined;
    if (!isJsonObject(request) || id === undefined) throw badRequest("Every request of a batch needs an 'id'.");
    if (seen.has(id)) throw badRequest(`The id '${id}' is in the batch twice.`);
    seen.add(id);
    return item(asked, request, id);
  });
}

function item(asked: TenantRequest, request: JsonObject, id: string): Item {
  const method = stringAt(request, 'method')?.toUpperCase();
  const url = stringAt(request, 'url');
  if (method === undefined || url === undefined) throw badRequest(`Request '${id}' needs 'method' and 'url'.`);
  if (/^https?:/.test(url)) throw badRequest(`Request '${id}' must have a relative url.`);
  const headers = new Map<string, string>();
  const given = request['headers'];
  for (const [name, value] of Object.entries(isJsonObject(given) ? given : {})) {
    headers.set(name.toLowerCase(), headerText(value));
  }
  const body = request['body'];
  if (body !== undefined && !headers.has('content-type')) {
    throw badRequest(`Request '${id}' has a body and no Content-Type header.`);
  }
  const address = splitAddress(`/${asked.version}/${url.replace(/^\//, '')}`);
  const depends = request['dependsOn'];
  return {
    id,
    dependsOn: isJsonArray(depends) ? depends.map(String) : [],
    asked: { ...asked, ...address, method, headers, text: body === undefined ? '' : JSON.stringify(body) },
  };
}

function addressOf(asked: TenantRequest): string {
  const query = [...asked.query].map(([name, value]) => `${name}=${value}`).join('&');
  return `/${asked.version}/${asked.segments.join('/')}${query === '' ? '' : `?${query}`}`;
}

function responseOf(id: string, answer: TenantAnswer, asked: TenantRequest): JsonObject {
  const body: JsonValue | undefined = answer.text ?? answer.body;
  const type = answer.text === undefined ? 'application/json' : 'text/plain';
  const headers = {
    ...(body === undefined ? {} : { 'Content-Type': type }),
    'request-id': asked.requestId,
    'client-request-id': asked.clientRequestId,
    ...answer.headers,
  };
  return { id, status: answer.status, headers, ...(body === undefined ? {} : { body }) };
}

function dependencyFailed(): TenantAnswer {
  const refusal = new Refusal(424, 'FailedDependency', 'A request that this one depends on has failed.');
  return { status: 424, body: { error: { code: refusal.code, message: refusal.message } } };
}
