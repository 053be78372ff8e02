/** What an admin in the portal does in the middle of a run, and what a run may then not do. */

import type { JsonObject } from '../../src/model/json.ts';
import { type EndState, endStateOf } from './end-state.ts';
import { type Call, NOTHING } from './fates.ts';
import type { Ran } from './runner.ts';
import type { Sent } from './sent.ts';
import { sequelOf } from './sequel.ts';
import { CONFIGURATIONS } from './situations.ts';
import { runIn, type Story } from './story.ts';
import type { TenantDoor } from './tenant-door.ts';
import { tinyId } from './tiny-company.ts';
import type { Trial } from './triples.ts';
import { World } from './world.ts';

/** An act on one object; `guards` is what of it no run may overwrite that had read it before. */
interface PortalAct {
  readonly name: string;
  readonly guards: 'settings' | 'assignments' | 'object' | 'nothing';
  readonly act: (world: World, id: string) => void;
  /** The members that it sets. */
  readonly body: JsonObject;
}

function patch(name: string, body: JsonObject): PortalAct {
  return {
    name,
    guards: 'settings',
    body,
    act: (world, id) => {
      const type = world.store.find('deviceConfigurations', id)?.type ?? '';
      world.portal('PATCH', `${CONFIGURATIONS}/${id}`, { '@odata.type': `#microsoft.graph.${type}`, ...body });
    },
  };
}

function assign(name: string, ...groups: readonly string[]): PortalAct {
  const assignments = groups.map((group) => ({
    target: { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId: tinyId(group) },
  }));
  const act: PortalAct['act'] = (world, id) =>
    void world.portal('POST', `${CONFIGURATIONS}/${id}/assign`, { assignments });
  return { name, guards: 'assignments', body: {}, act };
}

function duplicate(world: World, id: string): void {
  const { properties = {}, type = '' } = world.store.find('deviceConfigurations', id) ?? {};
  const { createdDateTime: _c, lastModifiedDateTime: _m, version: _v, ...kept } = properties;
  const body = { ...kept, '@odata.type': `#microsoft.graph.${type}`, displayName: 'copied in the portal' };
  world.portal('POST', CONFIGURATIONS, body);
}

const PORTAL_ACTS: readonly PortalAct[] = [
  patch('renames', { displayName: 'renamed in the portal' }),
  patch('describes', { description: 'described in the portal' }),
  patch('edits the account name of', { accountName: 'edited in the portal' }),
  patch('edits two settings of', { hostName: 'portal.contoso.com', durationOfEmailToSync: 'oneDay' }),
  { name: 'duplicates', guards: 'nothing', body: {}, act: duplicate },
  {
    name: 'deletes',
    guards: 'object',
    body: {},
    act: (world, id) => void world.portal('DELETE', `${CONFIGURATIONS}/${id}`),
  },
  assign('unassigns'),
  assign('widens', 'Staff', 'Sales', 'Lawyers'),
  assign('re-assigns', 'Contractors'),
];

export interface Meddling {
  readonly act: PortalAct;
  readonly at: Call;
  /** What the object was first called. */
  readonly label: string;
}

/** Every act, at every call, on every object that Postilion manages or is about to. */
export function portalTrials({ calls, end }: Story): readonly Trial<Meddling>[] {
  const labels = end.inventory
    .flatMap((text) => /"label":"([^"]+)"/.exec(text)?.[1] ?? [])
    .filter((one) => one !== 'Mail z');
  return calls.flatMap((at) =>
    PORTAL_ACTS.flatMap((act) =>
      labels.map((label) => ({
        name: `${at.index} ${at.port} ${at.site} | portal ${act.name} ${label}`,
        what: { act, at, label },
      })),
    ),
  );
}

