/** Names of groups are asked for together, and one by one where the service won't have that. */

import { expect, test } from 'vitest';
import { lookUp } from '../../src/app/plan/look-up.ts';
import type { Lookup } from '../../src/core/tenant/lookups.ts';
import { connectReader } from '../../src/io/graph/connect.ts';
import { stringAt } from '../../src/model/json.ts';
import { batchItems, ok, startGraph, watched } from '../io/graph/scripted-graph.ts';

const NAMES = Array.from({ length: 32 }, (_, nth) => `O'Group ${nth}`);
const LOOKUPS: readonly Lookup[] = NAMES.map((name) => ({ what: 'group-name', name }));

/** A service with one group for each name but the first, and two for the second. */
async function found(takesSeveral: boolean) {
  const items: string[] = [];
  const graph = await startGraph((seen) => {
    const responses = batchItems(seen).map((item) => {
      const url = decodeURIComponent(stringAt(item, 'url') ?? '');
      items.push(url);
      if (!takesSeveral && url.includes(' in (')) return { id: item['id'] ?? null, status: 400, body: { error: {} } };
      const named = NAMES.flatMap((name, nth) =>
        nth > 0 && url.includes(`'${name.replace("'", "''")}'`) ? [nth] : [],
      );
      const value = named.flatMap((nth) => [
        { id: `g-${nth}`, displayName: NAMES[nth] ?? '' },
        ...(nth === 1 ? [{ id: 'g-other', displayName: NAMES[nth] ?? '' }] : []),
      ]);
      return { id: item['id'] ?? null, status: 200, body: { value } };
    });
    return ok({ responses });
  });
  const reader = await connectReader(watched(graph.root).options);
  const directory = await lookUp(LOOKUPS, reader);
  return { directory, items, roundTrips: reader.counts().roundTrips };
}

test('32 names are three conditions, and each finds its own groups', async () => {
  const { directory, items, roundTrips } = await found(true);
  expect([items.length, roundTrips]).toEqual([3, 1]);
  const ids = NAMES.map((name) => directory.groupsByName.get(name)?.map(({ id }) => id));
  expect(ids.slice(0, 3)).toEqual([[], ['g-1', 'g-other'], ['g-2']]);
  expect(ids.every((some, nth) => nth < 2 || some?.length === 1)).toBe(true);
  expect(directory.problems).toEqual([]);
});

test('where a condition of several is refused each name is asked for', async () => {
  const [several, alone] = [await found(true), await found(false)];
  expect(alone.items.length).toBe(3 + 32);
  expect(alone.directory).toEqual(several.directory);
});
