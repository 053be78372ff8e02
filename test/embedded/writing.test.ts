import { expect, test } from 'vitest';
import { stringAt } from '../../src/model/json.ts';
import { says } from './behaviours.ts';
import { errorOf, graphClient, idOf, itemsOf, type Reply } from './graph-client.ts';
import { configurations, created, graphFor, iosMailBody, useTenant } from './harness.ts';

const bench = useTenant();

/** The time of the last change with all its digits: trailing zeros are cut on the wire. */
function modified(reply: Reply): string {
  return (stringAt(reply.body, 'lastModifiedDateTime') ?? '').replace('Z', '').padEnd(27, '0');
}

test(`create: ${says('create')}`, async () => {
  const graph = graphFor('create', bench);
  const reply = await graph.send('POST', configurations, iosMailBody('create'));
  expect(reply.status).toBe(201);
  expect(reply.body).toMatchObject({ displayName: 'create', version: 1, supportsScopeTags: true });
  expect(reply.body['createdDateTime']).toBe(reply.body['lastModifiedDateTime']);
  expect(itemsOf(await graph.get(`${configurations}/${idOf(reply.body)}/assignments`))).toEqual([]);
});

test(`create-defaults: ${says('create-defaults')}`, async () => {
  const graph = graphFor('create-defaults', bench);
  const { body } = await graph.send('POST', configurations, iosMailBody('defaults'));
  expect(body).toMatchObject({ useOAuth: null, easServices: null, description: null, roleScopeTagIds: ['0'] });
});

test(`create-bare-values: ${says('create-bare-values')}`, async () => {
  const graph = graphFor('create-bare-values', bench);
  const { body } = await graph.send('POST', configurations, iosMailBody('bare'));
  expect(body).toMatchObject({
    requireSsl: false,
    durationOfEmailToSync: 'userDefined',
    usernameSource: 'userPrincipalName',
  });
});

test(`seven-digits: ${says('seven-digits')}`, async () => {
  const graph = graphFor('seven-digits', bench);
  const { body } = await graph.send('POST', configurations, iosMailBody('digits'));
  expect(body['createdDateTime']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{0,6}[1-9])?Z$/);
});

test(`patch: ${says('patch')}`, async () => {
  const graph = graphFor('patch', bench);
  const id = await created(graph, configurations, iosMailBody('patch'));
  const before = await graph.get(`${configurations}/${id}`);
  const reply = await graph.send('PATCH', `${configurations}/${id}`, {
    '@odata.type': '#microsoft.graph.iosEasEmailProfileConfiguration',
    hostName: 'mail.contoso.com',
  });
  expect([reply.status, reply.text]).toEqual([204, '']);
  const after = await graph.get(`${configurations}/${id}`);
  const { hostName: _host, version: _version, lastModifiedDateTime: _time, ...rest } = before.body;
  expect(after.body).toMatchObject({ ...rest, hostName: 'mail.contoso.com' });
});

test(`patch-version: ${says('patch-version')}`, async () => {
  const graph = graphFor('patch-version', bench);
  const id = await created(graph, configurations, iosMailBody('version'));
  const before = await graph.get(`${configurations}/${id}`);
  await graph.send('POST', `${configurations}/${id}/assign`, { assignments: [] });
  expect((await graph.get(`${configurations}/${id}`)).body['version']).toBe(1);
  await graph.send('PATCH', `${configurations}/${id}`, {
    '@odata.type': '#microsoft.graph.iosEasEmailProfileConfiguration',
    useOAuth: true,
  });
  const after = await graph.get(`${configurations}/${id}`);
  expect(after.body['version']).toBe(2);
  expect(modified(after) > modified(before)).toBe(true);
});

test(`patch-wrong-type: ${says('patch-wrong-type')}`, async () => {
  const graph = graphFor('patch-wrong-type', bench);
  const id = await created(graph, configurations, iosMailBody('wrong type'));
  const reply = await graph.send('PATCH', `${configurations}/${id}`, {
    '@odata.type': '#microsoft.graph.windows10EasEmailProfileConfiguration',
    accountName: 'x',
  });
  expect(reply.status).toBe(400);
});

