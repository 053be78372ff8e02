/** Whose object is it? Names, copies, lost markers and lost inventories never make a twin, and never cost an object. */

import { expect } from 'vitest';
import { sha256 } from '../../src/cli/wiring/machine.ts';
import { proposeInventory } from '../../src/core/state/rebuild.ts';
import { decodeLive } from '../../src/core/tenant/live-profile.ts';
import { CATALOGUE } from '../../src/kinds/catalogue.ts';
import { stringAt } from '../../src/model/json.ts';
import { EMPTY_INVENTORY } from '../../src/model/state/inventory.ts';
import { CONFIGURATIONS, type Ran, type Site, useAppliedSite } from './site.ts';
import { stories } from './stories.ts';

const story = stories(3);

function codes({ plan }: Pick<Ran, 'plan'>): readonly string[] {
  return plan.findings.filter(({ severity }) => severity !== 'info').map(({ code }) => code);
}

async function loseInventory({ state }: Site): Promise<void> {
  const reading = await state.read();
  if (reading.status !== 'found') throw new Error(reading.status);
  const answer = await state.commit({ inventory: EMPTY_INVENTORY }, 'lost', reading.state.revision);
  expect(answer.status).toBe('ok');
}

story('a marker that somebody deleted: still managed, and still removable by its birth', async (context) => {
  const site = await useAppliedSite(context, 'ios-it', 'ios-legal');
  const id = await site.idOf('ios-it');
  await site.edit(id, { description: 'do not touch' });
  await site.desk.forget();
  const quiet = await site.run();
  expect({ code: quiet.code, written: await site.written() }).toEqual({ code: 0, written: [] });
  expect(codes(quiet)).toEqual(['DRF-001']);
  site.profile('ios-it', null);
  expect((await site.run()).code).toBe(0);
  expect(await site.written()).toEqual([`POST …/${id}/assign`]);
});

story('a marker of the old key after a rename: nothing is written, and the object is the same', async (context) => {
  const site = await useAppliedSite(context, 'ios-it', 'ios-legal');
  const id = await site.idOf('ios-it');
  site.profile('ios-it', null);
  site.profile('ios-helpdesk', { name: 'iOS: Mail - ios-it' });
  site.config('moved: {ios-it: ios-helpdesk}');
  const moved = await site.run();
  expect({ code: moved.code, codes: codes(moved), written: await site.written() }).toEqual({
    code: 0,
    codes: [],
    written: [],
  });
  expect(await site.idOf('ios-helpdesk')).toBe(id);
  expect(Object.keys((await site.snapshot()).inventory.entries).sort()).toEqual(['ios-helpdesk', 'ios-legal']);
  site.profile('ios-helpdesk', null);
  expect((await site.run()).code).toBe(0);
  expect(await site.written()).toEqual([`POST …/${id}/assign`]);
});

story("another owner's marker: managed on, but never removed", async (context) => {
  const site = await useAppliedSite(context, 'ios-it', 'ios-legal');
  await site.edit(await site.idOf('ios-it'), { description: 'postilion:other-team/ios-it#0123abcd' });
  await site.desk.forget();
  const quiet = await site.run();
  expect({ code: quiet.code, written: await site.written() }).toEqual({ code: 0, written: [] });
  expect(codes(quiet)).toEqual(['OWN-005']);
  site.profile('ios-it', null);
  const gone = await site.run();
  expect({ code: gone.code, codes: codes(gone), written: await site.written() }).toEqual({
    code: 0,
    codes: ['OWN-005', 'OWN-011'],
    written: [],
  });
});

story("the portal's Duplicate: the copy is told and left alone, changes go to the original", async (context) => {
  const site = await useAppliedSite(context, 'ios-it');
  const id = await site.idOf('ios-it');
  const copy = await site.duplicate(id, 'iOS: Mail - ios-it (copy)');
  site.profile('ios-it', { name: 'iOS: Mail - Helpdesk' });
  await site.desk.forget();
  const ran = await site.run();
  expect({ code: ran.code, codes: codes(ran), written: await site.written() }).toEqual({
    code: 0,
    codes: ['OWN-007'],
    written: [`PATCH …/${id}`],
  });
  expect(ran.plan.changes.find((change) => change.id === copy)?.action).toBe('unmanaged');
});

story('deleted by hand: made anew under a new generation, and said so', async (context) => {
  const site = await useAppliedSite(context, 'ios-it');
  const id = await site.idOf('ios-it');
  await site.desk.edit({ method: 'DELETE', path: `${CONFIGURATIONS}/${id}` });
  await site.desk.forget();
  const ran = await site.run();
  expect({ code: ran.code, codes: codes(ran) }).toEqual({ code: 0, codes: ['OWN-010'] });
  expect(await site.written()).toHaveLength(2);
  const entry = await site.entry('ios-it');
  expect({ generation: entry.generation, same: entry.id === id }).toEqual({ generation: 2, same: false });
  expect((await site.run()).plan.steps).toEqual([]);
});

