import { expect, test } from 'vitest';
import { connectReader } from '../../../src/io/graph/connect.ts';
import { fault, ok, type Reply, startGraph, watched } from './scripted-graph.ts';

async function readerOf(script: (nth: number) => Reply) {
  const graph = await startGraph((_, nth) => script(nth));
  const run = watched(graph.root);
  return { graph, run, reader: await connectReader(run.options) };
}

test('follows nextLink to the end, verbatim and with the same headers', async () => {
  const graph = await startGraph((_, nth) => {
    const next = `${graph.root}/beta/groups?$skiptoken=b%20c&a=1&a=2&$select=id`;
    return nth === 1 ? ok({ '@odata.nextLink': next, value: [{ id: '1' }] }) : ok({ value: [{ id: '2' }] });
  });
  const { options, events } = watched(`${graph.root}/beta/`);
  const reader = await connectReader(options);
  const listing = await reader.list({
    path: '/groups?$select=id&$filter=displayName%20eq%20%27a%26b%27',
    advanced: true,
  });
  expect(listing).toEqual({ items: [{ id: '1' }, { id: '2' }], complete: true, problem: null });
  expect(graph.seen.map((seen) => seen.url)).toEqual([
    '/beta/groups?$select=id&$filter=displayName%20eq%20%27a%26b%27',
    '/beta/groups?$skiptoken=b%20c&a=1&a=2&$select=id',
  ]);
  expect(graph.seen.map((seen) => seen.headers['consistencylevel'])).toEqual(['eventual', 'eventual']);
  expect(reader.counts()).toEqual({ requests: 2, roundTrips: 2 });
  expect(events.map((event) => event.path)).toEqual(['/groups', '/groups']);
});

test('signs each request and gives it an id of its own', async () => {
  const { graph, run, reader } = await readerOf(() => ok({ id: 'x' }));
  await reader.get({ path: '/organization' });
  await reader.get({ path: '/organization' });
  const ids = graph.seen.map((seen) => seen.headers['client-request-id']);
  expect(new Set(ids).size).toBe(2);
  expect(ids[0]).toMatch(/^[0-9a-f-]{36}$/);
  expect(graph.seen[0]?.headers).toMatchObject({ authorization: 'Bearer good-token', 'user-agent': 'postilion' });
  expect(run.events.map((event) => event.clientRequestId)).toEqual(ids);
  expect(run.events[0]).toMatchObject({ method: 'GET', status: 200, requestId: 'server-request-id' });
});

test('a nextLink that was followed before ends the listing as incomplete', async () => {
  const graph = await startGraph(() =>
    ok({ value: [{ id: '1' }], '@odata.nextLink': `${graph.root}/beta/groups?p=2` }),
  );
  const listing = await (await connectReader(watched(graph.root).options)).list({ path: '/groups' });
  expect(listing.complete).toBe(false);
  expect(listing.problem?.message).toBe('GET /groups: page 2 links to a page that was read before');
  expect(graph.seen).toHaveLength(2);
});

test.each([
  ['another origin', 'https://evil.example/beta/groups?token=secret', 'https://evil.example'],
  ['another port', 'http://127.0.0.1:1/beta/groups', 'http://127.0.0.1:1'],
  ['a user name before another host', 'https://graph.microsoft.com@evil.example/beta/x', 'https://evil.example'],
  ['something that is no link', 17, '17'],
])('a nextLink to %s is not followed', async (_, link, shown) => {
  const { graph, reader } = await readerOf(() => ok({ value: [], '@odata.nextLink': link }));
  const listing = await reader.list({ path: '/groups' });
  expect(listing.complete).toBe(false);
  expect(listing.problem?.message).toContain(`links to ${shown}, outside of this Graph: not followed`);
  expect(listing.problem?.message).not.toContain('secret');
  expect(graph.seen).toHaveLength(1);
});

test('a nextLink to another version of the same Graph is not followed', async () => {
  const graph = await startGraph(() => ok({ value: [], '@odata.nextLink': `${graph.root}/v1.0/groups?p=2` }));
  const listing = await (await connectReader(watched(graph.root).options)).list({ path: '/groups' });
  expect(listing.complete).toBe(false);
  expect(graph.seen).toHaveLength(1);
});

test('a page in the middle that cannot be read keeps what was read and says so', async () => {
  const graph = await startGraph((_, nth) =>
    nth === 1
      ? ok({ value: [{ id: '1' }], '@odata.nextLink': `${graph.root}/beta/groups?p=2` })
      : fault(403, 'Forbidden', 'no'),
  );
  const listing = await (await connectReader(watched(graph.root).options)).list({ path: '/groups' });
  expect(listing).toMatchObject({ items: [{ id: '1' }], complete: false, problem: { type: 'permission' } });
});

test.each([
  ['an object without value', ok({ id: 'x' })],
  ['a value that is no list', ok({ value: {} })],
  ['a list of texts', ok({ value: ['x'] })],
  ['an empty body', { status: 200, text: '' }],
  ['no content', { status: 204 }],
  ['an absent collection', fault(404, 'ResourceNotFound', 'gone')],
  ['JSON that breaks off', { status: 200, headers: { 'content-type': 'application/json' }, text: '{"value":[' }],
  ['a redirect', { status: 302, headers: { location: 'https://login.example/x?secret' } }],
] satisfies readonly (readonly [string, Reply])[])('%s is never an empty collection', async (_, reply) => {
  const { reader } = await readerOf(() => reply);
  const listing = await reader.list({ path: '/deviceManagement/deviceConfigurations' });
  expect(listing).toMatchObject({ items: [], complete: false, problem: { type: 'incomplete' } });
  expect(listing.problem?.message).not.toContain('secret');
});

test('get: found, missing, null without content, a number for a count', async () => {
  const { graph, reader } = await readerOf((nth) => {
    const text = { 'content-type': 'text/plain' };
    const replies = [
      ok({ id: 'x' }),
      fault(404, 'ResourceNotFound', 'gone'),
      { status: 204 },
      { status: 200, headers: text, text: '\uFEFF42' },
    ];
    return replies[nth - 1] ?? 'reset';
  });
  expect(await reader.get({ path: '/a' })).toEqual({ status: 'found', body: { id: 'x' } });
  expect(await reader.get({ path: '/b' })).toEqual({ status: 'missing', requestId: 'server-request-id' });
  expect(await reader.get({ path: '/c' })).toEqual({ status: 'found', body: null });
  expect(await reader.get({ path: '/groups/1/transitiveMembers/$count', advanced: true })).toEqual({
    status: 'found',
    body: 42,
  });
  expect(graph.seen.map((seen) => seen.headers.accept)).toEqual([
    'application/json',
    'application/json',
    'application/json',
    'text/plain',
  ]);
});

test.each([
  ['an HTML page', { status: 404, headers: { 'content-type': 'text/html' }, text: '<html><title>Not found</title>' }],
  ['an empty body', { status: 404 }],
  ['a wrong path', fault(404, 'BadRequest', "Resource not found for the segment 'deviceConfiguration'.")],
] satisfies readonly (readonly [string, Reply])[])(
  'a 404 with %s does not say that the object is missing',
  async (_, reply) => {
    const { reader } = await readerOf(() => reply);
    expect(await reader.get({ path: '/deviceManagement/deviceConfigurations/1' })).toMatchObject({
      status: 'unreadable',
    });
  },
);
