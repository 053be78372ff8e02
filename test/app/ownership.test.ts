/** Whose object is it? Names, copies, lost markers and lost inventories never make a twin, and never cost an object. */

import { expect } from 'vitest';
import { proposeInventory } from '../../src/core/state/rebuild.ts';
import { decodeLive } from '../../src/core/tenant/live-profile.ts';
import { CATALOGUE } from '../../src/kinds/catalogue.ts';
import { isOurs } from '../../src/model/change.ts';
import { stringAt } from '../../src/model/json.ts';
import { EMPTY_INVENTORY } from '../../src/model/state/inventory.ts';
import { CONFIGURATIONS, type Ended, type RepositoryRun, useAppliedRepository } from './repository-run.ts';
import { stories } from './stories.ts';

const story = stories(3);

function codes({ plan }: Pick<Ended, 'plan'>): readonly string[] {
  return plan.findings.filter(({ severity }) => severity !== 'info').map(({ code }) => code);
}

function codeOf({ plan }: Pick<Ended, 'plan'>, key: string): string {
  return plan.changes.find((change) => change.key === key)?.code ?? '';
}

async function loseInventory({ state }: RepositoryRun): Promise<void> {
  const reading = await state.read();
  if (reading.status !== 'found') throw new Error(reading.status);
  const answer = await state.commit({ inventory: EMPTY_INVENTORY }, 'lost', reading.state.revision);
  expect(answer.status).toBe('ok');
}

story('a marker that somebody deleted: still managed, and still removable by its birth', async (context) => {
  const repository = await useAppliedRepository(context, 'ios-it', 'ios-legal');
  const id = await repository.idOf('ios-it');
  await repository.edit(id, { description: 'do not touch' });
  await repository.server.forget();
  const quiet = await repository.run();
  expect({ code: quiet.code, written: await repository.written() }).toEqual({ code: 0, written: [] });
  expect(codes(quiet)).toEqual(['DRF-001']);
  repository.profile('ios-it', null);
  expect((await repository.run()).code).toBe(0);
  expect(await repository.written()).toEqual([`POST …/${id}/assign`]);
});

story('a marker of the old key after a rename: nothing is written, and the object is the same', async (context) => {
  const repository = await useAppliedRepository(context, 'ios-it', 'ios-legal');
  const id = await repository.idOf('ios-it');
  repository.profile('ios-it', null);
  repository.profile('ios-helpdesk', { name: 'iOS: Mail - ios-it' });
  repository.config('moved: {ios-it: ios-helpdesk}');
  const moved = await repository.run();
  expect({ code: moved.code, codes: codes(moved), written: await repository.written() }).toEqual({
    code: 0,
    codes: [],
    written: [],
  });
  expect(await repository.idOf('ios-helpdesk')).toBe(id);
  expect(Object.keys((await repository.snapshot()).inventory.entries).sort()).toEqual(['ios-helpdesk', 'ios-legal']);
  repository.profile('ios-helpdesk', null);
  expect((await repository.run()).code).toBe(0);
  expect(await repository.written()).toEqual([`POST …/${id}/assign`]);
});

story("another owner's marker: managed on, but never removed", async (context) => {
  const repository = await useAppliedRepository(context, 'ios-it', 'ios-legal');
  await repository.edit(await repository.idOf('ios-it'), { description: 'postilion:other-team/ios-it#0123abcd' });
  await repository.server.forget();
  const quiet = await repository.run();
  expect({ code: quiet.code, written: await repository.written() }).toEqual({ code: 0, written: [] });
  expect(codes(quiet)).toEqual(['OWN-005']);
  repository.profile('ios-it', null);
  const gone = await repository.run();
  expect({ code: gone.code, codes: codes(gone), written: await repository.written() }).toEqual({
    code: 0,
    codes: ['OWN-005', 'OWN-011'],
    written: [],
  });
});

