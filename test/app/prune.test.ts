/** Deleting is a verb of its own, and every one of its conditions stops it alone. */

import type { TestContext } from 'vitest';
import { expect } from 'vitest';
import { markerText } from '../../src/core/tenant/marker.ts';
import type { Inventory, InventoryEntry } from '../../src/model/state/inventory.ts';
import { CONFIGURATIONS, type RepositoryRun, useAppliedRepository } from './repository-run.ts';
import { stories } from './stories.ts';

const story = stories(3);

/** A site whose profile of IT was taken away nine days ago. */
async function useTombstone(context: TestContext): Promise<RepositoryRun> {
  const repository = await useAppliedRepository(context, 'ios-it', 'ios-legal');
  repository.profile('ios-it', null);
  const { code } = await repository.run();
  if (code !== 0) throw new Error(`taking away ended with ${code}`);
  repository.pass(9 * 24);
  await repository.server.forget();
  return repository;
}

async function prune(repository: RepositoryRun) {
  const { code, plan } = await repository.run({ verb: 'prune', approve: [] });
  const why = plan.findings
    .filter((one) => one.code === 'PRU-001')
    .map(({ message }) => message.replace(/^.* is not deleted: /, ''));
  return { code, why, written: await repository.written() };
}

/** Somebody changes the record of IT on the state branch. */
async function record(repository: RepositoryRun, parts: Partial<InventoryEntry>): Promise<void> {
  const { inventory, revision } = await repository.snapshot();
  const entry = { ...(await repository.entry('ios-it')), ...parts };
  const changed: Inventory = { ...inventory, entries: { ...inventory.entries, 'ios-it': entry } };
  expect((await repository.state.commit({ inventory: changed }, 'test', revision)).status).toBe('ok');
}

story('nothing goes before its grace is over, and apply never deletes', async (context) => {
  const repository = await useAppliedRepository(context, 'ios-it', 'ios-legal');
  repository.profile('ios-it', null);
  expect((await repository.run()).code).toBe(0);
  await repository.server.forget();
  repository.pass(7 * 24 - 1);
  expect(await prune(repository)).toEqual({
    code: 0,
    why: [expect.stringContaining('its grace of 7d lasts until 2026-03-09T09:00:00')],
    written: [],
  });
  repository.pass(2);
  expect((await repository.run()).outcome?.steps).toEqual([]);
  expect((await repository.run({ verb: 'reconcile' })).outcome?.steps).toEqual([]);
  const id = await repository.idOf('ios-it');
  expect(await prune(repository)).toEqual({ code: 0, why: [], written: [`DELETE …/${id}`] });
  expect(Object.keys((await repository.snapshot()).inventory.entries)).toEqual(['ios-legal']);
  expect(await prune(repository)).toEqual({ code: 0, why: [], written: [] });
  expect((await repository.run()).plan.steps).toEqual([]);
});

story('the marker alone is enough beside the id, and so is the birth; neither is not', async (context) => {
  const repository = await useTombstone(context);
  const id = await repository.idOf('ios-it');
  const { created } = await repository.entry('ios-it');
  await repository.edit(id, { description: 'nobody knows' });
  await record(repository, { created: null });
  // The list would add the second witness; somebody wrote another one.
  await record(repository, { created: '2020-01-01T00:00:00Z' });
  await repository.server.forget();
  const { code, plan } = await repository.run({ verb: 'prune', approve: [] });
  const errors = plan.findings.filter(({ severity }) => severity === 'error').map(({ key }) => key);
  expect({ code, errors, written: await repository.written() }).toEqual({ code: 4, errors: ['ios-it'], written: [] });
  await record(repository, { created });
  expect(await prune(repository)).toEqual({ code: 0, why: [], written: [`DELETE …/${id}`] });
});

story("another owner's marker stops it although the birth is right", async (context) => {
  const repository = await useTombstone(context);
  const marker = { owner: 'other-team', key: 'ios-it', nonce: '0123abcd' };
  await repository.edit(await repository.idOf('ios-it'), { description: markerText(marker) });
  await repository.server.forget();
  expect(await prune(repository)).toEqual({
    code: 0,
    why: [expect.stringContaining('the marker of another owner')],
    written: [],
  });
});

story('an object that somebody assigned again stays', async (context) => {
  const repository = await useTombstone(context);
  const id = await repository.idOf('ios-it');
  const target = { '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget' };
  await repository.server.edit({
    method: 'POST',
    path: `${CONFIGURATIONS}/${id}/assign`,
    body: { assignments: [{ target }] },
  });
  await repository.server.forget();
  expect(await prune(repository)).toEqual({
    code: 0,
    why: [expect.stringContaining('assigned again (1)')],
    written: [],
  });
});

story('a protected object stays', async (context) => {
  const repository = await useTombstone(context);
  await record(repository, { protect: true });
  expect(await prune(repository)).toEqual({ code: 0, why: [expect.stringContaining('it is protected')], written: [] });
});

story('an object that somebody assigns between plan and deletion stays', async (context) => {
  const repository = await useTombstone(context);
  const id = await repository.idOf('ios-it');
  const target = { '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget' };
  let assigned = false;
  const ran = await repository.run({
    verb: 'prune',
    approve: [],
    beforeSteps: async () => {
      assigned = true;
      await repository.server.edit({
        method: 'POST',
        path: `${CONFIGURATIONS}/${id}/assign`,
        body: { assignments: [{ target }] },
      });
      await repository.server.forget();
    },
  });
  expect({ code: ran.code, assigned, written: await repository.written() }).toEqual({
    code: 5,
    assigned: true,
    written: [],
  });
});
