import { expect, test } from 'vitest';
import { isJsonObject, type JsonValue, objectsAt } from '../../src/model/json.ts';
import { says } from './behaviours.ts';
import { errorOf, graphClient } from './graph-client.ts';
import { configurations, graphFor, iosMailBody, useTenant } from './harness.ts';

const bench = useTenant();

function gets(count: number): readonly JsonValue[] {
  return Array.from({ length: count }, (_, index) => ({ id: String(index + 1), method: 'GET', url: '/groups?$top=1' }));
}

/** A token with the shape of Entra's; nobody signs it, nobody checks. */
function token(claims: Readonly<Record<string, JsonValue>>): string {
  const part = (value: JsonValue) => Buffer.from(JSON.stringify(value), 'utf8').toString('base64url');
  return `${part({ alg: 'none' })}.${part(claims)}.signature`;
}

test(`batch-order: ${says('batch-order')}`, async () => {
  const graph = graphFor('batch-order', bench);
  const requests = [...gets(2), { id: 'last', method: 'GET', url: '/groups/nobody' }];
  const reply = await graph.send('POST', '/$batch', { requests });
  expect(reply.status).toBe(200);
  const responses = objectsAt(reply.body, 'responses');
  expect(responses.map((item) => [item['id'], item['status']])).toEqual([
    ['last', 404],
    ['2', 200],
    ['1', 200],
  ]);
  for (const response of responses) {
    expect(response).toMatchObject({ headers: { 'Content-Type': 'application/json' } });
    expect(isJsonObject(response['body'])).toBe(true);
  }
});

test(`batch-limit: ${says('batch-limit')}`, async () => {
  const graph = graphFor('batch-limit', bench);
  expect((await graph.send('POST', '/$batch', { requests: gets(20) })).status).toBe(200);
  expect((await graph.send('POST', '/$batch', { requests: gets(21) })).status).toBe(400);
});

test(`batch-content-type: ${says('batch-content-type')}`, async () => {
  const graph = graphFor('batch-content-type', bench);
  const request = { id: '1', method: 'POST', url: configurations, body: iosMailBody('batched') };
  expect((await graph.send('POST', '/$batch', { requests: [request] })).status).toBe(400);
  const headers = { 'Content-Type': 'application/json' };
  const reply = await graph.send('POST', '/$batch', { requests: [{ ...request, headers }] });
  expect(objectsAt(reply.body, 'responses')[0]?.['status']).toBe(201);
});

test(`batch-depends: ${says('batch-depends')}`, async () => {
  const graph = graphFor('batch-depends', bench);
  const requests = [
    { id: '1', method: 'GET', url: '/groups/nobody' },
    { id: '2', method: 'GET', url: '/groups?$top=1', dependsOn: ['1'] },
  ];
  const reply = await graph.send('POST', '/$batch', { requests });
  expect(objectsAt(reply.body, 'responses').map((item) => item['status'])).toEqual([424, 404]);
});

test(`token-expired: ${says('token-expired')}`, async () => {
  const graph = graphFor('token-expired', bench);
  for (const expired of ['expired-token', token({ exp: 1_000_000_000 })]) {
    const reply = await graphClient(graph.url, expired).get(configurations);
    expect(reply.status).toBe(401);
    expect(errorOf(reply).message).toContain('Lifetime validation failed');
  }
});

test(`roles-read: ${says('roles-read')}`, async () => {
  const graph = graphFor('roles-read', bench);
  const withRoles = (...roles: readonly string[]) => graphClient(graph.url, token({ exp: 9_999_999_999, roles }));
  const reader = withRoles('DeviceManagementConfiguration.Read.All');
  expect((await reader.get(configurations)).status).toBe(200);
  expect((await reader.get('/deviceAppManagement/mobileApps')).status).toBe(403);
  expect((await reader.get('/groups')).status).toBe(403);
  const refused = await reader.send('POST', configurations, iosMailBody('reader'));
  expect(refused.status).toBe(403);
  expect(errorOf(refused).message).toContain('DeviceManagementConfiguration.ReadWrite.All');
  const writer = withRoles('DeviceManagementConfiguration.ReadWrite.All');
  expect((await writer.send('POST', configurations, iosMailBody('writer'))).status).toBe(201);
  expect((await graphClient(graph.url, 'reader-1').send('POST', configurations, iosMailBody('x'))).status).toBe(403);
});
