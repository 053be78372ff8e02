/**
 * What we wrote ourselves is agreed upon, also where the run that wrote it died before it could say so: what git wants
 * after that is git's intention, and nobody else is named for it.
 */

import { assignmentIds } from '../../model/assignment.ts';
import { sameJson } from '../../model/json.ts';
import type { LiveProfile } from '../../model/profile.ts';
import type { Inventory, InventoryEntry } from '../../model/state/inventory.ts';
import type { Intent } from '../../model/state/log.ts';
import { movedKey } from './record.ts';

/** The inventory with the assignments that are surely ours as the base of the next comparison. */
export function withOwnWrites(
  inventory: Inventory,
  live: ReadonlyMap<string, LiveProfile>,
  intents: readonly Intent[],
  moved: Readonly<Record<string, string>>,
): Inventory {
  const written = new Map<string, (readonly string[])[]>();
  for (const { key, assigned } of intents) {
    const now = movedKey(key, moved);
    if (assigned !== undefined) written.set(now, [...(written.get(now) ?? []), assigned]);
  }
  const entries = Object.entries(inventory.entries).map(([key, entry]): readonly [string, InventoryEntry] => {
    const object = live.get(entry.id);
    return [key, object === undefined ? entry : withOwnAssignments(entry, object, written.get(key) ?? [])];
  });
  return { ...inventory, entries: Object.fromEntries(entries) };
}

/** A tombstone says that nobody was assigned when git had let go of the object; whoever is assigned by now was given it later. */
function withOwnAssignments(
  entry: InventoryEntry,
  live: LiveProfile,
  written: readonly (readonly string[])[],
): InventoryEntry {
  const { applied, tombstone } = entry;
  if (applied === null) return entry;
  const holds = assignmentIds(live.assignments);
  const isOurs = written.some((ids) => sameJson(ids, holds));
  const base = isOurs ? holds : tombstone === null ? undefined : [];
  if (base === undefined || sameJson(base, applied.normal.assignments ?? null)) return entry;
  return { ...entry, applied: { ...applied, normal: { ...applied.normal, assignments: base } } };
}
