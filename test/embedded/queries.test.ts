import { expect, test } from 'vitest';
import { stringAt } from '../../src/model/json.ts';
import { says } from './behaviours.ts';
import type { GraphClient } from './graph-client.ts';
import { errorOf, idOf, itemsOf } from './graph-client.ts';
import { configurations, graphFor, useTenant } from './harness.ts';

const bench = useTenant();
const devices = '/deviceManagement/managedDevices';

/** How many objects a list holds over all its pages. */
async function total(graph: GraphClient, path: string): Promise<number> {
  let count = 0;
  for (let next: string | undefined = path; next !== undefined; ) {
    const reply: Awaited<ReturnType<GraphClient['get']>> = await graph.get(next);
    expect(reply.status).toBe(200);
    count += itemsOf(reply).length;
    next = stringAt(reply.body, '@odata.nextLink')?.replace(graph.url, '');
  }
  return count;
}

test(`paging: ${says('paging')}`, async () => {
  const graph = graphFor('paging', bench);
  const first = await graph.get('/users?$top=2&$select=id');
  const link = stringAt(first.body, '@odata.nextLink') ?? '';
  expect(link).toMatch(/^https?:\/\//);
  const second = await graph.get(link.replace(graph.url, ''));
  const ids = [...itemsOf(first), ...itemsOf(second)].map(idOf);
  expect(new Set(ids).size).toBe(4);
});

test(`maxpagesize: ${says('maxpagesize')}`, async () => {
  const graph = graphFor('maxpagesize', bench);
  const reply = await graph.get(configurations, { prefer: 'odata.maxpagesize=5' });
  expect(itemsOf(reply)).toHaveLength(5);
  expect(reply.body).toHaveProperty(['@odata.nextLink']);
});

test(`filter-name: ${says('filter-name')}`, async () => {
  const graph = graphFor('filter-name', bench);
  const name = encodeURIComponent("displayName eq 'iOS: Contoso root CA'");
  expect(itemsOf(await graph.get(`${configurations}?$filter=${name}`))).toHaveLength(1);
  const type = encodeURIComponent("isof('microsoft.graph.iosEasEmailProfileConfiguration')");
  const found = itemsOf(await graph.get(`${configurations}?$filter=${type}`));
  expect(found.map((item) => item['@odata.type'])).toEqual([
    '#microsoft.graph.iosEasEmailProfileConfiguration',
    '#microsoft.graph.iosEasEmailProfileConfiguration',
  ]);
});

test(`filter-ignored: ${says('filter-ignored')}`, async () => {
  const graph = graphFor('filter-ignored', bench);
  const all = await total(graph, `${devices}?$top=1000&$select=id`);
  const owner = encodeURIComponent("managedDeviceOwnerType eq 'personal'");
  expect(await total(graph, `${devices}?$top=1000&$select=id&$filter=${owner}`)).toBe(all);
});

test(`filter-devices: ${says('filter-devices')}`, async () => {
  const graph = graphFor('filter-devices', bench);
  const all = await total(graph, `${devices}?$top=1000&$select=id`);
  const system = encodeURIComponent("operatingSystem eq 'iOS' or operatingSystem eq 'iPadOS'");
  const apple = await total(graph, `${devices}?$top=1000&$select=id&$filter=${system}`);
  expect(apple).toBeGreaterThan(1000);
  expect(apple).toBeLessThan(all);
});

test(`devices-no-count: ${says('devices-no-count')}`, async () => {
  const graph = graphFor('devices-no-count', bench);
  const reply = await graph.get(`${devices}/$count`, { consistencylevel: 'eventual' });
  expect(reply.status).toBe(400);
});

test(`select-base: ${says('select-base')}`, async () => {
  const graph = graphFor('select-base', bench);
  const [first] = itemsOf(
    await graph.get(`${configurations}?$select=id,displayName,hostName&$top=1`).then((reply) => reply),
  );
  expect(Object.keys(first ?? {})).toEqual(['@odata.type', 'id', 'displayName']);
});

test(`group-by-name: ${says('group-by-name')}`, async () => {
  const graph = graphFor('group-by-name', bench);
  const body = { displayName: "People's group", mailEnabled: false, mailNickname: 'pg', securityEnabled: true };
  expect((await graph.send('POST', '/groups', body)).status).toBe(201);
  const find = async (filter: string) => itemsOf(await graph.get(`/groups?$filter=${encodeURIComponent(filter)}`));
  const [quoted] = await find("displayName eq 'People''s group'");
  expect(quoted?.['displayName']).toBe("People's group");
  expect(await find("displayName eq 'Regional sales'")).toHaveLength(2);
  expect(await find("startswith(displayName,'Sales ')")).toHaveLength(4);
  expect(await find(`id eq '${idOf(quoted)}'`)).toHaveLength(1);
});

test(`group-unsupported-filter: ${says('group-unsupported-filter')}`, async () => {
  const graph = graphFor('group-unsupported-filter', bench);
  const reply = await graph.get(`/groups?$filter=${encodeURIComponent("contains(displayName,'sales')")}`);
  expect(reply.status).toBe(400);
  expect(errorOf(reply).code).toBe('Request_UnsupportedQuery');
});
