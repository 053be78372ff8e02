/** Apps, their configurations and certificates before and after, and the plan that leads from one to the other. */

import { encodeSettings, isNavigation, normaliseSettings } from '../../src/catalogue/codec.ts';
import { collectionApiOf, constantsOf, fieldsIn, type Kind, odataType } from '../../src/catalogue/kind.ts';
import { assignmentsIn, encodeAssignments } from '../../src/core/assignments/graph.ts';
import { joinDescription, markerFor } from '../../src/core/tenant/marker.ts';
import { kindNamed } from '../../src/kinds/catalogue.ts';
import { type Assignment, type InstallIntent, sortAssignments } from '../../src/model/assignment.ts';
import { isJsonObject, type JsonObject, stringAt } from '../../src/model/json.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { ResolvedProfile, Settings } from '../../src/model/profile.ts';
import { assignments, profile } from '../core/tenant.ts';
import { EMPTY, planWorld, recorded } from '../laws/pure-plan.ts';
import { peopleWith } from './people.ts';
import type { Around } from './platform-situation.ts';

/** One object at one time; settings that are left out are as in `USUAL`. */
export interface KindSituation extends Around {
  readonly kind: string;
  readonly settings?: Settings;
  /** Of apps: what their assignments ask for; required unless said otherwise. */
  readonly intent?: InstallIntent;
}

/** Everybody carries one device of each sort. */
const PEOPLE = peopleWith([
  ['iphone', 'iOS', 'iPhone'],
  ['phone', 'Android', 'androidForWork'],
  ['corporate', 'Android', 'androidEnterprise'],
  ['galaxy', 'Android', 'android'],
  ['laptop', 'Windows', 'windows10x'],
]);

type Situations = Readonly<Record<string, KindSituation>>;

/** The plan from what was applied to what is wanted; a key that is missing has no object. */
export function planOfKinds(before: Situations, after: Situations): Plan {
  const live = Object.entries(before).map(([key, situation]) => liveObject(key, situation));
  const objects = live.map(({ object }) => object);
  return planWorld({
    ...EMPTY,
    profiles: Object.entries(after).map(([key, situation]) => wanted(key, situation)),
    objects,
    inventory: recorded(objects),
    references: new Map(live.flatMap(({ references }) => references)),
    facts: PEOPLE,
  });
}

function kindOf({ kind: name }: KindSituation): Kind {
  const kind = kindNamed(name);
  if (kind === undefined) throw new Error(`${name} is no kind`);
  return kind;
}

/** What a kind must have, as its first examples say it. */
function settingsOf(situation: KindSituation): Settings {
  const kind = kindOf(situation);
  const usual = fieldsIn(kind).flatMap(([name, field]) =>
    field.required && field.shape.type !== 'reference' ? [[name, field.examples[0] ?? null] as const] : [],
  );
  return normaliseSettings(kind, { ...Object.fromEntries(usual), ...situation.settings });
}

function assigned(situation: KindSituation): readonly Assignment[] {
  const { assign = ['sales'], intent = 'required' } = situation;
  const isApp = kindOf(situation).install !== undefined;
  return sortAssignments(
    assignments(...assign).map((one) => (isApp ? { ...one, install: { intent, settings: {} } } : one)),
  );
}

function wanted(key: string, situation: KindSituation): ResolvedProfile {
  return profile(key, {
    kind: situation.kind,
    name: key,
    description: situation.description,
    settings: settingsOf(situation),
    assignments: assigned(situation),
  });
}

function liveObject(key: string, situation: KindSituation) {
  const kind = kindOf(situation);
  const id = `id-of-${key}`;
  const given = settingsOf(situation);
  const whole = Object.fromEntries(fieldsIn(kind).map(([name, field]) => [name, given[name] ?? field.initial]));
  const settings = normaliseSettings(kind, whole);
  const marker = markerFor('contoso-mail', key, 1);
  const text = situation.description ?? '';
  const object: JsonObject = {
    '@odata.type': odataType(kind),
    ...constantsOf(kind),
    ...encodeSettings(kind, settings),
    id,
    displayName: key,
    description: text,
    [collectionApiOf(kind).marker]: joinDescription(collectionApiOf(kind).marker === 'description' ? text : '', marker),
    roleScopeTagIds: ['0'],
    ...assignmentsIn(encodeAssignments(assigned(situation), kind), kind),
  };
  const references = fieldsIn(kind).flatMap(([name, field]) => {
    const value = settings[name] ?? null;
    const bound = isNavigation(field) && isJsonObject(value) ? stringAt(value, 'id') : undefined;
    return bound === undefined ? [] : [[`${id}/${name}`, bound] as const];
  });
  return { object, references };
}
