/** Promises of historic bugs that no story shows by its end. */

import { afterAll, expect, test } from 'vitest';
import { openFaultyServer } from '../faulty-server.ts';
import { NOTHING, type Select } from '../injected-faults.ts';
import { type RepositoryText, readRepository } from '../repository.ts';
import { runIn } from '../story.ts';
import { tinyCompany } from '../tiny-company.ts';
import { World } from '../world.ts';

const faulty = await openFaultyServer();
afterAll(() => faulty.close());

test('a list that hides an orphan is not believed at once', async () => {
  const world = new World({ store: tinyCompany(), branch: [], now: Date.parse('2026-03-02T09:00:00Z') });
  const how = { verb: 'apply', repository: await readRepository({ profiles: { a: { groups: ['Staff'] } } }) } as const;
  const killed = await runIn(world, faulty, how, {
    decide: ({ site }) =>
      site === 'POST /deviceManagement/deviceConfigurations' ? { does: 'die', when: 'after' } : NOTHING,
  });
  expect(killed.code).toBeNull();
  world.pass(1);
  // The plan's list lags behind; the list that is read just before the create doesn't.
  let hidden = 0;
  const hiding: Select = ({ site }) => {
    if (site !== 'GET /deviceManagement/deviceConfigurations' || hidden > 0) return NOTHING;
    hidden += 1;
    return { does: 'reshape', change: () => ({ value: [] }) };
  };
  const again = await runIn(world, faulty, how, { decide: hiding });
  // Later than lists can be late, what an earlier run made may have an older one beside it: nobody is assigned yet.
  expect(again.sent).toEqual([]);
  expect(again.outcome?.steps.map(({ status }) => status)).toEqual(['already-done']);
  world.pass(1);
  const last = await runIn(world, faulty, how);
  expect({ code: last.code, sent: last.sent.map(({ text }) => text) }).toEqual({
    code: 0,
    sent: ['POST /assign Mail a'],
  });
});

test('on a list with a hole no create and no removal is decided', async () => {
  const world = new World({ store: tinyCompany(), branch: [], now: Date.parse('2026-03-02T09:00:00Z') });
  const all = { a: { groups: ['Staff'] }, b: { groups: ['Sales'] } };
  const run = async (profiles: RepositoryText['profiles'], decide: Select) =>
    runIn(world, faulty, { verb: 'apply', repository: await readRepository({ profiles }) }, { decide });
  expect((await run(all, () => NOTHING)).code).toBe(0);
  world.pass(2);
  const blind = await run({ b: all.b }, ({ index }) =>
    index === 1
      ? { does: 'reshape', change: () => ({ value: [], '@odata.nextLink': 'https://elsewhere.example/x' }) }
      : NOTHING,
  );
  const changes = blind.plan?.changes.map(({ action }) => action);
  expect({ code: blind.code, steps: blind.plan?.steps, changes }).toEqual({ code: 12, steps: [], changes: [] });
});
