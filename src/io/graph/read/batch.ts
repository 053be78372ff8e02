/** Many reads in few round trips: twenty to a `$batch`, four at a time, each item judged on its own. */

import pLimit from 'p-limit';
import { isJsonArray, isJsonObject, type JsonObject, objectsAt } from '../../../model/json.ts';
import type { ReadAnswer, ReadRequest } from '../../../model/reads.ts';
import { headerIn } from '../http/batch-headers.ts';
import { type Call, type Exchange, type HttpExchange, readCall, readHeaders, type Send } from '../http/exchange.ts';
import { makeUnreadableAnswer } from '../http/problem.ts';
import { decideRetry, givenUp, notWaited } from '../http/retry.ts';
import { readRetryAfter } from '../http/retry-after.ts';
import type { RetryBudget, Timing } from '../http/retry-budget.ts';
import type { GraphRoot } from '../http/root.ts';
import { isSuccess, readAnswer } from './answer.ts';
import { nextLink, readPages } from './paging.ts';

/** Graph refuses more (its page on JSON batching). */
const ITEMS = 20;
const IN_FLIGHT = 4;

export interface BatchTools {
  readonly root: GraphRoot;
  readonly send: Send;
  readonly budget: RetryBudget;
  readonly timing: Timing;
}

/** One request of a batch with its place in the answer. */
interface Item {
  readonly place: number;
  readonly request: ReadRequest;
}

/** An item's exchange; null when the batch's answer lacks the item. */
interface Settled {
  readonly item: Item;
  readonly exchange: Exchange | null;
}

/**
 * Answers in the order of `requests`. Items that were throttled or met an ailing service are sent again, one round
 * after the other. A collection that goes on in further pages is read to its end and comes with its `value` whole.
 */
export async function readBatch(requests: readonly ReadRequest[], tools: BatchTools): Promise<readonly ReadAnswer[]> {
  const limit = pLimit(IN_FLIGHT);
  const settled: Settled[] = [];
  let items: readonly Item[] = requests.map((request, place) => ({ place, request }));
  for (let tries = 1; items.length > 0; tries += 1) {
    const round = await Promise.all(chunks(items).map((chunk) => limit(() => sendChunk(chunk, tools))));
    const { over, again } = await sortOut(round.flat(), tries, tools);
    settled.push(...over);
    items = again;
  }
  const answers = await Promise.all(settled.map((one) => limit(() => wholeAnswer(one, tools))));
  const byPlace = new Map(settled.map((one, index) => [one.item.place, answers[index]]));
  return requests.map((request, place) => byPlace.get(place) ?? lacking(request));
}

/** Separates what stands from what is sent again, after the longest of the waits. */
async function sortOut(
  round: readonly Settled[],
  tries: number,
  tools: BatchTools,
): Promise<{ readonly over: readonly Settled[]; readonly again: readonly Item[] }> {
  const over: Settled[] = [];
  const waiting: Settled[] = [];
  let wait = 0;
  for (const one of round) {
    // What isn't an item's own answer went through the chain, which has repeated it already.
    const decision =
      one.exchange?.kind === 'answer' && one.exchange.givenUp === null
        ? decideRetry(one.exchange, true, tries, tools.timing.random())
        : ({ verdict: 'done' } as const);
    if (decision.verdict === 'wait') {
      waiting.push(one);
      wait = Math.max(wait, decision.ms);
    } else over.push(decision.verdict === 'done' ? one : stopped(one, decision.why));
  }
  const waited = waiting.length === 0 ? 'waited' : await tools.budget.wait(wait);
  if (waited === 'waited') return { over, again: waiting.map((one) => one.item) };
  return { over: [...over, ...waiting.map((one) => stopped(one, notWaited(tools.budget, waited)))], again: [] };
}

function stopped(one: Settled, why: string): Settled {
  return { item: one.item, exchange: one.exchange === null ? null : givenUp(one.exchange, why) };
}

