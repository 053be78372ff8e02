import { expect, test } from 'vitest';
import { type JsonObject, type JsonValue, objectsAt, stringAt } from '../../src/model/json.ts';
import { DEEP } from '../deep.ts';
import { errorOf, type GraphClient, idOf, itemsOf } from './graph-client.ts';
import { configurationNamed, configurations, created, iosMailBody, useTenant } from './harness.ts';
import { managedRepository } from './managed-repository.ts';

const bench = useTenant();

const PROFILES = `kind: ios-mail
key: ios-engineering
name: "Shapes: Engineering"
description: With every sort of value
settings:
  accountName: Contoso mail
  host: outlook.office365.com
  ssl: true
  username: userPrincipalName
  emailAddress: primarySmtpAddress
  authentication: certificate
  identityCertificate: {name: "iOS: user certificate SCEP"}
  oauth: false
  sync: [email, calendars, reminders]
  mailToSync: twoWeeks
  smime: false
  allowMovingMessages: true
assign:
  include:
    - group: Engineering users
  exclude:
    - group: Contractors
---
kind: ios-mail
key: ios-bare
name: "Shapes: bare"
settings:
  accountName: Contoso
  host: mail.contoso.com
  username: primarySmtpAddress
  emailAddress: primarySmtpAddress
  authentication: usernameAndPassword
assign:
  include:
    - allUsers: true
`;

/** Each shape in all its spellings, the ordinary one first. */
const SPELLINGS = {
  nulls: [false, 'null', 'absent'],
  bitOrder: [false, 'blanks', 'reversed'],
  timestamps: [false, 'trimmed', 'seconds', 'offset'],
  annotations: [false, true],
  tips: [false, true],
  reorder: [false, true],
  unknown: [false, true],
  scopeTagsEmpty: [false, 'empty', 'null', 'absent'],
  noFilter: [false, 'zero', 'absent'],
} as const satisfies Readonly<Record<string, readonly JsonValue[]>>;

/** Every set of shapes, on or off; those that are on take turns among their spellings. */
function everyCombination(): readonly JsonObject[] {
  const names = Object.entries<readonly JsonValue[]>(SPELLINGS);
  return Array.from({ length: 2 ** names.length }, (_, number) => {
    const chosen = names.map(([name, [ordinary = false, ...others]], bit): [string, JsonValue] => {
      const isOn = Math.floor(number / 2 ** bit) % 2 === 1;
      return [name, isOn ? (others[(number + bit) % others.length] ?? true) : ordinary];
    });
    return Object.fromEntries(chosen);
  });
}

/** Each spelling alone, all together, and a spread of the others; the deep run takes every combination. */
function isSampled(_: JsonObject, index: number, all: readonly JsonObject[]): boolean {
  if (DEEP) return true;
  return Number.isInteger(Math.log2(index)) || index === all.length - 1 || index % 37 === 0;
}

async function control(graph: GraphClient, method: string, route: string, body?: JsonValue) {
  const reply = await graph.send(method, `/__tenant/${route}`, body);
  if (reply.status >= 300) throw new Error(`${method} ${route} answered ${reply.status}: ${reply.text}`);
  return reply;
}

async function writesOf(graph: GraphClient): Promise<readonly JsonObject[]> {
  return itemsOf(await control(graph, 'GET', 'requests')).filter((line) => line['write'] === true);
}

/** The repository applied to a tenant of mail profiles and what they refer to: hundreds of plans read nothing else. */
async function applied(graph: GraphClient) {
  for (const item of itemsOf(await graph.get(configurations))) {
    const isMail = stringAt(item, '@odata.type')?.includes('EmailProfile') ?? false;
    // What somebody refers to stays, because the tenant refuses to delete it.
    if (!isMail) await graph.send('DELETE', `${configurations}/${idOf(item)}`);
  }
  const repository = managedRepository(graph.url, PROFILES);
  expect(await repository.apply()).toMatchObject({ converged: true, summary: { failed: 0, waiting: 0 } });
  return repository;
}

