/** Random repositories and tenants for one kind: profiles new, changed, equal, gone and adopted, beside strangers' objects. */

import fc from 'fast-check';
import { isNavigation } from '../../src/catalogue/codec.ts';
import { collectionApiOf, fieldsIn, type InstallForm, type Kind } from '../../src/catalogue/kind.ts';
import { assignmentsIn, encodeAssignments } from '../../src/core/assignments/graph.ts';
import { joinDescription, markerFor } from '../../src/core/tenant/marker.ts';
import {
  type Assignment,
  INSTALL_INTENTS,
  type Install,
  sortAssignments,
  targetId,
} from '../../src/model/assignment.ts';
import { digestText } from '../../src/model/digest.ts';
import { isJsonObject, type JsonObject, stringAt } from '../../src/model/json.ts';
import type { ResolvedProfile, Settings } from '../../src/model/profile.ts';
import { graphId, profile } from '../core/tenant.ts';
import { liveSettings, unknownMembers, valueOf, wireObject } from './arbitrary.ts';
import { assignmentArbitrary, completeFacts } from './audience-worlds.ts';
import { CONFIG, recorded, type World } from './pure-plan.ts';

/** Assignments as git and tenant hold them: one to a target, sorted, of apps with what they ask for. */
function assignedFor(kind: Kind): fc.Arbitrary<readonly Assignment[]> {
  const plain = assignmentArbitrary(true);
  const asked = kind.install === undefined ? plain : fc.tuple(plain, installOf(kind.install)).map(joined);
  return fc
    .uniqueArray(asked, { maxLength: 3, selector: targetId })
    .map((set) => sortAssignments(set.some(({ intent }) => intent === 'include') ? set : []));
}

function joined([assignment, install]: readonly [Assignment, Install]): Assignment {
  return { ...assignment, install };
}

/** An intent, and settings as far as somebody mentions them. */
function installOf({ settings }: InstallForm): fc.Arbitrary<Install> {
  const members = Object.entries(settings).map(([name, field]) => {
    const mentioned = valueOf(field).map((value): JsonObject => ({ [name]: field.normalise(value) }));
    return fc.oneof(fc.constant<JsonObject>({}), mentioned);
  });
  return fc.record({
    intent: fc.constantFrom(...INSTALL_INTENTS),
    settings: fc.tuple(...members).map((parts) => Object.fromEntries(parts.flatMap((part) => Object.entries(part)))),
  });
}

/** A profile of the repository, its object in the tenant, or both. */
interface Subject {
  readonly profile: ResolvedProfile | null;
  readonly object: JsonObject | null;
  readonly adopted: boolean;
  readonly references: readonly (readonly [string, string])[];
}

/** What git wants, near what the tenant holds: some fields left out, some changed. */
function wishes(kind: Kind, live: Settings): fc.Arbitrary<Settings> {
  const members = fieldsIn(kind).map(([name, field]) => {
    const value = live[name] ?? null;
    const keep = { weight: 6, arbitrary: fc.constant<Settings>({ [name]: value }) };
    const change = { weight: 1, arbitrary: valueOf(field).map((to): Settings => ({ [name]: field.normalise(to) })) };
    const leave = { weight: 2, arbitrary: fc.constant<Settings>({}) };
    return field.required ? fc.oneof(keep, change) : fc.oneof(keep, change, leave);
  });
  return fc.tuple(...members).map((parts) => parts.reduce((all, part) => ({ ...all, ...part }), {}));
}

function assignmentsOnWire(kind: Kind, assignments: readonly Assignment[]): JsonObject {
  return assignmentsIn(encodeAssignments(assignments, kind), kind);
}

/** The object that a profile stands for, and ids of what is bound to it. */
function liveObject(kind: Kind, key: string, isMarked: boolean) {
  const id = `00000000-0000-4000-8000-${digestText(key).slice(-12)}`;
  const marker = markerFor('contoso-mail', key, 1);
  return fc
    .record({
      settings: liveSettings(kind),
      more: unknownMembers,
      assignments: assignedFor(kind),
      text: fc.constantFrom('', 'Mail\n'),
    })
    .chain(({ settings, more, assignments, text }) => {
      const marked = isMarked ? { [collectionApiOf(kind).marker]: joinDescription(text, marker) } : {};
      const named = { displayName: `Mail ${key}`, description: text, ...marked };
      const envelope = { ...more, id, ...named, ...assignmentsOnWire(kind, assignments) };
      const references = fieldsIn(kind).flatMap(([name, field]) => {
        const bound = settings[name] ?? null;
        const target = isNavigation(field) && isJsonObject(bound) ? stringAt(bound, 'id') : undefined;
        return target === undefined ? [] : [[`${id}/${name}`, target] as const];
      });
      return wireObject(kind, settings, envelope).map((object) => ({ settings, object, references, assignments }));
    });
}

/** One subject of the key: in git or not, in the tenant by marker or adoption or not. */
export function subject(kind: Kind, key: string): fc.Arbitrary<Subject> {
  const situation = fc.record({
    inGit: fc.boolean(),
    inTenant: fc.constantFrom('no' as const, 'marked' as const, 'marked' as const, 'adopted' as const),
  });
  return situation.chain(({ inGit, inTenant }) =>
    liveObject(kind, key, inTenant === 'marked').chain(({ settings, object, references, assignments }) =>
      fc
        .record({
          settings: wishes(kind, settings),
          assignments: fc.oneof(fc.constant(undefined), fc.constant(assignments), assignedFor(kind)),
          description: fc.constantFrom(undefined, 'Mail\n', ''),
          name: fc.constantFrom(`Mail ${key}`, `New mail ${key}`),
          protect: fc.boolean(),
          unmanaged: fc.subarray([...Object.keys(kind.fields), 'assign'], { maxLength: 2 }),
        })
        .map((parts) => ({
          profile: inGit ? profile(key, { kind: kind.name, ...parts }) : null,
          object: inTenant === 'no' ? null : object,
          adopted: inTenant === 'adopted',
          references: inTenant === 'no' ? [] : references,
        })),
    ),
  );
}

/** A world with up to four subjects of the kind. */
export function worlds(kind: Kind): fc.Arbitrary<World> {
  const keys = fc.uniqueArray(fc.constantFrom('mail-a', 'mail-b', 'mail-c', 'mail-d'), { minLength: 1, maxLength: 4 });
  return keys
    .chain((chosen) => fc.tuple(completeFacts, ...chosen.map((key) => subject(kind, key))))
    .map(([facts, ...subjects]) => worldOf(subjects, facts));
}

export function worldOf(subjects: readonly Subject[], facts: World['facts']): World {
  const adopt = subjects.flatMap(({ profile: one, object, adopted }) => {
    const id = object === null ? undefined : stringAt(object, 'id');
    return adopted && one !== null && id !== undefined ? [[one.key, graphId(id)] as const] : [];
  });
  const objects = subjects.flatMap(({ object }) => (object === null ? [] : [object]));
  return {
    config: { ...CONFIG, adopt: Object.fromEntries(adopt) },
    profiles: subjects.flatMap(({ profile: one }) => one ?? []),
    objects,
    facts,
    references: new Map(subjects.flatMap(({ references }) => references)),
    inventory: recorded(objects),
  };
}
