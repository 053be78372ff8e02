import fc from 'fast-check';
import { expect, test } from 'vitest';
import { connectReader } from '../../../src/io/graph/connect.ts';
import type { JsonObject, JsonValue } from '../../../src/model/json.ts';
import { DEEP } from '../../deep.ts';
import { batchItems, ok, startGraph, watched } from './scripted-graph.ts';

/** Serves the pages one after the other; `counts` adds `@odata.count` to some of them. */
async function listed(pages: readonly (readonly string[])[], counts: readonly (number | null)[] = [], query = '') {
  const graph = await startGraph((_, nth) => {
    const count = counts[nth - 1] ?? null;
    const body: JsonObject = {
      ...(count === null ? {} : { '@odata.count': count }),
      ...(nth < pages.length ? { '@odata.nextLink': `${graph.root}/beta/groups?page=${nth + 1}` } : {}),
      value: (pages[nth - 1] ?? []).map((id) => ({ id, page: nth })),
    };
    return ok(body);
  });
  return (await connectReader(watched(graph.root).options)).list({ path: `/groups${query}` });
}

function idsOf(items: readonly JsonObject[]): readonly (JsonValue | undefined)[] {
  return items.map((item) => item['id']);
}

test('an object that was pushed onto the next page is there once, as it was read last', async () => {
  const listing = await listed([
    ['a', 'b'],
    ['b', 'c'],
  ]);
  expect(listing).toEqual({
    items: [
      { id: 'a', page: 1 },
      { id: 'b', page: 2 },
      { id: 'c', page: 2 },
    ],
    complete: true,
    problem: null,
  });
});

test('pages in any order, some of them twice, are the same collection', async () => {
  const pages = [['a', 'b'], ['c'], ['d', 'e', 'f']];
  const doubled = pages.flatMap((page) => [page, page]);
  const orders = fc.shuffledSubarray(doubled, { minLength: doubled.length });
  await fc.assert(
    fc.asyncProperty(orders, async (served) => {
      const { items, complete } = await listed(served);
      expect(complete).toBe(true);
      expect(idsOf(items)).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
    }),
    { numRuns: DEEP ? 20 : 7 },
  );
});

test('an order that the request asks for is kept', async () => {
  const { items } = await listed([['c', 'a'], ['b']], [], '?$orderby=displayName');
  expect(idsOf(items)).toEqual(['c', 'a', 'b']);
});

test('objects without an id are all kept', async () => {
  const graph = await startGraph(() => ok({ value: [{ name: 'x' }, { name: 'x' }] }));
  const listing = await (await connectReader(watched(graph.root).options)).list({ path: '/x' });
  expect(listing).toMatchObject({ items: [{ name: 'x' }, { name: 'x' }], complete: true });
});

test.each([
  ['fewer objects than counted', [['a', 'b'], ['c']], [4], 'objects counted by the service: 4, on its pages: 3'],
  ['a page twice and another never', [['a'], ['a']], [2, 2], 'objects counted by the service: 2, on its pages: 1'],
  ['more objects than counted', [['a', 'b', 'c']], [2], 'objects counted by the service: 2, on its pages: 3'],
  ['a count without objects', [[]], [7], 'objects counted by the service: 7, on its pages: 0'],
])('%s: the listing is incomplete', async (_, pages, counts, why) => {
  const listing = await listed(pages, counts);
  expect(listing.complete).toBe(false);
  expect(listing.problem).toMatchObject({ type: 'incomplete', message: `GET /groups: ${why}` });
});

test.each([
  ['the whole', [['a', 'b'], ['c']], [3, null]],
  ['the whole, on each page', [['a', 'b'], ['c']], [3, 3]],
  [
    'the whole, although an object came twice',
    [
      ['a', 'b'],
      ['b', 'c'],
    ],
    [3],
  ],
  ['each page, as some of Intune does', [['a', 'b'], ['c']], [2, 1]],
])('a count of %s is right', async (_, pages, counts) => {
  expect((await listed(pages, counts)).complete).toBe(true);
});

test('a count inside a batch is held against the objects too', async () => {
  const graph = await startGraph((seen) =>
    ok({
      responses: batchItems(seen).map((item, nth) => ({
        id: item['id'] ?? null,
        status: 200,
        body: { '@odata.count': 1 + nth, value: [{ id: 'a' }] },
      })),
    }),
  );
  const answers = await (await connectReader(watched(graph.root).options)).batch([{ path: '/x' }, { path: '/y' }]);
  expect(answers).toMatchObject([
    { status: 'found', body: { '@odata.count': 1, value: [{ id: 'a' }] } },
    {
      status: 'unreadable',
      problem: { type: 'incomplete', message: 'GET /y: objects counted by the service: 2, on its pages: 1' },
    },
  ]);
});
