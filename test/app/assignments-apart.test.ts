/** Who gets a profile, moved by git and by somebody else at once: what git wants goes on, the drift waits and is told. */

import { afterAll, expect, test } from 'vitest';
import { isJsonObject, type JsonObject, objectsAt } from '../../src/model/json.ts';
import { openFaultyServer } from '../faults/faulty-server.ts';
import { type ProfileWish, readRepository } from '../faults/repository.ts';
import { runIn } from '../faults/story.ts';
import { tinyCompany, tinyId } from '../faults/tiny-company.ts';
import { World, type WorldImage } from '../faults/world.ts';

const faulty = await openFaultyServer();
afterAll(() => faulty.close());

const applied = new Map<string, Promise<WorldImage>>();

/** The world in which the profile `a` was applied like this, made once. */
function worldWith(wish: ProfileWish): Promise<WorldImage> {
  const made = applied.get(JSON.stringify(wish)) ?? applyOnce(wish);
  applied.set(JSON.stringify(wish), made);
  return made;
}

async function applyOnce(wish: ProfileWish): Promise<WorldImage> {
  const world = new World({ store: tinyCompany(), branch: [], now: Date.parse('2026-03-02T09:00:00Z') });
  const repository = await readRepository({ profiles: { a: wish } });
  expect((await runIn(world, faulty, { verb: 'apply', repository })).code).toBe(0);
  return world.image();
}

/** A world in which the profile `a` is assigned, and what its verbs end with. */
async function useProfile(wish: ProfileWish) {
  const world = new World(await worldWith(wish));
  const run = async (next: ProfileWish, approve?: readonly string[], verb: 'apply' | 'reconcile' = 'apply') => {
    world.pass(1);
    const config = verb === 'reconcile' ? { heal: 'all' } : {};
    const repository = await readRepository({ profiles: { a: next }, config });
    const { code, plan, sent } = await runIn(world, faulty, { verb, repository, ...(approve ? { approve } : {}) });
    const left = plan?.findings.flatMap(({ code: id, message }) => (id === 'DRF-003' ? [message] : [])) ?? [];
    return { code, left, sent: sent.map(({ text }) => text) };
  };
  const path = `/deviceManagement/deviceConfigurations/${world.branch.tip?.inventory.entries['a']?.id}`;
  const assign = (...groups: readonly string[]) =>
    world.portal('POST', `${path}/assign`, {
      assignments: groups.map((name) => ({
        target: { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId: tinyId(name) },
      })),
    });
  const groups = () => {
    const body = world.portal('GET', `${path}/assignments`);
    const ids = isJsonObject(body) ? objectsAt(body, 'value').map(({ target }) => JSON.stringify(target)) : [];
    return ['Staff', 'Sales', 'Board', 'Lawyers'].filter((name) => ids.some((text) => text.includes(tinyId(name))));
  };
  const edit = (body: JsonObject) => world.portal('PATCH', path, { '@odata.type': TYPE, ...body });
  return { run, assign, edit, groups };
}

const TYPE = '#microsoft.graph.iosEasEmailProfileConfiguration';
const NAMED = { name: 'Mail for all' };

test('a rename goes out while taking the portal’s group away waits for its approval', async () => {
  const { run, assign, groups } = await useProfile({ groups: ['Staff'] });
  assign('Staff', 'Sales');
  const first = await run({ ...NAMED, groups: ['Staff'] }, []);
  expect(first).toMatchObject({ code: 3, sent: ['PATCH Mail a'] });
  expect(first.left).toEqual([expect.stringMatching(/^assignments: .*"Sales".* what git changes goes first$/)]);
  expect(await run({ ...NAMED, groups: ['Staff'] }, [])).toEqual({ code: 3, left: [], sent: [] });
  expect(groups()).toEqual(['Staff', 'Sales']);
  expect(await run({ ...NAMED, groups: ['Staff'] })).toMatchObject({ code: 0, sent: ['POST /assign Mail a'] });
  expect(groups()).toEqual(['Staff']);
});

test('a group that git adds is added to what the portal made of the assignments', async () => {
  const { run, assign, groups } = await useProfile({ groups: ['Staff'] });
  assign('Staff', 'Sales');
  const wish = { groups: ['Staff', 'Board'] };
  const first = await run(wish, []);
  expect({ ...first, left: first.left.length }).toEqual({ code: 3, left: 1, sent: ['POST /assign Mail a'] });
  expect(groups()).toEqual(['Staff', 'Sales', 'Board']);
  // Git's own part is agreed upon from now on: what is left is drift alone, and nothing is written for it.
  expect(await run(wish, [])).toEqual({ code: 3, left: [], sent: [] });
  // Somebody takes back what git added: that's drift too, and not git's wish anew.
  assign('Staff', 'Sales');
  expect(await run(wish, [])).toMatchObject({ code: 3, sent: [] });
});

test('what git takes away stays gated, with the drift or without', async () => {
  const { run, assign, groups } = await useProfile({ groups: ['Staff', 'Board'] });
  assign('Staff', 'Board', 'Sales');
  expect(await run({ groups: ['Staff'] }, [])).toMatchObject({ code: 3, sent: [] });
  expect(groups()).toEqual(['Staff', 'Sales', 'Board']);
  expect(await run({ groups: ['Staff'] })).toMatchObject({ code: 0, left: [], sent: ['POST /assign Mail a'] });
  expect(groups()).toEqual(['Staff']);
});

test('drift that disturbs nobody goes out with what git wants', async () => {
  const { run, assign, groups } = await useProfile({ groups: ['Staff', 'Sales'] });
  assign('Staff');
  expect(await run({ ...NAMED, groups: ['Staff', 'Sales'] }, [])).toEqual({
    code: 0,
    left: [],
    sent: ['PATCH Mail a', 'POST /assign Mail a'],
  });
  expect(groups()).toEqual(['Staff', 'Sales']);
});

test('drift of a profile that nobody has is set back at once', async () => {
  const { run, edit } = await useProfile({});
  edit({ accountName: 'edited in the portal' });
  expect(await run(NAMED, [])).toEqual({ code: 0, left: [], sent: ['PATCH Mail a'] });
});

test('an unattended run that may heal everything does not let drift hold up git either', async () => {
  const { run, assign, groups } = await useProfile({ groups: ['Staff'] });
  assign('Staff', 'Sales');
  const first = await run({ ...NAMED, groups: ['Staff'] }, [], 'reconcile');
  expect(first.sent).toEqual(['PATCH Mail a']);
  expect(first.left).toHaveLength(1);
  expect(groups()).toEqual(['Staff', 'Sales']);
});
