/** One entry of the inventory as people read it. */

import type { InventoryEntry } from '../model/state/inventory.ts';

/** `ios-sales: ios-mail 0d3c…, protected, applied 2026-11-22T14:31:00Z`. */
export function inventoryLine(key: string, { kind, id, tombstone, protect, applied }: InventoryEntry): string {
  const marks = [
    ...(protect ? ['protected'] : []),
    ...(tombstone === null ? [] : [`taken away ${tombstone.since}`]),
    applied === null ? 'never applied' : `applied ${applied.at}`,
  ];
  return `${key}: ${kind} ${id}, ${marks.join(', ')}`;
}