/** What is wrong, in words; null where the object wasn't there to be touched. */
export async function meddle(
  story: Story,
  { act, at, label }: Meddling,
  door: TenantDoor,
): Promise<readonly string[] | null> {
  const world = new World(story.start);
  const how = { ...story.situation, repository: story.repository };
  let touched: string | null = null;
  let copies: readonly string[] = [];
  const first = await runIn(world, door, how, {
    decide: ({ index }) => {
      if (index !== at.index) return NOTHING;
      touched = world.store.all('deviceConfigurations').find(({ id }) => world.store.labelOf(id) === label)?.id ?? null;
      if (touched === null) return NOTHING;
      const known = new Set(world.store.all('deviceConfigurations').map(({ id }) => id));
      const before = world.store.find('deviceConfigurations', touched)?.assignments ?? [];
      act.act(world, touched);
      const after = world.store.find('deviceConfigurations', touched)?.assignments ?? [];
      // Taking nothing from nobody is nothing that could be overwritten.
      if (act.guards === 'assignments' && before.length + after.length === 0) touched = null;
      copies = world.store.all('deviceConfigurations').flatMap(({ id }) => (known.has(id) ? [] : [id]));
      return NOTHING;
    },
  });
  if (touched === null) return null;
  const faults = [...overwritten(world, first, act, at, touched), ...codeOf(first.code)];
  const sequel = await sequelOf(world, story, door, 'nothing written');
  const last = sequel.runs.at(-1);
  if (!sequel.atRest) faults.push(`run ${sequel.runs.length + 1} still writes ${last?.sent[0]?.text}`);
  const sent: readonly Sent[] = [...first.sent, ...sequel.runs.flatMap((next) => next.sent)];
  return [
    ...faults,
    ...codeOf(last?.code ?? null),
    ...unowned(sequel.world, sent, copies, story),
    ...twins(story, sent, act, label),
    ...left(sequel.world),
  ];
}

/** Codes that tell of somebody else's hand, or of nothing. */
const TRUE_CODES: readonly (number | null)[] = [0, 3, 4, 5, 7];

function codeOf(code: number | null): readonly string[] {
  return TRUE_CODES.includes(code) ? [] : [`exit code ${code}`];
}

/**
 * A write to the touched part that was decided on what the tenant held before: the run had read it, somebody changed
 * it, and the run wrote all the same. At the very call that writes nobody can look any more (Graph has no condition).
 */
function overwritten(world: World, { sent, calls }: Ran, act: PortalAct, at: Call, id: string): readonly string[] {
  const planRead = calls.find(({ site }) => site === `GET ${CONFIGURATIONS}`)?.index ?? 0;
  if (at.index <= planRead || (at.port === 'graph' && at.writes)) return [];
  const later = sent.filter((one) => one.id === id && one.at > at.index);
  const holds = world.store.find('deviceConfigurations', id)?.properties ?? {};
  const lost = Object.entries(act.body).filter(([name, value]) => holds[name] !== value);
  if (act.guards === 'settings') {
    return later.length === 0 ? [] : lost.map(([name]) => `${name} of the portal was overwritten`);
  }
  const hit = act.guards === 'assignments' ? later.filter(({ text }) => text.includes('/assign')) : [];
  return hit.map(({ text }) => `${text} went over what the portal had just done`);
}

/** Objects that aren't ours stay as they are: those that were there, and copies that somebody makes. */
function unowned(world: World, sent: readonly Sent[], copies: readonly string[], { start }: Story): readonly string[] {
  const strangers = ['Mail of strangers', 'iOS: certificate', 'iOS: next certificate'].map(tinyId);
  const before = start.store.collections.get('deviceConfigurations');
  const changed = strangers.filter((id) => world.store.find('deviceConfigurations', id) !== before?.get(id));
  const written = sent.filter(({ id }) => copies.includes(id) || strangers.includes(id));
  return [
    ...changed.map((id) => `${id} is not ours and was changed`),
    ...written.map(({ text }) => `not ours: ${text}`),
  ];
}

/** Never more creates than the undisturbed run makes, but for what the portal deleted. */
function twins({ sent: expected }: Story, sent: readonly Sent[], act: PortalAct, label: string): readonly string[] {
  const creates = sent.filter(({ text }) => isCreate(text)).length;
  const wanted = expected.filter(isCreate).length + (act.guards === 'object' ? 1 : 0);
  return creates <= wanted
    ? []
    : [`${creates} objects made where ${wanted} were wanted, after the portal's hand on ${label}`];
}

function isCreate(text: string): boolean {
  return text.startsWith('POST ') && !text.startsWith('POST /');
}

function left(world: World): readonly string[] {
  const { locked }: EndState = endStateOf(world);
  return locked ? ['the lock is still held'] : [];
}
