/** What a schedule does by itself: heals what nobody notices, leaves the rest, and gives up a fight. */

import { expect } from 'vitest';
import type { JsonObject } from '../../src/model/json.ts';
import { type Site, useAppliedSite } from './site.ts';
import { stories } from './stories.ts';

const story = stories(3);

/** `reconcile`, as its exit code, the codes of what it left, and what it wrote. */
async function reconcile(site: Site, approve: readonly string[] = []) {
  await site.desk.forget();
  const { code, plan } = await site.run({ verb: 'reconcile', approve });
  const left = plan.findings.filter(({ code: id }) => id.startsWith('DRF')).map(({ code: id }) => id);
  return { code, left, written: await site.written() };
}

/** Somebody renames the profile, which nobody notices, and switches OAuth off, which everybody does. */
async function drift(site: Site, key: string): Promise<string> {
  const id = await site.idOf(key);
  await site.edit(id, { displayName: 'renamed in the portal', useOAuth: false });
  return id;
}

async function holds(site: Site, id: string): Promise<JsonObject> {
  const object = (await site.objects()).find((one) => one['id'] === id) ?? {};
  return { name: object['displayName'] ?? null, oauth: object['useOAuth'] ?? null };
}

story('heal: silent sets back what nobody notices, and reports the rest with who and when', async (context) => {
  const site = await useAppliedSite(context, 'ios-it');
  site.pass(1);
  const id = await drift(site, 'ios-it');
  expect(await reconcile(site)).toEqual({ code: 0, left: ['DRF-003'], written: [`PATCH …/${id}`] });
  expect(await holds(site, id)).toEqual({ name: 'iOS: Mail - ios-it', oauth: false });
  const said = (await site.plan('reconcile')).findings.find(({ code }) => code === 'DRF-003')?.message;
  expect(said).toContain('last by admin@contoso.example on 2 Mar 2026 10:00 UTC');
  expect(await reconcile(site)).toEqual({ code: 0, left: ['DRF-003'], written: [] });
});

story('heal: never sets nothing back', async (context) => {
  const site = await useAppliedSite(context, 'ios-it');
  site.config('heal: never');
  await drift(site, 'ios-it');
  expect(await reconcile(site)).toEqual({ code: 0, left: ['DRF-003', 'DRF-003'], written: [] });
});

story('heal: all sets everything back, behind the same gates as any change', async (context) => {
  const site = await useAppliedSite(context, 'ios-it');
  site.config('heal: all');
  const id = await drift(site, 'ios-it');
  expect(await reconcile(site)).toEqual({ code: 0, left: [], written: [] });
  expect((await site.run({ verb: 'reconcile', approve: [], detailed: true })).code).toBe(3);
  expect(await reconcile(site, ['lock-out:ios-it'])).toEqual({ code: 0, left: [], written: [`PATCH …/${id}`] });
  expect(await holds(site, id)).toEqual({ name: 'iOS: Mail - ios-it', oauth: true });
});

story('drift that waits on one field does not hold up an intended change of another', async (context) => {
  const site = await useAppliedSite(context, 'ios-it');
  const id = await site.idOf('ios-it');
  await site.edit(id, { useOAuth: false });
  site.profile('ios-it', { name: 'iOS: Mail - Helpdesk' });
  expect(await reconcile(site)).toEqual({ code: 0, left: ['DRF-003'], written: [`PATCH …/${id}`] });
  expect(await holds(site, id)).toEqual({ name: 'iOS: Mail - Helpdesk', oauth: false });
});

story('an object that somebody deleted is made anew when asked to, or where everything is healed', async (context) => {
  const site = await useAppliedSite(context, 'ios-it');
  const id = await site.idOf('ios-it');
  await site.desk.edit({ method: 'DELETE', path: `/deviceManagement/deviceConfigurations/${id}` });
  expect(await reconcile(site)).toEqual({ code: 0, left: ['DRF-003'], written: [] });
  site.config('heal: all');
  expect((await reconcile(site)).written).toHaveLength(2);
});

story('assignments that somebody changed are never set back unattended', async (context) => {
  const site = await useAppliedSite(context, 'ios-it');
  const id = await site.idOf('ios-it');
  await site.desk.edit({
    method: 'POST',
    path: `/deviceManagement/deviceConfigurations/${id}/assign`,
    body: { assignments: [] },
  });
  expect(await reconcile(site)).toEqual({ code: 0, left: ['DRF-003'], written: [] });
  expect((await site.run({ verb: 'apply' })).code).toBe(0);
  expect(await site.written()).toEqual([`POST …/${id}/assign`]);
});

