/** Graph object ↔ settings in normal form, derived from a kind's fields. */

import type { JsonObject, JsonValue } from '../model/json.ts';
import type { Settings } from '../model/profile.ts';
import type { Field } from './field.ts';
import { collectionApiOf, constantsOf, fieldsIn, type Kind, odataType } from './kind.ts';

/** Members of every configuration that are not settings; anything else that no field owns is unknown. */
const ENVELOPE = new Set([
  'id',
  'displayName',
  'description',
  'createdDateTime',
  'lastModifiedDateTime',
  'version',
  'roleScopeTagIds',
  'supportsScopeTags',
  'assignments',
]);

/** True where the value doesn't travel in the object's own body. */
export function isNavigation(field: Field): boolean {
  return field.shape.type === 'reference' && field.shape.target.via === 'navigation';
}

/** YAML settings → normal form, field by field; what YAML doesn't mention stays out. */
export function normaliseSettings(kind: Kind, settings: Settings): Settings {
  const normal: Record<string, JsonValue> = {};
  for (const [name, field] of fieldsIn(kind)) {
    const value = settings[name];
    if (value !== undefined) normal[name] = field.normalise(value);
  }
  return normal;
}

/** Graph object → settings in normal form, navigations left out: a plain GET doesn't carry them. */
export function decodeSettings(kind: Kind, object: JsonObject): Settings {
  const settings: Record<string, JsonValue> = {};
  for (const [name, field] of fieldsIn(kind)) if (!isNavigation(field)) settings[name] = field.decode(object);
  return settings;
}

/** Settings in normal form → members of a Graph object, for the fields that `settings` has; `beside` are all of them. */
export function encodeSettings(kind: Kind, settings: Settings, beside: Settings = settings): JsonObject {
  const members: Record<string, JsonValue> = {};
  for (const [name, field] of fieldsIn(kind)) {
    const value = settings[name];
    if (value !== undefined) Object.assign(members, field.encode(value, beside));
  }
  return members;
}

/**
 * The settings part of a create: what is wanted, and every default spelt out, because what the service stores for an
 * omitted member is undocumented. Nulls are left out: the service writes them itself.
 */
export function encodeCreate(kind: Kind, settings: Settings): JsonObject {
  const complete: Record<string, JsonValue> = {};
  for (const [name, field] of fieldsIn(kind)) complete[name] = settings[name] ?? field.initial;
  const members = Object.entries(encodeSettings(kind, complete)).filter(([, value]) => value !== null);
  return { '@odata.type': odataType(kind), ...constantsOf(kind), ...Object.fromEntries(members) };
}

/** Members that the kind's fields stand for; asked for with every object that is read, and always the same. */
function ownedBy(kind: Kind): ReadonlySet<string> {
  const known = owned.get(kind);
  if (known !== undefined) return known;
  const made = new Set([...fieldsIn(kind).flatMap(([, field]) => field.graph), ...collectionApiOf(kind).kept]);
  owned.set(kind, made);
  return made;
}

const owned = new WeakMap<Kind, ReadonlySet<string>>();

/** Members of a live object that the catalogue doesn't know: kept by every patch, and reported. */
export function unknownMembers(kind: Kind, object: JsonObject): readonly string[] {
  const ours = ownedBy(kind);
  return Object.keys(object)
    .filter((name) => !name.includes('@') && !name.startsWith('#') && !ENVELOPE.has(name))
    .filter((name) => !ours.has(name) && !(name in kind.constants) && !(name in kind.leftAlone))
    .sort();
}
