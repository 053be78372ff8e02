import { expect, test } from 'vitest';
import type { JsonValue } from '../../src/model/json.ts';
import { stringAt } from '../../src/model/json.ts';
import { says } from './behaviours.ts';
import { errorOf, idOf, itemsOf } from './graph-client.ts';
import { configurations, created, graphFor, groupNamed, iosMailBody, toGroup, useTenant } from './harness.ts';

const bench = useTenant();
const apps = '/deviceAppManagement/mobileApps';
const appConfigurations = '/deviceAppManagement/mobileAppConfigurations';
const managedApps = '/deviceAppManagement/targetedManagedAppConfigurations';

test(`assign-replaces: ${says('assign-replaces')}`, async () => {
  const graph = graphFor('assign-replaces', bench);
  const id = await created(graph, configurations, iosMailBody('assign'));
  const [sales, finance] = [await groupNamed(graph, 'Sales users'), await groupNamed(graph, 'Finance users')];
  const assign = (assignments: JsonValue) => graph.send('POST', `${configurations}/${id}/assign`, { assignments });
  const groups = async () =>
    itemsOf(await graph.get(`${configurations}/${id}/assignments`)).map((item) => idOf(item).split('_')[1]);
  const first = await assign([toGroup(sales), toGroup(finance)]);
  expect(first.status).toBe(200);
  expect(itemsOf(first)).toHaveLength(2);
  await assign([toGroup(finance)]);
  expect(await groups()).toEqual([finance]);
  await assign([]);
  expect(await groups()).toEqual([]);
});

test(`assign-shape: ${says('assign-shape')}`, async () => {
  const graph = graphFor('assign-shape', bench);
  const id = await created(graph, configurations, iosMailBody('shape'));
  const group = await groupNamed(graph, 'Contractors');
  const target = { '@odata.type': '#microsoft.graph.exclusionGroupAssignmentTarget', groupId: group };
  await graph.send('POST', `${configurations}/${id}/assign`, { assignments: [{ target }] });
  expect(itemsOf(await graph.get(`${configurations}/${id}/assignments`))).toEqual([
    {
      id: `${id}_${group}`,
      source: 'direct',
      sourceId: id,
      intent: 'apply',
      target: {
        '@odata.type': '#microsoft.graph.exclusionGroupAssignmentTarget',
        deviceAndAppManagementAssignmentFilterId: null,
        deviceAndAppManagementAssignmentFilterType: 'none',
        groupId: group,
      },
    },
  ]);
});

test(`assign-no-filter: ${says('assign-no-filter')}`, async () => {
  const graph = graphFor('assign-no-filter', bench);
  const id = await created(graph, configurations, iosMailBody('filters'));
  const names = ['Sales users', 'Finance users', 'Executives'];
  const [a = '', b = '', c = ''] = await Promise.all(names.map((name) => groupNamed(graph, name)));
  const type = { deviceAndAppManagementAssignmentFilterType: 'none' };
  const assignments = [
    toGroup(a),
    toGroup(b, { ...type, deviceAndAppManagementAssignmentFilterId: null }),
    toGroup(c, { ...type, deviceAndAppManagementAssignmentFilterId: '00000000-0000-0000-0000-000000000000' }),
  ];
  const reply = await graph.send('POST', `${configurations}/${id}/assign`, { assignments });
  expect(reply.status).toBe(200);
  for (const assignment of itemsOf(reply)) {
    expect(assignment).toMatchObject({
      target: { deviceAndAppManagementAssignmentFilterId: null, deviceAndAppManagementAssignmentFilterType: 'none' },
    });
  }
});

test(`assign-refusals: ${says('assign-refusals')}`, async () => {
  const graph = graphFor('assign-refusals', bench);
  const id = await created(graph, configurations, iosMailBody('refused'));
  const group = await groupNamed(graph, 'Sales users');
  await graph.send('POST', `${configurations}/${id}/assign`, { assignments: [toGroup(group)] });
  const nowhere = '7c0e61f6-5a2e-4a3c-9d0f-0d8a9f2b1c55';
  const filter = { deviceAndAppManagementAssignmentFilterType: 'include' };
  const refused: readonly JsonValue[] = [
    [toGroup(nowhere)],
    [toGroup(group, { ...filter, deviceAndAppManagementAssignmentFilterId: nowhere })],
    [toGroup(group, filter)],
    [toGroup(group), toGroup(group)],
    [{ target: { groupId: group } }],
    [{ target: { '@odata.type': '#microsoft.graph.groupAssignmentTarget' } }],
    [{}],
    toGroup(group),
  ];
  for (const assignments of refused) {
    const reply = await graph.send('POST', `${configurations}/${id}/assign`, { assignments });
    expect([assignments, reply.status]).toEqual([assignments, 400]);
  }
  const wrongName = await graph.send('POST', `${configurations}/${id}/assign`, { mobileAppAssignments: [] });
  expect(wrongName.status).toBe(400);
  expect(itemsOf(await graph.get(`${configurations}/${id}/assignments`))).toHaveLength(1);
});