/** One HTTP exchange: a plain GET for a single item, which is cheaper to understand in Graph's logs. */
async function sendChunk(chunk: readonly Item[], tools: BatchTools): Promise<readonly Settled[]> {
  const [only] = chunk;
  if (only !== undefined && chunk.length === 1) {
    const { path, advanced } = only.request;
    return [{ item: only, exchange: await tools.send(readCall(path, advanced ?? false)) }];
  }
  const exchange = await tools.send(batchCall(chunk));
  const responses = responsesOf(exchange);
  if (exchange.kind !== 'answer' || responses === null)
    return chunk.map((item) => ({ item, exchange: failed(exchange) }));
  return chunk.map((item, index) => {
    const response = responses.find((one) => one['id'] === String(index + 1));
    return { item, exchange: response === undefined ? null : answerOf(response, exchange) };
  });
}

function batchCall(chunk: readonly Item[]): Call {
  const requests = chunk.map(({ request }, index) => ({
    id: String(index + 1),
    method: 'GET',
    url: request.path,
    headers: readHeaders(request.path, request.advanced ?? false),
  }));
  return {
    method: 'POST',
    path: '/$batch',
    headers: { Accept: 'application/json' },
    body: { requests },
    repeatable: true,
    weight: chunk.length,
  };
}

/** The batch's own answer says nothing about its items: a 404 isn't theirs, and a 2xx without them is broken. */
function failed(exchange: Exchange): Exchange {
  if (exchange.kind !== 'answer') return exchange;
  if (exchange.status === 404) return { ...exchange, body: { form: 'broken', why: 'the batch itself was not found' } };
  if (!isSuccess(exchange)) return exchange;
  const why = 'a batch answer without its responses';
  return { ...exchange, body: exchange.body.form === 'json' ? { form: 'broken', why } : exchange.body };
}

function responsesOf(exchange: Exchange): readonly JsonObject[] | null {
  if (exchange.kind !== 'answer' || !isSuccess(exchange) || exchange.body.form !== 'json') return null;
  const body = exchange.body.value;
  return isJsonObject(body) && isJsonArray(body['responses']) ? objectsAt(body, 'responses') : null;
}

/** An item's own status, headers and body, as if it had come alone. */
function answerOf(response: JsonObject, outer: HttpExchange): HttpExchange {
  const status = response['status'];
  const body = response['body'];
  const requestId = headerIn(response, 'request-id');
  return {
    ...outer,
    status: typeof status === 'number' ? status : Number(status ?? 0),
    body: body === undefined || body === null ? { form: 'empty' } : { form: 'json', value: body },
    retryAfter: readRetryAfter(headerIn(response, 'retry-after'), outer.date ?? Date.now()),
    redirect: null,
    requestIds: requestId === null ? outer.requestIds : [requestId],
    givenUp: null,
    approvalCode: headerIn(response, 'x-msft-approval-code'),
  };
}

async function wholeAnswer({ item, exchange }: Settled, tools: BatchTools): Promise<ReadAnswer> {
  const { path, advanced } = item.request;
  if (exchange === null) return lacking(item.request);
  const answer = readAnswer(exchange, path);
  if (answer.status !== 'found' || !isJsonObject(answer.body) || !isPage(answer.body)) return answer;
  const readPage = async (next: string) => readAnswer(await tools.send(readCall(next, advanced ?? false)), next);
  const listing = await readPages(tools.root, path, answer.body, readPage);
  if (listing.problem !== null) return { status: 'unreadable', problem: listing.problem };
  const { '@odata.nextLink': _followed, ...rest } = answer.body;
  return { status: 'found', body: { ...rest, value: listing.items } };
}

/** True for a page that isn't known to be the whole collection. */
function isPage(body: JsonObject): boolean {
  return nextLink(body) !== null || (isJsonArray(body['value']) && body['@odata.count'] !== undefined);
}

function lacking(request: ReadRequest): ReadAnswer {
  return {
    status: 'unreadable',
    problem: makeUnreadableAnswer({ method: 'GET', path: request.path }, 'the batch answer lacks this request', []),
  };
}

function chunks(items: readonly Item[]): readonly (readonly Item[])[] {
  const count = Math.ceil(items.length / ITEMS);
  return Array.from({ length: count }, (_, index) => items.slice(index * ITEMS, (index + 1) * ITEMS));
}
