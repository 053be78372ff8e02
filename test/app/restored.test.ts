/** What Postilion took away or gave by itself is never somebody's edit: a file that is put back is git's wish. */

import { expect } from 'vitest';
import { planView } from '../../src/report/plan/view.ts';
import { profileText } from './profile-text.ts';
import { type RepositoryRun, useAppliedRepository } from './repository-run.ts';
import { stories } from './stories.ts';

const story = stories(1);

/** What the schedule did, what it said of drift, and who was named for it. */
async function reconciled(repository: RepositoryRun, approve: readonly string[] = []) {
  const { code, plan, outcome } = await repository.run({ verb: 'reconcile', approve });
  return {
    code,
    converged: outcome?.converged,
    drift: plan.findings.filter(({ code: id }) => id.startsWith('DRF')).map(({ code: id }) => id),
    named: plan.changes.flatMap(({ changedBy }) => changedBy?.actor ?? []),
    written: await repository.written(),
  };
}

story('a file that is put back is assigned again by the schedule, and nobody is blamed', async (context) => {
  const repository = await useAppliedRepository(context, 'ios-it', 'ios-legal');
  const id = await repository.idOf('ios-it');
  repository.profile('ios-it', null);
  expect((await repository.run()).code).toBe(0);
  await repository.written();
  repository.pass(2);
  repository.profile('ios-it');
  expect(await reconciled(repository)).toEqual({
    code: 0,
    converged: true,
    drift: [],
    named: [],
    written: [`POST …/${id}/assign`],
  });
});

story('a run that died behind its write leaves nothing that counts as a portal edit', async (context) => {
  const repository = await useAppliedRepository(context, 'ios-it', 'ios-legal');
  const id = await repository.idOf('ios-it');
  repository.profile('ios-it', null);
  const dies = { when: 'after' as const, at: ({ path }: { readonly path: string }) => path.endsWith('/assign') };
  await expect(repository.run({ dies })).rejects.toThrow('killed');
  await repository.written();
  repository.pass(2);
  repository.profile('ios-it');
  expect(await reconciled(repository)).toMatchObject({ drift: [], named: [], written: [`POST …/${id}/assign`] });
});

story('what waits under the limit on new people stays a wish of git, run after run', async (context) => {
  const repository = await useAppliedRepository(context, 'ios-it', 'ios-legal');
  const id = await repository.idOf('ios-it');
  repository.profile('ios-it', null);
  expect((await repository.run()).code).toBe(0);
  await repository.written();
  repository.config('limits: {newPeople: 0}');
  repository.profile('ios-it');
  for (const _round of [1, 2]) {
    expect(await reconciled(repository)).toMatchObject({ code: 0, converged: false, drift: [], written: [] });
    expect((await repository.plan()).changes.find(({ key }) => key === 'ios-it')).toMatchObject({
      origin: 'intended',
      gates: ['new-people'],
      effect: { disturbs: 'none' },
    });
  }
  // A limit that is raised again counts by its own code.
  repository.config();
  const codes = (await repository.plan()).policyChanges?.map((line) => line.code);
  expect(await reconciled(repository, codes)).toMatchObject({ converged: true, written: [`POST …/${id}/assign`] });
});

story('an edit in the portal beside a tombstone is still told as one', async (context) => {
  const repository = await useAppliedRepository(context, 'ios-it', 'ios-legal');
  const id = await repository.idOf('ios-it');
  repository.profile('ios-it', null);
  expect((await repository.run()).code).toBe(0);
  repository.pass(1);
  await repository.edit(id, { useOAuth: false });
  await repository.written();
  repository.profile('ios-it');
  expect(await reconciled(repository)).toMatchObject({
    drift: ['DRF-003'],
    written: [`POST …/${id}/assign`],
  });
});

story('a file that ends in .yml from now on takes mail from nobody', async (context) => {
  const repository = await useAppliedRepository(context, 'ios-it', 'ios-legal');
  repository.profile('ios-it', null);
  repository.files.write('profiles/ios-it.yml', profileText('ios-it', {}));
  const { plan } = await repository.run();
  expect(plan.summary).toMatchObject({ unassign: 0, update: 0, unchanged: 2 });
  expect(await repository.written()).toEqual([]);
});

story('drift that is left alone is said, and nothing converged', async (context) => {
  const repository = await useAppliedRepository(context, 'ios-it', 'ios-legal');
  await repository.edit(await repository.idOf('ios-it'), { useOAuth: false });
  const { code, plan, outcome } = await repository.run({ verb: 'reconcile', approve: [] });
  expect({ code, converged: outcome?.converged, left: outcome?.findings?.map((one) => one.code) }).toEqual({
    code: 0,
    converged: false,
    left: ['DRF-003'],
  });
  expect(JSON.stringify(planView(plan).headlines)).toContain('1 difference in the tenant is left as somebody made it');
  expect((await repository.run({ verb: 'reconcile', approve: [], detailed: true })).code).toBe(3);
});
