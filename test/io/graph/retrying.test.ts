import { expect, test } from 'vitest';
import { connectReader, connectWriter } from '../../../src/io/graph/connect.ts';
import { fault, ok, type Reply, startGraph, watched } from './scripted-graph.ts';

function throttled(headers: Readonly<Record<string, string>> = {}) {
  return fault(429, 'TooManyRequests', 'slow down', headers);
}
const brokerText = 'Rate limit reached because of too many requests to query broker';
const create = { method: 'POST', path: '/deviceManagement/deviceConfigurations', body: { displayName: 'x' } } as const;

async function run(replies: readonly Reply[], budgetSeconds = 900) {
  const graph = await startGraph((_, nth) => replies[Math.min(nth, replies.length) - 1] ?? 'reset');
  const watch = watched(graph.root, { budget: { retrySeconds: budgetSeconds }, timeoutSeconds: 5 });
  return { graph, waits: watch.waits, events: watch.events, options: watch.options };
}

test.each([
  ['429 with Retry-After in seconds', throttled({ 'Retry-After': '17' }), 17_000],
  [
    '429 with Retry-After as a date',
    throttled({ date: 'Tue, 01 Sep 2026 10:00:00 GMT', 'Retry-After': 'Tue, 01 Sep 2026 10:00:30 GMT' }),
    30_000,
  ],
  ['429 without Retry-After', throttled(), 500],
  ['throttling disguised as 500', fault(500, 'InternalServerError', JSON.stringify({ Message: brokerText })), 500],
  ['503', fault(503, 'ServiceUnavailable', 'soon'), 500],
  ['504 as HTML', { status: 504, headers: { 'content-type': 'text/html' }, text: '<html>' }, 500],
  ['a connection reset', 'reset', 500],
  ['a body that breaks off', 'cut', 500],
] satisfies readonly (readonly [string, Reply, number])[])('a GET is repeated after %s', async (_, reply, wait) => {
  const { graph, waits, options } = await run([reply, ok({ id: 'x' })]);
  const reader = await connectReader(options);
  expect(await reader.get({ path: '/x' })).toEqual({ status: 'found', body: { id: 'x' } });
  expect(graph.seen).toHaveLength(2);
  expect(waits).toEqual([wait]);
  expect(reader.counts()).toEqual({ requests: 2, roundTrips: 2 });
});

test.each([
  ['a plain 500', fault(500, 'InternalServerError', 'bug')],
  ['a 403', fault(403, 'Forbidden', 'no')],
  ['an HTML page with 200', { status: 200, headers: { 'content-type': 'text/html' }, text: '<html>' }],
] satisfies readonly (readonly [string, Reply])[])('a GET is not repeated after %s', async (_, reply) => {
  const { graph, options } = await run([reply, ok({})]);
  expect(await (await connectReader(options)).get({ path: '/x' })).toMatchObject({ status: 'unreadable' });
  expect(graph.seen).toHaveLength(1);
});

test('throttling beyond the budget ends as throttled, and later requests do not wait either', async () => {
  const { graph, waits, options } = await run([throttled({ 'Retry-After': '40' })], 100);
  const reader = await connectReader(options);
  const listing = await reader.list({ path: '/groups' });
  expect(listing.problem?.type).toBe('throttled');
  expect(listing.problem?.message).toBe(
    'GET /groups: throttled: 429 TooManyRequests: slow down; given up because the 100 s that a run may wait are spent; run again later, or less often',
  );
  expect(waits).toEqual([40_000, 40_000]);
  await reader.get({ path: '/x' });
  expect(graph.seen).toHaveLength(4);
});

test('a wait of more than ten minutes is not begun', async () => {
  const { waits, options } = await run([throttled({ 'Retry-After': '3600' })], 10_000);
  const answer = await (await connectReader(options)).get({ path: '/x' });
  expect(answer).toMatchObject({ status: 'unreadable', problem: { type: 'throttled' } });
  expect(waits).toEqual([]);
});

test('Retry-After: 0 over and over comes to an end', async () => {
  const { graph, options } = await run([throttled({ 'Retry-After': '0' })]);
  const answer = await (await connectReader(options)).get({ path: '/x' });
  expect(answer).toMatchObject({ status: 'unreadable', problem: { type: 'throttled' } });
  expect(graph.seen).toHaveLength(30);
});

test('a service that stays away is left alone after six tries, with growing waits', async () => {
  const { graph, waits, options } = await run(['reset']);
  const answer = await (await connectReader(options)).get({ path: '/x' });
  expect(answer).toMatchObject({ status: 'unreadable', problem: { type: 'incomplete' } });
  expect(graph.seen).toHaveLength(6);
  expect(waits).toEqual([500, 1000, 2000, 4000, 8000]);
});

test.each([
  ['504', fault(504, 'GatewayTimeout', 'late')],
  ['502', fault(502, 'BadGateway', 'late')],
  ['500', fault(500, 'InternalServerError', brokerText)],
  ['503 without Retry-After', fault(503, 'ServiceUnavailable', 'soon')],
  ['a connection reset', 'reset'],
  ['an answer that breaks off', 'cut'],
  ['a sign-in page of a proxy', { status: 200, headers: { 'content-type': 'text/html' }, text: '<html>' }],
  ['half of an object', { status: 201, headers: { 'content-type': 'application/json' }, text: '{"id":' }],
] satisfies readonly (readonly [string, Reply])[])(
  'a POST is never sent again after %s, and is uncertain',
  async (_, reply) => {
    const { graph, waits, options } = await run([reply, ok({ id: 'twin' })]);
    const tenant = await connectWriter(options);
    expect(await tenant.write(create)).toMatchObject({ status: 'uncertain' });
    expect(graph.seen).toHaveLength(1);
    expect(waits).toEqual([]);
    expect(tenant.writes()).toBe(1);
  },
);

test('a POST without any answer is uncertain', async () => {
  const graph = await startGraph(() => 'silence');
  const { options, events } = watched(graph.root, { timeoutSeconds: 0.2 });
  const answer = await (await connectWriter(options)).write(create);
  expect(answer).toMatchObject({
    status: 'uncertain',
    problem: { type: 'remote', requestIds: [events[0]?.clientRequestId] },
  });
  expect(graph.seen).toHaveLength(1);
});

test.each([
  ['429', throttled({ 'Retry-After': '3' }), 3000],
  ['429 without Retry-After', throttled(), 500],
  ['503 with Retry-After', fault(503, 'ServiceUnavailable', 'soon', { 'Retry-After': '2' }), 2000],
] satisfies readonly (readonly [string, Reply, number])[])(
  'a POST is sent again after %s: it was not processed',
  async (_, reply, wait) => {
    const { graph, waits, options } = await run([reply, { status: 201, body: { id: 'new' } }]);
    const tenant = await connectWriter(options);
    expect(await tenant.write(create)).toEqual({
      status: 'accepted',
      body: { id: 'new' },
      requestId: 'server-request-id',
    });
    expect(graph.seen).toHaveLength(2);
    expect(waits).toEqual([wait]);
    expect(tenant.writes()).toBe(1);
  },
);

test('a server that does not speak TLS is not asked again', async () => {
  const graph = await startGraph(() => ok({}));
  const { options, waits } = watched(graph.root.replace('http:', 'https:'));
  const answer = await (await connectReader(options)).get({ path: '/x' });
  expect(answer).toMatchObject({ status: 'unreadable', problem: { type: 'incomplete' } });
  expect(waits).toEqual([]);
});
