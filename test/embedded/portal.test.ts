import { expect, test } from 'vitest';
import type { JsonValue } from '../../src/model/json.ts';
import { isJsonObject, objectsAt } from '../../src/model/json.ts';
import { type GraphClient, graphClient, idOf, itemsOf } from './graph-client.ts';
import { configurationNamed, configurations, created, iosMailBody, useTenant } from './harness.ts';

const bench = useTenant();

async function edit(graph: GraphClient, method: string, path: string, body?: JsonValue) {
  const reply = await graphClient(graph.url, '').send('POST', '/__tenant/edit', {
    method,
    path,
    ...(body === undefined ? {} : { body }),
  });
  expect(reply.status).toBe(200);
  return reply.body;
}

test('an edit acts as the portal admin, with the same validation', async () => {
  const { graph } = bench();
  const id = await created(graph, configurations, iosMailBody('edited'));
  const type = '#microsoft.graph.iosEasEmailProfileConfiguration';
  const refused = await edit(graph, 'PATCH', `${configurations}/${id}`, { '@odata.type': type, hostnam: 'x' });
  expect(refused['status']).toBe(400);
  const done = await edit(graph, 'PATCH', `/beta${configurations}/${id}`, {
    '@odata.type': type,
    hostName: 'x.contoso.com',
  });
  expect(done).toMatchObject({ status: 204, body: null, changed: true });
  const [event] = itemsOf(await graph.get('/deviceManagement/auditEvents?$top=1'));
  expect(event).toMatchObject({
    activityType: 'Patch iosEasEmailProfileConfiguration',
    actor: { userPrincipalName: 'admin@contoso.example' },
  });
});

test('the portal brings people and devices in, a Graph client brings no devices', async () => {
  const { graph } = bench();
  const user = { displayName: 'New Person', mailNickname: 'new', userPrincipalName: 'new@contoso.example' };
  const person = await edit(graph, 'POST', '/users', user);
  const userId = isJsonObject(person['body']) ? idOf(person['body']) : '';
  const device = { deviceName: 'New-iPhone', userId, operatingSystem: 'iOS', managedDeviceOwnerType: 'company' };
  const path = '/deviceManagement/managedDevices';
  expect((await graph.send('POST', path, device)).status).toBe(405);
  expect(await edit(graph, 'POST', path, device)).toMatchObject({
    status: 201,
    body: { deviceName: 'New-iPhone', userId },
  });
  const filter = encodeURIComponent("deviceName eq 'New-iPhone'");
  expect(itemsOf(await graph.get(`${path}?$filter=${filter}`))).toHaveLength(1);
});

test('the state shows profiles with assignments and references', async () => {
  const { graph } = bench();
  const state = await graph.get('/__tenant/state?only=deviceConfigurations');
  const executives = objectsAt(state.body, 'deviceConfigurations').find(
    (one) => one['displayName'] === 'iOS mail Executives',
  );
  const scep = await configurationNamed(graph, 'iOS: user certificate SCEP');
  expect(executives).toMatchObject({ references: { identityCertificate: scep }, assignments: [{ source: 'direct' }] });
});

test('the ledger says what was asked and whether anything changed', async () => {
  const { graph } = bench();
  await graph.send('DELETE', '/__tenant/requests');
  const body = iosMailBody('ledger');
  const id = await created(graph, configurations, body);
  await graph.send('PATCH', `${configurations}/${id}`, { '@odata.type': body['@odata.type'], accountName: 'Contoso' });
  await graph.send('POST', '/$batch', { requests: [{ id: '1', method: 'GET', url: '/groups?$top=1' }] });
  const lines = itemsOf(await graph.get('/__tenant/requests'));
  expect(
    lines.map((line) => [line['method'], line['status'], line['inBatch'], line['write'], line['changed']]),
  ).toEqual([
    ['POST', 201, false, true, true],
    ['PATCH', 204, false, true, false],
    ['GET', 200, true, false, false],
    ['POST', 200, false, false, false],
  ]);
  expect(lines[0]?.['path']).toBe(`/beta${configurations}`);
});

test('v1.0 serves the directory and no mail types', async () => {
  const { graph } = bench();
  expect((await graph.get('/v1.0/groups?$top=1')).status).toBe(200);
  expect((await graph.get('/v1.0/deviceManagement/deviceConfigurations')).status).toBe(400);
});

test('a status overview counts the devices that are assigned, and ends with the profile version', async () => {
  const { graph } = bench();
  const id = await configurationNamed(graph, 'iOS mail Executives');
  const overview = await graph.get(`${configurations}/${id}/deviceStatusOverview`);
  expect(overview.body).toMatchObject({ configurationVersion: 4, errorCount: 0 });
  const { successCount, pendingCount } = overview.body;
  expect(Number(successCount) + Number(pendingCount)).toBeGreaterThan(5);
});

test('requests without rights are in the ledger too', async () => {
  const { graph } = bench();
  await graph.send('DELETE', '/__tenant/requests');
  await graphClient(graph.url, '').get('/users?$top=1');
  await graphClient(graph.url, 'reader').send('POST', configurations, iosMailBody('nobody'));
  const lines = itemsOf(await graph.get('/__tenant/requests'));
  expect(lines.map((line) => [line['status'], line['changed']])).toEqual([
    [401, false],
    [403, false],
  ]);
});
