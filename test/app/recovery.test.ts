/** Runs that die, answers that get lost, locks that stay: the next run finds what was made and makes nothing twice. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { WriteRequest } from '../../src/app/ports/tenant.ts';
import { objectsAt, stringAt } from '../../src/model/json.ts';
import { sampleOf } from '../deep.ts';
import {
  CONFIGURATIONS,
  type How,
  PATIENT,
  type RepositoryRun,
  useAppliedRepository,
  useRepository,
} from './repository-run.ts';
import { inGit } from './repository-state.ts';
import { stories } from './stories.ts';

const story = stories(4);

const isCreate = ({ method, path }: WriteRequest): boolean => method === 'POST' && path === CONFIGURATIONS;
const isPatch = ({ method }: WriteRequest): boolean => method === 'PATCH';
const isAssign = ({ path }: WriteRequest): boolean => path.endsWith('/assign');

async function countNamed(repository: RepositoryRun, name: string): Promise<number> {
  return (await repository.objects()).filter(({ displayName }) => displayName === name).length;
}

/** What a finished site looks like, whatever it went through. */
async function expectDone(repository: RepositoryRun, ...keys: readonly string[]): Promise<void> {
  await repository.server.forget();
  const last = await repository.run();
  expect({ code: last.code, steps: last.plan.steps, written: await repository.written() }).toEqual({
    code: 0,
    steps: [],
    written: [],
  });
  for (const key of keys) {
    const object = await repository.named(`iOS: Mail - ${key}`);
    expect(objectsAt(object, 'assignments')).toHaveLength(1);
    expect(await repository.idOf(key)).toBe(object['id']);
  }
  expect((await repository.snapshot()).lock.holder).toBeNull();
  expect((await repository.snapshot()).intents).toEqual([]);
}

/**
 * The run ends well. A create that is sent again gets nobody at first, since an earlier object of it may hide (OWN-020): a second
 * run, later than lists can be, assigns it.
 */
async function expectFinished(repository: RepositoryRun, how: How, isSentAgain: boolean): Promise<void> {
  const first = await repository.run(how);
  expect([first.code, first.plan.findings.some(({ code }) => code === 'OWN-020')]).toEqual(
    isSentAgain ? [7, true] : [0, false],
  );
  if (!isSentAgain) return;
  repository.pass(0.3);
  expect((await repository.run(how)).code).toBe(0);
}

story('an answer that got lost: the object is found by its marker in the same run', async (context) => {
  const repository = await useRepository(context);
  repository.profile('ios-it');
  await repository.server.faults([{ method: 'POST', path: '/deviceConfigurations', kind: 'reset-after', times: 1 }]);
  const ran = await repository.run();
  expect({ code: ran.code, statuses: ran.outcome?.steps.map(({ status }) => status) }).toEqual({
    code: 0,
    statuses: ['already-done', 'done'],
  });
  await expectDone(repository, 'ios-it');
});

story('killed after a create that nobody heard of, while somebody duplicated another object', async (context) => {
  const repository = await useAppliedRepository(context, 'ios-legal');
  repository.profile('ios-it');
  await expect(repository.run({ dies: { when: 'after', at: isCreate } })).rejects.toThrow('killed');
  await repository.duplicate(await repository.idOf('ios-legal'), 'iOS: Mail - copy of legal');
  const held = await repository.run();
  expect(held.code).toBe(6);
  repository.pass(1);
  expect((await repository.run()).code).toBe(0);
  expect(await countNamed(repository, 'iOS: Mail - ios-it')).toBe(1);
  await expectDone(repository, 'ios-it', 'ios-legal');
});

story('the orphan of a lost answer was duplicated as well: a person decides which one it is', async (context) => {
  const repository = await useRepository(context);
  repository.profile('ios-it');
  await expect(repository.run({ dies: { when: 'after', at: isCreate } })).rejects.toThrow('killed');
  const made = stringAt(await repository.named('iOS: Mail - ios-it'), 'id') ?? '';
  const copy = await repository.duplicate(made, 'iOS: Mail - ios-it (copy)');
  repository.pass(1);
  await repository.server.forget();
  const stopped = await repository.run();
  expect({ code: stopped.code, written: await repository.written() }).toEqual({ code: 4, written: [] });
  expect(stopped.plan.findings.map(({ code }) => code)).toContain('OWN-001');
  await repository.edit(copy, { description: 'not this one' });
  expect((await repository.run()).code).toBe(0);
  expect(await repository.idOf('ios-it')).toBe(made);
  await expectDone(repository, 'ios-it');
});

const DEATHS = (['before', 'after'] as const).flatMap((when) =>
  (
    [
      ['create', isCreate],
      ['assign', isAssign],
    ] as const
  ).flatMap(([request, at]) => (['apply', 'reconcile'] as const).map((verb) => ({ when, request, at, verb }))),
);

test.concurrent.for(sampleOf(DEATHS, 5, ({ when, request, verb }) => `${when} ${request} ${verb}`))(
  'killed $when the $request is sent: $verb converges without a twin',
  PATIENT,
  async ({ when, request, at, verb }, context) => {
    const repository = await useRepository(context);
    repository.profile('ios-it');
    repository.profile('ios-legal');
    await expect(repository.run({ dies: { when, at }, verb })).rejects.toThrow('killed');
    repository.pass(1);
    await expectFinished(repository, { verb }, when === 'before' && request === 'create');
    await expectDone(repository, 'ios-it', 'ios-legal');
  },
);

