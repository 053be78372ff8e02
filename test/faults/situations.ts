/** What can happen to one profile, as data: what git and tenant were like, what changed, and which verb meets it. */

import type { JsonObject } from '../../src/model/json.ts';
import { chainSituations } from './chain-situations.ts';
import type { Select } from './injected-faults.ts';
import type { ProfileWish, RepositoryText } from './repository.ts';
import type { Verb } from './runner.ts';
import { type Act, leavesCreate, leavesLock, losesState, waits } from './state-acts.ts';
import { tinyId } from './tiny-company.ts';
import type { World } from './world.ts';

export interface Situation {
  readonly name: string;
  readonly verb: Verb;
  /** Applied one after the other, with an hour between them, before the story begins. */
  readonly before: readonly RepositoryText[];
  /** What others do then, and how much time passes. */
  readonly acts: readonly Act[];
  readonly after: RepositoryText;
  /** Everything is approved when left out. */
  readonly approve?: readonly string[] | 'codes';
  /** What nothing but reading all references shows. */
  readonly isFull?: true;
  /** What happens to every such call, whatever else goes wrong. */
  readonly weather?: Select;
  /** How much time each call takes; none when left out. */
  readonly secondsPerCall?: number;
  /** How many steps are in flight at once; the product's own number when left out. */
  readonly concurrency?: number;
}

type Profiles = Readonly<Record<string, ProfileWish>>;

/** Somebody's profile that stays as it is, so that no repository is ever empty. */
const KEEPER: Profiles = { z: { groups: ['Board'] } };

export const CONFIGURATIONS = '/deviceManagement/deviceConfigurations';
const MAIL = { '@odata.type': '#microsoft.graph.iosEasEmailProfileConfiguration' };

/** The id that the inventory has for a key. */
function idOf(world: World, key: string): string {
  return world.branch.tip?.inventory.entries[key]?.id ?? '';
}

/** An admin changes members of the object of a key. */
function edits(key: string, body: JsonObject): Act {
  return (world) => void world.portal('PATCH', `${CONFIGURATIONS}/${idOf(world, key)}`, { ...MAIL, ...body });
}

function reassigns(key: string, groups: readonly string[]): Act {
  const assignments = groups.map((group) => ({
    target: { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId: tinyId(group) },
  }));
  return (world) => void world.portal('POST', `${CONFIGURATIONS}/${idOf(world, key)}/assign`, { assignments });
}

function deletes(key: string): Act {
  return (world) => void world.portal('DELETE', `${CONFIGURATIONS}/${idOf(world, key)}`);
}

/** The portal doesn't offer it, other tools do. */
function unbinds(key: string): Act {
  const path = 'microsoft.graph.iosEasEmailProfileConfiguration/identityCertificate/$ref';
  return (world) => void world.portal('DELETE', `${CONFIGURATIONS}/${idOf(world, key)}/${path}`);
}

/** The portal's Duplicate: everything is copied, the description with its marker included. */
function duplicates(key: string, name: string): Act {
  return (world) => {
    const { properties = {}, type = '' } = world.store.find('deviceConfigurations', idOf(world, key)) ?? {};
    const kept = Object.entries(properties).filter(([member]) => !SERVER_SIDE.has(member));
    const body = { ...Object.fromEntries(kept), '@odata.type': `#microsoft.graph.${type}`, displayName: name };
    world.portal('POST', CONFIGURATIONS, body);
  };
}

const SERVER_SIDE = new Set(['id', 'createdDateTime', 'lastModifiedDateTime', 'version', 'supportsScopeTags']);

const BYHAND = tinyId('Mail by hand');
const CERTIFICATE = { authentication: 'certificate', identityCertificate: { name: 'iOS: certificate' } };
const NEXT = { authentication: 'certificate', identityCertificate: { name: 'iOS: next certificate' } };
const FILTERED = { include: [{ group: 'Staff', filter: { include: 'Company phones' } }] };

const A: ProfileWish = { groups: ['Staff'] };