test(`type-required: ${says('type-required')}`, async () => {
  const graph = graphFor('type-required', bench);
  const { '@odata.type': _type, ...body } = iosMailBody('no type');
  expect((await graph.send('POST', configurations, body)).status).toBe(400);
  const id = await created(graph, configurations, iosMailBody('typed'));
  expect((await graph.send('PATCH', `${configurations}/${id}`, { accountName: 'x' })).status).toBe(400);
});

test(`unknown-property: ${says('unknown-property')}`, async () => {
  const graph = graphFor('unknown-property', bench);
  const { hostName: _host, ...body } = iosMailBody('misspelt');
  const reply = await graph.send('POST', configurations, { ...body, hostname: 'mail.contoso.com' });
  expect(reply.status).toBe(400);
  expect(errorOf(reply).message).toContain("'hostname' does not exist on type");
  const nested = await graph.send('POST', configurations, {
    '@odata.type': '#microsoft.graph.iosScepCertificateProfile',
    displayName: 'nested',
    extendedKeyUsages: [{ name: 'Client Authentication', oid: '1.3.6.1.5.5.7.3.2' }],
  });
  expect(errorOf(nested).message).toContain("'oid' does not exist on type 'microsoft.graph.extendedKeyUsage'");
});

test(`case-matters: ${says('case-matters')}`, async () => {
  const graph = graphFor('case-matters', bench);
  const reply = await graph.send('POST', configurations, { ...iosMailBody('case'), durationOfEmailToSync: 'OneMonth' });
  expect(reply.status).toBe(400);
});

test(`wrong-value: ${says('wrong-value')}`, async () => {
  const graph = graphFor('wrong-value', bench);
  for (const wrong of [
    { requireSsl: 'true' },
    { useOAuth: 1 },
    { accountName: 5 },
    { roleScopeTagIds: '0' },
    { easServices: ['email'] },
  ]) {
    expect((await graph.send('POST', configurations, { ...iosMailBody('wrong'), ...wrong })).status).toBe(400);
  }
});

test(`null-refused: ${says('null-refused')}`, async () => {
  const graph = graphFor('null-refused', bench);
  const reply = await graph.send('POST', configurations, { ...iosMailBody('null'), requireSsl: null });
  expect(reply.status).toBe(400);
  expect((await graph.send('POST', configurations, { ...iosMailBody('null'), useOAuth: null })).status).toBe(201);
});

test(`read-only-refused: ${says('read-only-refused')}`, async () => {
  const graph = graphFor('read-only-refused', bench);
  const time = '2026-01-01T00:00:00Z';
  const bodies = [
    { createdDateTime: time },
    { lastModifiedDateTime: time },
    { supportsScopeTags: true },
    { id: '7c0e61f6-5a2e-4a3c-9d0f-0d8a9f2b1c55' },
    { assignments: [] },
    { '@odata.context': 'x' },
  ];
  for (const body of bodies) {
    expect((await graph.send('POST', configurations, { ...iosMailBody('read-only'), ...body })).status).toBe(400);
  }
});

test(`tolerated: ${says('tolerated')}`, async () => {
  const graph = graphFor('tolerated', bench);
  const body = { ...iosMailBody('tolerated'), id: '00000000-0000-0000-0000-000000000000', version: 9 };
  const reply = await graph.send('POST', configurations, body);
  expect(reply.status).toBe(201);
  expect(reply.body['version']).toBe(1);
});

test(`abstract-type: ${says('abstract-type')}`, async () => {
  const graph = graphFor('abstract-type', bench);
  for (const type of ['deviceConfiguration', 'easEmailProfileConfigurationBase', 'noSuchType', 'iosStoreApp']) {
    const body = { ...iosMailBody('abstract'), '@odata.type': `#microsoft.graph.${type}` };
    expect((await graph.send('POST', configurations, body)).status).toBe(400);
  }
});

test(`required-members: ${says('required-members')}`, async () => {
  const graph = graphFor('required-members', bench);
  for (const missing of ['displayName', 'accountName', 'hostName', 'emailAddressSource']) {
    const body = Object.fromEntries(Object.entries(iosMailBody('required')).filter(([name]) => name !== missing));
    const reply = await graph.send('POST', configurations, body);
    expect(reply.status).toBe(400);
    expect(errorOf(reply).message).toContain(`'${missing}'`);
  }
});

