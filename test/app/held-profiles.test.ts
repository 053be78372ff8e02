/** An error holds its own profile and what can't go without it; the rest is applied, and the run ends with 4. */

import { expect, type TestContext, test } from 'vitest';
import { EXIT } from '../../src/model/exit-code.ts';
import { stringAt } from '../../src/model/json.ts';
import type { Plan } from '../../src/model/plan.ts';
import { PATIENT, type RepositoryRun, useRepository } from './repository-run.ts';

const NOBODY = 'a group that nobody made';

async function useApplied(context: TestContext, ...keys: readonly string[]): Promise<RepositoryRun> {
  const run = await useRepository(context);
  for (const key of keys) run.profile(key);
  expect((await run.run()).code).toBe(EXIT.ok);
  await run.server.forget();
  return run;
}

function action(plan: Plan, key: string): string | undefined {
  return plan.changes.find((change) => change.key === key)?.action;
}

test.concurrent('a group that nobody has holds one profile, the others go on', PATIENT, async (context) => {
  const run = await useApplied(context, 'ios-legal', 'ios-finance');
  run.profile('ios-legal', { group: NOBODY, settings: { accountName: 'Other' } });
  run.profile('ios-finance', { name: 'iOS: Finance' });
  const ended = await run.run();
  expect(ended.code).toBe(EXIT.errors);
  expect(ended.plan.held).toEqual([{ key: 'ios-legal', because: ['RES-001'], through: null }]);
  expect(ended.outcome).toMatchObject({ converged: false, heldByErrors: ended.plan.held });
  expect(action(ended.plan, 'ios-legal')).toBe('unchanged');
  expect(await run.written()).toHaveLength(1);
  expect((await run.named('iOS: Finance'))['id']).toBe(await run.idOf('ios-finance'));
  // Reconciling says the same, although nothing is left to write.
  expect((await run.run({ verb: 'reconcile' })).code).toBe(EXIT.errors);
  // Nothing was recorded of what was never done.
  expect((await run.entry('ios-legal')).tombstone).toBeNull();
});

test.concurrent(
  'a held profile counts as its live self: an overlap with it is an error too',
  PATIENT,
  async (context) => {
    const run = await useApplied(context, 'ios-legal');
    run.profile('ios-legal', { group: NOBODY });
    run.profile('ios-second', { group: 'Legal users' });
    const ended = await run.run();
    expect(ended.plan.held?.map(({ key, because }) => [key, because])).toEqual([
      ['ios-legal', ['RES-001']],
      ['ios-second', ['CNF-001']],
    ]);
    expect([ended.code, await run.written()]).toEqual([EXIT.errors, []]);
  },
);

test.concurrent('a profile that was put back and can not be read is not pruned', PATIENT, async (context) => {
  const run = await useApplied(context, 'ios-legal', 'ios-finance');
  run.profile('ios-legal', null);
  await run.run();
  run.pass(24 * 30);
  run.profile('ios-legal', { group: NOBODY });
  await run.server.forget();
  expect((await run.run({ verb: 'prune' })).code).toBe(EXIT.errors);
  expect(await run.written()).toEqual([]);
});

test.concurrent('what the tenant holds unchanged is a warning', PATIENT, async (context) => {
  const run = await useApplied(context, 'ios-legal');
  await run.edit(await run.idOf('ios-legal'), { requireSsl: false });
  run.profile('ios-legal', { settings: { ssl: false }, name: 'iOS: Legal' });
  const { code, plan } = await run.run();
  const told = plan.findings.find(({ code: said }) => said === 'SCH-016');
  expect(told?.severity).toBe('warning');
  expect(told?.message).toContain('the tenant holds it so today');
  expect([code, plan.held]).toEqual([EXIT.ok, undefined]);
  expect(stringAt(await run.named('iOS: Legal'), 'id')).toBe(await run.idOf('ios-legal'));
});

test.concurrent('what the house forbids and the tenant holds unchanged is a warning', PATIENT, async (context) => {
  const run = await useApplied(context, 'ios-legal');
  run.config('policy: {names: ["Mail *"]}');
  run.profile('ios-legal', { settings: { accountName: 'Other' } });
  const { code, plan } = await run.run();
  const told = plan.findings.filter(({ code: said }) => said.startsWith('HOU-'));
  expect(told.map(({ code: said, severity }) => `${said} ${severity}`)).toEqual(['HOU-003 warning']);
  expect([code, plan.held]).toEqual([EXIT.ok, undefined]);
  run.profile('ios-legal', { settings: { accountName: 'Other' }, name: 'iOS: Another' });
  expect((await run.run()).plan.held).toEqual([{ key: 'ios-legal', because: ['HOU-003'], through: null }]);
});

test.concurrent('what git makes wrong is an error', PATIENT, async (context) => {
  const run = await useApplied(context, 'ios-legal');
  run.profile('ios-legal', { settings: { ssl: false }, name: 'iOS: Legal' });
  const { code, plan } = await run.run();
  expect(plan.held).toEqual([{ key: 'ios-legal', because: ['SCH-016'], through: null }]);
  expect([code, await run.written()]).toEqual([EXIT.errors, []]);
});

test.concurrent('a renamed group: the finding says what it is called today', PATIENT, async (context) => {
  const run = await useApplied(context, 'ios-legal');
  const [group] = (await run.server.state('groups')).filter(({ displayName }) => displayName === 'Legal users');
  const path = `/groups/${stringAt(group ?? {}, 'id')}`;
  await run.server.edit({ method: 'PATCH', path, body: { displayName: 'Legal and compliance' } });
  const { findings, held } = await run.plan();
  expect(held?.map(({ key }) => key)).toEqual(['ios-legal']);
  expect(findings.find(({ code }) => code === 'RES-001')?.message).toContain('is called "Legal and compliance"');
});

test.concurrent('a group name that became ambiguous means the group of the last apply', PATIENT, async (context) => {
  const run = await useApplied(context, 'ios-legal');
  const body = { displayName: 'Legal users', mailEnabled: false, mailNickname: 'legal-2', securityEnabled: true };
  await run.server.edit({ method: 'POST', path: '/groups', body });
  run.profile('ios-legal', { name: 'iOS: Legal' });
  const { code, plan } = await run.run();
  expect(plan.findings.find(({ code: said }) => said === 'RES-004')).toMatchObject({ severity: 'warning' });
  expect([code, plan.held]).toEqual([EXIT.ok, undefined]);
  expect(await run.written()).toHaveLength(1);
});

test.concurrent('the giving half of a move is held with the taking half', PATIENT, async (context) => {
  const run = await useApplied(context, 'ios-legal', 'ios-finance');
  run.profile('ios-legal', { group: 'IT staff' });
  run.profile('ios-finance', { group: 'Legal users', settings: { ssl: false } });
  const { code, plan } = await run.run();
  expect(plan.held).toEqual([
    { key: 'ios-finance', because: ['SCH-016'], through: null },
    { key: 'ios-legal', because: ['SCH-016'], through: 'ios-finance' },
  ]);
  expect([code, await run.written()]).toEqual([EXIT.errors, []]);
});
