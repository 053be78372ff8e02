import { expect } from 'vitest';
import { stringAt } from '../../src/model/json.ts';
import { errorOf, itemsOf } from './graph-client.ts';
import { behaviour, configurations, created, iosMailBody, useTenant } from './harness.ts';

const bench = useTenant();

behaviour('create', bench, async (graph) => {
  const reply = await graph.send('POST', configurations, iosMailBody('create'));
  expect(reply.status).toBe(201);
  expect(reply.body).toMatchObject({ displayName: 'create', version: 1, supportsScopeTags: true });
  expect(reply.body['createdDateTime']).toBe(reply.body['lastModifiedDateTime']);
  expect(itemsOf(await graph.get(`${configurations}/${String(reply.body['id'])}/assignments`))).toEqual([]);
});

behaviour('create-defaults', bench, async (graph) => {
  const { body } = await graph.send('POST', configurations, iosMailBody('defaults'));
  expect(body).toMatchObject({ useOAuth: null, easServices: null, description: null, roleScopeTagIds: ['0'] });
});

behaviour('create-bare-values', bench, async (graph) => {
  const { body } = await graph.send('POST', configurations, iosMailBody('bare'));
  expect(body).toMatchObject({
    requireSsl: false,
    durationOfEmailToSync: 'userDefined',
    usernameSource: 'userPrincipalName',
  });
});

behaviour('seven-digits', bench, async (graph) => {
  const { body } = await graph.send('POST', configurations, iosMailBody('digits'));
  expect(body['createdDateTime']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{0,6}[1-9])?Z$/);
});

behaviour('patch', bench, async (graph) => {
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

behaviour('patch-version', bench, async (graph) => {
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
  expect(String(after.body['lastModifiedDateTime']) > String(before.body['lastModifiedDateTime'])).toBe(true);
});

behaviour('patch-wrong-type', bench, async (graph) => {
  const id = await created(graph, configurations, iosMailBody('wrong type'));
  const reply = await graph.send('PATCH', `${configurations}/${id}`, {
    '@odata.type': '#microsoft.graph.windows10EasEmailProfileConfiguration',
    accountName: 'x',
  });
  expect(reply.status).toBe(400);
});

behaviour('type-required', bench, async (graph) => {
  const { '@odata.type': _type, ...body } = iosMailBody('no type');
  expect((await graph.send('POST', configurations, body)).status).toBe(400);
  const id = await created(graph, configurations, iosMailBody('typed'));
  expect((await graph.send('PATCH', `${configurations}/${id}`, { accountName: 'x' })).status).toBe(400);
});

behaviour('unknown-property', bench, async (graph) => {
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

behaviour('case-matters', bench, async (graph) => {
  const reply = await graph.send('POST', configurations, { ...iosMailBody('case'), durationOfEmailToSync: 'OneMonth' });
  expect(reply.status).toBe(400);
});

behaviour('wrong-value', bench, async (graph) => {
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

behaviour('null-refused', bench, async (graph) => {
  const reply = await graph.send('POST', configurations, { ...iosMailBody('null'), requireSsl: null });
  expect(reply.status).toBe(400);
  expect((await graph.send('POST', configurations, { ...iosMailBody('null'), useOAuth: null })).status).toBe(201);
});

behaviour('read-only-refused', bench, async (graph) => {
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

behaviour('tolerated', bench, async (graph) => {
  const body = { ...iosMailBody('tolerated'), id: '00000000-0000-0000-0000-000000000000', version: 9 };
  const reply = await graph.send('POST', configurations, body);
  expect(reply.status).toBe(201);
  expect(reply.body['version']).toBe(1);
});

behaviour('abstract-type', bench, async (graph) => {
  for (const type of ['deviceConfiguration', 'easEmailProfileConfigurationBase', 'noSuchType', 'iosStoreApp']) {
    const body = { ...iosMailBody('abstract'), '@odata.type': `#microsoft.graph.${type}` };
    expect((await graph.send('POST', configurations, body)).status).toBe(400);
  }
});

behaviour('required-members', bench, async (graph) => {
  for (const missing of ['displayName', 'accountName', 'hostName', 'emailAddressSource']) {
    const body = Object.fromEntries(Object.entries(iosMailBody('required')).filter(([name]) => name !== missing));
    const reply = await graph.send('POST', configurations, body);
    expect(reply.status).toBe(400);
    expect(errorOf(reply).message).toContain(`'${missing}'`);
  }
});

behaviour('unknown-tag', bench, async (graph) => {
  const reply = await graph.send('POST', configurations, { ...iosMailBody('tag'), roleScopeTagIds: ['0', '77'] });
  expect(reply.status).toBe(400);
  const app = await graph.send('POST', '/deviceAppManagement/mobileAppConfigurations', {
    '@odata.type': '#microsoft.graph.iosMobileAppConfiguration',
    displayName: 'no app',
    targetedMobileApps: ['7c0e61f6-5a2e-4a3c-9d0f-0d8a9f2b1c55'],
  });
  expect(app.status).toBe(400);
});

behaviour('not-json', bench, async (graph) => {
  expect((await graph.send('POST', configurations, '{"displayName": ')).status).toBe(400);
  expect((await graph.send('POST', configurations, [])).status).toBe(400);
});

behaviour('flags-order', bench, async (graph) => {
  const reply = await graph.send('POST', configurations, {
    ...iosMailBody('flags'),
    easServices: 'reminders, email,calendars',
  });
  expect(reply.body['easServices']).toBe('calendars,email,reminders');
});

behaviour('delete', bench, async (graph) => {
  const id = await created(graph, configurations, iosMailBody('delete'));
  expect((await graph.send('DELETE', `${configurations}/${id}`)).status).toBe(200);
  expect((await graph.get(`${configurations}/${id}`)).status).toBe(404);
  expect((await graph.send('DELETE', `${configurations}/${id}`)).status).toBe(404);
});

behaviour('put-refused', bench, async (graph) => {
  const id = await created(graph, configurations, iosMailBody('put'));
  expect((await graph.send('PUT', `${configurations}/${id}`, iosMailBody('put'))).status).toBe(400);
});

behaviour('play-apps', bench, async (graph) => {
  const body = { '@odata.type': '#microsoft.graph.androidManagedStoreApp', displayName: 'Nine' };
  expect((await graph.send('POST', '/deviceAppManagement/mobileApps', body)).status).toBe(400);
});

behaviour('audit', bench, async (graph) => {
  const mine = '5b9c2a44-6f57-4c4b-8e3c-2f3c1d2e4a5b';
  const body = iosMailBody('audited');
  const id = String((await graph.send('POST', configurations, body, { 'client-request-id': mine })).body['id']);
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
