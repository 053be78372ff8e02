import { expect, test } from 'vitest';
import { says } from './behaviours.ts';
import { idOf, itemsOf } from './graph-client.ts';
import { graphFor, groupNamed, useTenant } from './harness.ts';

const bench = useTenant();
const eventual = { consistencylevel: 'eventual' };

test(`transitive-members: ${says('transitive-members')}`, async () => {
  const graph = graphFor('transitive-members', bench);
  const sales = await groupNamed(graph, 'Sales users');
  const people = `/groups/${sales}/transitiveMembers/microsoft.graph.user`;
  const ids = itemsOf(await graph.get(`${people}?$select=id&$top=999`, eventual)).map(idOf);
  expect([ids.length, new Set(ids).size]).toEqual([340, 340]);
  const atlas = await groupNamed(graph, 'Project Atlas');
  const cyclic = await graph.get(`/groups/${atlas}/transitiveMembers/microsoft.graph.user/$count`, eventual);
  expect(cyclic.text).toBe('12');
});

test(`count-plain-text: ${says('count-plain-text')}`, async () => {
  const graph = graphFor('count-plain-text', bench);
  const [group] = itemsOf(await graph.get('/groups?$top=1&$select=id'));
  const path = `/groups/${idOf(group)}/transitiveMembers/$count`;
  expect((await graph.get(path)).status).toBe(400);
  const counted = await graph.get(path, eventual);
  expect(counted.status).toBe(200);
  expect(counted.headers.get('content-type')).toContain('text/plain');
  expect(counted.text).toMatch(/^\d+$/);
});

test(`count-not-json: ${says('count-not-json')}`, async () => {
  const graph = graphFor('count-not-json', bench);
  const reply = await graph.get('/users/$count', { ...eventual, accept: 'application/json' });
  expect(reply.status).toBe(415);
});

test(`cast-needs-header: ${says('cast-needs-header')}`, async () => {
  const graph = graphFor('cast-needs-header', bench);
  const path = `/groups/${await groupNamed(graph, 'Executives')}/transitiveMembers/microsoft.graph.user`;
  expect((await graph.get(path)).status).toBe(200);
  expect((await graph.get(`${path}?$select=id`)).status).toBe(400);
  expect((await graph.get(`${path}?$select=id`, eventual)).status).toBe(200);
});

test(`group-writes: ${says('group-writes')}`, async () => {
  const graph = graphFor('group-writes', bench);
  const body = { displayName: 'New group', mailEnabled: false, mailNickname: 'new', securityEnabled: true };
  const id = idOf((await graph.send('POST', '/groups', body)).body);
  const [user] = itemsOf(await graph.get('/users?$top=1'));
  const reference = { '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${idOf(user)}` };
  expect((await graph.send('POST', `/groups/${id}/members/$ref`, reference)).status).toBe(204);
  expect((await graph.send('POST', `/groups/${id}/members/$ref`, reference)).status).toBe(400);
  expect(itemsOf(await graph.get(`/groups/${id}/members`)).map(idOf)).toEqual([idOf(user)]);
  expect((await graph.send('DELETE', `/groups/${id}/members/${idOf(user)}/$ref`)).status).toBe(204);
  expect(itemsOf(await graph.get(`/groups/${id}/members`))).toEqual([]);
  expect((await graph.send('PATCH', `/groups/${id}`, { displayName: 'Renamed' })).status).toBe(204);
  expect((await graph.send('DELETE', `/groups/${id}`)).status).toBe(204);
  expect((await graph.get(`/groups/${id}`)).status).toBe(404);
});
