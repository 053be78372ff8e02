import { expect } from 'vitest';
import { isJsonObject, stringAt } from '../../src/model/json.ts';
import { errorOf, graphClient, idOf, itemsOf } from './graph-client.ts';
import { behaviour, configurationNamed, configurations, useTenant } from './harness.ts';

const bench = useTenant();

behaviour('list-configurations', bench, async (graph) => {
  const reply = await graph.get(configurations);
  expect(reply.status).toBe(200);
  expect(stringAt(reply.body, '@odata.context')).toContain('#deviceManagement/deviceConfigurations');
  for (const item of itemsOf(reply)) expect(item['@odata.type']).toMatch(/^#microsoft\.graph\.\w+$/);
});

behaviour('expand-assignments', bench, async (graph) => {
  const [first] = itemsOf(await graph.get(`${configurations}?$expand=assignments`));
  expect(first).toHaveProperty('assignments');
  expect(first).toHaveProperty(['assignments@odata.context']);
});

behaviour('expand-typed-navigation', bench, async (graph) => {
  const id = await configurationNamed(graph, 'iOS: user certificate SCEP');
  const reply = await graph.get(
    `${configurations}/${id}?$expand=microsoft.graph.iosScepCertificateProfile/rootCertificate`,
  );
  expect(reply.status).toBe(400);
});

behaviour('key-in-brackets', bench, async (graph) => {
  const id = idOf(itemsOf(await graph.get(configurations))[0]);
  const plain = await graph.get(`${configurations}/${id}`);
  const bracketed = await graph.get(`${configurations}('${id}')`);
  expect(bracketed.status).toBe(200);
  expect(bracketed.body['id']).toBe(plain.body['id']);
});

behaviour('every-property', bench, async (graph) => {
  const id = await configurationNamed(graph, 'iOS mail (old, do not touch)');
  const { body } = await graph.get(`${configurations}/${id}`);
  expect(body).toMatchObject({ requireSmime: null, perAppVPNProfileId: null, customDomainName: null, useOAuth: false });
  const scep = await graph.get(
    `${configurations}/${await configurationNamed(graph, 'iOS: user certificate PKCS (Finance)')}`,
  );
  expect(scep.body).toMatchObject({ customSubjectAlternativeNames: [] });
});

behaviour('tips-on-get', bench, async (graph) => {
  const id = await configurationNamed(graph, 'iOS: Contoso root CA');
  expect((await graph.get(`${configurations}/${id}`)).body).toHaveProperty(['@microsoft.graph.tips']);
  expect((await graph.get(`${configurations}/${id}?$select=id`)).body).not.toHaveProperty(['@microsoft.graph.tips']);
});

behaviour('unknown-id', bench, async (graph) => {
  const reply = await graph.get(`${configurations}/7c0e61f6-5a2e-4a3c-9d0f-0d8a9f2b1c55`);
  expect(reply.status).toBe(404);
  expect(errorOf(reply).code).toBe('ResourceNotFound');
});

behaviour('unknown-segment', bench, async (graph) => {
  const reply = await graph.get('/deviceManagement/deviceConfigurationz');
  expect(reply.status).toBe(400);
  expect(errorOf(reply).message).toContain("'deviceConfigurationz'");
});

behaviour('intune-error-shape', bench, async (graph) => {
  const reply = await graph.get(`${configurations}/7c0e61f6-5a2e-4a3c-9d0f-0d8a9f2b1c55`);
  const error = reply.body['error'];
  const inner: unknown = JSON.parse(isJsonObject(error) ? (stringAt(error, 'message') ?? '') : '');
  expect(inner).toMatchObject({
    Message: expect.any(String),
    CustomApiErrorPhrase: expect.any(String),
    RetryAfter: null,
  });
});

behaviour('entra-error-shape', bench, async (graph) => {
  const reply = await graph.get('/groups/7c0e61f6-5a2e-4a3c-9d0f-0d8a9f2b1c55');
  expect(reply.status).toBe(404);
  const inner = { date: expect.any(String), 'request-id': expect.any(String), 'client-request-id': expect.any(String) };
  expect(reply.body).toMatchObject({ error: { code: 'Request_ResourceNotFound', innerError: inner } });
});

behaviour('request-ids', bench, async (graph) => {
  const mine = '0b6b8f9c-6f57-4c4b-8e3c-2f3c1d2e4a5b';
  const reply = await graph.get('/groups?$top=1', { 'client-request-id': mine });
  expect(reply.headers.get('client-request-id')).toBe(mine);
  expect(reply.headers.get('request-id')).toMatch(/^[0-9a-f-]{36}$/);
});

behaviour('token-missing', bench, async (graph) => {
  const reply = await graphClient(graph.url, '').get('/groups?$top=1');
  expect(reply.status).toBe(401);
  expect(errorOf(reply).code).toBe('InvalidAuthenticationToken');
});
