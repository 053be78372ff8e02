/** Random settings, profiles and wire objects of a kind, built from its fields alone: a new kind is tested by being there. */

import fc from 'fast-check';
import { encodeSettings, isNavigation, normaliseSettings } from '../../src/catalogue/codec.ts';
import type { Field } from '../../src/catalogue/field.ts';
import { constantsOf, fieldsIn, type Kind, odataType } from '../../src/catalogue/kind.ts';
import { canonical, isJsonArray, type JsonObject, type JsonValue } from '../../src/model/json.ts';
import type { Settings } from '../../src/model/profile.ts';

/** A text that people could write; never empty, never with a blank at its ends. */
const text = fc.string({ minLength: 1, maxLength: 24, unit: 'grapheme' }).filter((one) => one === one.trim());

function mixedCase(host: string): fc.Arbitrary<string> {
  const letters = [...host];
  return fc
    .array(fc.boolean(), { minLength: letters.length, maxLength: letters.length })
    .map((upper) => letters.map((letter, at) => (upper[at] ? letter.toUpperCase() : letter)).join(''));
}

// Building one of these takes longer than drawing from it a thousand times.
const host = fc.oneof(fc.domain(), fc.constantFrom('outlook.office365.com', 'mail.contoso.com')).chain(mixedCase);
const reference = fc.uuid().map((id) => ({ id }));
const file = fc.stringMatching(/^[0-9a-f]{64}$/).map((sha256) => ({ sha256 }));
const built = new WeakMap<Field, fc.Arbitrary<JsonValue>>();

/** A YAML value of the field, never null; references as they are once names are looked up, files once they are read. */
export function valueOf(field: Field): fc.Arbitrary<JsonValue> {
  const known = built.get(field) ?? arbitraryFor(field);
  built.set(field, known);
  return known;
}

function arbitraryFor(field: Field): fc.Arbitrary<JsonValue> {
  const { shape } = field;
  switch (shape.type) {
    case 'text':
      return text;
    case 'host':
      return host;
    case 'boolean':
      return fc.boolean();
    case 'choice':
      return fc.constantFrom(...Object.keys(shape.meanings));
    case 'set':
      return fc.shuffledSubarray(Object.keys(shape.meanings), { minLength: shape.atLeast });
    case 'choice-or-custom':
      return fc.oneof(
        fc.constantFrom<JsonValue>(...Object.keys(shape.meanings)),
        text.map((custom) => ({ [shape.custom]: custom })),
      );
    case 'structured':
      return fc.constantFrom(...field.examples);
    case 'reference':
      return reference;
    case 'file':
      return file;
  }
}

/** Settings as YAML has them: each field absent, null or valued; a required one is never null. */
export function yamlSettings(kind: Kind): fc.Arbitrary<Settings> {
  return settingsWhere(kind, (field) =>
    field.required ? [undefined, valueOf(field)] : [undefined, fc.constant(null), valueOf(field)],
  );
}

/** Settings of a whole profile: the required ones are there. */
export function wholeSettings(kind: Kind): fc.Arbitrary<Settings> {
  return settingsWhere(kind, (field) =>
    field.required ? [valueOf(field)] : [undefined, fc.constant(null), valueOf(field)],
  );
}

function settingsWhere(
  kind: Kind,
  choices: (field: Field) => readonly (fc.Arbitrary<JsonValue> | undefined)[],
): fc.Arbitrary<Settings> {
  const members = fieldsIn(kind).map(([name, field]) => {
    const options = choices(field).map((one) => one ?? fc.constant(undefined));
    return fc.oneof(...options).map((value): Settings => (value === undefined ? {} : { [name]: value }));
  });
  return fc.tuple(...members).map((parts) => parts.reduce((all, part) => ({ ...all, ...part }), {}));
}

/** What a tenant can hold: every field in normal form, references included. */
export function liveSettings(kind: Kind): fc.Arbitrary<Settings> {
  return wholeSettings(kind).map((settings) => {
    const complete = fieldsIn(kind).map(([name, field]) => [name, settings[name] ?? field.initial] as const);
    return normaliseSettings(kind, Object.fromEntries(complete));
  });
}

/** The same, spelt otherwise: sets in another order, hosts in another case, defaults written out or as null. */
export function sameMeaning(kind: Kind): fc.Arbitrary<readonly [Settings, Settings]> {
  return wholeSettings(kind).chain((settings) => {
    const members = Object.entries(settings).map(([name, value]) => {
      const field = kind.fields[name];
      const spelt = field === undefined ? fc.constant(value) : respelt(field, value);
      return spelt.map((other): Settings => ({ [name]: other }));
    });
    return fc
      .tuple(...members)
      .map((parts) => [settings, parts.reduce((all, part) => ({ ...all, ...part }), {})] as const);
  });
}