test(`callers-tags: ${says('callers-tags')}`, async () => {
  const tagged = graphClient(graphFor('callers-tags', bench).url, 'tagged-4');
  const id = await created(tagged, configurations, { ...iosMailBody('tagged'), roleScopeTagIds: ['0', '1'] });
  const tags = async () => (await tagged.get(`${configurations}/${id}`)).body['roleScopeTagIds'];
  expect(await tags()).toEqual(['0', '1', '4']);
  const type = '#microsoft.graph.iosEasEmailProfileConfiguration';
  await tagged.send('PATCH', `${configurations}/${id}`, { '@odata.type': type, roleScopeTagIds: ['0'] });
  expect(await tags()).toEqual(['0']);
  const bare = await tagged.send('POST', configurations, iosMailBody('untagged'));
  expect(bare.body['roleScopeTagIds']).toEqual(['0', '4']);
});

test(`unknown-tag: ${says('unknown-tag')}`, async () => {
  const graph = graphFor('unknown-tag', bench);
  const reply = await graph.send('POST', configurations, { ...iosMailBody('tag'), roleScopeTagIds: ['0', '77'] });
  expect(reply.status).toBe(400);
  const app = await graph.send('POST', '/deviceAppManagement/mobileAppConfigurations', {
    '@odata.type': '#microsoft.graph.iosMobileAppConfiguration',
    displayName: 'no app',
    targetedMobileApps: ['7c0e61f6-5a2e-4a3c-9d0f-0d8a9f2b1c55'],
  });
  expect(app.status).toBe(400);
});

test(`not-json: ${says('not-json')}`, async () => {
  const graph = graphFor('not-json', bench);
  expect((await graph.send('POST', configurations, '{"displayName": ')).status).toBe(400);
  expect((await graph.send('POST', configurations, [])).status).toBe(400);
});

test(`flags-order: ${says('flags-order')}`, async () => {
  const graph = graphFor('flags-order', bench);
  const reply = await graph.send('POST', configurations, {
    ...iosMailBody('flags'),
    easServices: 'reminders, email,calendars',
  });
  expect(reply.body['easServices']).toBe('calendars,email,reminders');
});

test(`delete: ${says('delete')}`, async () => {
  const graph = graphFor('delete', bench);
  const id = await created(graph, configurations, iosMailBody('delete'));
  expect((await graph.send('DELETE', `${configurations}/${id}`)).status).toBe(200);
  expect((await graph.get(`${configurations}/${id}`)).status).toBe(404);
  expect((await graph.send('DELETE', `${configurations}/${id}`)).status).toBe(404);
});

test(`put-refused: ${says('put-refused')}`, async () => {
  const graph = graphFor('put-refused', bench);
  const id = await created(graph, configurations, iosMailBody('put'));
  expect((await graph.send('PUT', `${configurations}/${id}`, iosMailBody('put'))).status).toBe(400);
});

test(`play-apps: ${says('play-apps')}`, async () => {
  const graph = graphFor('play-apps', bench);
  const body = { '@odata.type': '#microsoft.graph.androidManagedStoreApp', displayName: 'Nine' };
  expect((await graph.send('POST', '/deviceAppManagement/mobileApps', body)).status).toBe(400);
});

test(`audit: ${says('audit')}`, async () => {
  const graph = graphFor('audit', bench);
  const mine = '5b9c2a44-6f57-4c4b-8e3c-2f3c1d2e4a5b';
  const body = iosMailBody('audited');
  const id = idOf((await graph.send('POST', configurations, body, { 'client-request-id': mine })).body);
  const [event] = itemsOf(await graph.get('/deviceManagement/auditEvents?$top=1'));
  expect(event).toMatchObject({
    correlationId: mine,
    activityType: 'Create iosEasEmailProfileConfiguration',
    actor: { applicationDisplayName: 'postilion' },
    resources: [{ resourceId: id, displayName: 'audited' }],
  });
  const changes = stringAt({ text: JSON.stringify(event?.['resources']) }, 'text');
  expect(changes).toContain('{"displayName":"accountName","oldValue":null,"newValue":"Contoso"}');
});
