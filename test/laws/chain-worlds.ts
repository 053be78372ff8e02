/** Random tenants with chains of mail, certificates and roots, each whole before and wanted whole afterwards. */

import fc from 'fast-check';
import { odataType } from '../../src/catalogue/kind.ts';
import type { AudienceFacts } from '../../src/core/people/audience.ts';
import { joinDescription, markerFor } from '../../src/core/tenant/marker.ts';
import { kindNamed } from '../../src/kinds/catalogue.ts';
import { type Assignment, sortAssignments } from '../../src/model/assignment.ts';
import { digestText } from '../../src/model/digest.ts';
import type { JsonObject } from '../../src/model/json.ts';
import type { ResolvedProfile } from '../../src/model/profile.ts';
import { assignmentsOnWire } from '../core/on-wire.ts';
import { graphId, profile } from '../core/tenant.ts';
import { completeFacts, GROUPS } from './audience-worlds.ts';
import { CONFIG, recorded, type World } from './pure-plan.ts';

const KINDS = { root: 'ios-trusted-root', scep: 'ios-scep', mail: 'ios-mail' } as const;
type Level = keyof typeof KINDS;

/** What stands below: the field that refers to it. */
const FIELD = { root: null, scep: 'rootCertificate', mail: 'identityCertificate' } as const;

interface Member {
  readonly key: string;
  readonly level: Level;
  /** Key of what it stands on. */
  readonly on: string | null;
  readonly assignments: readonly Assignment[];
}

const LETTERS = ['a', 'b'] as const;
const letter = fc.constantFrom(...LETTERS);
const filter = fc.option(
  fc.record({ id: fc.constantFrom(graphId('f1'), graphId('f2')), mode: fc.constant('include' as const) }),
  { freq: 2 },
);

type Filters = readonly Assignment['filter'][];
const filters: fc.Arbitrary<Filters> = fc.tuple(filter, filter, filter, filter);

interface Choices {
  readonly mails: readonly string[];
  readonly certificateOf: readonly string[];
  readonly rootOf: readonly string[];
  readonly groups: readonly (readonly string[])[];
  readonly excluded: readonly (readonly string[])[];
}

const choices: fc.Arbitrary<Choices> = fc.record({
  mails: fc.subarray(['mail-a', 'mail-b']),
  certificateOf: fc.tuple(letter, letter),
  rootOf: fc.tuple(letter, letter),
  groups: fc.array(fc.subarray(GROUPS), { minLength: 6, maxLength: 6 }),
  excluded: fc.tuple(fc.subarray(GROUPS), fc.subarray(GROUPS)),
});

/** One state of two chains that share what they like; everybody with mail has its certificate, and that its root. */
function stateOf({ mails, certificateOf, rootOf, groups, excluded }: Choices, filtered: Filters): readonly Member[] {
  const include = (names: Iterable<string>): readonly Assignment[] =>
    [...new Set(names)].map((id) => ({
      intent: 'include',
      target: { type: 'group', id: graphId(id) },
      filter: filtered[GROUPS.indexOf(id)] ?? null,
    }));
  const members: Member[] = mails.map((key, index) => ({
    key,
    level: 'mail',
    on: `scep-${certificateOf[index] ?? 'a'}`,
    assignments: sortAssignments([
      ...include(groups[index] ?? []),
      ...((groups[index] ?? []).length === 0 ? [] : (excluded[index] ?? [])).map(
        (id): Assignment => ({ intent: 'exclude', target: { type: 'group', id: graphId(id) }, filter: null }),
      ),
    ]),
  }));
  const below = (level: Level, first: number, on: (index: number) => string | null): void => {
    for (const [index, name] of LETTERS.entries()) {
      const key = `${level}-${name}`;
      const above = members.filter((one) => one.on === key);
      if (above.length === 0) continue;
      const needed = above.flatMap(({ assignments }) =>
        assignments.flatMap(({ intent, target }) =>
          intent === 'include' && target.type === 'group' ? [String(target.id)] : [],
        ),
      );
      const assignments = sortAssignments(include([...needed, ...(groups[first + index] ?? [])]));
      members.push({ key, level, on: on(index), assignments });
    }
  };
  below('scep', 2, (index) => `root-${rootOf[index] ?? 'a'}`);
  below('root', 4, () => null);
  return members;
}

export interface ChainWorld {
  readonly world: World;
  readonly matches: (filter: string, device: string) => boolean;
}

/** Ids of objects, by key. */
export function idOf(key: string): string {
  return `00000000-0000-4000-8000-${digestText(key).slice(-12)}`;
}

export function chainWorlds(matches: fc.Arbitrary<ChainWorld['matches']>): fc.Arbitrary<ChainWorld> {
  // Filters of one target change with everything else, but not while something changes what it stands on.
  return fc
    .record({ facts: completeFacts, one: choices, other: choices, old: filters, fresh: filters, matches })
    .map(({ facts, one, other, old, fresh, matches: truth }) => {
      const isRebound =
        JSON.stringify([one.certificateOf, one.rootOf]) !== JSON.stringify([other.certificateOf, other.rootOf]);
      const [before, after] = [stateOf(one, old), stateOf(other, isRebound ? old : fresh)];
      return { world: worldOf(before, after, facts), matches: truth };
    });
}

