/** Every place in src/app that calls Graph or git is met by some story, and so by every fault: a new one fails here. */

import { afterAll, expect, test } from 'vitest';
import { callsInSource } from './call-sites.ts';
import { openFaultyServer } from './faulty-server.ts';
import { situations } from './situations.ts';
import { callSitesIn } from './sources.ts';
import { callsOf } from './story.ts';

const faulty = await openFaultyServer();
afterAll(() => faulty.close());

/** Stories that between them come by every call. */
const STORIES = [
  'reconcile: chain changes its certificate',
  'apply: a dead lock and nothing to do',
  'apply: the portal deletes what git removes, alone',
  'apply: exclude devices, alone',
  'apply: filter removed, alone',
  'apply: a dead lock',
  'apply: somebody unbinds the certificate, alone',
  'apply: an app',
  'apply: nobody has it',
  'apply: deaf',
  'apply: a dead create',
  'apply: slow',
];

test('no call of a port is out of reach of the faults', { timeout: 120_000 }, async () => {
  const told = situations().filter(({ name }) => STORIES.includes(name));
  expect(told).toHaveLength(STORIES.length);
  const met = new Set<string>();
  for (const situation of told) {
    for (const { sources } of await callsOf(situation, faulty)) for (const source of sources) met.add(source);
  }
  const sites = callsInSource().map(({ source, method }) => `${source} ${method}`);
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