/** A change of one profile: `from` null for one that is new, `to` null for one that goes. */
interface Change {
  readonly from: ProfileWish | null;
  readonly to: ProfileWish | null;
  readonly acts?: readonly Act[];
  readonly config?: JsonObject;
  readonly adopt?: JsonObject;
  readonly key?: string;
  readonly approve?: readonly string[] | 'codes';
  /** What nothing but reading all references shows. */
  readonly isFull?: true;
}

const settings = (more: JsonObject): ProfileWish => ({ ...A, settings: more });

const BOUND = settings(CERTIFICATE);
/** What git changes. */
const CHANGES: Readonly<Record<string, Change>> = {
  create: { from: null, to: A },
  'create unassigned': { from: null, to: {} },
  'create tagged': { from: null, to: { ...A, scopeTags: ['EMEA'], description: 'Mail for staff' } },
  'create with certificate': { from: null, to: BOUND },
  'create filtered': { from: null, to: { assign: FILTERED } },
  rename: { from: A, to: { ...A, name: 'Mail staff' } },
  describe: { from: A, to: { ...A, description: 'for staff' } },
  'account name': { from: A, to: settings({ accountName: 'Mail at Contoso' }) },
  'mail to sync': { from: A, to: settings({ mailToSync: 'oneMonth' }) },
  'oauth off': { from: A, to: settings({ oauth: false }) },
  host: { from: A, to: settings({ host: 'mail.contoso.com', oauth: false }) },
  'sync less': { from: settings({ sync: ['email', 'contacts'] }), to: settings({ sync: ['email'] }) },
  'to certificate': { from: A, to: settings(CERTIFICATE) },
  'next certificate': { from: settings(CERTIFICATE), to: settings(NEXT) },
  'from certificate': { from: settings(CERTIFICATE), to: A },
  'certificate and name': { from: settings(CERTIFICATE), to: { ...settings(NEXT), name: 'Mail staff' } },
  widen: { from: A, to: { groups: ['Staff', 'Lawyers'] } },
  narrow: { from: { groups: ['Staff', 'Lawyers'] }, to: A },
  'swap group': { from: A, to: { groups: ['Lawyers'] } },
  exclude: { from: A, to: { assign: { include: [{ group: 'Staff' }], exclude: [{ group: 'Contractors' }] } } },
  filter: { from: A, to: { assign: FILTERED } },
  'filter removed': { from: { assign: FILTERED }, to: A },
  'exclude devices': { from: A, to: { assign: { include: [{ group: 'Staff' }], exclude: [{ group: 'Kiosks' }] } } },
  'empty assignment': { from: A, to: { assign: { include: [] } } },
  tag: { from: A, to: { ...A, scopeTags: ['Default', 'EMEA'] } },
  'settings and people': {
    from: A,
    to: { groups: ['Lawyers'], settings: { accountName: 'Legal' }, name: 'Mail legal' },
  },
  remove: { from: A, to: null },
  release: { from: A, to: null, config: { release: { a: 'handed back' } } },
  moved: { from: A, to: { ...A, name: 'Mail a' }, key: 'a2', config: { moved: { a: 'a2' } } },
  'moved and renamed': { from: A, to: { ...A, name: 'Mail staff' }, key: 'a2', config: { moved: { a: 'a2' } } },
  'adopt as it is': { from: null, to: byHand({}), adopt: { a: BYHAND } },
  'adopt and assign': { from: null, to: byHand({ groups: ['Staff'] }), adopt: { a: BYHAND } },
  'adopt and rename': { from: null, to: byHand({ name: 'Mail staff' }), adopt: { a: BYHAND } },
  'protected removal': { from: { ...A, protect: true }, to: null },
  'another kind': { from: A, to: { ...A, kind: 'windows-mail' } },
  'gated account name': { from: A, to: settings({ accountName: 'Mail at Contoso' }), approve: [] },
  suspended: { from: A, to: { ...A, name: 'Mail staff' }, config: { suspend: ['a'] } },
  unmanaged: { from: settings({ mailToSync: 'oneWeek' }), to: { ...A, unmanaged: ['mailToSync'] } },
  nothing: { from: A, to: A },
};

