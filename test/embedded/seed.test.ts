import { expect, test } from 'vitest';
import { propertiesOf } from '../../src/embedded/schema/schema.ts';
import { checkBody } from '../../src/embedded/validate/body.ts';
import { isJsonObject, type JsonObject, objectsAt, stringAt } from '../../src/model/json.ts';
import { type GraphClient, idOf } from './graph-client.ts';
import { groupNamed, useTenant } from './harness.ts';

const bench = useTenant();
async function state(graph: GraphClient, name: string) {
  return objectsAt((await graph.get(`/__tenant/state?only=${name}`)).body, name);
}

/** What of a stored object a client could have sent. */
function writable(type: string, object: JsonObject): JsonObject {
  const known = propertiesOf(type);
  const sent = Object.entries(object).filter(([name]) => known.get(name)?.readOnly === false && name !== 'id');
  return { '@odata.type': `#microsoft.graph.${type}`, ...Object.fromEntries(sent) };
}

test.each([
  ['deviceConfigurations', 'deviceConfiguration'],
  ['deviceCompliancePolicies', 'deviceCompliancePolicy'],
  ['mobileApps', 'mobileApp'],
  ['mobileAppConfigurations', 'managedDeviceMobileAppConfiguration'],
  ['targetedManagedAppConfigurations', 'targetedManagedAppConfiguration'],
  ['assignmentFilters', 'deviceAndAppManagementAssignmentFilter'],
  ['roleScopeTags', 'roleScopeTag'],
])('every seeded object of %s would be taken by the tenant itself', async (collection, declared) => {
  const objects = await state(bench().graph, collection);
  expect(objects.length).toBeGreaterThan(0);
  const rules = { create: true, portal: true, containedOnCreate: [], readOnlyAllowed: false };
  for (const object of objects) {
    const type = (stringAt(object, '@odata.type') ?? '').replace('#microsoft.graph.', '');
    expect(checkBody(declared, writable(type, object), rules).type).toBe(type);
  }
});

test('every seeded member, target, filter, tag and reference leads somewhere', async () => {
  const { graph } = bench();
  const names = [
    'users',
    'devices',
    'groups',
    'assignmentFilters',
    'roleScopeTags',
    'deviceConfigurations',
    'derivedCredentials',
  ];
  const ids: ReadonlySet<unknown> = new Set(
    (await Promise.all(names.map((name) => state(graph, name)))).flat().map(idOf),
  );
  for (const group of await state(graph, 'groups')) {
    const members = group['members'];
    expect(Array.isArray(members) && members.every((member) => ids.has(member))).toBe(true);
  }
  for (const configuration of await state(graph, 'deviceConfigurations')) {
    for (const { target } of objectsAt(configuration, 'assignments')) {
      const group = isJsonObject(target) ? target['groupId'] : undefined;
      const filter = isJsonObject(target) ? target['deviceAndAppManagementAssignmentFilterId'] : undefined;
      expect(group === undefined || ids.has(group)).toBe(true);
      expect(filter === null || ids.has(filter)).toBe(true);
    }
    const references = configuration['references'];
    for (const id of Object.values(isJsonObject(references) ? references : {})) expect(ids.has(id)).toBe(true);
  }
});

test('the company has the size and the people that the examples count on', async () => {
  const { graph } = bench();
  const [users, devices] = [await state(graph, 'users'), await state(graph, 'managedDevices')];
  expect([users.length, devices.length]).toEqual([3000, 4186]);
  expect(new Set(users.map((user) => user['userPrincipalName'])).size).toBe(3000);
  const apple = devices.filter((device) => ['iOS', 'iPadOS'].includes(stringAt(device, 'operatingSystem') ?? ''));
  const holders = new Set(apple.map((device) => device['userId']).filter((id) => id !== ''));
  expect(holders.size / users.length).toBeCloseTo(0.55, 1);
  expect(devices.filter((device) => device['userId'] === '').length).toBe(84);
  const eventual = { consistencylevel: 'eventual' };
  const counts = await Promise.all(
    ['Sales users', 'Executives', 'Mail pilot users'].map(async (name) => {
      const path = `/groups/${await groupNamed(graph, name)}/transitiveMembers/microsoft.graph.user/$count`;
      return (await graph.get(path, eventual)).text;
    }),
  );
  expect(counts).toEqual(['340', '22', '25']);
});
