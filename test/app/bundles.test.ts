/** Moves from profile to profile: nobody has an account twice, nobody loses it for a half of a change that waits. */

import { expect } from 'vitest';
import { changeCode, memberOf } from '../../src/core/plan/approval-code.ts';
import type { Plan } from '../../src/model/plan.ts';
import { type RepositoryRun, useAppliedRepository } from './repository-run.ts';
import { stories } from './stories.ts';

const story = stories(2);

/** The writes, by the keys of the objects that they are about. */
async function writesIn(repository: RepositoryRun, ...keys: readonly string[]): Promise<readonly string[]> {
  const ids = await Promise.all(keys.map(async (key) => [await repository.idOf(key), key] as const));
  return (await repository.written()).map((line) =>
    ids.reduce((shown, [id, key]) => shown.replace(id, key), line).replace('…/', ''),
  );
}

function bundleIn({ bundles }: Plan) {
  return bundles?.map(({ keys, account, people }) => ({ keys, account, people }));
}

story('a group that goes from one profile to another waits whole, and is taken before it is given', async (context) => {
  const repository = await useAppliedRepository(context, 'ios-it', 'ios-legal');
  repository.profile('ios-it', { group: 'Finance users' });
  repository.profile('ios-legal', { group: 'IT staff' });
  const waits = await repository.run({ approve: [] });
  expect(waits.code).toBe(3);
  expect(await repository.written()).toEqual([]);
  expect(bundleIn(waits.plan)).toMatchObject([{ keys: ['ios-it', 'ios-legal'], account: 'outlook.office365.com' }]);
  expect(waits.outcome?.gated).toEqual(['ios-it', 'ios-legal']);
  expect((await repository.run()).code).toBe(0);
  expect(await writesIn(repository, 'ios-it', 'ios-legal')).toEqual(['POST ios-it/assign', 'POST ios-legal/assign']);
});

story('a new key without "moved" gives nothing while the old profile keeps its people', async (context) => {
  const repository = await useAppliedRepository(context, 'ios-it', 'ios-legal');
  repository.profile('ios-it', null);
  repository.profile('ios-helpdesk', { group: 'IT staff' });
  const waits = await repository.run({ approve: [] });
  expect({ code: waits.code, written: await repository.written() }).toEqual({ code: 3, written: [] });
  expect(waits.plan.summary).toMatchObject({ gated: 2, newPeople: 0 });
  expect(waits.plan.changes.find(({ key }) => key === 'ios-helpdesk')?.bundle).toBe('ios-helpdesk+1');
  const people = waits.plan.changes.find(({ key }) => key === 'ios-it')?.effect.people;
  expect(waits.plan.summary.people).toBe(people);
  expect((await repository.run()).code).toBe(0);
  expect(await writesIn(repository, 'ios-it', 'ios-helpdesk')).toEqual([
    'POST …',
    'POST ios-it/assign',
    'POST ios-helpdesk/assign',
  ]);
});

story('profiles that exchange their groups are both emptied before one is given', async (context) => {
  const repository = await useAppliedRepository(context, 'ios-it', 'ios-legal');
  repository.profile('ios-it', { group: 'Legal users' });
  repository.profile('ios-legal', { group: 'IT staff' });
  expect((await repository.run({ approve: [] })).code).toBe(3);
  expect(await repository.written()).toEqual([]);
  const ran = await repository.run();
  expect(ran.code).toBe(0);
  expect(ran.outcome?.steps.map(({ id }) => id)).toEqual([
    'ios-it/assign:take',
    'ios-legal/assign:take',
    'ios-it/assign',
    'ios-legal/assign',
  ]);
});

story('three profiles that pass their groups on are one bundle', async (context) => {
  const repository = await useAppliedRepository(context, 'ios-it', 'ios-legal', 'ios-finance');
  repository.profile('ios-it', { group: 'Legal users' });
  repository.profile('ios-legal', { group: 'Finance users' });
  repository.profile('ios-finance', { group: 'IT staff' });
  const { plan, code } = await repository.run({ approve: [] });
  expect({ code, written: await repository.written() }).toEqual({ code: 3, written: [] });
  expect(bundleIn(plan)?.map(({ keys }) => keys)).toEqual([['ios-finance', 'ios-it', 'ios-legal']]);
  expect((await repository.run()).code).toBe(0);
  expect(await writesIn(repository, 'ios-it', 'ios-legal', 'ios-finance')).toHaveLength(6);
});