story('changes that wait are news for the schedule, and a stop only when it asks for it', async (context) => {
  const site = await useAppliedSite(context, 'ios-it', 'ios-legal');
  site.profile('ios-it', { settings: { accountName: 'Contoso staff mail' } });
  site.profile('ios-legal', { name: 'iOS: Mail - Lawyers' });
  const id = await site.idOf('ios-legal');
  expect(await reconcile(site)).toEqual({ code: 0, left: [], written: [`PATCH …/${id}`] });
  expect((await site.run({ verb: 'reconcile', approve: [], detailed: true })).code).toBe(3);
  expect((await site.run({ verb: 'reconcile', approve: ['lock-out:ios-it'] })).code).toBe(0);
});

story(
  'a field that was healed three times in a day is left, both writers are named, and a day later it is healed again',
  async (context) => {
    const site = await useAppliedSite(context, 'ios-it');
    const id = await site.idOf('ios-it');
    for (const round of [1, 2, 3]) {
      site.pass(1);
      await site.edit(id, { displayName: `renamed ${round}` });
      expect(await reconcile(site)).toEqual({ code: 0, left: [], written: [`PATCH …/${id}`] });
    }
    site.pass(1);
    await site.edit(id, { displayName: 'renamed once more' });
    expect(await reconcile(site)).toEqual({ code: 0, left: ['DRF-004'], written: [] });
    const said = (await site.plan('reconcile')).findings.find(({ code }) => code === 'DRF-004')?.message;
    expect(said).toContain('healed 3 times within a day');
    expect(said).toContain('last by admin@contoso.example on 2 Mar 2026 13:00 UTC');
    site.pass(24);
    expect((await reconcile(site)).left).toEqual([]);
    expect(await holds(site, id)).toMatchObject({ name: 'iOS: Mail - ios-it' });
  },
);

story('a suspended profile waits, the others go on', async (context) => {
  const site = await useAppliedSite(context, 'ios-it', 'ios-legal');
  site.config('suspend: [ios-it]');
  site.profile('ios-it', { name: 'iOS: Mail - Helpdesk' });
  site.profile('ios-legal', { name: 'iOS: Mail - Lawyers' });
  const id = await site.idOf('ios-legal');
  expect(await reconcile(site, ['lock-out:ios-it,ios-legal'])).toMatchObject({ code: 0, written: [`PATCH …/${id}`] });
  site.config('suspend: true');
  site.profile('ios-legal', { name: 'iOS: Mail - Attorneys' });
  expect(await reconcile(site, ['lock-out:ios-it,ios-legal'])).toMatchObject({ code: 0, written: [] });
});

story('with heal: all as well, what git intends goes before drift that waits for an approval', async (context) => {
  const site = await useAppliedSite(context, 'ios-it');
  site.config('heal: all');
  const id = await site.idOf('ios-it');
  await site.edit(id, { useOAuth: false });
  site.profile('ios-it', { name: 'iOS: Mail - Helpdesk' });
  expect(await reconcile(site)).toEqual({ code: 0, left: ['DRF-003'], written: [`PATCH …/${id}`] });
  expect(await holds(site, id)).toEqual({ name: 'iOS: Mail - Helpdesk', oauth: false });
  expect(await reconcile(site)).toEqual({ code: 0, left: [], written: [] });
  expect(await reconcile(site, ['lock-out:ios-it'])).toEqual({ code: 0, left: [], written: [`PATCH …/${id}`] });
  expect(await holds(site, id)).toEqual({ name: 'iOS: Mail - Helpdesk', oauth: true });
});

story('assignments that two writers fight over are left after the third time', async (context) => {
  const site = await useAppliedSite(context, 'ios-it');
  site.config('heal: all');
  const id = await site.idOf('ios-it');
  const path = `/deviceManagement/deviceConfigurations/${id}/assign`;
  for (const written of [[`POST …/${id}/assign`], [`POST …/${id}/assign`], [`POST …/${id}/assign`], []]) {
    site.pass(1);
    await site.desk.edit({ method: 'POST', path, body: { assignments: [] } });
    const left = written.length === 0 ? ['DRF-004'] : [];
    expect(await reconcile(site, ['lock-out:ios-it'])).toEqual({ code: 0, left, written });
  }
});