test.concurrent.for(sampleOf([1, 2, 3], 3, String))(
  'stopped behind step %i: the next run of the schedule finishes',
  PATIENT,
  async (steps, context) => {
    const repository = await useRepository(context);
    repository.profile('ios-it');
    repository.profile('ios-legal');
    expect((await repository.run({ stopAfter: steps })).code).toBe(130);
    expect((await repository.run({ verb: 'reconcile' })).code).toBe(0);
    await expectDone(repository, 'ios-it', 'ios-legal');
  },
);

story('a created object that no list shows yet is not created twice', async (context) => {
  const repository = await useRepository(context);
  repository.profile('ios-it');
  const lists = '/^\\/beta\\/deviceManagement\\/deviceConfigurations(\\?|$)/';
  const empty = { method: 'GET', path: lists, status: 200, body: { value: [] } };
  await repository.server.faults([empty]);
  const blind = await repository.run();
  expect(blind.code).toBe(0);
  const id = stringAt(await repository.named('iOS: Mail - ios-it'), 'id');
  expect(await repository.entry('ios-it')).toMatchObject({ id, created: null });
  // Neither does the object itself show.
  await repository.server.faults([{ method: 'GET', path: `/deviceConfigurations/${id}`, status: 404 }]);
  await repository.server.forget();
  const waiting = await repository.run();
  expect({ code: waiting.code, written: await repository.written() }).toEqual({ code: 0, written: [] });
  expect(waiting.plan.findings.map(({ code }) => code)).toContain('OWN-012');
  await repository.heal();
  await expectDone(repository, 'ios-it');
  expect((await repository.entry('ios-it')).created).not.toBeNull();
});

story('an object that a list misses is asked for by its id before it counts as gone', async (context) => {
  const repository = await useAppliedRepository(context, 'ios-it', 'ios-legal');
  const lists = '/^\\/beta\\/deviceManagement\\/deviceConfigurations(\\?|$)/';
  await repository.server.faults([{ method: 'GET', path: lists, status: 200, body: { value: [] } }]);
  repository.profile('ios-it', { name: 'iOS: Mail - Helpdesk' });
  const id = await repository.idOf('ios-it');
  const ran = await repository.run();
  expect({ code: ran.code, written: await repository.written() }).toEqual({ code: 0, written: [`PATCH …/${id}`] });
  await repository.heal();
  expect(
    (await repository.objects()).filter((object) => stringAt(object, 'displayName')?.includes('Helpdesk')),
  ).toHaveLength(1);
  // Where neither the list nor the object can be read, nothing is concluded.
  await repository.server.faults([
    { method: 'GET', path: lists, status: 200, body: { value: [] } },
    { method: 'GET', path: `/deviceConfigurations/${id}`, status: 403 },
  ]);
  const blind = await repository.run();
  expect({ code: blind.code, steps: blind.plan.steps, written: await repository.written() }).toEqual({
    code: 9,
    steps: [],
    written: [],
  });
});

story(
  'a held lock stops the second run and names its nonce; after expiry and grace it is taken over',
  async (context) => {
    const repository = await useAppliedRepository(context, 'ios-it');
    repository.profile('ios-it', { settings: { accountName: 'Mail' } });
    await repository.server.forget();
    await expect(repository.run({ who: 'first', dies: { when: 'before', at: isPatch } })).rejects.toThrow('killed');
    const holder = (await repository.snapshot()).lock.holder;
    const held = await repository.run();
    expect(held.code).toBe(6);
    expect(held.outcome?.problems[0]?.message).toContain(`state unlock ${holder?.nonce}`);
    expect(held.outcome?.problems[0]?.message).toContain('first');
    repository.pass(0.3);
    expect((await repository.run()).code).toBe(6);
    expect(await repository.written()).toEqual([]);
    repository.pass(0.2);
    expect((await repository.run()).code).toBe(0);
    expect((await repository.snapshot()).lock.epoch).toBe(3);
    await expectDone(repository, 'ios-it');
  },
);

story('a run that wakes up after its lease was taken over writes nothing more', async (context) => {
  const repository = await useRepository(context);
  repository.profile('ios-it');
  let woken = false;
  const late = repository.run({
    who: 'sleeper',
    pauses: {
      at: (path) => path === CONFIGURATIONS,
      meanwhile: async () => {
        woken = true;
        repository.pass(1);
        // What is sent again gets nobody at first: the sleeper may have made it.
        expect((await repository.run({ who: 'other' })).code).toBe(7);
      },
    },
  });
  expect((await late).code).toBe(6);
  expect(woken).toBe(true);
  expect(await countNamed(repository, 'iOS: Mail - ios-it')).toBe(1);
  repository.pass(0.3);
  expect((await repository.run()).code).toBe(0);
  await expectDone(repository, 'ios-it');
});

story('a state branch that cannot be read is never an empty one', async (context) => {
  const repository = await useAppliedRepository(context, 'ios-it');
  await repository.state.lose();
  writeFileSync(join(repository.root, '.postilion', 'state.git'), 'no repository');
  repository.state = inGit(repository.root, repository.clock);
  repository.profile('ios-legal');
  const ran = await repository.run();
  expect({ code: ran.code, written: await repository.written() }).toEqual({ code: 12, written: [] });
  expect(ran.plan.steps).toEqual([]);
});
