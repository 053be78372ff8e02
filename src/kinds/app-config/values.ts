/** An app's configuration as one mapping of keys to values, and the three ways in which Graph carries it. */

import { fromBase64, toBase64 } from '../../model/digest.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, objectsAt, stringAt } from '../../model/json.ts';
import { keepExactIntegers } from './json-text.ts';
import { meantBy } from './keys/app-key.ts';
import { keyNamed } from './keys/known-keys.ts';
import { fromPropertyList, toPropertyList } from './property-list.ts';

/** The mapping with every value as its key means it, and without keys that say nothing. */
function settled(configuration: JsonObject): JsonValue {
  const members = Object.keys(configuration)
    .sort()
    .flatMap((name) => {
      const value = meantBy(configuration[name] ?? null, keyNamed(name));
      return value === null ? [] : [[name, value] as const];
    });
  return members.length === 0 ? null : Object.fromEntries(members);
}

function membersOf(value: JsonValue): readonly (readonly [string, JsonValue])[] {
  return isJsonObject(value) ? Object.entries(value).filter(([, one]) => one !== null) : [];
}

// iOS: a list of typed items, or a property list in base64 for values that items can't hold.

/** A configuration → the members of an `iosMobileAppConfiguration`. */
export function toIos(value: JsonValue): JsonObject {
  // What could not be read stays what it was.
  if (typeof value === 'string') return { settings: [], encodedSettingXml: value };
  const members = membersOf(value);
  const isNested = members.some(([, one]) => typeof one === 'object');
  if (isNested) return { settings: [], encodedSettingXml: toBase64(toPropertyList(Object.fromEntries(members))) };
  return { settings: members.map(([key, one]) => buildItem(key, one)), encodedSettingXml: null };
}

/** The configuration in an `iosMobileAppConfiguration`; null for none, the text of one that can't be read. */
export function fromIos(object: JsonObject): JsonValue {
  const xml = object['encodedSettingXml'];
  if (typeof xml === 'string' && xml !== '') {
    const text = fromBase64(xml);
    const read = text === null ? null : fromPropertyList(text);
    return read === null ? xml : settled(read);
  }
  return settled(named(objectsAt(object, 'settings'), 'appConfigKey', valueOf));
}

/** The entries by their names; one without a name says nothing to anybody. */
function named(entries: readonly JsonObject[], member: string, valueIn: (entry: JsonObject) => JsonValue): JsonObject {
  return Object.fromEntries(
    entries.flatMap((entry) => {
      const name = stringAt(entry, member);
      return name === undefined ? [] : [[name, valueIn(entry)] as const];
    }),
  );
}

/** One item of an iOS configuration. */
export function buildItem(key: string, value: JsonValue): JsonObject {
  return { appConfigKey: key, appConfigKeyType: itemType(value), appConfigKeyValue: textOf(value) };
}

/** A plain value as it stands in texts; a nested one as JSON. */
function textOf(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function itemType(value: JsonValue): string {
  if (typeof value === 'boolean') return 'booleanType';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integerType' : 'realType';
  return 'stringType';
}

/** The admin center writes the types with a capital, the service answers without (seen in exports). */
function valueOf(item: JsonObject): JsonValue {
  const text = stringAt(item, 'appConfigKeyValue') ?? '';
  switch ((stringAt(item, 'appConfigKeyType') ?? '').toLowerCase()) {
    case 'booleantype':
      return switchIn(text) ?? text;
    case 'integertype':
    case 'realtype':
      return isExact(text) ? Number(text) : text;
    default:
      return text;
  }
}

/** Switches as people and tools have written them; null for what is neither on nor off. */
function switchIn(text: string): boolean | null {
  const word = text.trim().toLowerCase();
  if (['true', 'yes', '1'].includes(word)) return true;
  return ['false', 'no', '0'].includes(word) ? false : null;
}

/** True for a number that is still the same one after it was read. */
function isExact(text: string): boolean {
  const value = Number(text);
  return text.trim() !== '' && Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
}

// Android: Google's managed configuration, as JSON in base64.

const MANAGED = 'androidenterprise#managedConfiguration';

/** A configuration and the package it is for → the payload of an `androidManagedStoreAppConfiguration`. */
export function toAndroid(value: JsonValue, product: JsonValue): JsonValue {
  if (typeof value === 'string') return value;
  const members = membersOf(value);
  if (members.length === 0) return null;
  const productId = typeof product === 'string' ? { productId: product } : {};
  return toBase64(JSON.stringify({ kind: MANAGED, ...productId, managedProperty: members.map(buildProperty) }));
}

/** The configuration in a payload; null for none, the text of one that can't be read. */
export function fromAndroid(payload: JsonValue): JsonValue {
  if (typeof payload !== 'string' || payload === '') return null;
  const read = payloadIn(payload);
  return read === null ? payload : settled(mappingOf(read));
}

/** Base64, or the JSON itself where a tool stored it so. */
function textIn(payload: string): string | null {
  return payload.trimStart().startsWith('{') ? payload : fromBase64(payload);
}

function payloadIn(payload: string): JsonObject | null {
  const text = textIn(payload);
  try {
    const value: unknown = JSON.parse(keepExactIntegers(text ?? ''));
    return isJsonObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** One value of an Android configuration. */
export function buildProperty([key, value]: readonly [string, JsonValue]): JsonObject {
  return { key, ...typedValue(value) };
}

function typedValue(value: JsonValue): JsonObject {
  if (typeof value === 'boolean') return { valueBool: value };
  if (typeof value === 'number') return { valueInteger: value };
  if (isJsonArray(value)) {
    return value.some((item) => isJsonObject(item))
      ? { valueBundleArray: value.map((item) => ({ managedProperty: membersOf(item).map(buildProperty) })) }
      : { valueStringArray: value.map((item) => (typeof item === 'string' ? item : JSON.stringify(item))) };
  }
  if (isJsonObject(value)) return { valueBundle: { managedProperty: membersOf(value).map(buildProperty) } };
  return { valueString: value ?? '' };
}

function mappingOf(bundle: JsonObject): JsonObject {
  return named(objectsAt(bundle, 'managedProperty'), 'key', untypedValue);
}

function untypedValue(property: JsonObject): JsonValue {
  const { valueBundle, valueBundleArray } = property;
  if (isJsonObject(valueBundle)) return mappingOf(valueBundle);
  if (isJsonArray(valueBundleArray)) return valueBundleArray.map((one) => (isJsonObject(one) ? mappingOf(one) : null));
  const plain = Object.keys(property).find((name) => name.startsWith('value'));
  return plain === undefined ? null : (property[plain] ?? null);
}

// Managed apps: names and values, all of them texts.

/** A configuration → the custom settings of a managed-app policy. */
export function toCustomSettings(value: JsonValue): readonly JsonValue[] {
  return membersOf(value).map(([name, one]) => buildSetting(name, one));
}

/** One of a policy's custom settings. */
export function buildSetting(name: string, value: JsonValue): JsonObject {
  return { name, value: textOf(value) };
}

/** The configuration in a managed-app policy; null for none. */
export function fromCustomSettings(object: JsonObject): JsonValue {
  return settled(named(objectsAt(object, 'customSettings'), 'name', ({ value = null }) => value));
}
