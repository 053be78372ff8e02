/** Runs that die, answers that get lost, locks that stay: the next run finds what was made and makes nothing twice. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { WriteRequest } from '../../src/app/ports/tenant.ts';
import { objectsAt, stringAt } from '../../src/model/json.ts';
import { sampleOf } from '../deep.ts';
import { CONFIGURATIONS, PATIENT, type Site, useAppliedSite, useSite } from './site.ts';
import { inGit } from './site-state.ts';
import { stories } from './stories.ts';

const story = stories(4);

const isCreate = ({ method, path }: WriteRequest): boolean => method === 'POST' && path === CONFIGURATIONS;
const isAssign = ({ path }: WriteRequest): boolean => path.endsWith('/assign');

async function countNamed(site: Site, name: string): Promise<number> {
  return (await site.objects()).filter(({ displayName }) => displayName === name).length;
}

/** What a finished site looks like, whatever it went through. */
async function expectDone(site: Site, ...keys: readonly string[]): Promise<void> {
  await site.desk.forget();
  const last = await site.run();
  expect({ code: last.code, steps: last.plan.steps, written: await site.written() }).toEqual({
    code: 0,
    steps: [],
    written: [],
  });
  for (const key of keys) {
    const object = await site.named(`iOS: Mail - ${key}`);
    expect(objectsAt(object, 'assignments')).toHaveLength(1);
    expect(await site.idOf(key)).toBe(object['id']);
  }
  expect((await site.snapshot()).lock.holder).toBeNull();
  expect((await site.snapshot()).intents).toEqual([]);
}

story('an answer that got lost: the object is found by its marker in the same run', async (context) => {
  const site = await useSite(context);
  site.profile('ios-it');
  await site.desk.faults([{ method: 'POST', path: '/deviceConfigurations', kind: 'reset-after', times: 1 }]);
  const ran = await site.run();
  expect({ code: ran.code, statuses: ran.outcome?.steps.map(({ status }) => status) }).toEqual({
    code: 0,
    statuses: ['already-done', 'done'],
  });
  await expectDone(site, 'ios-it');
});

story('killed after a create that nobody heard of, while somebody duplicated another object', async (context) => {
  const site = await useAppliedSite(context, 'ios-legal');
  site.profile('ios-it');
  await expect(site.run({ dies: { when: 'after', at: isCreate } })).rejects.toThrow('killed');
  await site.duplicate(await site.idOf('ios-legal'), 'iOS: Mail - copy of legal');
  const held = await site.run();
  expect(held.code).toBe(6);
  site.pass(1);
  expect((await site.run()).code).toBe(0);
  expect(await countNamed(site, 'iOS: Mail - ios-it')).toBe(1);
  await expectDone(site, 'ios-it', 'ios-legal');
});

story('the orphan of a lost answer was duplicated as well: a person decides which one it is', async (context) => {
  const site = await useSite(context);
  site.profile('ios-it');
  await expect(site.run({ dies: { when: 'after', at: isCreate } })).rejects.toThrow('killed');
  const made = stringAt(await site.named('iOS: Mail - ios-it'), 'id') ?? '';
  const copy = await site.duplicate(made, 'iOS: Mail - ios-it (copy)');
  site.pass(1);
  await site.desk.forget();
  const stopped = await site.run();
  expect({ code: stopped.code, written: await site.written() }).toEqual({ code: 4, written: [] });
  expect(stopped.plan.findings.map(({ code }) => code)).toContain('OWN-001');
  await site.edit(copy, { description: 'not this one' });
  expect((await site.run()).code).toBe(0);
  expect(await site.idOf('ios-it')).toBe(made);
  await expectDone(site, 'ios-it');
});

const DEATHS = (['before', 'after'] as const).flatMap((when) =>
  (
    [
      ['create', isCreate],
      ['assign', isAssign],
    ] as const
  ).flatMap(([request, at]) => (['apply', 'reconcile'] as const).map((verb) => ({ when, request, at, verb }))),
);

test.concurrent.for(sampleOf(DEATHS, 5))(
  'killed $when the $request is sent: $verb converges without a twin',
  PATIENT,
  async ({ when, at, verb }, context) => {
    const site = await useSite(context);
    site.profile('ios-it');
    site.profile('ios-legal');
    await expect(site.run({ dies: { when, at }, verb })).rejects.toThrow('killed');
    site.pass(1);
    expect((await site.run({ verb })).code).toBe(0);
    await expectDone(site, 'ios-it', 'ios-legal');
  },
);

