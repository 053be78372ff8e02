/** Policy that is loosened by the commit that it judges, or before it: nobody is disturbed without an approval. */

import { expect, type TestContext } from 'vitest';
import type { Plan, PolicyChange } from '../../src/model/plan.ts';
import { type RepositoryRun, useAppliedRepository, useRepository } from '../app/repository-run.ts';
import { stories } from '../app/stories.ts';
import { verdictOf } from './attack.ts';

const story = stories(2);

/** Everybody of the profile must sign in again. */
const DISTURBING = { settings: { host: 'mail.contoso.example' } };

function lineOf({ policyChanges = [] }: Plan, setting: string): PolicyChange {
  const line = policyChanges.find((one) => one.setting === setting);
  if (line === undefined) throw new Error(`no line for ${setting}`);
  return line;
}

async function useProtected(context: TestContext): Promise<RepositoryRun> {
  const repository = await useAppliedRepository(context, 'ios-it', 'ios-legal');
  repository.profile('ios-it', { protect: true });
  expect((await repository.run()).code).toBe(0);
  return repository;
}

/** A disturbing change and the lines that would let it through, in one commit. */
async function waits(repository: RepositoryRun, setting: string): Promise<PolicyChange> {
  const { ran, code, written } = await verdictOf(repository, { approve: [] });
  expect({ code, written }).toEqual({ code: 3, written: [] });
  return lineOf(ran.plan, setting);
}

story('approval.from: the change waits, and goes with the code of the setting', async (context) => {
  const repository = await useAppliedRepository(context, 'ios-it');
  repository.profile('ios-it', DISTURBING);
  repository.config('approval:', '  from: lock-out');
  const line = await waits(repository, 'approval.from');
  expect(line).toMatchObject({ from: 'may-reapprove', to: 'lock-out', letsThrough: ['ios-it'] });
  expect(line.people).toBeGreaterThan(0);
  const allowed = await verdictOf(repository, { approve: [line.code] });
  expect(allowed.code).toBe(0);
  expect(allowed.written).toHaveLength(1);
  expect((await repository.snapshot()).inventory.policy).toMatchObject({ 'approval.from': 'lock-out' });
});

story('split over two commits: the setting first, the change behind it', async (context) => {
  const repository = await useAppliedRepository(context, 'ios-it');
  repository.config('approval:', '  from: lock-out');
  expect((await verdictOf(repository, { approve: [] })).written).toEqual([]);
  // Something harmless makes the run write its state.
  repository.profile('ios-it', { name: 'iOS: Mail - Helpdesk' });
  expect((await verdictOf(repository, { approve: [] })).written).toHaveLength(1);
  repository.profile('ios-it', { ...DISTURBING, name: 'iOS: Mail - Helpdesk' });
  await waits(repository, 'approval.from');
});

story('effects: a line that calls the change silent', async (context) => {
  const repository = await useAppliedRepository(context, 'ios-it');
  repository.profile('ios-it', DISTURBING);
  repository.config('effects:', '  - {kind: ios-mail, field: host, level: silent, because: "nobody noticed in March"}');
  const line = await waits(repository, 'effects.ios-mail.host');
  expect(line.because).toBe('nobody noticed in March');
  expect((await verdictOf(repository, { approve: [line.code] })).written).toHaveLength(1);
});

story('protect: false and the narrowing in one commit', async (context) => {
  const repository = await useProtected(context);
  repository.profile('ios-it', { protect: false, group: 'Finance users' });
  repository.config('limits:', '  losingMail: 5000');
  const { ran, code, written } = await verdictOf(repository);
  expect({ code, written }).toEqual({ code: 3, written: [] });
  expect(lineOf(ran.plan, 'protect.ios-it')).toMatchObject({ from: true, to: false });
  expect(ran.plan.changes.find(({ key }) => key === 'ios-it')?.gates).toContain('protection');
});

story('a protected profile is released, to come back without protection', async (context) => {
  const repository = await useProtected(context);
  repository.profile('ios-it', null);
  repository.config('release:', '  ios-it: "goes to the team of phones"');
  const { ran, code, written } = await verdictOf(repository);
  expect({ code, written }).toEqual({ code: 3, written: [] });
  expect(lineOf(ran.plan, 'protect.ios-it').to).toBe('released');
  expect((await repository.entry('ios-it')).protect).toBe(true);
});

story('a code that was used is good for no second loosening', async (context) => {
  const repository = await useAppliedRepository(context, 'ios-it');
  repository.config('limits:', '  losingMail: 5000');
  const line = lineOf(await repository.plan(), 'limits.losingMail');
  expect((await repository.run({ approve: [line.code] })).code).toBe(0);
  repository.config('limits:', '  losingMail: 50');
  repository.profile('ios-it', { name: 'iOS: Mail - Helpdesk' });
  expect((await repository.run({ approve: [] })).code).toBe(0);
  repository.config('limits:', '  losingMail: 5000');
  expect((await repository.run({ approve: [line.code] })).refusal).toMatchObject({ reason: 'approval' });
});

story('one code for two settings, and one for each', async (context) => {
  const repository = await useAppliedRepository(context, 'ios-it');
  repository.config('approval:', '  from: lock-out', 'heal: all');
  const { policyChanges, policyCode } = await repository.plan();
  expect(policyChanges?.map(({ setting }) => setting)).toEqual(['approval.from', 'heal']);
  expect((await repository.run({ approve: [policyCode ?? ''] })).code).toBe(0);
  expect((await repository.plan()).policyChanges).toBe(undefined);
});

story('the memory is lost: the defaults judge what the tenant holds', async (context) => {
  const repository = await useAppliedRepository(context, 'ios-it');
  await repository.loseState();
  repository.profile('ios-it', DISTURBING);
  repository.config('approval:', '  from: lock-out');
  await waits(repository, 'approval.from');
});

story('a first set-up needs no approval of its own, and its policy is remembered', async (context) => {
  const repository = await useRepository(context);
  repository.config('approval:', '  from: lock-out');
  repository.profile('ios-it');
  const first = await verdictOf(repository, { approve: [] });
  expect({ code: first.code, lines: first.ran.plan.policyChanges }).toEqual({ code: 0, lines: undefined });
  repository.profile('ios-it', DISTURBING);
  expect((await verdictOf(repository, { approve: [] })).code).toBe(0);
});

story(
  'a state of before policies were remembered: the defaults judge where its commit can not be read',
  async (context) => {
    const repository = await useAppliedRepository(context, 'ios-it');
    const { inventory, revision } = await repository.snapshot();
    await repository.state.commit({ inventory: { ...inventory, policy: null } }, 'as before', revision);
    repository.profile('ios-it', DISTURBING);
    repository.config('approval:', '  from: lock-out');
    await waits(repository, 'approval.from');
  },
);

story('tightening counts at once', async (context) => {
  const repository = await useRepository(context);
  repository.config('approval:', '  from: lock-out');
  repository.profile('ios-it');
  expect((await repository.run({ approve: [] })).code).toBe(0);
  repository.config('approval:', '  from: silent');
  repository.profile('ios-it', DISTURBING);
  const { code, written } = await verdictOf(repository, { approve: [] });
  expect({ code, written }).toEqual({ code: 3, written: [] });
});
