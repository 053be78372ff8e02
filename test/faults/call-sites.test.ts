/** Every place in src/app that calls Graph or git is met by some story, and so by every fault: a new one fails here. */

import { afterAll, expect, test } from 'vitest';
import { sitesInSource } from './call-sites.ts';
import { situations } from './situations.ts';
import { callSitesIn } from './sources.ts';
import { tell } from './story.ts';
import { openDoor } from './tenant-door.ts';

const door = await openDoor();
afterAll(() => door.close());

/** Stories that between them come by every call. */
const STORIES = [
  'reconcile: portal deletes, alone',
  'apply: portal renames, alone',
  'apply: create filtered, alone',
  'apply: filter removed, alone',
  'apply: exclude devices, alone',
  'apply: portal widens, alone',
  'apply: remove, alone',
  'apply: release, alone',
  'apply: somebody unbinds the certificate, alone',
  'apply: next certificate, alone',
  'apply: a dead lock',
  'apply: a dead lock and nothing to do',
  'apply: an app',
  'apply: slow',
  'apply: deaf',
];

test('no call of a port is out of reach of the faults', { timeout: 120_000 }, async () => {
  const told = situations().filter(({ name }) => STORIES.includes(name));
  expect(told).toHaveLength(STORIES.length);
  const met = new Set<string>();
  for (const situation of told) {
    for (const { sources } of (await tell(situation, door)).calls) for (const source of sources) met.add(source);
  }
  const sites = sitesInSource().map(({ source, method }) => `${source} ${method}`);
  expect(sites.length).toBeGreaterThan(20);
  expect(sites.filter((site) => !met.has(site))).toEqual([]);
});

test('a call that nobody meets is found', () => {
  const text = 'async function late({ tenant, state }) {\n  await tenant.get({});\n  await state.unlock("x");\n}';
  expect(callSitesIn('new.ts', text)).toEqual([
    { source: 'new.ts:2', method: 'get' },
    { source: 'new.ts:3', method: 'unlock' },
  ]);
});
