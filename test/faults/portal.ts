/** What an admin in the portal does in the middle of a run, and what a run may then not do. */

import type { CollectionName, Entity } from '../../src/embedded/store/store.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { type EndState, endStateOf } from './end-state.ts';
import type { FaultyServer } from './faulty-server.ts';
import { type Call, NOTHING } from './injected-faults.ts';
import type { Ran } from './runner.ts';
import type { Sent } from './sent.ts';
import { sequelOf } from './sequel.ts';
import { CONFIGURATIONS } from './situations.ts';
import { runIn, type Story } from './story.ts';
import { tinyId } from './tiny-company.ts';
import type { Trial } from './triples.ts';
import { PortalRefusal, World } from './world.ts';

/** An object of ours, with how the portal speaks of it. */
interface Found {
  readonly entity: Entity;
  readonly collection: CollectionName;
  readonly path: string;
  /** The cast before `/assign`, the name of the list in its body, and what each assignment has beside its target. */
  readonly assigned: { readonly cast: string; readonly as: string; readonly with: JsonObject };
}

const PLAIN = { cast: '', as: 'assignments', with: {} };

const PLACES: readonly Pick<Found, 'collection' | 'path' | 'assigned'>[] = [
  { collection: 'deviceConfigurations', path: CONFIGURATIONS, assigned: PLAIN },
  {
    collection: 'mobileApps',
    path: '/deviceAppManagement/mobileApps',
    assigned: {
      cast: '',
      as: 'mobileAppAssignments',
      with: { '@odata.type': '#microsoft.graph.mobileAppAssignment', intent: 'required' },
    },
  },
  {
    collection: 'mobileAppConfigurations',
    path: '/deviceAppManagement/mobileAppConfigurations',
    assigned: { ...PLAIN, cast: '/microsoft.graph.managedDeviceMobileAppConfiguration' },
  },
];

function foundIn({ store }: World, label: string): Found | null {
  const [found] = PLACES.flatMap((place) => {
    const entity = store.all(place.collection).find(({ id }) => store.labelOf(id) === label);
    return entity === undefined ? [] : [{ ...place, entity }];
  });
  return found ?? null;
}

/** An act on one object; `guards` is what of it no run may overwrite that had read it before. */
interface PortalAct {
  readonly name: string;
  readonly guards: 'settings' | 'assignments' | 'object' | 'nothing';
  /** Whether the portal can do it to such an object. */
  readonly fits: (found: Found) => boolean;
  readonly act: (world: World, found: Found) => void;
  /** The members that it sets. */
  readonly body: JsonObject;
}

function patch(name: string, body: JsonObject, types = /./): PortalAct {
  return {
    name,
    guards: 'settings',
    body,
    fits: ({ entity }) => types.test(entity.type),
    act: (world, { path, entity }) => {
      world.portal('PATCH', `${path}/${entity.id}`, { '@odata.type': `#microsoft.graph.${entity.type}`, ...body });
    },
  };
}

function assign(name: string, ...groups: readonly string[]): PortalAct {
  const act: PortalAct['act'] = (world, { path, entity, assigned }) => {
    const assignments = groups.map((group) => ({
      ...assigned.with,
      target: { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId: tinyId(group) },
    }));
    world.portal('POST', `${path}/${entity.id}${assigned.cast}/assign`, { [assigned.as]: assignments });
  };
  return { name, guards: 'assignments', body: {}, fits: () => true, act };
}

function duplicate(world: World, { path, entity: { properties, type } }: Found): void {
  const { createdDateTime: _c, lastModifiedDateTime: _m, version: _v, ...kept } = properties;
  const body = { ...kept, '@odata.type': `#microsoft.graph.${type}`, displayName: 'copied in the portal' };
  world.portal('POST', path, body);
}

const MAIL = /EmailProfile/;
const FETCHED = /(?:Scep|Pkcs)CertificateProfile/;

const PORTAL_ACTS: readonly PortalAct[] = [
  patch('renames', { displayName: 'renamed in the portal' }),
  patch('describes', { description: 'described in the portal' }),
  patch('edits the account name of', { accountName: 'edited in the portal' }, MAIL),
  patch('edits two settings of', { hostName: 'portal.contoso.com', durationOfEmailToSync: 'oneDay' }, MAIL),
  patch('edits the renewal of', { renewalThresholdPercentage: 40 }, FETCHED),
  {
    name: 'duplicates',
    guards: 'nothing',
    body: {},
    fits: ({ path }) => path === CONFIGURATIONS,
    act: duplicate,
  },
  {
    name: 'deletes',
    guards: 'object',
    body: {},
    fits: () => true,
    act: (world, { path, entity }) => void world.portal('DELETE', `${path}/${entity.id}`),
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
  /** Counts up from 0 with calls, acts and objects: where not every object has its turn at every call, they alternate. */
  readonly turn: number;
  readonly objects: number;
}

/** Every act, at every call, on every object that Postilion manages or is about to. */
export function portalTrials({ calls, end, born }: Story): readonly Trial<Meddling>[] {
  const labels = end.inventory
    .flatMap((text) => /"label":"([^"]+)"/.exec(text)?.[1] ?? [])
    .filter((one) => one !== 'Mail z');
  return calls.flatMap((at) => {
    const there = labels.filter((label) => (born.get(label) ?? -1) < at.index);
    return PORTAL_ACTS.flatMap((act, place) =>
      there.map((label, index) => ({
        name: `${at.index} ${at.port} ${at.site} | portal ${act.name} ${label}`,
        what: { act, at, label, turn: at.index + place + index, objects: there.length },
      })),
    );
  });
}