story("the portal's Duplicate: the copy is told and left alone, changes go to the original", async (context) => {
  const repository = await useAppliedRepository(context, 'ios-it');
  const id = await repository.idOf('ios-it');
  const copy = await repository.duplicate(id, 'iOS: Mail - ios-it (copy)');
  repository.profile('ios-it', { name: 'iOS: Mail - Helpdesk' });
  await repository.server.forget();
  const ran = await repository.run();
  expect({ code: ran.code, codes: codes(ran), written: await repository.written() }).toEqual({
    code: 0,
    codes: ['OWN-007'],
    written: [`PATCH …/${id}`],
  });
  expect(ran.plan.changes.find((change) => change.id === copy)?.action).toBe('unmanaged');
});

story('deleted by hand: made anew under a new generation, and said so', async (context) => {
  const repository = await useAppliedRepository(context, 'ios-it');
  const id = await repository.idOf('ios-it');
  await repository.server.edit({ method: 'DELETE', path: `${CONFIGURATIONS}/${id}` });
  await repository.server.forget();
  const ran = await repository.run();
  expect({ code: ran.code, codes: codes(ran) }).toEqual({ code: 0, codes: ['OWN-010'] });
  expect(await repository.written()).toHaveLength(2);
  const entry = await repository.entry('ios-it');
  expect({ generation: entry.generation, same: entry.id === id }).toEqual({ generation: 2, same: false });
  expect((await repository.run()).plan.steps).toEqual([]);
});

story('deleted and made again by hand: no twin is created beside it', async (context) => {
  const repository = await useAppliedRepository(context, 'ios-it');
  const id = await repository.idOf('ios-it');
  const again = await repository.duplicate(id, 'iOS: Mail - ios-it');
  await repository.server.edit({ method: 'DELETE', path: `${CONFIGURATIONS}/${id}` });
  await repository.server.forget();
  const marked = await repository.run();
  expect({ code: marked.code, codes: codes(marked) }).toEqual({ code: 4, codes: ['OWN-008'] });
  await repository.edit(again, { description: 'made by hand' });
  await repository.server.forget();
  const bare = await repository.run();
  expect({ code: bare.code, codes: codes(bare), written: await repository.written() }).toEqual({
    code: 4,
    codes: ['OWN-003', 'OWN-010'],
    written: [],
  });
  repository.files.write('adopt.yaml', `ios-it: ${again}\n`);
  const adopted = await repository.run();
  expect({ code: adopted.code, written: await repository.written() }).toEqual({
    code: 0,
    written: [`POST …/${again}/assign`],
  });
  expect(await repository.idOf('ios-it')).toBe(again);
});

story('a lost inventory: nothing is touched until it is rebuilt from the markers', async (context) => {
  const repository = await useAppliedRepository(context, 'ios-it', 'ios-legal');
  const id = await repository.idOf('ios-it');
  await repository.duplicate(id, 'iOS: Mail - copy');
  await loseInventory(repository);
  await repository.server.forget();
  const lost = await repository.run();
  expect({ code: lost.code, codes: codes(lost), written: await repository.written() }).toEqual({
    code: 4,
    codes: ['OWN-001'],
    written: [],
  });
  expect(lost.plan.changes.find(({ key }) => key === 'ios-legal')?.gates).toEqual(['adoption']);
  const { revision } = await repository.snapshot();
  const proposal = proposeInventory(decodeLive(await repository.objects(), CATALOGUE), 'contoso-mail');
  expect(proposal.findings.map(({ code }) => code)).toEqual(['STA-002']);
  expect((await repository.state.rebuild(proposal.inventory, 'rebuild', revision)).status).toBe('ok');
  expect(await repository.idOf('ios-it')).toBe(id);
  const back = await repository.run();
  expect({ code: back.code, codes: codes(back), written: await repository.written() }).toEqual({
    code: 0,
    codes: ['POL-001', 'OWN-007', 'POL-001'],
    written: [],
  });
  expect((await repository.entry('ios-it')).protect).toBe(true);
  // Nobody remembers whether they were protected: taking that away is asked for once.
  const lines = back.plan.policyChanges?.map(({ setting }) => setting);
  expect(lines).toEqual(['protect.ios-it', 'protect.ios-legal']);
  await repository.run({ approve: [back.plan.policyCode ?? ''] });
  expect((await repository.entry('ios-it')).protect).toBe(false);
});

