import { expect, test } from 'vitest';
import { says } from './behaviours.ts';
import type { GraphClient } from './graph-client.ts';
import { idOf, itemsOf } from './graph-client.ts';
import { configurationNamed, configurations, created, graphFor, iosMailBody, useTenant } from './harness.ts';

const bench = useTenant();
const cast = 'microsoft.graph.iosEasEmailProfileConfiguration';

function address(id: string): string {
  return `https://graph.microsoft.com/beta/deviceManagement/deviceConfigurations('${id}')`;
}

/** A mail profile whose identity certificate is bound to the seeded SCEP profile. */
async function boundProfile(graph: GraphClient, name: string) {
  const scep = await configurationNamed(graph, 'iOS: user certificate SCEP');
  const body = {
    ...iosMailBody(name),
    authenticationMethod: 'certificate',
    'identityCertificate@odata.bind': address(scep),
  };
  const id = await created(graph, configurations, body);
  return { id, scep, path: `${configurations}/${id}/${cast}/identityCertificate` };
}

test(`reference-bind: ${says('reference-bind')}`, async () => {
  const graph = graphFor('reference-bind', bench);
  const { id, scep, path } = await boundProfile(graph, 'bind');
  const plain = await graph.get(`${configurations}/${id}`);
  expect(Object.keys(plain.body).filter((name) => name.includes('identityCertificate'))).toEqual([]);
  expect((await graph.get(path)).body['id']).toBe(scep);
});

test(`reference-replace: ${says('reference-replace')}`, async () => {
  const graph = graphFor('reference-replace', bench);
  const { path } = await boundProfile(graph, 'replace');
  const pkcs = await configurationNamed(graph, 'iOS: user certificate PKCS (Finance)');
  expect((await graph.send('PUT', `${path}/$ref`, { '@odata.id': address(pkcs) })).status).toBe(204);
  expect((await graph.get(path)).body['id']).toBe(pkcs);
  expect((await graph.send('DELETE', `${path}/$ref`)).status).toBe(204);
  expect((await graph.get(path)).status).toBe(404);
});

test(`reference-unset: ${says('reference-unset')}`, async () => {
  const graph = graphFor('reference-unset', bench);
  const id = await created(graph, configurations, iosMailBody('unset'));
  expect((await graph.get(`${configurations}/${id}/${cast}/smimeSigningCertificate`)).status).toBe(404);
});

test(`reference-wrong-target: ${says('reference-wrong-target')}`, async () => {
  const graph = graphFor('reference-wrong-target', bench);
  const { path } = await boundProfile(graph, 'wrong target');
  // An imported PFX fits S/MIME but not client authentication; a root fits neither.
  for (const name of ['iOS: S/MIME encryption', 'iOS: Contoso root CA']) {
    const target = await configurationNamed(graph, name);
    expect((await graph.send('PUT', `${path}/$ref`, { '@odata.id': address(target) })).status).toBe(400);
  }
  const pfx = address(await configurationNamed(graph, 'iOS: S/MIME encryption'));
  const smime = path.replace('identityCertificate', 'smimeEncryptionCertificate');
  expect((await graph.send('PUT', `${smime}/$ref`, { '@odata.id': pfx })).status).toBe(204);
  const nowhere = address('7c0e61f6-5a2e-4a3c-9d0f-0d8a9f2b1c55');
  expect((await graph.send('PUT', `${path}/$ref`, { '@odata.id': nowhere })).status).toBe(400);
});

test(`reference-cast: ${says('reference-cast')}`, async () => {
  const graph = graphFor('reference-cast', bench);
  const { id } = await boundProfile(graph, 'cast');
  const wrong = 'microsoft.graph.windows10EasEmailProfileConfiguration';
  for (const path of [`${id}/identityCertificate`, `${id}/${wrong}/identityCertificate`, `${id}/${cast}/noSuchThing`]) {
    expect((await graph.get(`${configurations}/${path}`)).status).toBe(400);
  }
});

test(`reference-patch: ${says('reference-patch')}`, async () => {
  const graph = graphFor('reference-patch', bench);
  const { id, scep, path } = await boundProfile(graph, 'kept');
  await graph.send('PATCH', `${configurations}/${id}`, {
    '@odata.type': `#${cast}`,
    authenticationMethod: 'usernameAndPassword',
  });
  expect((await graph.get(path)).body['id']).toBe(scep);
});

test(`reference-bind-patch: ${says('reference-bind-patch')}`, async () => {
  const graph = graphFor('reference-bind-patch', bench);
  const { id, scep } = await boundProfile(graph, 'bind patch');
  const patch = { '@odata.type': `#${cast}`, 'identityCertificate@odata.bind': address(scep) };
  expect((await graph.send('PATCH', `${configurations}/${id}`, patch)).status).toBe(400);
  for (const wrong of [null, [], [address(scep)]]) {
    const body = { ...iosMailBody('bind null'), 'identityCertificate@odata.bind': wrong };
    expect((await graph.send('POST', configurations, body)).status).toBe(400);
  }
});

test(`reference-delete-used: ${says('reference-delete-used')}`, async () => {
  const graph = graphFor('reference-delete-used', bench);
  const scep = await configurationNamed(graph, 'iOS: user certificate SCEP');
  expect((await graph.send('DELETE', `${configurations}/${scep}`)).status).toBe(400);
  expect((await graph.get(`${configurations}/${scep}`)).status).toBe(200);
});

test(`reference-collection: ${says('reference-collection')}`, async () => {
  const graph = graphFor('reference-collection', bench);
  const id = await configurationNamed(graph, 'Wi-Fi lab');
  const root = await configurationNamed(graph, 'iOS: Contoso root CA');
  const path = `${configurations}/${id}/microsoft.graph.iosEnterpriseWiFiConfiguration/rootCertificatesForServerValidation`;
  const body = { '@odata.id': address(root) };
  expect((await graph.send('PUT', `${path}/$ref`, body)).status).toBe(400);
  expect((await graph.send('POST', `${path}/$ref`, body)).status).toBe(204);
  expect(itemsOf(await graph.get(path)).map(idOf)).toEqual([root]);
  expect((await graph.send('DELETE', `${path}/${root}/$ref`)).status).toBe(204);
  expect(itemsOf(await graph.get(path))).toEqual([]);
});
