/** Changes that people notice go out in their hours, whoever approved them, and what was begun is finished. */

import { expect } from 'vitest';
import type { Plan } from '../../src/model/plan.ts';
import { type RepositoryRun, useAppliedRepository } from './repository-run.ts';
import { stories } from './stories.ts';

const story = stories(1);

/** The repository's clock begins on Monday, 2 March 2026, 10:00 in Amsterdam. */
const TUESDAYS = 'windows: [{rule: allow, days: [tue], hours: 09:00-12:00, zone: Europe/Amsterdam}]';

function gatesIn({ changes }: Plan): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    changes.flatMap(({ key, gates, goesOut }) => (gates.length > 0 ? [[key, [gates, goesOut?.at]]] : [])),
  );
}

/** Sees another label, which people are asked about. */
function relabel(repository: RepositoryRun, ...keys: readonly string[]): void {
  for (const key of keys) repository.profile(key, { settings: { accountName: 'Contoso post' } });
}

story(
  'a change that people notice waits for its hours although it is approved, and a silent one does not',
  async (context) => {
    const repository = await useAppliedRepository(context, 'ios-it', 'ios-legal');
    repository.config(TUESDAYS);
    relabel(repository, 'ios-it');
    repository.profile('ios-legal', { name: 'iOS: Mail - Legal department' });
    const waits = await repository.run();
    expect(waits.code).toBe(3);
    expect(waits.outcome?.gated).toEqual(['ios-it']);
    expect(gatesIn(waits.plan)).toEqual({ 'ios-it': [['effect', 'window'], '2026-03-03T08:00:00.000Z'] });
    expect(await repository.written()).toHaveLength(1);
    // A schedule says the same, and that is no failure.
    expect((await repository.run({ verb: 'reconcile' })).code).toBe(0);
    expect(await repository.written()).toEqual([]);
    repository.pass(23);
    expect(gatesIn(await repository.plan())).toEqual({ 'ios-it': [['effect'], undefined] });
    expect((await repository.run()).code).toBe(0);
    expect(await repository.written()).toHaveLength(1);
  },
);

story('a plan made in time and carried out too late begins nothing more', async (context) => {
  const repository = await useAppliedRepository(context, 'ios-it', 'ios-legal');
  repository.config(TUESDAYS);
  relabel(repository, 'ios-it', 'ios-legal');
  repository.pass(24);
  const late = await repository.run({ beforeSteps: async () => repository.pass(3) });
  expect(late.code).toBe(3);
  expect(late.outcome?.gated).toEqual(['ios-it', 'ios-legal']);
  expect(late.outcome?.steps.map(({ message }) => message)).toEqual([
    'the hours for changes are over: it waits for the next ones',
    'the hours for changes are over: it waits for the next ones',
  ]);
  expect(await repository.written()).toEqual([]);
  expect((await repository.snapshot()).lock.holder).toBeNull();
});

story('a bundle that was begun in its hours is finished after them', async (context) => {
  const repository = await useAppliedRepository(context, 'ios-it', 'ios-legal');
  repository.config(TUESDAYS.replace('12:00', '10:01'));
  repository.profile('ios-it', { group: 'Finance users' });
  repository.profile('ios-legal', { group: 'IT staff' });
  repository.pass(24);
  let writes = 0;
  const isSecond = (path: string): boolean => path.endsWith('/assign') && ++writes === 1;
  const ran = await repository.run({
    pauses: { at: isSecond, before: true, meanwhile: async () => repository.pass(0.05) },
  });
  expect(ran.code).toBe(0);
  expect(await repository.written()).toHaveLength(2);
});

story('the rest of a bundle whose run died is finished at once', async (context) => {
  const repository = await useAppliedRepository(context, 'ios-it', 'ios-legal');
  repository.config(TUESDAYS);
  repository.profile('ios-it', { group: 'Finance users' });
  repository.profile('ios-legal', { group: 'IT staff' });
  repository.pass(24);
  let writes = 0;
  await expect(repository.run({ dies: { when: 'before', at: () => ++writes === 2 } })).rejects.toThrow('killed');
  repository.pass(5);
  const rest = await repository.run({ approve: [] });
  expect(gatesIn(rest.plan)['ios-legal']).toEqual([['effect', 'window'], '2026-03-10T08:00:00.000Z']);
  expect(rest.code).toBe(0);
  expect(await repository.written()).toHaveLength(2);
});

story('opening the hours waits for a code; shutting them counts at once', async (context) => {
  const repository = await useAppliedRepository(context, 'ios-it');
  repository.config(TUESDAYS);
  expect((await repository.run()).code).toBe(0);
  relabel(repository, 'ios-it');
  repository.config('windows: []', 'because: {windows: mail is down}');
  const waits = await repository.run();
  expect(waits.code).toBe(3);
  expect(waits.plan.policyChanges).toMatchObject([
    { setting: 'windows', to: null, because: 'mail is down', letsThrough: ['ios-it'] },
  ]);
  expect(await repository.written()).toEqual([]);
  const [opened] = waits.plan.policyChanges ?? [];
  const change = waits.plan.changes.find(({ key }) => key === 'ios-it');
  const ran = await repository.run({ approve: [opened?.code ?? '', change?.code ?? ''] });
  expect(ran.code).toBe(0);
  expect(await repository.written()).toHaveLength(1);
});

story('hours that a tenant never had may be added and narrowed without asking anybody', async (context) => {
  const repository = await useAppliedRepository(context, 'ios-it');
  repository.config(TUESDAYS);
  expect((await repository.run()).plan.policyChanges).toBeUndefined();
  repository.config(TUESDAYS.replace('09:00-12:00', '10:00-11:00'));
  expect((await repository.run()).plan.policyChanges).toBeUndefined();
  repository.config(TUESDAYS);
  expect((await repository.run()).plan.policyChanges).toMatchObject([{ setting: 'windows' }]);
});