async function stored(graph: GraphClient, name: string): Promise<JsonObject> {
  const state = await control(graph, 'GET', 'state?only=deviceConfigurations');
  const found = objectsAt(state.body, 'deviceConfigurations').find((item) => item['displayName'] === name);
  if (found === undefined) throw new Error(`the tenant has no ${name}`);
  return found;
}

test('a managed object plans to nothing in every shape that means the same', { timeout: 120_000 }, async () => {
  const { graph } = bench();
  const repository = await applied(graph);
  await control(graph, 'DELETE', 'requests');
  for (const shapes of everyCombination().filter(isSampled)) {
    await control(graph, 'POST', 'shapes', shapes);
    const { problems, steps, changes, findings } = await repository.plan();
    const ours = changes.filter(({ key }) => key.startsWith('ios-')).map(({ key, action }) => [key, action]);
    const told = findings.filter(({ code }) => code === 'GRA-010').map(({ key }) => key);
    expect({ shapes, problems, steps, ours, told }).toEqual({
      shapes,
      problems: [],
      steps: [],
      ours: [
        ['ios-bare', 'unchanged'],
        ['ios-engineering', 'unchanged'],
      ],
      told: shapes['unknown'] === false ? [] : ['ios-engineering', 'ios-bare'],
    });
  }
  expect(await writesOf(graph)).toEqual([]);
  await control(graph, 'DELETE', 'shapes');
});

const SERVICE_ONLY = { serviceOnlyZ: [{ b: 1, a: [0.1, -0, 1e21] }, null, []], serviceOnlyA: 'Zoë "said" \\ 😀\u2028' };

test.each([
  ['the ordinary ones', {}],
  ['all at once', { ...everyCombination().at(-1) }],
])('a patch keeps what the service alone knows, byte for byte, in shapes: %s', async (_, shapes) => {
  const { graph } = bench();
  const { state } = await applied(graph);
  await control(graph, 'POST', 'shapes', { ...shapes, unknown: SERVICE_ONLY });
  const before = await stored(graph, 'Shapes: Engineering');
  await control(graph, 'DELETE', 'requests');
  const changed = managedRepository(graph.url, PROFILES.replace('mailToSync: twoWeeks', 'mailToSync: oneMonth'), state);
  const plan = await changed.plan();
  expect(plan.findings.find(({ key, code }) => key === 'ios-engineering' && code === 'GRA-010')?.message).toContain(
    'keeps them as they are: serviceOnlyA, serviceOnlyZ',
  );
  expect(await changed.apply()).toMatchObject({ converged: true, summary: { done: 1, failed: 0 } });
  expect(await writesOf(graph)).toMatchObject([{ method: 'PATCH', status: 204 }]);
  await control(graph, 'DELETE', 'shapes');
  const after = await stored(graph, 'Shapes: Engineering');
  expect(after['durationOfEmailToSync']).toBe('oneMonth');
  expect(textOf(after)).toBe(textOf(before));
  expect(textOf(after)).toBe(JSON.stringify(SERVICE_ONLY));
});

/** What the service alone knows, as the text that it is stored as. */
function textOf(object: JsonObject): string {
  return JSON.stringify(Object.fromEntries(Object.entries(object).filter(([name]) => name.startsWith('serviceOnly'))));
}

test('what the service alone knows is refused when a client sends it', async () => {
  const { graph } = bench();
  await control(graph, 'POST', 'shapes', { unknown: true });
  const sent = { ...iosMailBody('Shapes: meddling'), serviceOnlyText: 'x' };
  const reply = await graph.send('POST', configurations, sent);
  expect(reply.status).toBe(400);
  expect(errorOf(reply).message).toContain("The property 'serviceOnlyText' does not exist");
  const id = await created(graph, configurations, iosMailBody('Shapes: new'));
  const patch = { '@odata.type': sent['@odata.type'], serviceOnlyText: 'x' };
  expect((await graph.send('PATCH', `${configurations}/${id}`, patch)).status).toBe(400);
  expect((await graph.get(`${configurations}/${id}`)).body).toMatchObject({ serviceOnlyText: 'Zoë said "no" \\ 😀' });
  await control(graph, 'DELETE', 'shapes');
  expect((await graph.get(`${configurations}/${id}`)).body).not.toHaveProperty('serviceOnlyText');
});

