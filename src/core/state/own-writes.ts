/**
 * What we wrote ourselves is agreed upon, also where the run that wrote it died before it could say so: what git wants
 * after that is git's intention, and nobody else is named for it.
 */

import { assignmentIds } from '../../model/assignment.ts';
import { sameJson } from '../../model/json.ts';
import type { LiveProfile } from '../../model/profile.ts';
import type { Inventory, InventoryEntry } from '../../model/state/inventory.ts';
import type { Intent } from '../../model/state/log.ts';

/** The inventory with the assignments that are surely ours as the base of the next comparison; keys are today's. */
export function withOwnWrites(
  inventory: Inventory,
  live: ReadonlyMap<string, LiveProfile>,
  intents: readonly Pick<Intent, 'key' | 'assigned'>[],
): Inventory {
  const written = new Map<string, (readonly string[])[]>();
  for (const { key, assigned } of intents) {
    if (assigned !== undefined) written.set(key, [...(written.get(key) ?? []), assigned]);
  }
  const entries = Object.entries(inventory.entries).map(([key, entry]): readonly [string, InventoryEntry] => {
    const object = live.get(entry.id);
    return [key, object === undefined ? entry : withOwnAssignments(entry, object, written.get(key) ?? [])];
  });
  return { ...inventory, entries: Object.fromEntries(entries) };
}

function withOwnAssignments(
  entry: InventoryEntry,
  live: LiveProfile,
  written: readonly (readonly string[])[],
): InventoryEntry {
  const holds = assignmentIds(live.assignments);
  return written.some((ids) => sameJson(ids, holds)) ? withBase(entry, holds) : entry;
}

/**
 * The entry with what a tombstone says: nobody was assigned when git had let go of the object, and whoever is assigned by
 * now was given it later.
 */
export function emptiedByTombstone(entry: InventoryEntry): InventoryEntry {
  return entry.tombstone === null ? entry : withBase(entry, []);
}

function withBase(entry: InventoryEntry, assignments: readonly string[]): InventoryEntry {
  const { applied } = entry;
  if (applied === null || sameJson(assignments, applied.normal.assignments ?? null)) return entry;
  return { ...entry, applied: { ...applied, normal: { ...applied.normal, assignments } } };
}
