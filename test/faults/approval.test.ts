/** Multi admin approval: a write waits for another admin, and the very same request goes through once they agreed. */

import { afterAll, expect, test } from 'vitest';
import { openFaultyServer } from './faulty-server.ts';
import { type ProfileWish, readRepository } from './repository.ts';
import { runIn } from './story.ts';
import { tinyCompany } from './tiny-company.ts';
import { World } from './world.ts';

const faulty = await openFaultyServer();
afterAll(() => faulty.close());

const A: ProfileWish = { groups: ['Staff'] };

/** A tenant with a profile. */
const applied = (async () => {
  const world = new World({ store: tinyCompany(), branch: [], now: Date.parse('2026-03-02T09:00:00Z') });
  const { code } = await runIn(world, faulty, {
    verb: 'apply',
    repository: await readRepository({ profiles: { a: A } }),
  });
  if (code !== 0) throw new Error(`the first apply ended with ${code}`);
  return world.image();
})();

/** The same, whose configurations are protected from now on. */
async function useProtected() {
  const world = new World(await applied);
  world.tenant.approvals.set({ policies: [{ displayName: 'Two admins for mail' }] });
  world.pass(1);
  const run = async (profiles: Readonly<Record<string, ProfileWish>>) => {
    world.pass(1);
    const { code, outcome, sent } = await runIn(world, faulty, {
      verb: 'reconcile',
      repository: await readRepository({ profiles }),
    });
    const statuses = outcome?.steps.map(({ status }) => status);
    return { code, statuses, sent: sent.map(({ text }) => text) };
  };
  const codes = () => world.branch.tip?.intents.flatMap(({ approval }) => approval?.code ?? []) ?? [];
  return { world, run, codes };
}

test('a change waits, keeps its code, and goes through once it is approved', async () => {
  const { world, run, codes } = await useProtected();
  const wish = { a: { ...A, name: 'Mail staff' } };
  expect(await run(wish)).toEqual({ code: 8, statuses: ['waiting'], sent: [] });
  const [code = ''] = codes();
  const [asked] = world.tenant.approvals.requests;
  expect(asked).toMatchObject({ code, status: 'needsApproval' });
  expect(asked?.justification).toMatch(
    /^Postilion: update "Mail staff" \(a\), silent for 3 people; plan sha256:[0-9a-f]{64}$/,
  );
  expect(await run(wish)).toEqual({ code: 8, statuses: ['waiting'], sent: [] });
  expect(codes()).toEqual([code]);
  world.tenant.approvals.set({ code, status: 'approved' });
  expect(await run(wish)).toEqual({ code: 0, statuses: ['done'], sent: ['PATCH Mail a'] });
  expect(codes()).toEqual([]);
  expect(await run(wish)).toEqual({ code: 0, statuses: [], sent: [] });
});

test('what depends on a waiting step waits with it; what does not is done', async () => {
  const { world, run, codes } = await useProtected();
  const wish = { a: A, b: { groups: ['Sales'] } };
  expect(await run(wish)).toEqual({ code: 8, statuses: ['waiting', 'waiting'], sent: [] });
  world.tenant.approvals.set({ code: codes()[0] ?? '', status: 'approved' });
  // The assignment is another request, which another approval is needed for.
  expect(await run(wish)).toEqual({ code: 8, statuses: ['done', 'waiting'], sent: ['POST Mail b'] });
  world.tenant.approvals.set({ code: codes()[0] ?? '', status: 'approved' });
  expect(await run(wish)).toEqual({ code: 0, statuses: ['done'], sent: ['POST /assign Mail b'] });
});

test('another request needs another approval', async () => {
  const { world, run, codes } = await useProtected();
  expect((await run({ a: { ...A, name: 'Mail staff' } })).code).toBe(8);
  const [first = ''] = codes();
  world.tenant.approvals.set({ code: first, status: 'approved' });
  expect(await run({ a: { ...A, name: 'Mail for staff' } })).toEqual({ code: 8, statuses: ['waiting'], sent: [] });
  expect(codes()).not.toContain(first);
});

test('a refused approval is asked for anew, and an expired one too', async () => {
  const { world, run, codes } = await useProtected();
  const wish = { a: { ...A, name: 'Mail staff' } };
  expect((await run(wish)).code).toBe(8);
  const [first = ''] = codes();
  world.tenant.approvals.set({ code: first, status: 'rejected' });
  expect((await run(wish)).code).toBe(8);
  const [second = ''] = codes();
  expect(second).not.toBe(first);
  world.pass(4 * 24);
  world.tenant.approvals.set({ code: second, status: 'approved' });
  expect((await run(wish)).code).toBe(8);
  expect(codes()).not.toContain(second);
});
