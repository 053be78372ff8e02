/** The groups that each profile was assigned to by the last apply, by their ids: names may belong to others by now. */

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
