/** What the lookups found: names and ids of the tenant, with "could not be read" kept apart from "is not there". */

import { grouped } from '../../model/grouped.ts';
import { type GraphId, isGraphId } from '../../model/ids.ts';
import { isJsonObject, type JsonObject, objectsAt, stringAt } from '../../model/json.ts';
import type { Problem } from '../../model/plan.ts';
import type { ReadAnswer } from '../../model/reads.ts';
import { type Lookup, requestFor } from './lookups.ts';

/** An object as far as names need it; `type` without `#microsoft.graph.`, empty where the answer has none. */
export interface Entry {
  readonly id: GraphId;
  readonly name: string;
  readonly type: string;
  readonly raw: JsonObject;
}

/** Entries, or null where they could not be read. */
type Known = readonly Entry[] | null;

export interface Directory {
  readonly tenant: Entry | null;
  readonly groupsByName: ReadonlyMap<string, Known>;
  readonly groupsById: ReadonlyMap<string, Known>;
  readonly nearby: ReadonlyMap<string, Known>;
  readonly filters: Known;
  readonly scopeTags: Known;
  readonly collections: ReadonlyMap<string, Known>;
  readonly problems: readonly Problem[];
}

/** Lookups and their answers, in the same order → the directory. */
export function makeDirectory(lookups: readonly Lookup[], answers: readonly ReadAnswer[]): Directory {
  const groupsByName = new Map<string, Known>();
  const groupsById = new Map<string, Known>();
  const nearby = new Map<string, Known>();
  const collections = new Map<string, Known>();
  const problems: Problem[] = [];
  let tenant: Entry | null = null;
  let filters: Known = null;
  let scopeTags: Known = null;
  lookups.forEach((lookup, index) => {
    const answer = answerTo(lookup, answers[index]);
    const known = entriesIn(answer);
    // The tenant's own name needs a permission that plans can do without.
    if (answer?.status === 'unreadable' && lookup.what !== 'tenant') problems.push(answer.problem);
    switch (lookup.what) {
      case 'tenant':
        tenant = known?.[0] ?? null;
        break;
      case 'group-name':
        groupsByName.set(lookup.name, known?.filter((entry) => sameName(entry.name, lookup.name)) ?? null);
        break;
      case 'group-id':
        groupsById.set(lookup.id, known);
        break;
      case 'nearby':
        nearby.set(lookup.name, known);
        break;
      case 'filters':
        filters = known;
        break;
      case 'scope-tags':
        scopeTags = known;
        break;
      case 'collection':
        collections.set(lookup.path, known);
    }
  });
  return { tenant, groupsByName, groupsById, nearby, filters, scopeTags, collections, problems };
}

/** A list may be empty but always exists, so a 404 for a list leaves its entries unknown. */
function answerTo(lookup: Lookup, answer: ReadAnswer | undefined): ReadAnswer | undefined {
  if (answer?.status !== 'missing' || lookup.what === 'group-id') return answer;
  const message = `GET ${requestFor(lookup).path.split('?')[0]}: 404, the list does not exist`;
  const requestIds = answer.requestId === null ? [] : [answer.requestId];
  return { status: 'unreadable', problem: { type: 'incomplete', message, requestIds } };
}

/** Graph compares display names without regard to case. */
export function sameName(a: string, b: string): boolean {
  return a.normalize('NFC').toLowerCase() === b.normalize('NFC').toLowerCase();
}

const indexes = new WeakMap<readonly Entry[], ReadonlyMap<string, readonly Entry[]>>();

/** The entries with that name or id, in any case of its letters; a list is gone through once, however often it is asked. */
export function entriesCalled(entries: readonly Entry[], text: string): readonly Entry[] {
  const index = indexes.get(entries) ?? indexOf(entries);
  indexes.set(entries, index);
  return index.get(text.normalize('NFC').toLowerCase()) ?? [];
}

function indexOf(entries: readonly Entry[]): ReadonlyMap<string, readonly Entry[]> {
  const called = entries.flatMap((entry) =>
    [...new Set([entry.name.normalize('NFC').toLowerCase(), entry.id.toLowerCase()])].map((name) => ({ name, entry })),
  );
  const byName = grouped(called, ({ name }) => name);
  return new Map([...byName].map(([name, some]) => [name, some.map(({ entry }) => entry)]));
}

/**
 * Objects of a list or a single answer, as entries, each once although a page may be served twice; null where
 * unreadable, empty where missing.
 */
export function entriesIn(answer: ReadAnswer | undefined): Known {
  if (answer === undefined || answer.status === 'unreadable') return null;
  if (answer.status === 'missing' || !isJsonObject(answer.body)) return [];
  const objects = 'value' in answer.body ? objectsAt(answer.body, 'value') : [answer.body];
  const entries = objects.flatMap((object) => directoryEntry(object) ?? []);
  return [...new Map(entries.map((entry) => [entry.id, entry])).values()];
}

/** One object as an entry; null when it has no usable id. */
export function directoryEntry(object: JsonObject): Entry | null {
  const id = stringAt(object, 'id');
  if (id === undefined || !isGraphId(id)) return null;
  const type = (stringAt(object, '@odata.type') ?? '').replace('#microsoft.graph.', '');
  return { id, name: stringAt(object, 'displayName') ?? '', type, raw: object };
}