function respelt(field: Field, value: JsonValue): fc.Arbitrary<JsonValue> {
  const isDefault = canonical(field.normalise(value)) === canonical(field.normalise(null));
  const spellings: fc.Arbitrary<JsonValue>[] = [fc.constant(value)];
  if (isDefault && !field.required) spellings.push(fc.constant(null), fc.constant(field.initial));
  if (isJsonArray(value)) spellings.push(fc.shuffledSubarray([...value], { minLength: value.length }));
  if (field.shape.type === 'host' && typeof value === 'string') spellings.push(mixedCase(value.toLowerCase()));
  return fc.oneof(...spellings);
}

/** Two settings that differ in one field's normal form and in nothing else. */
export function oneChanged(kind: Kind): fc.Arbitrary<{ name: string; before: Settings; after: Settings }> {
  const name = fc.constantFrom(...Object.keys(kind.fields));
  return fc
    .tuple(liveSettings(kind), name)
    .chain(([before, changed]) => {
      const field = kind.fields[changed];
      const value = field === undefined ? fc.constant(null) : valueOf(field);
      return value.map((to) => ({
        name: changed,
        before,
        after: { ...before, [changed]: field?.normalise(to) ?? null },
      }));
    })
    .filter(
      ({ name: changed, before, after }) => canonical(before[changed] ?? null) !== canonical(after[changed] ?? null),
    );
}

/** Members that a newer service might send, with values that must never be shown. */
export const unknownMembers: fc.Arbitrary<JsonObject> = fc
  .dictionary(fc.stringMatching(/^future[A-Z][a-z]{1,8}$/), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 })
  .map((members) => jsonObject(members));

function jsonObject(members: Readonly<Record<string, unknown>>): JsonObject {
  return Object.fromEntries(Object.entries(members).map(([name, value]) => [name, jsonValue(value)]));
}

function jsonValue(value: unknown): JsonValue {
  if (Array.isArray(value)) return value.map(jsonValue);
  if (typeof value === 'object' && value !== null) return jsonObject({ ...value });
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

/** The answer of a server that holds the settings: nulls where nothing is set, flags in any order, members in any order. */
export function wireObject(kind: Kind, settings: Settings, more: JsonObject = {}): fc.Arbitrary<JsonObject> {
  const plain = { ...constantsOf(kind), ...encodeSettings(kind, settings) };
  const flags = new Set(fieldsIn(kind).flatMap(([, { shape, graph }]) => (shape.type === 'set' ? graph : [])));
  const members = Object.entries(plain).map(([name, value]): fc.Arbitrary<JsonObject> => {
    // A property that was never set comes as null from one collection and not at all from another.
    if (value === null) return fc.constantFrom<JsonObject[]>({ [name]: null }, {});
    const spelt = flags.has(name) && typeof value === 'string' ? flagsInAnyOrder(value) : fc.constant(value);
    return spelt.map((one) => ({ [name]: one }));
  });
  const envelope: JsonObject = {
    '@odata.type': odataType(kind),
    '@odata.context': 'https://graph.microsoft.com/beta/$metadata#deviceManagement/deviceConfigurations/$entity',
    id: '11111111-1111-4111-8111-111111111111',
    displayName: 'Mail',
    description: null,
    roleScopeTagIds: ['0'],
    createdDateTime: '2026-01-05T08:00:00Z',
    lastModifiedDateTime: '2026-01-05T08:00:00Z',
    supportsScopeTags: true,
    version: 3,
    ...more,
  };
  return fc.tuple(fc.constant(envelope), ...members).chain((parts) => {
    const all = parts.flatMap((part) => Object.entries(part));
    return fc.shuffledSubarray(all, { minLength: all.length }).map((shuffled) => Object.fromEntries(shuffled));
  });
}

function flagsInAnyOrder(value: string): fc.Arbitrary<string> {
  const flags = value.split(',');
  return fc
    .tuple(fc.shuffledSubarray(flags, { minLength: flags.length }), fc.constantFrom(',', ', '))
    .map(([shuffled, comma]) => shuffled.join(comma));
}

/** Without the references that travel beside the object. */
export function withoutNavigations(kind: Kind, settings: Settings): Settings {
  const inBody = fieldsIn(kind).filter(([name, field]) => !isNavigation(field) && settings[name] !== undefined);
  return Object.fromEntries(inBody.map(([name]) => [name, settings[name] ?? null]));
}
