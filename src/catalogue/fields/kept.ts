/** A write replaces whole lists: entries that a change doesn't concern go back exactly as the tenant holds them. */

import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, ownMember, sameJson } from '../../model/json.ts';

/**
 * A list whose order means nothing, as it is sent: entries of the tenant in their order, as far as `fresh` has them too, then
 * what is new. `identity` is null for an entry that nobody knows; such entries stay.
 */
export function keepEntries(
  fresh: readonly JsonValue[],
  held: JsonValue | undefined,
  identity: (entry: JsonValue) => string | null,
): readonly JsonValue[] {
  const old = isJsonArray(held) ? held : [];
  const wanted = new Set(fresh.map(identity));
  const kept = old.filter((entry) => {
    const known = identity(entry);
    return known === null || wanted.has(known);
  });
  const there = new Set(kept.map(identity));
  return [...kept, ...fresh.filter((entry) => !there.has(identity(entry)))];
}

/** A mapping that travels as a list of entries with a name each. */
export interface KeyedList<Entry> {
  /** The entries of the tenant. */
  readonly held: readonly Entry[];
  /** Undefined for an entry without a name. */
  readonly nameOf: (entry: Entry) => string | undefined;
  /** The mapping that the tenant's entries make, and the one that is wanted, both in normal form. */
  readonly before: JsonValue;
  readonly after: JsonValue;
  /** A new entry; `old` is the one in whose place it comes. */
  readonly made: (name: string, value: JsonValue, old: Entry | null) => Entry;
}

/**
 * The entries as they are sent. An entry stays as it is where its value isn't changed, also one that stands twice, and one
 * that says nothing and so isn't part of the mapping.
 */
export function keepMembers<Entry>({ held, nameOf, before, after, made }: KeyedList<Entry>): readonly Entry[] {
  const [was, wanted] = [mappingOf(before), mappingOf(after)];
  const placed = new Set<string>();
  const entries = held.flatMap((entry): readonly Entry[] => {
    const name = nameOf(entry);
    if (name === undefined) return [entry];
    const [old, value] = [ownMember(was, name) ?? null, ownMember(wanted, name) ?? null];
    const isFirst = !placed.has(name);
    if (value !== null) placed.add(name);
    if (sameJson(old, value)) return [entry];
    return value !== null && isFirst ? [made(name, value, entry)] : [];
  });
  const added = Object.entries(wanted).filter(([name, value]) => value !== null && !placed.has(name));
  return [...entries, ...added.map(([name, value]) => made(name, value, null))];
}

function mappingOf(value: JsonValue): JsonObject {
  return isJsonObject(value) ? value : {};
}