test.concurrent.for(sampleOf([1, 2, 3], 3))(
  'stopped behind step %i: the next run of the schedule finishes',
  PATIENT,
  async (steps, context) => {
    const site = await useSite(context);
    site.profile('ios-it');
    site.profile('ios-legal');
    expect((await site.run({ stopAfter: steps })).code).toBe(130);
    expect((await site.run({ verb: 'reconcile' })).code).toBe(0);
    await expectDone(site, 'ios-it', 'ios-legal');
  },
);

story('a created object that no list shows yet is not created twice', async (context) => {
  const site = await useSite(context);
  site.profile('ios-it');
  const lists = '/^\\/beta\\/deviceManagement\\/deviceConfigurations(\\?|$)/';
  const empty = { method: 'GET', path: lists, status: 200, body: { value: [] } };
  await site.desk.faults([empty]);
  const blind = await site.run();
  expect(blind.code).toBe(0);
  const id = stringAt(await site.named('iOS: Mail - ios-it'), 'id');
  expect(await site.entry('ios-it')).toMatchObject({ id, created: null });
  // Neither does the object itself show.
  await site.desk.faults([{ method: 'GET', path: `/deviceConfigurations/${id}`, status: 404 }]);
  await site.desk.forget();
  const waiting = await site.run();
  expect({ code: waiting.code, written: await site.written() }).toEqual({ code: 0, written: [] });
  expect(waiting.plan.findings.map(({ code }) => code)).toContain('OWN-012');
  await site.heal();
  await expectDone(site, 'ios-it');
  expect((await site.entry('ios-it')).created).not.toBeNull();
});

story('an object that a list misses is asked for by its id before it counts as gone', async (context) => {
  const site = await useAppliedSite(context, 'ios-it', 'ios-legal');
  const lists = '/^\\/beta\\/deviceManagement\\/deviceConfigurations(\\?|$)/';
  await site.desk.faults([{ method: 'GET', path: lists, status: 200, body: { value: [] } }]);
  site.profile('ios-it', { name: 'iOS: Mail - Helpdesk' });
  const id = await site.idOf('ios-it');
  const ran = await site.run();
  expect({ code: ran.code, written: await site.written() }).toEqual({ code: 0, written: [`PATCH …/${id}`] });
  await site.heal();
  expect((await site.objects()).filter((object) => stringAt(object, 'displayName')?.includes('Helpdesk'))).toHaveLength(
    1,
  );
  // Where neither the list nor the object can be read, nothing is concluded.
  await site.desk.faults([
    { method: 'GET', path: lists, status: 200, body: { value: [] } },
    { method: 'GET', path: `/deviceConfigurations/${id}`, status: 403 },
  ]);
  const blind = await site.run();
  expect({ code: blind.code, steps: blind.plan.steps, written: await site.written() }).toEqual({
    code: 9,
    steps: [],
    written: [],
  });
});

story(
  'a held lock stops the second run and names its nonce; after expiry and grace it is taken over',
  async (context) => {
    const site = await useSite(context);
    site.profile('ios-it');
    await expect(site.run({ who: 'first', dies: { when: 'before', at: isCreate } })).rejects.toThrow('killed');
    const holder = (await site.snapshot()).lock.holder;
    const held = await site.run();
    expect(held.code).toBe(6);
    expect(held.outcome?.problems[0]?.message).toContain(`state unlock ${holder?.nonce}`);
    expect(held.outcome?.problems[0]?.message).toContain('first');
    site.pass(0.3);
    expect((await site.run()).code).toBe(6);
    expect(await site.written()).toEqual([]);
    site.pass(0.2);
    expect((await site.run()).code).toBe(0);
    expect((await site.snapshot()).lock.epoch).toBe(2);
    await expectDone(site, 'ios-it');
  },
);

story('a run that wakes up after its lease was taken over writes nothing more', async (context) => {
  const site = await useSite(context);
  site.profile('ios-it');
  let woken = false;
  const late = site.run({
    who: 'sleeper',
    pauses: {
      at: (path) => path === CONFIGURATIONS,
      meanwhile: async () => {
        woken = true;
        site.pass(1);
        expect((await site.run({ who: 'other' })).code).toBe(0);
      },
    },
  });
  expect((await late).code).toBe(6);
  expect(woken).toBe(true);
  expect(await countNamed(site, 'iOS: Mail - ios-it')).toBe(1);
  await expectDone(site, 'ios-it');
});

story('a state branch that cannot be read is never an empty one', async (context) => {
  const site = await useAppliedSite(context, 'ios-it');
  await site.state.lose();
  writeFileSync(join(site.root, '.postilion', 'state.git'), 'no repository');
  site.state = inGit(site.root, site.clock);
  site.profile('ios-legal');
  const ran = await site.run();
  expect({ code: ran.code, written: await site.written() }).toEqual({ code: 12, written: [] });
  expect(ran.plan.steps).toEqual([]);
});
