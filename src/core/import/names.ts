/** Ids of the tenant → the names that YAML writes, as long as each name leads back to that id alone. */

import { isGuid } from '../../model/ids.ts';
import { type JsonObject, type JsonValue, stringAt } from '../../model/json.ts';
import { findInvisible } from '../config/yaml/messages.ts';
import { type Directory, type Entry, sameName } from '../tenant/directory.ts';

/** A value for YAML, or why there is none, in words that follow "because". */
export type YamlName<T> =
  | { readonly ok: true; readonly value: T; readonly shown: string }
  | { readonly ok: false; readonly why: string };

/** `{group: name}`, or `{id}` where the name is no use. A group that is gone can't be named at all. */
export function groupTarget(id: string, directory: Directory): YamlName<JsonObject> {
  const [group] = directory.groupsById.get(id) ?? [];
  if (group === undefined) return { ok: false, why: `the group ${id} is gone, or groups.allow does not name it` };
  const alike = directory.groupsByName.get(group.name) ?? [];
  const [only, second] = alike;
  if (isName(group.name) && second === undefined && only?.id === id) {
    return { ok: true, value: { group: group.name }, shown: group.name };
  }
  return isGuid(id)
    ? { ok: true, value: { id }, shown: group.name }
    : { ok: false, why: `the group ${id} has no usable name` };
}

/** The name of a filter, with its platform where several have the name, or its id. */
export function filterName(id: string, directory: Directory): YamlName<JsonValue> {
  const filters = directory.filters ?? [];
  const named = onlyName(id, filters, 'assignment filter');
  const filter = filters.find((one) => one.id === id);
  if (named.ok || filter === undefined) return named;
  const platform = stringAt(filter.raw, 'platform');
  const alike = filters.filter((one) => sameName(one.name, filter.name) && stringAt(one.raw, 'platform') === platform);
  if (isName(filter.name) && platform !== undefined && alike.length === 1) {
    return { ok: true, value: { name: filter.name, platform }, shown: filter.name };
  }
  return isGuid(id) ? { ok: true, value: { id }, shown: filter.name } : named;
}

/** The name of a scope tag; YAML knows no other way to write one. */
export function tagName(id: string, directory: Directory): YamlName<string> {
  return onlyName(id, directory.scopeTags ?? [], 'scope tag');
}

/** `{name}`, or `{id}` where several objects that fit have the name. `fitting` holds what the field may point to. */
export function referenceTo(id: string, fitting: readonly Entry[]): YamlName<JsonObject> {
  const named = onlyName(id, fitting, 'object');
  if (named.ok) return { ...named, value: { name: named.value } };
  const there = fitting.find((entry) => entry.id === id);
  return there !== undefined && isGuid(id) ? { ok: true, value: { id }, shown: there.name } : named;
}

function onlyName(id: string, entries: readonly Entry[], noun: string): YamlName<string> {
  const entry = entries.find((one) => one.id === id);
  if (entry === undefined) return { ok: false, why: `the ${noun} ${id} is gone, or of a type that does not fit here` };
  const { name } = entry;
  if (!isName(name)) return { ok: false, why: `the ${noun} ${id} has no name that YAML can hold` };
  const alike = entries.filter((one) => sameName(one.name, name)).length;
  if (alike > 1) return { ok: false, why: `${alike} objects are named "${name}" (${noun})` };
  return { ok: true, value: name, shown: name };
}

/** What the schemas take as a name, and what reads back as it was written. */
function isName(text: string): boolean {
  const isShort = text.length > 0 && text.length <= 256;
  return isShort && !isGuid(text) && text === text.normalize('NFC') && !/[\n\r\t]/.test(text) && !findInvisible(text);
}