/** In one part of the whole every act strikes at every call, on one object; the next part has the next one. */
export function isInPart({ turn, objects }: Meddling, part: number): boolean {
  return (turn + part) % objects === 0;
}

/** What is wrong, in words; null where the object wasn't there to be touched. */
export async function meddle(
  story: Story,
  { act, at, label }: Meddling,
  faulty: FaultyServer,
): Promise<readonly string[] | null> {
  const world = new World(story.start);
  const how = { ...story.situation, repository: story.repository };
  let touched: Found | null = null;
  let copies: readonly string[] = [];
  const first = await runIn(world, faulty, how, {
    decide: ({ index }) => {
      if (index !== at.index) return NOTHING;
      const found = foundIn(world, label);
      if (found === null || !act.fits(found)) return NOTHING;
      const { id } = found.entity;
      const known = new Set(world.store.all('deviceConfigurations').map((one) => one.id));
      if (!isDone(() => act.act(world, found))) return NOTHING;
      const before = found.entity.assignments ?? [];
      const after = world.store.find(found.collection, id)?.assignments ?? [];
      // Taking nothing from nobody is nothing that could be overwritten.
      if (act.guards !== 'assignments' || before.length + after.length > 0) touched = found;
      copies = world.store.all('deviceConfigurations').flatMap((one) => (known.has(one.id) ? [] : [one.id]));
      return NOTHING;
    },
  });
  if (touched === null) return null;
  const isSlow = story.situation.secondsPerCall !== undefined;
  const faults = [...overwritten(world, first, { act, at, isSlow }, touched), ...codeOf(first.code, story)];
  const sequel = await sequelOf(world, story, faulty, 'nothing written');
  const last = sequel.runs.at(-1);
  if (!sequel.atRest) faults.push(`run ${sequel.runs.length + 1} still writes ${last?.sent[0]?.text}`);
  const sent: readonly Sent[] = [...first.sent, ...sequel.runs.flatMap((next) => next.sent)];
  return [
    ...faults,
    ...codeOf(last?.code ?? null, story),
    ...unowned(sequel.world, sent, copies, story),
    ...duplicates(story, sent, act, label),
    ...left(sequel.world),
  ];
}

/** False where the tenant refuses, as it does to delete what others refer to. */
function isDone(work: () => void): boolean {
  try {
    work();
    return true;
  } catch (error) {
    if (error instanceof PortalRefusal) return false;
    throw error;
  }
}

/** Codes that tell of somebody else's hand, or of nothing. */
const TRUE_CODES: readonly (number | null)[] = [0, 3, 4, 5, 7];

/** A run that was given codes of a plan ends with 10 where the portal made that plan another one, and a slow one as it does alone. */
function codeOf(code: number | null, { situation, codes }: Story): readonly string[] {
  const isOther = code === 10 && situation.approve === 'codes';
  return isOther || code === codes[0] || TRUE_CODES.includes(code) ? [] : [`exit code ${code}`];
}

/**
 * A write to the touched part that was decided on what the tenant held before: the run had read it, somebody changed
 * it, and the run wrote all the same. At the very call that writes nobody can look any more (Graph has no condition).
 */
function overwritten(
  world: World,
  { sent, calls }: Ran,
  { act, at, isSlow }: Pick<Meddling, 'act' | 'at'> & { readonly isSlow: boolean },
  found: Found,
): readonly string[] {
  const { id } = found.entity;
  const begun = calls.findIndex(({ writes }) => writes);
  const planned = begun === -1 ? calls : calls.slice(0, begun);
  const reads = [`GET ${found.path}`, `GET ${found.path}/{id}`];
  const planRead =
    planned.findLast((call) => [call.site, ...call.items].some((one) => reads.includes(one)))?.index ?? 0;
  if (at.index <= planRead || (at.port === 'graph' && at.writes)) return [];
  // Steps in flight side by side: behind the last look at this object another one's read may come before its write.
  const lookedAt = (before: number): number =>
    calls.findLast(
      ({ index, writes, paths = [] }) => index < before && !writes && paths.some((one) => one.includes(id)),
    )?.index ?? before;
  const later = sent.filter(
    // Where each request takes a minute, the lock is looked at last of all, behind the object.
    (one) => one.id === id && one.at > at.index && ((at.port === 'git' && !isSlow) || lookedAt(one.at) >= at.index),
  );
  const holds = world.store.find(found.collection, id)?.properties ?? {};
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
function duplicates(
  { codes, sent: expected, situation }: Story,
  sent: readonly Sent[],
  act: PortalAct,
  label: string,
): readonly string[] {
  const creates = sent.map(({ text }) => text).filter(isCreate);
  // What was refused for an object that the portal then deletes is wanted after all, and who knows how much of it.
  const refused = codes[0] === 4 && act.guards === 'object' ? new Set(creates).size : 0;
  // With the state branch lost (the stories that ask for codes) and its marker taken out, an object is nobody's any more.
  const isUnknown = situation.approve === 'codes' && 'description' in act.body;
  const again = act.guards === 'object' || isUnknown ? 1 : 0;
  const wanted = Math.max(refused, expected.filter(isCreate).length + again);
  return creates.length <= wanted
    ? []
    : [`${creates.length} objects made where ${wanted} were wanted, after the portal's hand on ${label}`];
}

function isCreate(text: string): boolean {
  return text.startsWith('POST ') && !text.startsWith('POST /');
}

function left(world: World): readonly string[] {
  const { locked }: EndState = endStateOf(world);
  return locked ? ['the lock is still held'] : [];
}
