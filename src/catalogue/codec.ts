/** Graph object ↔ settings in normal form, derived from a kind's fields. */

import { canonical, isJsonArray, isJsonObject, type JsonObject, type JsonValue, sameJson } from '../model/json.ts';
import type { Settings } from '../model/profile.ts';
import { holdsSecret, replaceSecrets } from '../model/secret.ts';
import type { Field } from './field.ts';
import { collectionApiOf, constantsOf, fieldsIn, type Kind, odataType } from './kind.ts';
import { hideHeld } from './secrets.ts';

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
    if (value !== undefined) normal[name] = normalised(field, value);
  }
  return normal;
}

/** Symbols take no part in it: they stand where their values will. */
function normalised(field: Field, value: JsonValue): JsonValue {
  if (field.secrets === undefined || !holdsSecret(value)) return field.normalise(value);
  return reinstated(field.normalise(replaceSecrets(value, (symbol) => `${PLACEHOLDER}${canonical(symbol)}`)));
}

/** No text of a YAML file begins like that. */
const PLACEHOLDER = '\u0001secret ';

function reinstated(value: JsonValue): JsonValue {
  if (isJsonArray(value)) return value.map(reinstated);
  if (isJsonObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, reinstated(inner)]));
  }
  if (typeof value !== 'string' || !value.startsWith(PLACEHOLDER)) return value;
  const symbol: unknown = JSON.parse(value.slice(PLACEHOLDER.length));
  return isJsonObject(symbol) ? symbol : value;
}

/** Graph object → settings in normal form, navigations left out: a plain GET doesn't carry them. */
export function decodeSettings(kind: Kind, object: JsonObject): Settings {
  const settings: Record<string, JsonValue> = {};
  for (const [name, field] of fieldsIn(kind)) if (!isNavigation(field)) settings[name] = field.decode(object);
  return settings;
}

/**
 * Settings in normal form → members of a Graph object, for the fields that `settings` has; `beside` are all of them, `held` is
 * the object that they are written to.
 */
export function encodeSettings(
  kind: Kind,
  settings: Settings,
  beside: Settings = settings,
  held?: JsonObject,
): JsonObject {
  const members: Record<string, JsonValue> = {};
  for (const [name, field] of fieldsIn(kind)) {
    const value = settings[name];
    if (value !== undefined) Object.assign(members, encoded(name, field, value, beside, held));
  }
  return members;
}

/**
 * A value with secrets can be encoded only once they are known, when the request is sent. Until then the first of its
 * members holds the setting itself, `{$setting: name, value}`, and what else of the profile it is encoded with. So does a
 * value beside which the tenant holds something that only it has: that may be secret too.
 */
function encoded(
  name: string,
  field: Field,
  value: JsonValue,
  beside: Settings,
  held: JsonObject | undefined,
): JsonObject {
  const { secrets, graph } = field;
  if (secrets === undefined) return field.encode(value, beside, held);
  const isHidden = holdsSecret(value) || !sameJson(field.encode(value, beside), field.encode(value, beside, held));
  if (!isHidden) return field.encode(value, beside);
  const others = secrets.beside.map((one) => [one, beside[one] ?? null] as const);
  const more = others.length === 0 ? {} : { beside: Object.fromEntries(others) };
  return { [graph[0] ?? name]: { $setting: name, value, ...more } };
}

/** Settings of the tenant without their secrets: the form in which everything but a request holds them. */
export function hideSecrets(kind: Kind, settings: Settings): Settings {
  return Object.fromEntries(
    Object.entries(settings).map(([name, value]) => {
      const rules = kind.fields[name]?.secrets;
      return [name, rules === undefined ? value : hideHeld(value, rules)];
    }),
  );
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
