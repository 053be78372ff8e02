import { expect, test } from 'vitest';
import { isJsonObject, stringAt } from '../../src/model/json.ts';
import { says } from './behaviours.ts';
import { errorOf, graphClient, idOf, itemsOf } from './graph-client.ts';
import { configurationNamed, configurations, graphFor, useTenant } from './harness.ts';

const bench = useTenant();

test(`list-configurations: ${says('list-configurations')}`, async () => {
  const graph = graphFor('list-configurations', bench);
  const reply = await graph.get(configurations);
  expect(reply.status).toBe(200);
  expect(stringAt(reply.body, '@odata.context')).toContain('#deviceManagement/deviceConfigurations');
  for (const item of itemsOf(reply)) expect(item['@odata.type']).toMatch(/^#microsoft\.graph\.\w+$/);
});

test(`expand-assignments: ${says('expand-assignments')}`, async () => {
  const graph = graphFor('expand-assignments', bench);
  const [first] = itemsOf(await graph.get(`${configurations}?$expand=assignments`));
  expect(first).toHaveProperty('assignments');
  expect(first).toHaveProperty(['assignments@odata.context']);
});

test(`expand-typed-navigation: ${says('expand-typed-navigation')}`, async () => {
  const graph = graphFor('expand-typed-navigation', bench);
  const id = await configurationNamed(graph, 'iOS: user certificate SCEP');
  const reply = await graph.get(
    `${configurations}/${id}?$expand=microsoft.graph.iosScepCertificateProfile/rootCertificate`,
  );
  expect(reply.status).toBe(400);
});

test(`key-in-brackets: ${says('key-in-brackets')}`, async () => {
  const graph = graphFor('key-in-brackets', bench);
  const id = idOf(itemsOf(await graph.get(configurations))[0]);
  const plain = await graph.get(`${configurations}/${id}`);
  const bracketed = await graph.get(`${configurations}('${id}')`);
  expect(bracketed.status).toBe(200);
  expect(bracketed.body['id']).toBe(plain.body['id']);
});

test(`every-property: ${says('every-property')}`, async () => {
  const graph = graphFor('every-property', bench);
  const id = await configurationNamed(graph, 'iOS mail (old, do not touch)');
  const { body } = await graph.get(`${configurations}/${id}`);
  expect(body).toMatchObject({ requireSmime: null, perAppVPNProfileId: null, customDomainName: null, useOAuth: false });
  const scep = await graph.get(
    `${configurations}/${await configurationNamed(graph, 'iOS: user certificate PKCS (Finance)')}`,
  );
  expect(scep.body).toMatchObject({ customSubjectAlternativeNames: [] });
});

test(`tips-on-get: ${says('tips-on-get')}`, async () => {
  const graph = graphFor('tips-on-get', bench);
  const id = await configurationNamed(graph, 'iOS: Contoso root CA');
  expect((await graph.get(`${configurations}/${id}`)).body).toHaveProperty(['@microsoft.graph.tips']);
  expect((await graph.get(`${configurations}/${id}?$select=id`)).body).not.toHaveProperty(['@microsoft.graph.tips']);
});

test(`unknown-id: ${says('unknown-id')}`, async () => {
  const graph = graphFor('unknown-id', bench);
  const reply = await graph.get(`${configurations}/7c0e61f6-5a2e-4a3c-9d0f-0d8a9f2b1c55`);
  expect(reply.status).toBe(404);
  expect(errorOf(reply).code).toBe('ResourceNotFound');
});

test(`unknown-segment: ${says('unknown-segment')}`, async () => {
  const graph = graphFor('unknown-segment', bench);
  const reply = await graph.get('/deviceManagement/deviceConfigurationz');
  expect(reply.status).toBe(400);
  expect(errorOf(reply).message).toContain("'deviceConfigurationz'");
});

test(`intune-error-shape: ${says('intune-error-shape')}`, async () => {
  const graph = graphFor('intune-error-shape', bench);
  const reply = await graph.get(`${configurations}/7c0e61f6-5a2e-4a3c-9d0f-0d8a9f2b1c55`);
  const error = reply.body['error'];
  const inner: unknown = JSON.parse(isJsonObject(error) ? (stringAt(error, 'message') ?? '') : '');
  expect(Object.keys(isJsonObject(inner) ? inner : {})).toEqual(
    expect.arrayContaining(['_version', 'Message', 'CustomApiErrorPhrase', 'RetryAfter']),
  );
});

test(`entra-error-shape: ${says('entra-error-shape')}`, async () => {
  const graph = graphFor('entra-error-shape', bench);
  const reply = await graph.get('/groups/7c0e61f6-5a2e-4a3c-9d0f-0d8a9f2b1c55');
  expect(reply.status).toBe(404);
  expect(errorOf(reply).code).toBe('Request_ResourceNotFound');
  const error = reply.body['error'];
  const inner = isJsonObject(error) ? error['innerError'] : undefined;
  expect(Object.keys(isJsonObject(inner) ? inner : {})).toEqual(['date', 'request-id', 'client-request-id']);
});

test(`request-ids: ${says('request-ids')}`, async () => {
  const graph = graphFor('request-ids', bench);
  const mine = '0b6b8f9c-6f57-4c4b-8e3c-2f3c1d2e4a5b';
  const reply = await graph.get('/groups?$top=1', { 'client-request-id': mine });
  expect(reply.headers.get('client-request-id')).toBe(mine);
  expect(reply.headers.get('request-id')).toMatch(/^[0-9a-f-]{36}$/);
});

test(`token-missing: ${says('token-missing')}`, async () => {
  const graph = graphFor('token-missing', bench);
  const reply = await graphClient(graph.url, '').get('/groups?$top=1');
  expect(reply.status).toBe(401);
  expect(errorOf(reply).code).toBe('InvalidAuthenticationToken');
});
