/** An object that a list doesn't show may only be late: before anything is decided on its absence it is asked for by id. */

import { objectPath, typed } from '../../core/tenant/requests.ts';
import { kindNamed } from '../../kinds/catalogue.ts';
import { type Finding, finding } from '../../model/finding.ts';
import { isJsonObject, type JsonObject, stringAt } from '../../model/json.ts';
import type { Problem } from '../../model/plan.ts';
import type { ReadAnswer } from '../../model/reads.ts';
import type { Inventory, InventoryEntry } from '../../model/state/inventory.ts';
import { instantOf } from '../../model/time.ts';
import type { TenantReader } from '../ports/tenant.ts';

export interface Absence {
  /** Objects that are there although no list shows them. */
  readonly late: readonly JsonObject[];
  /** Keys whose objects were made so shortly ago that "not found" means "not yet". */
  readonly pending: ReadonlySet<string>;
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
}

/** A replica may be that late in showing what was created (Graph answers 404 from it in the meantime). */
const LATE_MS = 3_600_000;

/**
 * Asks for the objects of the inventory that aren't among the listed ones, each by its id. `whole` are the collections
 * whose lists are complete: from the others nothing is concluded, so nothing is asked.
 */
export async function confirmAbsence(
  inventory: Inventory | null,
  objects: readonly JsonObject[],
  whole: ReadonlySet<string>,
  reader: TenantReader,
  now: string,
): Promise<Absence> {
  const listed = new Set(objects.map(({ id }) => id));
  const missing = Object.entries(inventory?.entries ?? {}).flatMap(([key, entry]) => {
    const collection = kindNamed(entry.kind)?.graph.collection;
    if (collection === undefined || !whole.has(collection) || listed.has(entry.id)) return [];
    return [{ key, entry, collection, path: objectPath(collection, entry.id) }];
  });
  const answers = await reader.batch(missing.map(({ path }) => ({ path })));
  const told = missing.map(({ key, entry, collection }, index) => ({ key, entry, collection, answer: answers[index] }));
  const pending = told.filter(({ entry, answer }) => answer?.status === 'missing' && isYoung(entry, now));
  return {
    late: told.flatMap(({ entry, collection, answer }) => foundIn(answer, entry).map((one) => typed(one, collection))),
    pending: new Set(pending.map(({ key }) => key)),
    findings: pending.map(({ key, entry }) => {
      const text = `the object of "${key}" (${entry.id}) was made within the last hour, and the tenant doesn't show it yet: nothing is done for it in this run`;
      return finding('OWN-012', text, { key });
    }),
    problems: told.flatMap(({ key, entry, collection, answer }) => {
      if (answer?.status === 'unreadable') return [answer.problem];
      return foundIn(answer, entry).length > 0 && isOld(entry, now) ? [holeIn(collection, key, entry)] : [];
    }),
  };
}

/** Recorded from the answer to its create, and never seen since. */
function isYoung({ created, applied }: InventoryEntry, now: string): boolean {
  const [made, at] = [instantOf(applied?.at ?? ''), instantOf(now)];
  return created === null && made !== undefined && at !== undefined && at - made < LATE_MS;
}

/** No list is late by so much: what it lacks is kept from it. */
function isOld({ created }: InventoryEntry, now: string): boolean {
  const [made, at] = [instantOf(created ?? ''), instantOf(now)];
  return made !== undefined && at !== undefined && at - made >= LATE_MS;
}

function holeIn(collection: string, key: string, { id }: InventoryEntry): Problem {
  const message = `GET ${collection}: the list lacks the object of "${key}" (${id}), which answers by its id: a role that is limited by scope tags sees a part of the list; give it the tags of all objects`;
  return { type: 'incomplete', message, requestIds: [] };
}

function foundIn(answer: ReadAnswer | undefined, { id }: InventoryEntry): readonly JsonObject[] {
  return answer?.status === 'found' && isJsonObject(answer.body) && stringAt(answer.body, 'id') === id
    ? [answer.body]
    : [];
}
