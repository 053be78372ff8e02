import { expect, test } from 'vitest';
import { connectReader } from '../../../src/io/graph/connect.ts';
import type { JsonObject, JsonValue } from '../../../src/model/json.ts';
import { batchItems, ok, type Reply, type Seen, startGraph, watched } from './scripted-graph.ts';

type ItemScript = (item: JsonObject, round: number) => JsonObject | null;

function respond(seen: Seen, round: number, script: ItemScript): Reply {
  const responses = batchItems(seen).flatMap((item) => {
    const response = script(item, round);
    return response === null ? [] : [{ id: item['id'] ?? null, ...response }];
  });
  return ok({ responses: responses.reverse() });
}

function echo(item: JsonObject): JsonObject {
  return { status: 200, body: { url: item['url'] ?? null } };
}

async function batched(script: ItemScript) {
  const graph = await startGraph((seen, nth) => respond(seen, nth, script));
  const watch = watched(graph.root);
  return { graph, waits: watch.waits, reader: await connectReader(watch.options) };
}

function paths(count: number) {
  return Array.from({ length: count }, (_, index) => ({ path: `/groups/${index}` }));
}

test('packs twenty to a batch and answers in the order of the requests', async () => {
  const { graph, reader } = await batched(echo);
  const answers = await reader.batch(paths(45));
  expect(answers).toEqual(paths(45).map(({ path }) => ({ status: 'found', body: { url: path } })));
  expect(graph.seen.map((seen) => [seen.method, seen.url])).toEqual(Array(3).fill(['POST', '/beta/$batch']));
  expect(graph.seen.map((seen) => batchItems(seen).length).sort((a, b) => a - b)).toEqual([5, 20, 20]);
  expect(reader.counts()).toEqual({ requests: 45, roundTrips: 3 });
});

test('nothing asked, nothing sent', async () => {
  const { graph, reader } = await batched(echo);
  expect(await reader.batch([])).toEqual([]);
  expect(graph.seen).toEqual([]);
});

test('a single request is a plain GET, to its last page', async () => {
  const graph = await startGraph((_, nth) =>
    nth === 1
      ? ok({ value: [{ id: '1' }], '@odata.nextLink': `${graph.root}/beta/x?p=2` })
      : ok({ value: [{ id: '2' }] }),
  );
  const reader = await connectReader(watched(graph.root).options);
  expect(await reader.batch([{ path: '/x' }])).toEqual([
    { status: 'found', body: { value: [{ id: '1' }, { id: '2' }] } },
  ]);
  expect(graph.seen.map((seen) => `${seen.method} ${seen.url}`)).toEqual(['GET /beta/x', 'GET /beta/x?p=2']);
});

test('each item has a fate of its own', async () => {
  const injectedFaults = new Map<JsonValue, JsonObject | null>([
    [
      '/groups/1',
      { status: 404, headers: { 'Request-Id': 'item-id' }, body: { error: { code: 'NotFound', message: 'gone' } } },
    ],
    ['/groups/2', { status: 403, body: { error: { code: 'Forbidden', innererror: { 'request-id': 'inner' } } } }],
    ['/groups/3', null],
  ]);
  const { reader } = await batched((item) => {
    const injected = injectedFaults.get(item['url'] ?? '');
    return injected === undefined ? echo(item) : injected;
  });
  const answers = await reader.batch(paths(4));
  expect(answers[0]).toEqual({ status: 'found', body: { url: '/groups/0' } });
  expect(answers[1]).toEqual({ status: 'missing', requestId: 'item-id' });
  expect(answers[2]).toMatchObject({ status: 'unreadable', problem: { type: 'permission' } });
  expect(answers[2]).toHaveProperty('problem.requestIds', ['server-request-id', 'inner']);
  expect(answers[3]).toMatchObject({ status: 'unreadable', problem: { type: 'incomplete' } });
  expect(answers[3]).toHaveProperty('problem.message', 'GET /groups/3: the batch answer lacks this request');
});

