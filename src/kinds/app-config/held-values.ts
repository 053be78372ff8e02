/** Writing a configuration to an object that is there: values that don't change keep their bytes and their types. */

import { keepMembers } from '../../catalogue/fields/kept.ts';
import { fromBase64, toBase64 } from '../../model/digest.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, stringAt } from '../../model/json.ts';
import { findMember, keepExactIntegers, readEntriesAt } from './json-text.ts';
import { changePropertyList } from './property-list.ts';
import {
  buildItem,
  buildProperty,
  buildSetting,
  fromAndroid,
  fromCustomSettings,
  fromIos,
  toAndroid,
  toCustomSettings,
  toIos,
} from './values.ts';

function nameIn(member: string): (entry: JsonValue) => string | undefined {
  return (entry) => (isJsonObject(entry) ? stringAt(entry, member) : undefined);
}

/** As `toIos`; a property list stays one. */
export function toHeldIos(value: JsonValue, held: JsonObject): JsonObject {
  const { settings = null, encodedSettingXml: xml = null } = held;
  const before = fromIos(held);
  if (typeof value === 'string' || typeof before === 'string') return toIos(value);
  if (typeof xml === 'string' && xml !== '') {
    const text = fromBase64(xml);
    if (text === null) return toIos(value);
    return { settings, encodedSettingXml: toBase64(changePropertyList(text, objectOf(before), objectOf(value))) };
  }
  const fresh = toIos(value);
  if (!isJsonArray(settings) || fresh['encodedSettingXml'] !== null) return fresh;
  const items = keepMembers<JsonValue>({
    held: settings,
    nameOf: nameIn('appConfigKey'),
    before,
    after: value,
    made: (key, one, old) => buildItemLike(buildItem(key, one), old),
  });
  return { settings: items, encodedSettingXml: xml };
}

/** A token stays a token and a real number one, although both look like something else too. */
function buildItemLike(item: JsonObject, old: JsonValue): JsonObject {
  const type = isJsonObject(old) ? (stringAt(old, 'appConfigKeyType') ?? '') : '';
  const fresh = stringAt(item, 'appConfigKeyType');
  const fits =
    (fresh === 'stringType' && type.toLowerCase() === 'tokentype') ||
    (fresh === 'integerType' && type.toLowerCase() === 'realtype');
  return fits ? { ...item, appConfigKeyType: type } : item;
}

/** As `toAndroid`; members beside the list of values stay too. */
export function toHeldAndroid(value: JsonValue, product: JsonValue, payload: JsonValue): JsonValue {
  const before = fromAndroid(payload);
  const isBare = typeof payload === 'string' && payload.trimStart().startsWith('{');
  const text = typeof payload !== 'string' ? null : isBare ? payload : fromBase64(payload);
  if (typeof value === 'string' || typeof before === 'string' || text === null || text === '') {
    return toAndroid(value, product);
  }
  const start = findMember(text, 'managedProperty');
  if (start === null || text[start] !== '[') return value === null ? payload : toAndroid(value, product);
  const { entries, end } = readEntriesAt(text, start);
  const kept = keepMembers<string>({
    held: entries,
    nameOf: (entry) => nameIn('key')(parsed(entry)),
    before,
    after: value,
    made: (key, one, old) =>
      JSON.stringify(buildPropertyLike(buildProperty([key, one]), old === null ? null : parsed(old))),
  });
  const whole = `${text.slice(0, start + 1)}${kept.join(',')}${text.slice(end)}`;
  return isBare ? whole : toBase64(whole);
}

function parsed(entry: string): JsonValue {
  const value: unknown = JSON.parse(keepExactIntegers(entry));
  return isJsonObject(value) ? value : null;
}

/** A fraction stays one where its value becomes whole. */
function buildPropertyLike(property: JsonObject, old: JsonValue): JsonObject {
  const isFraction = isJsonObject(old) && 'valueFloat' in old && typeof property['valueInteger'] === 'number';
  return isFraction ? { key: property['key'] ?? '', valueFloat: property['valueInteger'] ?? null } : property;
}

/** As `toCustomSettings`. */
export function toHeldCustomSettings(value: JsonValue, held: JsonObject): JsonValue {
  const { customSettings = null } = held;
  if (!isJsonArray(customSettings)) return toCustomSettings(value);
  return keepMembers<JsonValue>({
    held: customSettings,
    nameOf: nameIn('name'),
    before: fromCustomSettings(held),
    after: value,
    made: (name, one, old) => ({ ...(isJsonObject(old) ? old : {}), ...buildSetting(name, one) }),
  });
}

function objectOf(value: JsonValue): JsonObject {
  return isJsonObject(value) ? value : {};
}