story('two servers are not one account', async (context) => {
  const repository = await useAppliedRepository(context, 'ios-it', 'ios-legal');
  repository.profile('ios-it', null);
  repository.profile('ios-other', { group: 'IT staff', settings: { host: 'mail.contoso.com' } });
  const { plan } = await repository.run({ approve: [] });
  expect(plan.bundles).toBeUndefined();
  expect(plan.summary).toMatchObject({ gated: 1, losingMail: plan.summary.newPeople });
});

story('a suspended member holds its bundle, whatever is approved', async (context) => {
  const repository = await useAppliedRepository(context, 'ios-it', 'ios-legal');
  repository.config('suspend: [ios-helpdesk]');
  repository.profile('ios-it', null);
  repository.profile('ios-helpdesk', { group: 'IT staff' });
  expect((await repository.run()).code).toBe(3);
  expect(await repository.written()).toEqual([]);
});

story('a protected member holds its bundle', async (context) => {
  const repository = await useAppliedRepository(context, 'ios-legal');
  repository.profile('ios-it', { protect: true });
  expect((await repository.run()).code).toBe(0);
  await repository.written();
  repository.profile('ios-it', null);
  repository.profile('ios-helpdesk', { group: 'IT staff' });
  expect((await repository.run()).code).toBe(3);
  expect(await repository.written()).toEqual([]);
});

story('what has nothing to do with a bundle does not wait with it', async (context) => {
  const repository = await useAppliedRepository(context, 'ios-it', 'ios-legal');
  repository.profile('ios-it', null);
  repository.profile('ios-helpdesk', { group: 'IT staff' });
  repository.profile('ios-legal', { name: 'iOS: Mail - Lawyers' });
  repository.profile('ios-field');
  expect((await repository.run({ approve: [] })).code).toBe(3);
  expect(await writesIn(repository, 'ios-legal', 'ios-field')).toEqual([
    'POST …',
    'PATCH ios-legal',
    'POST ios-field/assign',
  ]);
});

story('a bundle that was half written is finished by the schedule, under the approval that it had', async (context) => {
  const repository = await useAppliedRepository(context, 'ios-it', 'ios-legal');
  repository.profile('ios-it', { group: 'Legal users' });
  repository.profile('ios-legal', { group: 'IT staff' });
  const first = await repository.idOf('ios-it');
  const dies = { when: 'after' as const, at: ({ path }: { readonly path: string }) => path.includes(first) };
  await expect(repository.run({ dies })).rejects.toThrow('killed');
  expect(await writesIn(repository, 'ios-it')).toEqual(['POST ios-it/assign']);
  repository.pass(2);
  const { code, outcome } = await repository.run({ verb: 'reconcile', approve: [] });
  expect({ code, converged: outcome?.converged }).toEqual({ code: 0, converged: true });
  expect(await writesIn(repository, 'ios-it', 'ios-legal')).toEqual(['POST ios-legal/assign', 'POST ios-it/assign']);
  expect((await repository.snapshot()).intents).toEqual([]);
});

story(
  'a single change that was half written is finished under the approval that it had, also after two stops',
  async (context) => {
    const repository = await useAppliedRepository(context, 'ios-it', 'ios-legal');
    repository.profile('ios-it', { group: 'Finance users', settings: { accountName: 'Mail of finance' } });
    const { code } = await repository.run({ approve: [] });
    expect({ code, written: await repository.written() }).toEqual({ code: 3, written: [] });
    const dies = { when: 'before' as const, at: ({ path }: { readonly path: string }) => path.endsWith('/assign') };
    await expect(repository.run({ dies })).rejects.toThrow('killed');
    expect(await writesIn(repository, 'ios-it')).toEqual(['PATCH ios-it']);
    repository.pass(2);
    await expect(repository.run({ verb: 'reconcile', approve: [], dies })).rejects.toThrow('killed');
    repository.pass(2);
    const last = await repository.run({ verb: 'reconcile', approve: [] });
    expect({ code: last.code, converged: last.outcome?.converged }).toEqual({ code: 0, converged: true });
    expect(await writesIn(repository, 'ios-it')).toEqual(['POST ios-it/assign']);
    expect((await repository.snapshot()).intents).toEqual([]);
  },
);