story('a lost state, of which one profile is applied: the rest waits to be taken over as before', async (context) => {
  const repository = await useAppliedRepository(context, 'ios-it', 'ios-legal');
  await repository.loseState();
  await repository.server.forget();
  const first = await repository.plan();
  const ran = await repository.run({ approve: [codeOf({ plan: first }, 'ios-it')] });
  expect({ code: ran.code, written: await repository.written() }).toEqual({ code: 3, written: [] });
  const second = await repository.run({ approve: [] });
  const ours = second.plan.changes.filter(isOurs);
  expect(ours.map(({ key, action, gates }) => [key, action, gates])).toEqual([
    ['ios-it', 'unchanged', []],
    ['ios-legal', 'adopt', ['adoption']],
  ]);
  expect([second.code, second.outcome?.converged, codes(second)]).toEqual([3, false, []]);
  const third = await repository.run({ approve: [codeOf(second, 'ios-legal')] });
  expect([third.code, third.outcome?.converged, await repository.written()]).toEqual([0, true, []]);
});

story('two objects with the marker of one key and no record: that key stops', async (context) => {
  const repository = await useAppliedRepository(context, 'ios-it');
  const copy = await repository.duplicate(await repository.idOf('ios-it'), 'iOS: Mail - copy');
  await repository.loseState();
  await repository.server.forget();
  const ran = await repository.run();
  expect({ code: ran.code, codes: codes(ran), written: await repository.written() }).toEqual({
    code: 4,
    codes: ['OWN-001'],
    written: [],
  });
  await repository.edit(copy, { description: 'a copy' });
  await repository.server.forget();
  const settled = await repository.run();
  expect({ code: settled.code, codes: codes(settled), written: await repository.written() }).toEqual({
    code: 3,
    codes: [],
    written: [],
  });
  expect((await repository.run({ approve: [codeOf(settled, 'ios-it')] })).code).toBe(0);
});

story('a first run takes marked objects in, and only a later one takes any away', async (context) => {
  const repository = await useAppliedRepository(context, 'ios-it', 'ios-legal');
  const id = await repository.idOf('ios-it');
  await repository.loseState();
  repository.profile('ios-it', null);
  await repository.server.forget();
  const first = await repository.run();
  expect({ code: first.code, codes: codes(first), written: await repository.written() }).toEqual({
    code: 3,
    codes: ['OWN-011'],
    written: [],
  });
  expect((await repository.run({ approve: [codeOf(first, 'ios-it')] })).code).toBe(3);
  expect((await repository.run()).code).toBe(3);
  expect(await repository.written()).toEqual([`POST …/${id}/assign`]);
});

story('adopting an object as it is writes nothing to the tenant, and it can be removed later', async (context) => {
  const repository = await useAppliedRepository(context, 'ios-it', 'ios-legal');
  const id = await repository.idOf('ios-it');
  await repository.edit(id, { description: '' });
  repository.config('release: {ios-it: "handed back"}');
  repository.profile('ios-it', null);
  await repository.server.forget();
  expect((await repository.run()).code).toBe(0);
  expect(Object.keys((await repository.snapshot()).inventory.entries)).toEqual(['ios-legal']);
  repository.config();
  repository.profile('ios-desk', { name: 'iOS: Mail - ios-it' });
  repository.files.write('adopt.yaml', `ios-desk: ${id}\n`);
  const ran = await repository.run();
  expect({ code: ran.code, written: await repository.written() }).toEqual({ code: 0, written: [] });
  const entry = await repository.entry('ios-desk');
  expect(entry).toMatchObject({
    id,
    created: stringAt(await repository.named('iOS: Mail - ios-it'), 'createdDateTime'),
  });
  repository.files.write('adopt.yaml', '{}\n');
  repository.profile('ios-desk', null);
  expect((await repository.run()).code).toBe(0);
  expect(await repository.written()).toEqual([`POST …/${id}/assign`]);
});