/** A state made from the root up: what each level has lies within what it stands on. */
interface Picks {
  readonly roots: readonly (readonly string[])[];
  readonly sceps: readonly (readonly string[])[];
  readonly mails: readonly (readonly string[])[];
  readonly rootOf: readonly string[];
  readonly certificateOf: readonly string[];
}

const groupSets = fc.tuple(
  fc.subarray(GROUPS, { minLength: GROUPS.length - 1 }),
  fc.subarray(GROUPS, { minLength: GROUPS.length - 1 }),
);
const fewerSets = fc.tuple(fc.subarray(GROUPS), fc.subarray(GROUPS));
const letters = fc.tuple(letter, letter);

function within(picks: Picks, filtered: Filters): readonly Member[] {
  const include = (names: readonly string[]): readonly Assignment[] =>
    sortAssignments(
      names.map((id) => ({
        intent: 'include',
        target: { type: 'group', id: graphId(id) },
        filter: filtered[GROUPS.indexOf(id)] ?? null,
      })),
    );
  const levelOf = (
    level: Level,
    sets: readonly (readonly string[])[],
    below: readonly Member[],
    on: readonly string[],
  ) =>
    LETTERS.map((name, index): Member => {
      const target = below.find(({ key }) => key.endsWith(`-${on[index] ?? ''}`));
      const ids = (target?.assignments ?? []).flatMap((one) => (one.target.type === 'group' ? [one.target.id] : []));
      const names = (sets[index] ?? []).filter((id) => target === undefined || ids.some((one) => one === id));
      return { key: `${level}-${name}`, level, on: target?.key ?? null, assignments: include(names) };
    });
  const roots = levelOf('root', picks.roots, [], []);
  const sceps = levelOf('scep', picks.sceps, roots, picks.rootOf);
  return [...levelOf('mail', picks.mails, sceps, picks.certificateOf), ...sceps, ...roots];
}

/** Worlds in which mail moves, and what it stands on mostly stays as it is. */
export function stillWorlds(matches: fc.Arbitrary<ChainWorld['matches']>): fc.Arbitrary<ChainWorld> {
  const state = fc.record({ mails: fewerSets, certificateOf: letters });
  const roots = fc.record({ rootOf: letters, sceps: groupSets });
  const another = fc.option(roots, { freq: 1 });
  return fc
    .record({ facts: completeFacts, roots: groupSets, one: state, other: state, low: roots, another, filters, matches })
    .map(({ facts, roots: sets, one, other, low, another: moved, filters: filtered, matches: truth }) => {
      const before = within({ ...one, ...low, roots: sets }, filtered);
      // Mail that stays with its certificate is no business of these worlds.
      const certificateOf = one.certificateOf.map((name) => (name === 'a' ? 'b' : 'a'));
      const after = within({ ...other, certificateOf, ...(moved ?? low), roots: sets }, filtered);
      return { world: worldOf(before, after, facts), matches: truth };
    });
}

/** A member by its key, with what it stands on and the groups that have it. */
export function member(key: string, on: string | null, ...groups: readonly string[]): Member {
  const level = key.startsWith('mail') ? 'mail' : key.startsWith('scep') ? 'scep' : 'root';
  const assignments = groups.map(
    (id): Assignment => ({
      intent: 'include',
      target: { type: 'group', id: graphId(id) },
      filter: null,
    }),
  );
  return { key, level, on, assignments: sortAssignments(assignments) };
}

/** The world between two states of the same chains. */
export function worldOf(before: readonly Member[], after: readonly Member[], facts: AudienceFacts): World {
  const objects = before.map(objectOf);
  const references = before.flatMap(({ key, level, on }) =>
    on === null ? [] : [[`${idOf(key)}/${FIELD[level] ?? ''}`, idOf(on)] as const],
  );
  return {
    config: CONFIG,
    profiles: after.map(wished),
    objects,
    facts,
    references: new Map(references),
    inventory: recorded(objects),
  };
}

function objectOf({ key, level, assignments }: Member): JsonObject {
  const kind = kindNamed(KINDS[level]);
  if (kind === undefined) throw new Error('the kind is in the catalogue');
  return {
    '@odata.type': odataType(kind),
    id: idOf(key),
    displayName: key,
    description: joinDescription('', markerFor('contoso-mail', key, 1)),
    roleScopeTagIds: ['0'],
    ...(level === 'mail' ? { authenticationMethod: 'certificate' } : {}),
    assignments: assignmentsOnWire(assignments),
  };
}

function wished({ key, level, on, assignments }: Member): ResolvedProfile {
  const field = FIELD[level];
  const reference = field === null || on === null ? {} : { [field]: { key: on } };
  const method = level === 'mail' ? { authentication: 'certificate' } : {};
  return profile(key, { kind: KINDS[level], name: key, settings: { ...method, ...reference }, assignments });
}
