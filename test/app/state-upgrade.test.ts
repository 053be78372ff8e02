/** What version 1 of the state remembers is what this version goes on from: nothing is written anew, nothing is lost. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type TestContext } from 'vitest';
import type { Entity } from '../../src/embedded/store/store.ts';
import { writeStateCommit } from '../../src/io/git/state/commit.ts';
import { isJsonArray, isJsonObject, stringAt } from '../../src/model/json.ts';
import { emptyRepository, git } from '../io/git/state-client.ts';
import { companyStore } from '../scenarios/company.ts';
import { filesBelow } from '../scenarios/memory-repository.ts';
import { type RepositoryRun, useRepositoryAt } from './repository-run.ts';
import { inGit } from './repository-state.ts';
import { stories } from './stories.ts';

const FIXTURES = join(import.meta.dirname, '..', 'fixtures', 'state-v1');

/** A day after the program of then wrote them. */
const LATER = Date.parse('2026-12-02T09:00:00Z');

interface Fixture {
  readonly repository: RepositoryRun;
  readonly tip: () => Promise<string>;
}

async function useFixture(context: TestContext, name: string, now = LATER): Promise<Fixture> {
  const folder = join(FIXTURES, name);
  const store = companyStore('few');
  for (const entity of entitiesIn(join(folder, 'tenant'))) store.put('deviceConfigurations', entity);
  const repository = await useRepositoryAt(context, store, now);
  repository.files.useProfiles(join(folder, 'profiles'));
  const adopt = join(folder, 'adopt.yaml');
  if (existsSync(adopt)) repository.files.write('adopt.yaml', readFileSync(adopt, 'utf8'));
  const bare = join(repository.root, '.postilion', 'state.git');
  await emptyRepository(bare, true);
  const files = new Map([...filesBelow(join(folder, 'state'))].map(([path, content]) => [path, content.toString()]));
  const author = { name: 'Postilion', email: 'postilion@localhost' };
  const commit = await writeStateCommit(bare, { parent: null, files, author, seconds: 0, message: name, nonce: name });
  await git(bare, 'update-ref', 'refs/heads/postilion-state', commit);
  repository.state = inGit(repository.root, repository.clock);
  return { repository, tip: () => git(bare, 'rev-parse', 'refs/heads/postilion-state') };
}

function entitiesIn(folder: string): readonly Entity[] {
  return readdirSync(folder).map((file) => {
    const value: unknown = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    const { id, order, type, properties, assignments } = isJsonObject(value) ? value : {};
    if (typeof id !== 'string' || typeof order !== 'number' || typeof type !== 'string' || !isJsonObject(properties))
      throw new Error(`${file} is no object of a tenant`);
    const assigned = isJsonArray(assignments) ? { assignments: assignments.filter(isJsonObject) } : {};
    return { id, order, type, properties, ...assigned };
  });
}

const story = stories(1);

for (const name of ['applied', 'tombstone']) {
  story(`${name}: nothing is planned, written or recorded`, async (context) => {
    const { repository, tip } = await useFixture(context, name);
    const before = await tip();
    const ran = await repository.run();
    expect({ code: ran.code, steps: ran.plan.steps, findings: ran.plan.findings }).toEqual({
      code: 0,
      steps: [],
      findings: [],
    });
    expect({ written: await repository.written(), tip: await tip() }).toEqual({ written: [], tip: before });
  });
}

story('tombstone: put back, it is the same object', async (context) => {
  const { repository } = await useFixture(context, 'tombstone');
  const { id } = await repository.entry('ios-legal');
  repository.files.useProfiles(join(FIXTURES, 'applied', 'profiles'));
  expect((await repository.run()).code).toBe(0);
  expect(await repository.written()).toEqual([`POST …/${id}/assign`]);
});

for (const name of ['adopted-without-birth', 'adopted-and-marked']) {
  story(`${name}: the birth is filled in, and nothing is written to the tenant`, async (context) => {
    const { repository } = await useFixture(context, name);
    const { id, created } = await repository.entry('ios-field');
    expect(created).toBe(null);
    const ran = await repository.run();
    expect({ code: ran.code, steps: ran.plan.steps, written: await repository.written() }).toEqual({
      code: 0,
      steps: [],
      written: [],
    });
    const [object] = (await repository.objects()).filter((one) => one['id'] === id);
    const born = object === undefined ? undefined : stringAt(object, 'createdDateTime');
    expect((await repository.entry('ios-field')).created).toBe(born);
    expect((await repository.run()).plan.steps).toEqual([]);
  });
}

story('open-intent: the object is found, assigned, and no second one is made', async (context) => {
  const { repository } = await useFixture(context, 'open-intent');
  const made = stringAt(await repository.named('iOS: Mail - ios-finance'), 'id') ?? '';
  expect((await repository.run()).code).toBe(0);
  expect(await repository.written()).toEqual([`POST …/${made}/assign`]);
  expect((await repository.run()).plan.steps).toEqual([]);
});

story('lock-held: it holds until it is over, and then the run goes on from there', async (context) => {
  const { repository } = await useFixture(context, 'lock-held', Date.parse('2026-12-01T03:10:00Z'));
  const { lock } = await repository.snapshot();
  expect(lock.holder?.who).toBe('admin@runner');
  expect((await repository.run()).code).toBe(6);
  expect(await repository.written()).toEqual([]);
  repository.pass(1);
  expect((await repository.run()).code).toBe(0);
  expect(await repository.written()).toHaveLength(1);
});
