/** What a schedule does by itself: heals what nobody notices, leaves the rest, and gives up a fight. */

import { expect } from 'vitest';
import type { JsonObject } from '../../src/model/json.ts';
import { type RepositoryRun, useAppliedRepository } from './repository-run.ts';
import { stories } from './stories.ts';

const story = stories(3);

/** `reconcile`, as its exit code, the codes of what it left, and what it wrote. */
async function reconcile(repository: RepositoryRun, approve: readonly string[] = []) {
  await repository.server.forget();
  const { code, plan } = await repository.run({ verb: 'reconcile', approve });
  const left = plan.findings.filter(({ code: id }) => id.startsWith('DRF')).map(({ code: id }) => id);
  return { code, left, written: await repository.written() };
}

/** Somebody renames the profile, which nobody notices, and switches OAuth off, which everybody does. */
async function drift(repository: RepositoryRun, key: string): Promise<string> {
  const id = await repository.idOf(key);
  await repository.edit(id, { displayName: 'renamed in the portal', useOAuth: false });
  return id;
}

/** Lets the setting count that the configuration loosens, as somebody did who read the plan. */
async function agree(repository: RepositoryRun): Promise<void> {
  const plan = await repository.plan('reconcile');
  const codes = plan.policyChanges?.map(({ code }) => code) ?? [];
  expect((await repository.run({ verb: 'reconcile', approve: codes })).code).toBe(0);
}

async function holds(repository: RepositoryRun, id: string): Promise<JsonObject> {
  const object = (await repository.objects()).find((one) => one['id'] === id) ?? {};
  return { name: object['displayName'] ?? null, oauth: object['useOAuth'] ?? null };
}

story('heal: silent sets back what nobody notices, and reports the rest with who and when', async (context) => {
  const repository = await useAppliedRepository(context, 'ios-it');
  repository.pass(1);
  const id = await drift(repository, 'ios-it');
  expect(await reconcile(repository)).toEqual({ code: 0, left: ['DRF-003'], written: [`PATCH …/${id}`] });
  expect(await holds(repository, id)).toEqual({ name: 'iOS: Mail - ios-it', oauth: false });
  const said = (await repository.plan('reconcile')).findings.find(({ code }) => code === 'DRF-003')?.message;
  expect(said).toContain('last by admin@contoso.example on 2 Mar 2026 10:00 UTC');
  expect(await reconcile(repository)).toEqual({ code: 0, left: ['DRF-003'], written: [] });
});

story('heal: never sets nothing back', async (context) => {
  const repository = await useAppliedRepository(context, 'ios-it');
  repository.config('heal: never');
  await drift(repository, 'ios-it');
  expect(await reconcile(repository)).toEqual({ code: 0, left: ['DRF-003', 'DRF-003'], written: [] });
});

story('heal: all sets everything back, behind the same gates as any change', async (context) => {
  const repository = await useAppliedRepository(context, 'ios-it');
  repository.config('heal: all');
  await agree(repository);
  const id = await drift(repository, 'ios-it');
  expect(await reconcile(repository)).toEqual({ code: 0, left: [], written: [] });
  expect((await repository.run({ verb: 'reconcile', approve: [], detailed: true })).code).toBe(3);
  expect(await reconcile(repository, ['lock-out:ios-it'])).toEqual({ code: 0, left: [], written: [`PATCH …/${id}`] });
  expect(await holds(repository, id)).toEqual({ name: 'iOS: Mail - ios-it', oauth: true });
});

story('drift that waits on one field does not hold up an intended change of another', async (context) => {
  const repository = await useAppliedRepository(context, 'ios-it');
  const id = await repository.idOf('ios-it');
  await repository.edit(id, { useOAuth: false });
  repository.profile('ios-it', { name: 'iOS: Mail - Helpdesk' });
  expect(await reconcile(repository)).toEqual({ code: 0, left: ['DRF-003'], written: [`PATCH …/${id}`] });
  expect(await holds(repository, id)).toEqual({ name: 'iOS: Mail - Helpdesk', oauth: false });
});

story('an object that somebody deleted is made anew when asked to, or where everything is healed', async (context) => {
  const repository = await useAppliedRepository(context, 'ios-it');
  const id = await repository.idOf('ios-it');
  await repository.server.edit({ method: 'DELETE', path: `/deviceManagement/deviceConfigurations/${id}` });
  expect(await reconcile(repository)).toEqual({ code: 0, left: ['DRF-003'], written: [] });
  repository.config('heal: all');
  expect(await reconcile(repository)).toMatchObject({ written: [] });
  await agree(repository);
  expect(await repository.written()).toHaveLength(2);
});

