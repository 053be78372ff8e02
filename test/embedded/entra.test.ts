import { expect, test } from 'vitest';
import { says } from './behaviours.ts';
import { errorOf, graphClient, idOf, itemsOf } from './graph-client.ts';
import { graphFor, groupNamed, useTenant } from './harness.ts';

const bench = useTenant();
const policies = '/identity/conditionalAccess/policies';

function withRoles(...roles: readonly string[]) {
  const claims = Buffer.from(JSON.stringify({ exp: 9_999_999_999, roles })).toString('base64url');
  return graphClient(bench().graph.url, `e30.${claims}.c2ln`);
}

/** As an admin in the portal. */
async function edit(method: string, path: string, body?: Readonly<Record<string, string | boolean | null>>) {
  const reply = await bench().graph.send('POST', '/__tenant/edit', {
    method,
    path: `/beta${path}`,
    ...(body && { body }),
  });
  expect(reply.body['status']).toBeLessThan(300);
  return reply.body['body'];
}

test(`access-policies: ${says('access-policies')}`, async () => {
  const graph = graphFor('access-policies', bench);
  expect((await graph.get(policies)).status).toBe(200);
  await edit('POST', policies, { displayName: 'Second factor', state: 'enabled' });
  const [policy] = itemsOf(await bench().graph.get(`${policies}?$filter=state eq 'enabled'`));
  expect(policy).toMatchObject({ displayName: 'Second factor', conditions: null, grantControls: null });
  expect((await bench().graph.get(`${policies}/${idOf(policy)}`)).body).toMatchObject({ state: 'enabled' });
  await edit('PATCH', `${policies}/${idOf(policy)}`, { state: 'disabled' });
  expect(itemsOf(await bench().graph.get(`${policies}?$filter=state eq 'enabled'`))).toEqual([]);
  expect((await withRoles('Policy.Read.All').get(policies)).status).toBe(200);
  expect((await withRoles('Directory.Read.All').get(policies)).status).toBe(403);
  expect((await bench().graph.send('POST', policies, { displayName: 'x', state: 'enabled' })).status).toBe(405);
  await edit('DELETE', `${policies}/${idOf(policy)}`);
  expect((await bench().graph.get(`${policies}/${idOf(policy)}`)).status).toBe(404);
});

test(`service-principals: ${says('service-principals')}`, async () => {
  const { graph } = bench();
  const apple = "/servicePrincipals(appId='f8d98a96-0999-43f5-8af3-69971c7bb423')";
  const found = await graph.get(`${apple}?$select=id,accountEnabled`);
  expect(found.body).toMatchObject({ accountEnabled: true });
  expect((await graph.get(`/servicePrincipals/${idOf(found.body)}`)).body).toMatchObject({
    displayName: 'Apple Internet Accounts',
  });
  const missing = await graph.get("/servicePrincipals(appId='00000000-0000-4000-8000-000000000000')");
  expect(missing.status).toBe(404);
  expect(errorOf(missing).code).toBe('Request_ResourceNotFound');
  expect((await withRoles('Application.Read.All').get(apple)).status).toBe(200);
  expect((await withRoles('Policy.Read.All').get(apple)).status).toBe(403);
});

test(`members-without-right: ${says('members-without-right')}`, async () => {
  const members = `/groups/${await groupNamed(bench().graph, 'Legal users')}/members/microsoft.graph.user?$select=id,mail&$count=true`;
  const headers = { ConsistencyLevel: 'eventual' };
  const [whole] = itemsOf(await bench().graph.get(members, headers));
  const [half] = itemsOf(await withRoles('GroupMember.Read.All').get(members, headers));
  const [told] = itemsOf(await withRoles('GroupMember.Read.All', 'User.Read.All').get(members, headers));
  expect(half).toEqual({ id: whole?.['id'], mail: null });
  expect(told).toEqual(whole);
});

test(`app-protection: ${says('app-protection')}`, async () => {
  for (const platform of ['ios', 'android']) {
    const path = `/deviceAppManagement/${platform}ManagedAppProtections`;
    await edit('POST', path, { displayName: 'Outlook is protected', pinRequired: true, appGroupType: 'allApps' });
    const [policy] = itemsOf(await bench().graph.get(`${path}?$expand=apps,assignments`));
    expect(policy).toMatchObject({ pinRequired: true, appGroupType: 'allApps', apps: [], assignments: [] });
  }
});

test(`sign-ins: ${says('sign-ins')}`, async () => {
  const path = '/auditLogs/signIns';
  expect((await graphFor('sign-ins', bench).get(`${path}?$top=1`)).status).toBe(200);
  for (const [userId, createdDateTime] of [
    ['ann', '2026-03-01T08:00:00Z'],
    ['bob', '2026-03-02T08:00:00Z'],
    ['cid', '2026-03-03T08:00:00Z'],
  ] as const)
    await edit('POST', path, { userId, appId: userId === 'cid' ? 'other' : 'mail', createdDateTime });
  const ask = async (filter: string) =>
    itemsOf(await bench().graph.get(`${path}?$filter=${encodeURIComponent(filter)}`)).map((one) => one['userId']);
  expect(await ask("appId eq 'mail'")).toEqual(['bob', 'ann']);
  expect(await ask("createdDateTime ge 2026-03-02T00:00:00Z and appId eq 'mail'")).toEqual(['bob']);
  expect((await bench().graph.get(`${path}?$filter=ipAddress eq 'x'`)).status).toBe(400);
  expect((await withRoles('AuditLog.Read.All').get(path)).status).toBe(200);
  expect((await withRoles('Policy.Read.All').get(path)).status).toBe(403);
});