/** What others changed since. */
const DRIFTS: Readonly<Record<string, Change>> = {
  'portal renames': { from: A, to: A, acts: [edits('a', { displayName: 'by hand' })] },
  'portal switches oauth': { from: A, to: A, acts: [edits('a', { useOAuth: false })] },
  'portal renames and switches': { from: A, to: A, acts: [edits('a', { displayName: 'by hand', useOAuth: false })] },
  'portal unassigns': { from: A, to: A, acts: [reassigns('a', [])] },
  'portal widens': { from: A, to: A, acts: [reassigns('a', ['Staff', 'Lawyers'])] },
  'somebody unbinds the certificate': { from: BOUND, to: BOUND, acts: [unbinds('a')], isFull: true },
  'portal deletes': { from: A, to: A, acts: [deletes('a')] },
  'portal duplicates': { from: A, to: { ...A, name: 'Mail staff' }, acts: [duplicates('a', 'Mail copy')] },
  'portal rewrites the marker': { from: A, to: { ...A, name: 'Mail staff' }, acts: [edits('a', { description: 'x' })] },
  'portal edits beside git': { from: A, to: { ...A, name: 'Mail staff' }, acts: [edits('a', { useOAuth: false })] },
  'portal and git disagree': {
    from: A,
    to: settings({ accountName: 'git' }),
    acts: [edits('a', { accountName: 'portal' })],
  },
  'portal and git agree': { from: A, to: { ...A, name: 'both' }, acts: [edits('a', { displayName: 'both' })] },
  'portal edits what git left out': { from: A, to: A, acts: [edits('a', { durationOfEmailToSync: 'oneDay' })] },
  'the state branch is lost': { from: A, to: { ...A, name: 'Mail staff' }, acts: [losesState()], approve: 'codes' },
  'the portal deletes what git removes': { from: A, to: null, acts: [deletes('a')] },
};

function byHand(more: ProfileWish): ProfileWish {
  const said = { accountName: 'By hand', host: 'mail.contoso.com', mailToSync: 'oneMonth' };
  return { name: 'Mail by hand', settings: { ...said, oauth: false }, ...more };
}

/** What goes on beside it. */
const COMPANIONS: Readonly<
  Record<string, { readonly from: Profiles; readonly to: Profiles; readonly acts?: readonly Act[] }>
> = {
  alone: { from: {}, to: {} },
  'beside a create': { from: {}, to: { b: { groups: ['Sales'] } } },
  'beside a rename': { from: { b: { groups: ['Sales'] } }, to: { b: { groups: ['Sales'], name: 'Mail sales' } } },
  'beside drift': {
    from: { b: { groups: ['Sales'] } },
    to: { b: { groups: ['Sales'] } },
    acts: [edits('b', { displayName: 'odd' })],
  },
};

let made: readonly Situation[] | null = null;

/** The whole: each change beside each companion, by each verb that writes. */
export function situations(): readonly Situation[] {
  made ??= makeSituations();
  return made;
}

function makeSituations(): readonly Situation[] {
  const verbs = ['apply', 'reconcile'] as const;
  const changed = Object.entries({ ...CHANGES, ...DRIFTS }).flatMap(([name, change]) =>
    Object.entries(COMPANIONS).flatMap(([beside, companion]) =>
      verbs.map((verb): Situation => {
        const { from, to, acts = [], config, adopt, key = 'a', approve, isFull } = change;
        const before = { profiles: { ...KEEPER, ...(from === null ? {} : { a: from }), ...companion.from } };
        return {
          name: `${verb}: ${name}, ${beside}`,
          verb,
          before: [before],
          acts: [...(companion.acts ?? []), ...acts],
          after: {
            profiles: { ...KEEPER, ...(to === null ? {} : { [key]: to }), ...companion.to },
            ...(config === undefined ? {} : { config }),
            ...(adopt === undefined ? {} : { adopt }),
          },
          ...(approve === undefined ? {} : { approve }),
          ...(isFull === undefined ? {} : { isFull }),
        };
      }),
    ),
  );
  return [...changed, ...longer(), ...chainSituations(KEEPER)];
}

