/** A chain of root, certificate and mail against a tenant, killed after every write: it is whole at every moment. */

import { join } from 'node:path';
import { expect } from 'vitest';
import { decodeAssignments } from '../../src/core/assignments/graph.ts';
import { isJsonObject, type JsonObject, stringAt } from '../../src/model/json.ts';
import { type RepositoryRun, useRepository } from './repository-run.ts';
import { stories } from './stories.ts';

/** Faults and laws look at chains after every write too, on smaller tenants. */
const story = stories(1);

const SCENARIO = join(import.meta.dirname, '..', 'scenarios', 'chain-swapped');

function useProfiles(repository: RepositoryRun, folder: string): void {
  repository.files.useProfiles(join(SCENARIO, folder));
}

function groupsOf(object: JsonObject): readonly string[] {
  return decodeAssignments(object).flatMap(({ target }) => (target.type === 'group' ? [target.id] : []));
}

/** Groups that have an object of ours without what it refers to. */
async function missingIn(repository: RepositoryRun): Promise<readonly string[]> {
  const objects = await repository.objects();
  const ours = objects.filter((object) => stringAt(object, 'description')?.includes('postilion:contoso-mail/'));
  return ours.flatMap((object) => {
    const references = isJsonObject(object['references'] ?? null) ? object['references'] : {};
    const targets = isJsonObject(references ?? null) ? Object.values(references ?? {}) : [];
    return targets.flatMap((id) => {
      const below = objects.find((one) => one['id'] === id);
      const has = below === undefined ? [] : groupsOf(below);
      return groupsOf(object).filter((group) => !has.includes(group));
    });
  });
}

/** One write at a time until nothing is left; the number of runs. */
async function byOneWrite(repository: RepositoryRun): Promise<number> {
  for (let runs = 1; runs < 20; runs += 1) {
    const { code } = await repository.run({ stopAfter: 1 });
    expect(await missingIn(repository)).toEqual([]);
    if (code === 0) return runs;
    expect([code, (await repository.plan()).findings.filter(({ severity }) => severity === 'error')]).toEqual([
      130,
      [],
    ]);
  }
  throw new Error('it never ends');
}

story('a swap that waits halfway is git’s, not the portal’s', async (context) => {
  const repository = await useRepository(context);
  useProfiles(repository, 'profiles');
  expect((await repository.run()).code).toBe(0);
  useProfiles(repository, 'after');
  const ran = await repository.run({ approve: ['lock-out:ios-root,ios-user-scep'] });
  expect(ran.code).toBe(3);
  expect(ran.outcome?.held).toEqual(['ios-root', 'ios-user-scep']);
  const { changes, findings } = await repository.plan();
  expect(changes.filter(({ action }) => action === 'update').map(({ key, origin }) => [key, origin])).toEqual([
    ['ios-root', 'intended'],
    ['ios-sales', 'intended'],
    ['ios-user-scep', 'intended'],
  ]);
  expect(findings.filter(({ code }) => code.startsWith('DRF'))).toEqual([]);
});

story('is whole after every write, while it is made and while its people are exchanged', async (context) => {
  const repository = await useRepository(context);
  useProfiles(repository, 'profiles');
  expect(await byOneWrite(repository)).toBeGreaterThanOrEqual(6);
  const made = await repository.named('iOS: Mail - Sales');
  expect(groupsOf(made)).toHaveLength(1);
  useProfiles(repository, 'after');
  expect(await byOneWrite(repository)).toBeGreaterThanOrEqual(5);
  expect(groupsOf(await repository.named('iOS: Mail - Sales'))).not.toEqual(groupsOf(made));
  expect((await repository.plan()).steps).toEqual([]);
});
