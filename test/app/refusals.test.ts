/** Whatever a run is refused for, nothing is written, and nobody but the guard can make what `apply` accepts. */

import { expect, expectTypeOf, type TestContext, test } from 'vitest';
import type { ApprovedPlan } from '../../src/app/apply/guard.ts';
import { type ApplyVerb, applyRepository, type Ran, reconcile } from '../../src/app/apply/run.ts';
import type { Planned } from '../../src/app/plan/plan.ts';
import { connectWriter } from '../../src/io/graph/connect.ts';
import type { Approval } from '../../src/model/approval.ts';
import { LEAN } from '../lean-way.ts';
import { EVERY_EFFECT, QUIET } from '../scenarios/quiet-run.ts';
import { PATIENT, type RepositoryRun, useRepository } from './repository-run.ts';

/** A repository with a profile to be made, and no request of its own yet. */
async function useNewProfile(context: TestContext): Promise<RepositoryRun> {
  const run = await useRepository(context);
  run.profile('ios-it');
  await run.server.forget();
  return run;
}

/** Applies as the command line would, with everything approved. */
async function applied(run: RepositoryRun, parts: Partial<ApplyVerb> = {}): Promise<Ran> {
  const { clock, state } = run;
  const repository = await run.repository();
  const approval = EVERY_EFFECT;
  const bare = { repository, mayBeDirty: false, approvedBy: null, who: 'test', tool: 'postilion 0.1.0' };
  const tenant = await connectWriter({ ...LEAN, root: run.server.url, token: async () => 'test', log: () => {} });
  const ports = { tenant, state, clock, ...QUIET };
  if (repository.config.suspend === true) return reconcile({ ...bare, approval }, ports);
  return applyRepository({ ...bare, approval, saved: null, ...parts }, ports);
}

test.concurrent('files that nobody committed: nothing is asked', PATIENT, async (context) => {
  const run = await useNewProfile(context);
  const repository = { ...(await run.repository()), source: { commit: 'abc', dirty: true } };
  const refused = { refusal: { reason: 'dirty', commit: 'abc' }, plan: null, outcome: null };
  expect(await applied(run, { repository })).toEqual(refused);
  expect(await run.server.asked()).toEqual([]);
  expect((await applied(run, { repository, mayBeDirty: true })).refusal).toBeNull();
});

test.concurrent('a suspended tenant: nothing is asked', PATIENT, async (context) => {
  const run = await useNewProfile(context);
  run.config('suspend: true');
  expect(await applied(run)).toEqual({ refusal: { reason: 'suspended', problem: null }, plan: null, outcome: null });
  expect(await run.server.asked()).toEqual([]);
});

test.concurrent('a list that could not be read', PATIENT, async (context) => {
  const run = await useNewProfile(context);
  await run.server.faults([{ path: 'deviceConfigurations', status: 403 }]);
  expect((await applied(run)).refusal).toMatchObject({ reason: 'incomplete' });
  expect(await run.server.writes()).toEqual([]);
});

test.concurrent('an error finding that concerns the whole plan', PATIENT, async (context) => {
  const run = await useNewProfile(context);
  run.config('suspend: [nobody]');
  expect((await applied(run)).refusal).toMatchObject({ reason: 'errors' });
  expect(await run.server.writes()).toEqual([]);
});

test.concurrent('more than the approved plan holds', PATIENT, async (context) => {
  const run = await useNewProfile(context);
  const saved = await run.plan();
  run.profile('ios-legal');
  const { refusal } = await applied(run, { saved });
  expect(refusal?.reason === 'uncovered' ? refusal.beyond : []).toContain('ios-legal: create is new');
  expect(await run.server.writes()).toEqual([]);
  expect((await applied(run, { saved: await run.plan() })).outcome?.converged).toBe(true);
});

test('a plan with an approval beside it is no approved plan', () => {
  expectTypeOf<{ readonly planned: Planned; readonly approval: Approval }>().not.toExtend<ApprovedPlan>();
});
