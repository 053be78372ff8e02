import { expect, test } from 'vitest';
import { connectReader, connectWriter } from '../../../src/io/graph/connect.ts';
import type { Problem } from '../../../src/model/plan.ts';
import { fault, type Reply, startGraph, watched } from './scripted-graph.ts';

async function problemOfRead(path: string, reply: Reply): Promise<Problem | null> {
  const graph = await startGraph(() => reply);
  return (await (await connectReader(watched(graph.root).options)).list({ path })).problem;
}

test.each([
  ['/groups?$filter=x', 'GroupMember.Read.All'],
  ['/deviceManagement/deviceConfigurations', 'DeviceManagementConfiguration.Read.All'],
  ['/deviceManagement/assignmentFilters', 'DeviceManagementConfiguration.Read.All'],
  ['/deviceManagement/managedDevices', 'DeviceManagementManagedDevices.Read.All'],
  ['/deviceManagement/roleScopeTags', 'DeviceManagementRBAC.Read.All'],
  ['/deviceAppManagement/mobileApps', 'DeviceManagementApps.Read.All'],
])('a refusal at %s names %s', async (path, permission) => {
  const problem = await problemOfRead(path, fault(403, 'Forbidden', 'Application is not authorized'));
  expect(problem?.type).toBe('permission');
  expect(problem?.message).toBe(
    `GET ${path.split('?')[0]}: 403 Forbidden: Application is not authorized; the sign-in lacks ${permission}: an app gets it by admin consent, a person by a role in Intune, each with a new token`,
  );
  expect(problem?.requestIds).toEqual(['server-request-id']);
});

test('Intune’s JSON within a string is unwrapped', async () => {
  const activity = '0a1b2c3d-1111-2222-3333-444455556666';
  const message = JSON.stringify({
    _version: 3,
    Message: `Cannot create policy - Operation ID (for customer support): 00000000-0000-0000-0000-000000000000 - Activity ID: ${activity} - Url: https://fef.example/x`,
    CustomApiErrorPhrase: 'InvalidHost',
  });
  const problem = await problemOfRead('/deviceManagement/deviceConfigurations', {
    status: 400,
    body: { error: { code: 'BadRequest', message, innererror: { 'request-id': 'inner-id' } } },
  });
  expect(problem).toEqual({
    type: 'incomplete',
    message: 'GET /deviceManagement/deviceConfigurations: 400 BadRequest: Cannot create policy; InvalidHost',
    requestIds: ['server-request-id', 'inner-id', activity],
  });
});

test('a proxy’s page is called one', async () => {
  const text = '<!DOCTYPE html><html><head><title>Blocked by \u001b[31mproxy</title></head></html>';
  const problem = await problemOfRead('/groups', {
    status: 403,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    text,
  });
  expect(problem).toMatchObject({
    type: 'incomplete',
    message:
      "GET /groups: 403, an HTML page instead of Graph's JSON, titled 'Blocked by proxy': a proxy or gateway stands between",
  });
});

test('messages are one short line without escape sequences', async () => {
  const problem = await problemOfRead('/groups', fault(400, 'Bad', `a\u001b[2Jb\r\n\u202ec\u0007${'x'.repeat(5000)}`));
  expect(problem?.message).toMatch(/^GET \/groups: 400 Bad: ab c x+…$/);
  expect(problem?.message.length).toBeLessThan(400);
});

test('bodies without `error` are understood too', async () => {
  const problem = await problemOfRead('/groups', { status: 400, body: { ErrorCode: 'Nope', Message: 'bad' } });
  expect(problem?.message).toBe('GET /groups: 400 Nope: bad');
  const strange = await problemOfRead('/groups', { status: 418, body: [1] });
  expect(strange?.message).toBe('GET /groups: 418, JSON that is neither data nor an error of Graph');
});

test('a 401 is answered with another token, once', async () => {
  const graph = await startGraph((seen) =>
    seen.headers.authorization === 'Bearer second'
      ? { status: 201, body: { id: 'x' } }
      : fault(401, 'InvalidAuthenticationToken', 'expired'),
  );
  const asked: (string | undefined)[] = [];
  const token = async (refused?: string) => {
    asked.push(refused);
    return refused === undefined ? 'first' : 'second';
  };
  const tenant = await connectWriter(watched(graph.root, { token }).options);
  const answer = await tenant.write({ method: 'POST', path: '/x', body: {} });
  expect(answer).toMatchObject({ status: 'accepted' });
  expect(asked).toEqual([undefined, 'first']);
  expect(graph.seen).toHaveLength(2);
});

test('a token that stays refused is a matter of signing in', async () => {
  const graph = await startGraph(() =>
    fault(401, 'InvalidAuthenticationToken', 'Lifetime validation failed, the token is expired.'),
  );
  const answer = await (await connectReader(watched(graph.root).options)).get({ path: '/groups' });
  expect(graph.seen).toHaveLength(1);
  expect(answer).toHaveProperty('problem.type', 'auth');
  expect(answer).toHaveProperty(
    'problem.message',
    expect.stringContaining('the access token has expired: get a new one'),
  );
});

test.each([
  ['cannot be had', () => Promise.reject(new Error('sign in first'))],
  ['is empty', () => Promise.resolve('')],
  ['holds a line break', () => Promise.resolve('secret-token\nX: y')],
])('nothing is sent when the token %s', async (_, token) => {
  const graph = await startGraph(() => 'reset');
  const tenant = await connectWriter(watched(graph.root, { token }).options);
  const listing = await tenant.list({ path: '/groups' });
  const write = await tenant.write({ method: 'DELETE', path: '/x', body: null });
  expect(listing).toMatchObject({ complete: false, problem: { type: 'auth' } });
  expect(write).toMatchObject({ status: 'refused', httpStatus: 401, problem: { type: 'auth' } });
  expect(JSON.stringify([listing, write])).not.toContain('secret-token');
  expect(graph.seen).toEqual([]);
});