story('deleted and made again by hand: no twin is created beside it', async (context) => {
  const site = await useAppliedSite(context, 'ios-it');
  const id = await site.idOf('ios-it');
  const again = await site.duplicate(id, 'iOS: Mail - ios-it');
  await site.desk.edit({ method: 'DELETE', path: `${CONFIGURATIONS}/${id}` });
  await site.desk.forget();
  const marked = await site.run();
  expect({ code: marked.code, codes: codes(marked) }).toEqual({ code: 4, codes: ['OWN-008'] });
  await site.edit(again, { description: 'made by hand' });
  await site.desk.forget();
  const bare = await site.run();
  expect({ code: bare.code, codes: codes(bare), written: await site.written() }).toEqual({
    code: 4,
    codes: ['OWN-003', 'OWN-010'],
    written: [],
  });
  site.files.write('adopt.yaml', `ios-it: ${again}\n`);
  const adopted = await site.run();
  expect({ code: adopted.code, written: await site.written() }).toEqual({
    code: 0,
    written: [`POST …/${again}/assign`],
  });
  expect(await site.idOf('ios-it')).toBe(again);
});

story('a lost inventory: nothing is touched until it is rebuilt from the markers', async (context) => {
  const site = await useAppliedSite(context, 'ios-it', 'ios-legal');
  const id = await site.idOf('ios-it');
  await site.duplicate(id, 'iOS: Mail - copy');
  await loseInventory(site);
  await site.desk.forget();
  const lost = await site.run();
  expect({ code: lost.code, codes: codes(lost), written: await site.written() }).toEqual({
    code: 4,
    codes: ['OWN-008', 'OWN-008'],
    written: [],
  });
  const { revision } = await site.snapshot();
  const proposal = proposeInventory(decodeLive(await site.objects(), CATALOGUE), 'contoso-mail', sha256);
  expect(proposal.findings.map(({ code }) => code)).toEqual(['STA-002']);
  expect((await site.state.rebuild(proposal.inventory, 'rebuild', revision)).status).toBe('ok');
  expect(await site.idOf('ios-it')).toBe(id);
  const back = await site.run();
  expect({ code: back.code, codes: codes(back), written: await site.written() }).toEqual({
    code: 0,
    codes: ['OWN-007'],
    written: [],
  });
  expect((await site.entry('ios-it')).protect).toBe(false);
});

story('two objects with the marker of one key and no record: that key stops', async (context) => {
  const site = await useAppliedSite(context, 'ios-it');
  const copy = await site.duplicate(await site.idOf('ios-it'), 'iOS: Mail - copy');
  await site.loseState();
  await site.desk.forget();
  const ran = await site.run();
  expect({ code: ran.code, codes: codes(ran), written: await site.written() }).toEqual({
    code: 4,
    codes: ['OWN-001'],
    written: [],
  });
  await site.edit(copy, { description: 'a copy' });
  await site.desk.forget();
  const settled = await site.run();
  expect({ code: settled.code, codes: codes(settled), written: await site.written() }).toEqual({
    code: 0,
    codes: [],
    written: [],
  });
});

story('a first run takes marked objects in, and only a later one takes any away', async (context) => {
  const site = await useAppliedSite(context, 'ios-it', 'ios-legal');
  const id = await site.idOf('ios-it');
  await site.loseState();
  site.profile('ios-it', null);
  await site.desk.forget();
  const first = await site.run();
  expect({ code: first.code, codes: codes(first), written: await site.written() }).toEqual({
    code: 0,
    codes: ['OWN-011'],
    written: [],
  });
  expect((await site.run()).code).toBe(0);
  expect(await site.written()).toEqual([`POST …/${id}/assign`]);
});

story('adopting an object as it is writes nothing to the tenant, and it can be removed later', async (context) => {
  const site = await useAppliedSite(context, 'ios-it', 'ios-legal');
  const id = await site.idOf('ios-it');
  await site.edit(id, { description: '' });
  site.config('release: {ios-it: "handed back"}');
  site.profile('ios-it', null);
  await site.desk.forget();
  expect((await site.run()).code).toBe(0);
  expect(Object.keys((await site.snapshot()).inventory.entries)).toEqual(['ios-legal']);
  site.config();
  site.profile('ios-desk', { name: 'iOS: Mail - ios-it' });
  site.files.write('adopt.yaml', `ios-desk: ${id}\n`);
  const ran = await site.run();
  expect({ code: ran.code, written: await site.written() }).toEqual({ code: 0, written: [] });
  const entry = await site.entry('ios-desk');
  expect(entry).toMatchObject({ id, created: stringAt(await site.named('iOS: Mail - ios-it'), 'createdDateTime') });
  site.files.write('adopt.yaml', '{}\n');
  site.profile('ios-desk', null);
  expect((await site.run()).code).toBe(0);
  expect(await site.written()).toEqual([`POST …/${id}/assign`]);
});
