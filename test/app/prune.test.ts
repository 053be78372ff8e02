/** Deleting is a verb of its own, and every one of its conditions stops it alone. */

import type { TestContext } from 'vitest';
import { expect } from 'vitest';
import { markerText } from '../../src/core/tenant/marker.ts';
import type { Inventory, InventoryEntry } from '../../src/model/state/inventory.ts';
import { CONFIGURATIONS, type Site, useAppliedSite } from './site.ts';
import { stories } from './stories.ts';

const story = stories(3);

/** A site whose profile of IT was taken away nine days ago. */
async function useTombstone(context: TestContext): Promise<Site> {
  const site = await useAppliedSite(context, 'ios-it', 'ios-legal');
  site.profile('ios-it', null);
  const { code } = await site.run();
  if (code !== 0) throw new Error(`taking away ended with ${code}`);
  site.pass(9 * 24);
  await site.desk.forget();
  return site;
}

async function prune(site: Site) {
  const { code, plan } = await site.run({ verb: 'prune', approve: [] });
  const why = plan.findings
    .filter((one) => one.code === 'PRU-001')
    .map(({ message }) => message.replace(/^.* is not deleted: /, ''));
  return { code, why, written: await site.written() };
}

/** Somebody changes the record of IT on the state branch. */
async function record(site: Site, parts: Partial<InventoryEntry>): Promise<void> {
  const { inventory, revision } = await site.snapshot();
  const entry = { ...(await site.entry('ios-it')), ...parts };
  const changed: Inventory = { ...inventory, entries: { ...inventory.entries, 'ios-it': entry } };
  expect((await site.state.commit({ inventory: changed }, 'test', revision)).status).toBe('ok');
}

story('nothing goes before its grace is over, and apply never deletes', async (context) => {
  const site = await useAppliedSite(context, 'ios-it', 'ios-legal');
  site.profile('ios-it', null);
  expect((await site.run()).code).toBe(0);
  await site.desk.forget();
  site.pass(7 * 24 - 1);
  expect(await prune(site)).toEqual({
    code: 0,
    why: [expect.stringContaining('its grace of 7d lasts until 2026-03-09T09:00:00')],
    written: [],
  });
  site.pass(2);
  expect((await site.run()).outcome?.steps).toEqual([]);
  expect((await site.run({ verb: 'reconcile' })).outcome?.steps).toEqual([]);
  const id = await site.idOf('ios-it');
  expect(await prune(site)).toEqual({ code: 0, why: [], written: [`DELETE …/${id}`] });
  expect(Object.keys((await site.snapshot()).inventory.entries)).toEqual(['ios-legal']);
  expect(await prune(site)).toEqual({ code: 0, why: [], written: [] });
  expect((await site.run()).plan.steps).toEqual([]);
});

story('the marker alone is enough beside the id, and so is the birth; neither is not', async (context) => {
  const site = await useTombstone(context);
  const id = await site.idOf('ios-it');
  const { created } = await site.entry('ios-it');
  await site.edit(id, { description: 'nobody knows' });
  await record(site, { created: null });
  // The list would add the second witness; somebody wrote another one.
  await record(site, { created: '2020-01-01T00:00:00Z' });
  await site.desk.forget();
  expect(await prune(site)).toEqual({
    code: 0,
    why: [expect.stringContaining('only its id is known')],
    written: [],
  });
  await record(site, { created });
  expect(await prune(site)).toEqual({ code: 0, why: [], written: [`DELETE …/${id}`] });
});

story("another owner's marker stops it although the birth is right", async (context) => {
  const site = await useTombstone(context);
  const marker = { owner: 'other-team', key: 'ios-it', nonce: '0123abcd' };
  await site.edit(await site.idOf('ios-it'), { description: markerText(marker) });
  await site.desk.forget();
  expect(await prune(site)).toEqual({
    code: 0,
    why: [expect.stringContaining('the marker of another owner')],
    written: [],
  });
});

story('an object that somebody assigned again stays', async (context) => {
  const site = await useTombstone(context);
  const id = await site.idOf('ios-it');
  const target = { '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget' };
  await site.desk.edit({ method: 'POST', path: `${CONFIGURATIONS}/${id}/assign`, body: { assignments: [{ target }] } });
  await site.desk.forget();
  expect(await prune(site)).toEqual({ code: 0, why: [expect.stringContaining('assigned again (1)')], written: [] });
});

story('a protected object stays', async (context) => {
  const site = await useTombstone(context);
  await record(site, { protect: true });
  expect(await prune(site)).toEqual({ code: 0, why: [expect.stringContaining('it is protected')], written: [] });
});

story('an object that somebody assigns between plan and deletion stays', async (context) => {
  const site = await useTombstone(context);
  const id = await site.idOf('ios-it');
  const target = { '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget' };
  let assigned = false;
  const ran = await site.run({
    verb: 'prune',
    approve: [],
    beforeSteps: async () => {
      assigned = true;
      await site.desk.edit({
        method: 'POST',
        path: `${CONFIGURATIONS}/${id}/assign`,
        body: { assignments: [{ target }] },
      });
      await site.desk.forget();
    },
  });
  expect({ code: ran.code, assigned, written: await site.written() }).toEqual({ code: 5, assigned: true, written: [] });
});