test(`assign-policy-set: ${says('assign-policy-set')}`, async () => {
  const graph = graphFor('assign-policy-set', bench);
  const id = await created(graph, configurations, iosMailBody('policy set'));
  const [sales, finance] = [await groupNamed(graph, 'Sales users'), await groupNamed(graph, 'Finance users')];
  const sourceId = '6f0f8c0a-3f0e-4f5f-8f8b-0f6d2f1f7a11';
  const assignments = [toGroup(sales), { ...toGroup(finance), source: 'policySets', sourceId }];
  const sources = async () =>
    itemsOf(await graph.get(`${configurations}/${id}/assignments`)).map((item) => [item['source'], item['sourceId']]);
  const path = `${configurations}/${id}/assign`;
  await graph.send('POST', '/__tenant/edit', { method: 'POST', path, body: { assignments } });
  expect(await sources()).toEqual([
    ['direct', id],
    ['policySets', sourceId],
  ]);
  await graph.send('POST', path, { assignments });
  expect(await sources()).toEqual([
    ['direct', id],
    ['direct', id],
  ]);
});

test(`assign-apps: ${says('assign-apps')}`, async () => {
  const graph = graphFor('assign-apps', bench);
  const id = await created(graph, apps, {
    '@odata.type': '#microsoft.graph.iosStoreApp',
    displayName: 'Nine',
    publisher: '9Folders',
    bundleId: 'com.ninefolders.nine',
  });
  const group = await groupNamed(graph, 'Sales users');
  const settings = { '@odata.type': '#microsoft.graph.iosStoreAppAssignmentSettings', uninstallOnDeviceRemoval: true };
  const list = [{ ...toGroup(group), intent: 'required', settings }];
  expect((await graph.send('POST', `${apps}/${id}/assign`, { assignments: list })).status).toBe(400);
  expect((await graph.send('POST', `${apps}/${id}/assign`, { mobileAppAssignments: list })).status).toBe(204);
  const { body } = await graph.get(`${apps}/${id}?$expand=assignments`);
  expect(body).toMatchObject({ isAssigned: true, assignments: [{ intent: 'required', target: { groupId: group } }] });
});

test(`assign-cast: ${says('assign-cast')}`, async () => {
  const graph = graphFor('assign-cast', bench);
  const [app] = itemsOf(await graph.get(apps));
  const id = await created(graph, appConfigurations, {
    '@odata.type': '#microsoft.graph.iosMobileAppConfiguration',
    displayName: 'config',
    targetedMobileApps: [idOf(app)],
    settings: [{ appConfigKey: 'a', appConfigKeyType: 'stringType', appConfigKeyValue: '{{mail}}' }],
  });
  const assignments = [toGroup(await groupNamed(graph, 'Sales users'))];
  const cast = 'microsoft.graph.managedDeviceMobileAppConfiguration';
  for (const path of [`${appConfigurations}/${id}/assign`, `${appConfigurations}/${id}/${cast}/assign`]) {
    expect((await graph.send('POST', path, { assignments })).status).toBe(204);
  }
  expect(Object.keys(itemsOf(await graph.get(`${appConfigurations}/${id}/assignments`))[0] ?? {})).toEqual([
    'id',
    'target',
  ]);
});

test(`managed-app-shape: ${says('managed-app-shape')}`, async () => {
  const graph = graphFor('managed-app-shape', bench);
  const mobileAppIdentifier = {
    '@odata.type': '#microsoft.graph.iosMobileAppIdentifier',
    bundleId: 'com.microsoft.office.outlook',
  };
  const reply = await graph.send('POST', managedApps, {
    displayName: 'managed',
    customSettings: [{ name: 'a', value: 'b' }],
    apps: [{ mobileAppIdentifier }],
  });
  expect(reply.status).toBe(201);
  expect(reply.body).not.toHaveProperty('apps');
  const id = idOf(reply.body);
  expect(id).toMatch(/^A_[0-9a-f-]{36}$/);
  expect(stringAt(reply.body, 'version')).toMatch(/^".+"$/);
  const refused = await graph.send('PATCH', `${managedApps}/${id}`, { apps: [] });
  expect(errorOf(refused).message).toContain('apps');
  expect((await graph.send('POST', `${managedApps}/${id}/targetApps`, { apps: [] })).status).toBe(204);
  expect((await graph.get(`${managedApps}/${id}?$expand=apps`)).body).toMatchObject({ apps: [], deployedAppCount: 0 });
});
