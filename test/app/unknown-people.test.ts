/** Empty and hollow answers are unknown people, which wait for an approval: nobody is believed only where all agrees. */

import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/model/json.ts';
import type { Plan } from '../../src/model/plan.ts';
import { isInSample } from '../deep.ts';
import { PATIENT, useRepository } from './repository-run.ts';

interface Story {
  readonly name: string;
  readonly faults: readonly JsonObject[];
  /** Left out: what git wants takes the profile from its group. */
  readonly isKept?: true;
}

const none = (path: string, body: JsonObject): JsonObject => ({ path, status: 200, body });
const GONE = { status: 404, body: { error: { code: 'Request_ResourceNotFound', message: 'does not exist' } } };
const HIDDEN = [
  none('/microsoft.graph.user', { value: [] }),
  none('/microsoft.graph.device', { value: [] }),
  none('/transitiveMembers/$count', {}),
  none('$select=id,visibility', { id: 'x', visibility: 'HiddenMembership' }),
];

const STORIES: readonly Story[] = [
  { name: 'the list of devices is empty', faults: [none('/managedDevices?', { value: [] })] },
  {
    name: 'the list of devices is shorter than the number of those enrolled',
    faults: [none('/managedDevices?', { value: [{ id: 'a', userId: 'b', operatingSystem: 'iOS' }] })],
  },
  {
    name: 'no device tells its person',
    faults: [none('/managedDevices?', { value: [{ id: 'a', userId: '', operatingSystem: 'iOS' }] })],
  },
  {
    name: 'devices without a platform',
    faults: [none('/managedDevices?', { value: [{ id: 'a', userId: 'b' }] })],
  },
  { name: 'members that answer 404', faults: [{ path: '/transitiveMembers', ...GONE }] },
  {
    name: 'members without ids',
    faults: [none('/microsoft.graph.user', { value: [{ displayName: 'somebody' }] })],
  },
  { name: 'a body without rows', faults: [none('/microsoft.graph.user', {})] },
  { name: 'a group whose members are hidden', faults: HIDDEN },
  {
    name: 'members that are counted and not shown',
    faults: [none('/microsoft.graph.user', { value: [] }), none('/microsoft.graph.device', { value: [] })],
  },
  {
    name: 'the list of devices is empty, and the host changes',
    faults: [none('/managedDevices?', { value: [] })],
    isKept: true,
  },
  { name: 'a group whose members are hidden, and the host changes', faults: HIDDEN, isKept: true },
];

const told = STORIES.filter(({ name }) => isInSample(name, 2));

test.concurrent.for(told)('$name', PATIENT, async (story, context) => {
  const run = await useRepository(context);
  run.profile('ios-legal');
  await run.run();
  run.profile('ios-legal', story.isKept === true ? { settings: { host: 'mail.contoso.com' } } : { group: 'IT staff' });
  await run.server.faults([...story.faults]);
  await run.server.forget();
  const { plan } = await run.run({ approve: [] });
  const { gates, ...effect } = effectOf(plan);
  expect(effect).toEqual({ basis: 'unknown', people: null });
  expect(gates).toContain('effect');
  expect(await run.written()).toEqual([]);
});

function effectOf({ changes }: Plan) {
  const change = changes.find(({ key }) => key === 'ios-legal');
  return { basis: change?.effect.basis, people: change?.effect.people, gates: change?.gates };
}

test.concurrent('an empty group is nobody, where all agrees', PATIENT, async (context) => {
  const run = await useRepository(context);
  const body = { displayName: 'Empty', mailEnabled: false, mailNickname: 'empty', securityEnabled: true };
  await run.server.edit({ method: 'POST', path: '/groups', body });
  run.profile('ios-legal', { group: 'Empty' });
  expect((await run.run()).code).toBe(0);
  run.profile('ios-legal', { group: 'IT staff' });
  const { plan } = await run.run();
  expect(effectOf(plan)).toMatchObject({ basis: 'exact' });
});