test('throttled items are sent again together after the longest wait, the others are not', async () => {
  const { graph, waits, reader } = await batched((item, round) => {
    if (round > 1 || item['url'] === '/groups/0') return echo(item);
    const seconds: JsonValue = item['url'] === '/groups/1' ? '4' : 9;
    return {
      status: 429,
      headers: { 'retry-after': seconds },
      body: { error: { code: 'TooManyRequests', message: 'x' } },
    };
  });
  const answers = await reader.batch(paths(3));
  expect(answers).toEqual(paths(3).map(({ path }) => ({ status: 'found', body: { url: path } })));
  expect(waits).toEqual([9000]);
  expect(graph.seen.map((seen) => batchItems(seen).map((item) => item['url']))).toEqual([
    ['/groups/0', '/groups/1', '/groups/2'],
    ['/groups/1', '/groups/2'],
  ]);
});

test('items that stay throttled end as throttled when the budget is spent', async () => {
  const throttled = {
    status: 429,
    headers: { 'Retry-After': '60' },
    body: { error: { code: 'TooManyRequests', message: 'x' } },
  };
  const { waits, reader } = await batched((item) => (item['url'] === '/groups/0' ? echo(item) : throttled));
  const answers = await reader.batch(paths(3));
  expect(answers.map((answer) => (answer.status === 'unreadable' ? answer.problem.type : answer.status))).toEqual([
    'found',
    'throttled',
    'throttled',
  ]);
  expect(waits).toHaveLength(15);
});

test('a collection inside an item is read to its end', async () => {
  const graph = await startGraph((seen) => {
    if (seen.method === 'GET') return ok({ value: [{ id: '3' }] });
    return respond(seen, 1, (item) =>
      item['url'] === '/groups/1'
        ? {
            status: 200,
            body: { value: [{ id: '1' }, { id: '2' }], '@odata.nextLink': `${graph.root}/beta/groups/1?p=2` },
          }
        : echo(item),
    );
  });
  const reader = await connectReader(watched(graph.root).options);
  const [first, second] = await reader.batch(paths(2).map((request) => ({ ...request, advanced: true })));
  expect(first).toMatchObject({ status: 'found' });
  expect(second).toEqual({ status: 'found', body: { value: [{ id: '1' }, { id: '2' }, { id: '3' }] } });
  expect(graph.seen[1]?.headers['consistencylevel']).toBe('eventual');
});

test('a collection inside an item whose next page cannot be read is unreadable', async () => {
  const { reader } = await batched(() => ({
    status: 200,
    body: { value: [], '@odata.nextLink': 'https://evil.example/beta/x' },
  }));
  const answers = await reader.batch(paths(2));
  expect(answers.map((answer) => answer.status)).toEqual(['unreadable', 'unreadable']);
});

test('counts are numbers, however the batch spells them, and are asked for as text', async () => {
  const { graph, reader } = await batched((item) => ({
    status: 200,
    body: item['url'] === '/groups/0/members/$count' ? 7 : '12',
  }));
  const requests = [0, 1].map((index) => ({ path: `/groups/${index}/members/$count`, advanced: true }));
  expect(await reader.batch(requests)).toEqual([
    { status: 'found', body: 7 },
    { status: 'found', body: 12 },
  ]);
  expect(graph.seen.flatMap(batchItems).map((item) => item['headers'])).toEqual(
    Array(2).fill({ Accept: 'text/plain', ConsistencyLevel: 'eventual' }),
  );
});

test.each([
  ['refused as a whole', { status: 400, body: { error: { code: 'BadRequest', message: 'no' } } }],
  ['answered without responses', ok({ value: [] })],
  ['answered with HTML', { status: 200, headers: { 'content-type': 'text/html' }, text: '<html>' }],
] satisfies readonly (readonly [string, Reply])[])(
  'a batch that is %s makes all its requests unreadable',
  async (_, reply) => {
    const graph = await startGraph(() => reply);
    const answers = await (await connectReader(watched(graph.root).options)).batch(paths(2));
    expect(answers).toMatchObject(Array(2).fill({ status: 'unreadable', problem: { type: 'incomplete' } }));
  },
);

test('a batch is repeated as a whole when its answer is lost', async () => {
  const graph = await startGraph((seen, nth) => (nth === 1 ? 'reset' : respond(seen, nth, echo)));
  const answers = await (await connectReader(watched(graph.root).options)).batch(paths(2));
  expect(answers.map((answer) => answer.status)).toEqual(['found', 'found']);
});