story('the rest of a single change that goes to others by now waits', async (context) => {
  const repository = await useAppliedRepository(context, 'ios-it', 'ios-legal');
  repository.profile('ios-it', { group: 'Finance users', settings: { accountName: 'Mail of finance' } });
  const dies = { when: 'before' as const, at: ({ path }: { readonly path: string }) => path.endsWith('/assign') };
  await expect(repository.run({ dies })).rejects.toThrow('killed');
  await repository.written();
  repository.pass(2);
  repository.profile('ios-it', { group: 'Contractors', settings: { accountName: 'Mail of finance' } });
  expect((await repository.run({ verb: 'reconcile', approve: [], detailed: true })).code).toBe(3);
  expect(await repository.written()).toEqual([]);
});

story('what was approved and never begun waits again', async (context) => {
  const repository = await useAppliedRepository(context, 'ios-it', 'ios-legal');
  repository.profile('ios-it', { group: 'Legal users' });
  repository.profile('ios-legal', { group: 'IT staff' });
  const dies = { when: 'before' as const, at: ({ path }: { readonly path: string }) => path.endsWith('/assign') };
  await expect(repository.run({ dies })).rejects.toThrow('killed');
  repository.pass(2);
  expect((await repository.run({ verb: 'reconcile', approve: [], detailed: true })).code).toBe(3);
  expect(await repository.written()).toEqual([]);
});

story('what became of a half-written bundle since is not approved: it waits', async (context) => {
  const repository = await useAppliedRepository(context, 'ios-it', 'ios-legal');
  repository.profile('ios-it', { group: 'Legal users' });
  repository.profile('ios-legal', { group: 'IT staff' });
  const first = await repository.idOf('ios-it');
  const dies = { when: 'after' as const, at: ({ path }: { readonly path: string }) => path.includes(first) };
  await expect(repository.run({ dies })).rejects.toThrow('killed');
  await repository.written();
  repository.pass(2);
  repository.profile('ios-legal', { group: 'IT staff', settings: { accountName: 'Another name' } });
  expect((await repository.run({ verb: 'reconcile', approve: [], detailed: true })).code).toBe(3);
  expect(await repository.written()).toEqual([]);
});

story('a bundle opens to its one code, not to that of the change that has the gate', async (context) => {
  const repository = await useAppliedRepository(context, 'ios-it', 'ios-legal');
  repository.profile('ios-it', null);
  repository.profile('ios-helpdesk', { group: 'IT staff' });
  const { plan } = await repository.run({ approve: [] });
  const gated = plan.changes.filter(({ gates }) => gates.length > 0);
  const [first] = gated;
  const code = plan.bundles?.[0]?.code ?? 'none';
  expect({ gated: gated.map(({ key }) => key), code: first?.code }).toEqual({ gated: ['ios-it'], code });
  if (first === undefined) throw new Error('no change has a gate');
  const own = changeCode(plan.tenant, memberOf(first, first.applies ?? 0), first.effect.people);
  const refused = await repository.run({ approve: [own] });
  expect({ code: refused.code, written: await repository.written() }).toEqual({ code: 10, written: [] });
  expect(JSON.stringify(refused.refusal)).toContain(code);
  expect((await repository.run({ approve: [code] })).code).toBe(0);
  expect(await writesIn(repository, 'ios-it', 'ios-helpdesk')).toHaveLength(3);
});

story('a level that names one member opens no gate of another one', async (context) => {
  const repository = await useAppliedRepository(context, 'ios-it', 'ios-legal');
  repository.profile('ios-it', { group: 'Legal users' });
  repository.profile('ios-legal', { group: 'IT staff' });
  const asked = await repository.run({ approve: [] });
  const gated = asked.plan.changes.filter(({ gates }) => gates.length > 0).map(({ key }) => key);
  expect(gated).toEqual(['ios-it', 'ios-legal']);
  const { code } = await repository.run({ approve: ['lock-out:ios-it'] });
  expect({ code, written: await repository.written() }).toEqual({ code: 3, written: [] });
  expect((await repository.run({ approve: ['lock-out:ios-it,ios-legal'] })).code).toBe(0);
});

story('--target takes the other half of a move along, and nothing else of the account', async (context) => {
  const repository = await useAppliedRepository(context, 'ios-it', 'ios-legal', 'ios-finance');
  repository.profile('ios-it', { group: 'Legal users' });
  repository.profile('ios-legal', { group: 'IT staff' });
  repository.profile('ios-finance', null);
  const { bundles, changes } = await repository.plan('apply', ['ios-it']);
  expect(changes.map(({ key }) => key)).toEqual(['ios-it', 'ios-legal']);
  expect(bundles?.map(({ keys }) => keys)).toEqual([['ios-it', 'ios-legal']]);
});
