/** The values of certificate profiles between YAML's form and Graph's. */

import { keepEntries } from '../../catalogue/fields/kept.ts';
import {
  canonical,
  isJsonArray,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  ownMember,
  stringAt,
} from '../../model/json.ts';

/** Lists whose order means nothing: sorted, without repetitions. */
function distinct(values: readonly JsonValue[]): readonly JsonValue[] {
  const byText = new Map(values.map((value) => [canonical(value), value]));
  return [...byText.keys()].sort().flatMap((text) => byText.get(text) ?? []);
}

function itemsOf(value: JsonValue | undefined): readonly JsonValue[] {
  return isJsonArray(value) ? value : [];
}

/** Texts as a set, both ways. */
export function textSet(value: JsonValue | undefined): readonly JsonValue[] {
  return distinct(itemsOf(value).filter((item) => typeof item === 'string'));
}

/** A subject of one's own has an attribute in it; the presets are words. */
export function subjectToGraph(value: JsonValue, noText: string | null): JsonObject {
  const isOwn = typeof value === 'string' && value.includes('=');
  return {
    subjectNameFormat: isOwn ? 'custom' : value,
    subjectNameFormatString: isOwn ? value : noText,
  };
}

/** The template where the format is custom, else the preset. */
export function subjectFromGraph(object: JsonObject): JsonValue {
  const format = object['subjectNameFormat'] ?? null;
  const text = stringAt(object, 'subjectNameFormatString') ?? '';
  if (format === 'custom') return text === '' ? 'custom' : text;
  return format;
}

/** `{years: 1}` and its kin. */
export function validityToGraph(value: JsonValue): JsonObject {
  const [entry] = isJsonObject(value) ? Object.entries(value) : [];
  const [scale, count] = entry ?? [null, null];
  return { certificateValidityPeriodScale: scale, certificateValidityPeriodValue: count };
}

/** Null where the tenant doesn't say both. */
export function validityFromGraph(object: JsonObject): JsonValue {
  const scale = stringAt(object, 'certificateValidityPeriodScale');
  const count = object['certificateValidityPeriodValue'] ?? null;
  return scale === undefined || count === null ? null : { [scale]: count };
}

/** `[{userPrincipalName: …}]` → Graph's records. */
export function namesToGraph(value: JsonValue): JsonValue {
  const pairs = itemsOf(value).flatMap((item) => (isJsonObject(item) ? Object.entries(item) : []));
  return distinct(pairs.map(([sanType, name]) => ({ [sanType]: name }))).flatMap((item) =>
    isJsonObject(item) ? Object.entries(item).map(([sanType, name]) => ({ sanType, name })) : [],
  );
}

/** Graph's records → `[{userPrincipalName: …}]`. */
export function namesFromGraph(value: JsonValue): JsonValue {
  const records = itemsOf(value).filter(isJsonObject);
  return distinct(records.map((record) => ({ [stringAt(record, 'sanType') ?? 'none']: record['name'] ?? null })));
}

/** Usages that have a name of their own: Graph's name for them and their object identifier (RFC 5280, Microsoft). */
const USAGES: Readonly<Record<string, { readonly name: string; readonly oid: string }>> = {
  anyPurpose: { name: 'Any Purpose', oid: '2.5.29.37.0' },
  clientAuthentication: { name: 'Client Authentication', oid: '1.3.6.1.5.5.7.3.2' },
  secureEmail: { name: 'Secure Email', oid: '1.3.6.1.5.5.7.3.4' },
  smartCardLogon: { name: 'Smart Card Logon', oid: '1.3.6.1.4.1.311.20.2.2' },
};

export const USAGE_WORDS: readonly string[] = Object.keys(USAGES);

/** Words and `{name, oid}` → Graph's records. */
export function usagesToGraph(value: JsonValue): JsonValue {
  return itemsOf(usagesNormal(value)).map((item) => {
    const known = typeof item === 'string' ? ownMember(USAGES, item) : undefined;
    if (known !== undefined) return { name: known.name, objectIdentifier: known.oid };
    const record = isJsonObject(item) ? item : {};
    return { name: record['name'] ?? null, objectIdentifier: record['oid'] ?? null };
  });
}

/** Graph's records → words where there is one; the identifier counts, whatever somebody called it. */
export function usagesFromGraph(value: JsonValue): JsonValue {
  const records = itemsOf(value).filter(isJsonObject);
  return usagesNormal(
    records.map((record) => ({ name: record['name'] ?? null, oid: record['objectIdentifier'] ?? null })),
  );
}

/** The service appends a usage that is there already when an Android profile is written: each identifier counts once. */
function usagesNormal(value: JsonValue): JsonValue {
  const items = itemsOf(value).map((item): JsonValue => {
    if (!isJsonObject(item)) return item;
    return USAGE_WORDS.find((word) => USAGES[word]?.oid === item['oid']) ?? item;
  });
  const identity = (item: JsonValue): JsonValue => (isJsonObject(item) ? (item['oid'] ?? null) : item);
  const first = items.filter(
    (item, index) => items.findIndex((one) => canonical(identity(one)) === canonical(identity(item))) === index,
  );
  return distinct(first);
}

/** Records that the tenant holds and that mean the same stay as they stand; what has no meaning here stays too. */
export function keepRecords(
  fresh: JsonValue,
  held: JsonValue | undefined,
  meaning: (records: JsonValue) => JsonValue,
): readonly JsonValue[] {
  return keepEntries(itemsOf(fresh), held, (record) => {
    const [known] = itemsOf(meaning([record]));
    return known === undefined ? null : canonical(known);
  });
}

/** Package ids → Graph's records, and back. */
export function packagesToGraph(value: JsonValue): JsonValue {
  return textSet(value).map((packageId) => ({ packageId }));
}

/** Graph's records → package ids. */
export function packagesFromGraph(value: JsonValue): JsonValue {
  return textSet(
    itemsOf(value)
      .filter(isJsonObject)
      .map((record) => record['packageId'] ?? null),
  );
}

/** 2048 → `size2048`. */
export function keySizeToGraph(value: JsonValue): JsonObject {
  return { keySize: typeof value === 'number' ? `size${value}` : value };
}

/** `size2048` → 2048; what has another form comes through. */
export function keySizeFromGraph(object: JsonObject): JsonValue {
  const size = stringAt(object, 'keySize');
  const [, digits] = /^size(\d+)$/.exec(size ?? '') ?? [];
  return digits === undefined ? (size ?? null) : Number(digits);
}
