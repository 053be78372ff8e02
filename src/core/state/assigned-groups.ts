/** Whom each profile was for at the last apply: its groups by their ids, since names may belong to others by now, and how many people. */

import type { Inventory } from '../../model/state/inventory.ts';
import { movedKey } from './record.ts';

/** Key of today → ids of groups, included or excluded. */
export type AssignedGroups = ReadonlyMap<string, readonly string[]>;

/** As the inventory remembers them. */
export function assignedGroups(inventory: Inventory | null, moved: Readonly<Record<string, string>>): AssignedGroups {
  return new Map(
    Object.entries(inventory?.entries ?? {}).map(([key, { applied }]) => [
      movedKey(key, moved),
      (applied?.normal.assignments ?? []).flatMap((id) => /^(?:include|exclude):group:([^|~]+)/.exec(id)?.[1] ?? []),
    ]),
  );
}

/** Key of today → how many people had the object when they were counted last. */
export function countedPeople(
  inventory: Inventory | null,
  moved: Readonly<Record<string, string>>,
): ReadonlyMap<string, number> {
  return new Map(
    Object.entries(inventory?.entries ?? {}).flatMap(([key, { people }]) =>
      people === null ? [] : [[movedKey(key, moved), people] as const],
    ),
  );
}
