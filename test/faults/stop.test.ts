/** Ctrl-C behind any step, with one, four or sixteen in flight: they end, none is begun, and the next run makes no twin. */

import { afterAll, expect, test } from 'vitest';
import { stringAt } from '../../src/model/json.ts';
import { DEEP } from '../deep.ts';
import { openFaultyServer } from './faulty-server.ts';
import { readRepository } from './repository.ts';
import { runIn } from './story.ts';
import { tinyCompany } from './tiny-company.ts';
import { World } from './world.ts';

const faulty = await openFaultyServer();
afterAll(() => faulty.close());

const GROUPS = ['Staff', 'Sales', 'Board', 'Lawyers', 'Strangers', 'Nobody'];
/** Each is made and assigned. */
const STEPS = 2 * GROUPS.length;
const STOPS = DEEP ? Array.from({ length: STEPS }, (_, behind) => behind) : [3];

const CASES = (DEEP ? [1, 4, 16] : [4]).flatMap((width) => STOPS.map((behind) => [behind, width] as const));

test.each(CASES)('a stop behind %i steps, %i at a time', async (behind, width) => {
  const profiles = Object.fromEntries(
    GROUPS.map((group, nth) => [
      `m${nth}`,
      { groups: [group], settings: { host: `mail${nth}.contoso.com`, oauth: false } },
    ]),
  );
  const repository = await readRepository({ profiles, config: { apply: { concurrency: width } } });
  const world = new World({ store: tinyCompany(), branch: [], now: Date.parse('2026-03-02T09:00:00Z') });
  const how = { verb: 'apply', repository } as const;
  const stopped = await runIn(world, faulty, how, { stopAfter: behind });
  const statuses = stopped.outcome?.steps.map(({ status }) => status) ?? [];
  const done = statuses.filter((status) => status === 'done').length;
  expect(stopped.code).toBe(130);
  expect(statuses.filter((status) => status !== 'done')).toEqual(Array(STEPS - done).fill('not-attempted'));
  expect(done).toBeGreaterThanOrEqual(Math.min(behind, 1));
  expect(done).toBeLessThanOrEqual(behind === 0 ? 0 : behind + width - 1);
  expect(stopped.sent).toHaveLength(done);
  expect(world.branch.tip?.lock.holder).toBeNull();
  world.pass(1);
  const next = await runIn(world, faulty, how);
  expect([next.code, next.outcome?.converged, next.sent.length]).toEqual([0, true, STEPS - done]);
  const made = world.store.all('deviceConfigurations').filter(({ properties }) => {
    return /^mail\d\.contoso\.com$/.test(stringAt(properties, 'hostName') ?? '');
  });
  expect(made.map(({ assignments = [] }) => assignments.length)).toEqual(Array(GROUPS.length).fill(1));
});
