/** No more people a day than the budget says, whatever the runs do; the rest goes out in its turn. */

import { expect } from 'vitest';
import type { Plan } from '../../src/model/plan.ts';
import { type RepositoryRun, useAppliedRepository } from './repository-run.ts';
import { stories } from './stories.ts';

const story = stories(1);

const KEYS = ['ios-finance', 'ios-it', 'ios-legal'] as const;

/** What waits, for what and until when. */
function waitsIn({ changes }: Plan): readonly (readonly [string, ...unknown[]])[] {
  return changes.flatMap(({ key, gates, goesOut }) =>
    gates.length > 0 ? [[key, gates.join(' '), goesOut?.at ?? null] as const] : [],
  );
}

/** Another label for each of them, which people are asked about. */
function relabel(repository: RepositoryRun, label: string, ...keys: readonly string[]): void {
  for (const key of keys) repository.profile(key, { settings: { accountName: label } });
}

function budget(disturbed: number, ...more: readonly string[]): readonly string[] {
  return [`budget: {disturbed: ${disturbed}, per: day, zone: Europe/Amsterdam}`, ...more];
}

async function useThree(context: Parameters<typeof useAppliedRepository>[0]) {
  const repository = await useAppliedRepository(context, ...KEYS);
  repository.config(...budget(1_000));
  relabel(repository, 'Contoso post', ...KEYS);
  const plan = await repository.plan();
  const people = new Map(plan.changes.map(({ key, disturbed }) => [key, disturbed ?? 0]));
  return { repository, of: (key: (typeof KEYS)[number]): number => people.get(key) ?? 0 };
}

story('changes go out in the order of their keys, as many a day as the budget allows', async (context) => {
  const { repository, of } = await useThree(context);
  expect(KEYS.map(of)).toEqual([10, 8, 2]);
  repository.config(...budget(10));
  const first = await repository.run();
  expect(first.code).toBe(3);
  expect(first.outcome?.gated).toEqual(['ios-it', 'ios-legal']);
  expect(waitsIn(first.plan)).toEqual([
    ['ios-finance', 'effect', null],
    ['ios-it', 'effect budget', '2026-03-02T23:00:00.000Z'],
    ['ios-legal', 'effect budget', '2026-03-02T23:00:00.000Z'],
  ]);
  expect(await repository.written()).toHaveLength(1);
  // The same day again, by whomever: nothing is left of it.
  repository.pass(13);
  expect((await repository.run()).code).toBe(3);
  expect(await repository.written()).toEqual([]);
  repository.pass(2);
  expect((await repository.run()).code).toBe(0);
  expect(await repository.written()).toHaveLength(2);
  const inventory = (await repository.snapshot()).inventory;
  expect(inventory.disturbed?.map(({ people }) => people)).toEqual([10, 10]);
});

story('what waits for an approval takes nothing from what could go today', async (context) => {
  const { repository } = await useThree(context);
  repository.config(...budget(10));
  const ran = await repository.run({ approve: ['may-reapprove:ios-it,ios-legal'] });
  expect(ran.outcome?.gated).toEqual(['ios-finance']);
  expect(await repository.written()).toHaveLength(2);
});

story('a change for more people than the budget waits for its own code, and is counted', async (context) => {
  const { repository } = await useThree(context);
  repository.config(...budget(9));
  const waits = await repository.run();
  expect(waitsIn(waits.plan)[0]).toEqual(['ios-finance', 'effect over-budget', null]);
  expect(await repository.written()).toHaveLength(1);
  const code = (await repository.plan()).changes.find(({ key }) => key === 'ios-finance')?.code ?? '';
  const ran = await repository.run({ approve: [code, 'may-reapprove:ios-legal'] });
  expect(ran.outcome?.gated).toEqual(['ios-legal']);
  expect(await repository.written()).toHaveLength(1);
});

story('a run that died is counted as if it had done all that it meant to', async (context) => {
  const { repository } = await useThree(context);
  repository.config(...budget(18, 'apply: {concurrency: 1}'));
  await expect(repository.run({ dies: { when: 'after', at: () => true } })).rejects.toThrow('killed');
  repository.pass(2);
  const after = await repository.run();
  expect(after.outcome?.gated).toEqual(['ios-it', 'ios-legal']);
  expect(await repository.written()).toHaveLength(1);
  repository.pass(24);
  expect((await repository.run()).code).toBe(0);
});

story('people who change places are one bundle, which is never split, and count once', async (context) => {
  const repository = await useAppliedRepository(context, 'ios-it', 'ios-legal');
  repository.config(...budget(9));
  repository.profile('ios-it', { group: 'Legal users' });
  repository.profile('ios-legal', { group: 'IT staff' });
  const waits = await repository.run();
  expect(waits.plan.bundles?.[0]).toMatchObject({ keys: ['ios-it', 'ios-legal'], people: 10, disturbed: 10 });
  expect(waitsIn(waits.plan).map(([, gates]) => gates)).toEqual(['effect over-budget', 'effect over-budget']);
  expect(await repository.written()).toEqual([]);
  repository.config(...budget(10, 'because: {budget: ten people change places}'));
  const loosened = await repository.plan();
  expect(loosened.policyChanges).toMatchObject([{ setting: 'budget', from: ['9 a day in Europe/Amsterdam'] }]);
  const [line] = loosened.policyChanges ?? [];
  const ran = await repository.run({ approve: [line?.code ?? '', 'lock-out'] });
  expect({ code: ran.code, gated: ran.outcome?.gated }).toEqual({ code: 0, gated: [] });
});

story("hours and budget: what does not fit in today's hours goes out in the next ones", async (context) => {
  const { repository } = await useThree(context);
  const tuesdays = 'windows: [{rule: allow, days: [tue], hours: 09:00-12:00, zone: Europe/Amsterdam}]';
  repository.config(...budget(10, tuesdays));
  repository.pass(24);
  const ran = await repository.run();
  expect(waitsIn(ran.plan)).toEqual([
    ['ios-finance', 'effect', null],
    ['ios-it', 'effect budget', '2026-03-10T08:00:00.000Z'],
    ['ios-legal', 'effect budget', '2026-03-10T08:00:00.000Z'],
  ]);
});

story('records of runs say whom they concerned', async (context) => {
  const { repository } = await useThree(context);
  // Records are in the order of their time.
  repository.pass(1);
  await repository.run();
  const { revision } = await repository.snapshot();
  const reading = await repository.state.readRuns(revision, '2026-01-01T00:00:00.000Z');
  const runs = reading.status === 'found' ? reading.runs : [];
  expect(runs.at(-1)?.changes.map(({ key, people, disturbed }) => [key, people, disturbed])).toEqual([
    ['ios-finance', 10, 10],
    ['ios-it', 8, 8],
    ['ios-legal', 2, 2],
  ]);
});
