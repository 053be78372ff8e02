/** A role that is limited by scope tags sees a part of the tenant: nothing is gone because it isn't shown. */

import { expect, type TestContext, test } from 'vitest';
import { EXIT } from '../../src/model/exit-code.ts';
import { PATIENT, type RepositoryRun, useRepository } from './repository-run.ts';

const TAGS = {
  status: 404,
  body: { error: { code: 'ResourceNotFound', message: 'The object has no scope tags in common with the role.' } },
};

/** An applied profile, two days later, that the list of configurations doesn't show. */
async function useHidden(context: TestContext): Promise<RepositoryRun> {
  const run = await useRepository(context);
  run.profile('ios-legal');
  await run.run();
  await run.run();
  run.pass(48);
  await run.server.faults([{ method: 'GET', path: '/deviceConfigurations?', status: 200, body: { value: [] } }]);
  await run.server.forget();
  return run;
}

test.concurrent('an object that answers by its id makes the plan incomplete', PATIENT, async (context) => {
  const run = await useHidden(context);
  run.profile('ios-finance');
  const { code, plan } = await run.run();
  expect([code, plan.complete, await run.written()]).toEqual([EXIT.unreadable, false, []]);
  expect(plan.problems.map(({ message }) => message).join()).toContain('which answers by its id');
});

test.concurrent(
  'a 404 that names scope tags is no absence: nothing is made anew, nothing is said to be gone',
  PATIENT,
  async (context) => {
    const run = await useHidden(context);
    await run.server.faults([{ method: 'GET', path: await run.idOf('ios-legal'), ...TAGS }]);
    const { code, plan } = await run.run();
    expect([code, await run.written()]).toEqual([EXIT.unreadable, []]);
    expect(plan.findings.map((one) => one.code)).not.toContain('OWN-010');
  },
);

test.concurrent('a list that failed says nothing of what is gone', PATIENT, async (context) => {
  const run = await useRepository(context);
  run.profile('ios-legal');
  await run.run();
  run.pass(48);
  await run.server.faults([{ method: 'GET', path: '/deviceConfigurations', status: 500 }]);
  const { code, plan } = await run.run();
  expect(code).toBe(EXIT.unreadable);
  expect(plan.findings.map((one) => one.code)).not.toContain('OWN-010');
});