/** Stories with more than one chapter before the one that is told. */
function longer(): readonly Situation[] {
  const whole = { profiles: { ...KEEPER, a: A, b: { groups: ['Sales'] } } };
  const without = { profiles: { ...KEEPER, b: { groups: ['Sales'] } } };
  const bare = { profiles: { ...KEEPER } };
  const renamed = { profiles: { ...KEEPER, a: { ...A, name: 'Mail staff' }, b: { groups: ['Sales'] } } };
  const dead = { before: [whole], acts: [leavesLock()] };
  const outlook: ProfileWish = { kind: 'ios-store-app', name: 'Outlook', settings: { app: 'outlook' } };
  const app = (groups: readonly string[]) => ({ profiles: { ...KEEPER, a: { ...outlook, groups } } });
  // No device of the platform, and a group of nobody: everything that confirms a zero is asked.
  const unused = (name: string) => ({ profiles: { ...KEEPER, a: { kind: 'windows-mail', name, groups: ['Nobody'] } } });
  // Every create is carried out, and its answer never heard.
  const deaf: Select = ({ site }) =>
    site === `POST ${CONFIGURATIONS}` ? { does: 'reset', when: 'after' } : { does: 'nothing' };
  const gone = { before: [whole, without], acts: [waits(9 * 24)] };
  return [
    { name: 'prune: one tombstone', verb: 'prune', ...gone, after: without },
    { name: 'prune: two tombstones', verb: 'prune', before: [whole, bare], acts: [waits(9 * 24)], after: bare },
    { name: 'prune: too early', verb: 'prune', before: [whole, without], acts: [waits(24)], after: without },
    {
      name: 'prune: assigned again',
      verb: 'prune',
      ...gone,
      acts: [waits(9 * 24), reassigns('a', ['Staff'])],
      after: without,
    },
    { name: 'apply: put back within grace', verb: 'apply', before: [whole, without], acts: [waits(24)], after: whole },
    {
      name: 'reconcile: put back within grace',
      verb: 'reconcile',
      before: [whole, without],
      acts: [waits(24)],
      after: whole,
    },
    { name: 'apply: the first run', verb: 'apply', before: [], acts: [], after: whole },
    { name: 'reconcile: the first run', verb: 'reconcile', before: [], acts: [], after: whole },
    { name: 'apply: a dead lock', verb: 'apply', ...dead, after: renamed },
    { name: 'reconcile: a dead lock', verb: 'reconcile', ...dead, after: renamed },
    { name: 'apply: a dead lock and nothing to do', verb: 'apply', ...dead, after: whole },
    { name: 'reconcile: a dead lock and nothing to do', verb: 'reconcile', ...dead, after: whole },
    { name: 'apply: an app', verb: 'apply', before: [app(['Staff'])], acts: [], after: app(['Sales']) },
    { name: 'apply: nobody has it', verb: 'apply', before: [unused('W')], acts: [], after: unused('X') },
    { name: 'apply: slow', verb: 'apply', before: [], acts: [], after: whole, secondsPerCall: 60 },
    { name: 'reconcile: slow', verb: 'reconcile', before: [], acts: [], after: whole, secondsPerCall: 60 },
    { name: 'apply: deaf', verb: 'apply', before: [bare], acts: [], after: whole, weather: deaf },
    { name: 'apply: a dead create', verb: 'apply', before: [bare], acts: [leavesCreate('a')], after: whole },
    { name: 'reconcile: deaf', verb: 'reconcile', before: [bare], acts: [], after: whole, weather: deaf },
    {
      name: 'apply: all at once',
      verb: 'apply',
      before: [whole],
      acts: [],
      after: { profiles: { ...KEEPER, b: { groups: ['Sales'], name: 'B' }, c: { groups: ['Lawyers'] } } },
    },
  ];
}