/** One object in shapes, read with its assignments. */
async function shown(graph: GraphClient, shapes: JsonObject): Promise<JsonObject> {
  await control(graph, 'POST', 'shapes', shapes);
  const id = await configurationNamed(graph, 'Shapes: Engineering');
  const { body } = await graph.get(`${configurations}/${id}?$expand=assignments`);
  await control(graph, 'DELETE', 'shapes');
  return body;
}

test('each spelling is one', async () => {
  const { graph } = bench();
  await applied(graph);
  const ordinary = await shown(graph, {});
  expect(ordinary).toMatchObject({ requireSmime: false, useOAuth: false, perAppVPNProfileId: null });
  expect(await shown(graph, { nulls: true })).toMatchObject({ requireSmime: null, requireSsl: true });
  expect(await shown(graph, { nulls: 'absent' })).not.toHaveProperty('requireSmime');
  expect(ordinary['easServices']).toBe('calendars,email,reminders');
  expect(await shown(graph, { bitOrder: true })).toHaveProperty('easServices', 'calendars, email, reminders');
  expect(await shown(graph, { bitOrder: 'reversed' })).toHaveProperty('easServices', 'reminders,email,calendars');
  const created = stringAt(ordinary, 'createdDateTime') ?? '';
  const offset = stringAt(await shown(graph, { timestamps: 'offset' }), 'createdDateTime') ?? '';
  expect(offset).toMatch(/T\d\d:\d\d:\d\d\.\d{7}-08:00$/);
  expect(Date.parse(offset)).toBe(Date.parse(created));
  expect((await shown(graph, { timestamps: 'seconds' }))['createdDateTime']).toBe(`${created.slice(0, 19)}Z`);
  expect((await shown(graph, { timestamps: true }))['createdDateTime']).toMatch(/T\d\d:\d\d:\d\d(\.\d{1,5})?Z$/);
  const annotated = await shown(graph, { annotations: true });
  expect(annotated).toHaveProperty(['@odata.editLink']);
  expect(annotated).toHaveProperty(['easServices@odata.type'], '#microsoft.graph.easServices');
  expect(annotated).toHaveProperty(['identityCertificate@odata.navigationLink']);
  expect(annotated).toHaveProperty(['#microsoft.graph.assign', 'target']);
  const turned = Object.keys(await shown(graph, { reorder: true })).filter((name) => !name.startsWith('@'));
  expect(turned).toEqual(turned.toSorted((a, b) => (a < b ? 1 : -1)));
  expect(await shown(graph, { scopeTagsEmpty: true })).toHaveProperty('roleScopeTagIds', []);
  expect(await shown(graph, { scopeTagsEmpty: 'absent' })).not.toHaveProperty('roleScopeTagIds');
  const filter = 'assignments.0.target.deviceAndAppManagementAssignmentFilterId';
  expect(ordinary).toHaveProperty(filter, null);
  expect(await shown(graph, { noFilter: true })).toHaveProperty(filter, '00000000-0000-0000-0000-000000000000');
  expect(await shown(graph, { noFilter: 'absent' })).not.toHaveProperty(filter);
});

test.each([
  [{ colour: true }, "'colour' is no shape: nulls, bitOrder, timestamps"],
  [{ nulls: 'often' }, "'nulls' must be true, false or one of null, absent"],
  [{ tips: 'yes' }, "'tips' must be true or false"],
  [{ unknown: 'yes' }, "'unknown' must be true, false or an object of members"],
])('%j is refused', async (shapes, message) => {
  const { graph } = bench();
  const reply = await graph.send('POST', '/__tenant/shapes', shapes);
  expect(reply.status).toBe(400);
  expect(errorOf(reply).message).toContain(message);
});