story('assignments that somebody changed are never set back unattended', async (context) => {
  const repository = await useAppliedRepository(context, 'ios-it');
  const id = await repository.idOf('ios-it');
  await repository.server.edit({
    method: 'POST',
    path: `/deviceManagement/deviceConfigurations/${id}/assign`,
    body: { assignments: [] },
  });
  expect(await reconcile(repository)).toEqual({ code: 0, left: ['DRF-003'], written: [] });
  expect((await repository.run({ verb: 'apply' })).code).toBe(0);
  expect(await repository.written()).toEqual([`POST …/${id}/assign`]);
});

story('changes that wait are news for the schedule, and a stop only when it asks for it', async (context) => {
  const repository = await useAppliedRepository(context, 'ios-it', 'ios-legal');
  repository.profile('ios-it', { settings: { accountName: 'Contoso staff mail' } });
  repository.profile('ios-legal', { name: 'iOS: Mail - Lawyers' });
  const id = await repository.idOf('ios-legal');
  expect(await reconcile(repository)).toEqual({ code: 0, left: [], written: [`PATCH …/${id}`] });
  expect((await repository.run({ verb: 'reconcile', approve: [], detailed: true })).code).toBe(3);
  expect((await repository.run({ verb: 'reconcile', approve: ['lock-out:ios-it'] })).code).toBe(0);
});

story(
  'a field that was healed three times in a day is left, both writers are named, and a day later it is healed again',
  async (context) => {
    const repository = await useAppliedRepository(context, 'ios-it');
    const id = await repository.idOf('ios-it');
    for (const round of [1, 2, 3]) {
      repository.pass(1);
      await repository.edit(id, { displayName: `renamed ${round}` });
      expect(await reconcile(repository)).toEqual({ code: 0, left: [], written: [`PATCH …/${id}`] });
    }
    repository.pass(1);
    await repository.edit(id, { displayName: 'renamed once more' });
    expect(await reconcile(repository)).toEqual({ code: 0, left: ['DRF-004'], written: [] });
    const said = (await repository.plan('reconcile')).findings.find(({ code }) => code === 'DRF-004')?.message;
    expect(said).toContain('healed 3 times within a day');
    expect(said).toContain('last by admin@contoso.example on 2 Mar 2026 13:00 UTC');
    repository.pass(24);
    expect((await reconcile(repository)).left).toEqual([]);
    expect(await holds(repository, id)).toMatchObject({ name: 'iOS: Mail - ios-it' });
  },
);

story('a suspended profile waits, the others go on', async (context) => {
  const repository = await useAppliedRepository(context, 'ios-it', 'ios-legal');
  repository.config('suspend: [ios-it]');
  repository.profile('ios-it', { name: 'iOS: Mail - Helpdesk' });
  repository.profile('ios-legal', { name: 'iOS: Mail - Lawyers' });
  const id = await repository.idOf('ios-legal');
  expect(await reconcile(repository, ['lock-out:ios-it,ios-legal'])).toMatchObject({
    code: 0,
    written: [`PATCH …/${id}`],
  });
  repository.config('suspend: true');
  repository.profile('ios-legal', { name: 'iOS: Mail - Attorneys' });
  await expect(reconcile(repository, ['lock-out:ios-it,ios-legal'])).rejects.toThrow('"reason":"suspended"');
  expect(await repository.written()).toEqual([]);
});

story('with heal: all as well, what git intends goes before drift that waits for an approval', async (context) => {
  const repository = await useAppliedRepository(context, 'ios-it');
  repository.config('heal: all');
  await agree(repository);
  const id = await repository.idOf('ios-it');
  await repository.edit(id, { useOAuth: false });
  repository.profile('ios-it', { name: 'iOS: Mail - Helpdesk' });
  expect(await reconcile(repository)).toEqual({ code: 0, left: ['DRF-003'], written: [`PATCH …/${id}`] });
  expect(await holds(repository, id)).toEqual({ name: 'iOS: Mail - Helpdesk', oauth: false });
  expect(await reconcile(repository)).toEqual({ code: 0, left: [], written: [] });
  expect(await reconcile(repository, ['lock-out:ios-it'])).toEqual({ code: 0, left: [], written: [`PATCH …/${id}`] });
  expect(await holds(repository, id)).toEqual({ name: 'iOS: Mail - Helpdesk', oauth: true });
});

story('assignments that two writers fight over are left after the third time', async (context) => {
  const repository = await useAppliedRepository(context, 'ios-it');
  repository.config('heal: all');
  await agree(repository);
  const id = await repository.idOf('ios-it');
  const path = `/deviceManagement/deviceConfigurations/${id}/assign`;
  for (const written of [[`POST …/${id}/assign`], [`POST …/${id}/assign`], [`POST …/${id}/assign`], []]) {
    repository.pass(1);
    await repository.server.edit({ method: 'POST', path, body: { assignments: [] } });
    const left = written.length === 0 ? ['DRF-004'] : [];
    expect(await reconcile(repository, ['lock-out:ios-it'])).toEqual({ code: 0, left, written });
  }
});
