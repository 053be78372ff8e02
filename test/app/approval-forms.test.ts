/** However the tenant says that another admin must agree: the write waits, and goes through once they did. */

import { afterAll, expect, test } from 'vitest';
import { openFaultyServer } from '../faults/faulty-server.ts';
import { readRepository } from '../faults/repository.ts';
import { runIn } from '../faults/story.ts';
import { tinyCompany } from '../faults/tiny-company.ts';
import { World } from '../faults/world.ts';

const faulty = await openFaultyServer();
afterAll(() => faulty.close());

async function runNamed(world: World, name: string) {
  world.pass(1);
  const repository = await readRepository({ profiles: { a: { groups: ['Staff'], name } } });
  return (await runIn(world, faulty, { verb: 'apply', repository })).code;
}

/** A tenant with a profile, before anybody protects it. */
const applied = (async () => {
  const world = new World({ store: tinyCompany(), branch: [], now: Date.parse('2026-03-02T09:00:00Z') });
  const code = await runNamed(world, 'Mail a');
  if (code !== 0) throw new Error(`the first apply ended with ${code}`);
  return world.image();
})();

async function useProtected(refusal: string) {
  const world = new World(await applied);
  const { approvals } = world.tenant;
  approvals.set({ policies: [{ displayName: 'Two admins for mail' }], refusal });
  return { approvals, run: (name: string) => runNamed(world, name) };
}

test.each(['documented', 'inner code', 'precondition failed', 'bad request'])('%s', async (refusal) => {
  const { approvals, run } = await useProtected(refusal);
  const codes = () => approvals.requests.map(({ code, status }) => ({ code, status }));
  expect([await run('Mail b'), await run('Mail b')]).toEqual([8, 8]);
  const [asked] = codes();
  expect(codes()).toHaveLength(1);
  approvals.set({ code: asked?.code ?? '', status: 'rejected' });
  expect([await run('Mail b'), codes().length]).toEqual([8, 2]);
  approvals.set({ code: codes()[1]?.code ?? '', status: 'approved' });
  expect([await run('Mail b'), codes()[1]?.status]).toEqual([0, 'completed']);
});

test('one request waits for an object: another change of it waits behind', async () => {
  const { approvals, run } = await useProtected('precondition failed');
  expect([await run('Mail b'), await run('Mail c')]).toEqual([8, 8]);
  expect(approvals.requests).toHaveLength(1);
  approvals.set({ code: approvals.requests[0]?.code ?? '', status: 'rejected' });
  expect(await run('Mail c')).toBe(8);
  approvals.set({ code: approvals.requests[1]?.code ?? '', status: 'approved' });
  expect(await run('Mail c')).toBe(0);
});
