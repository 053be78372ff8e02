/** A lost inventory, proposed from markers: the oldest object of each key, and a person decides. */

import { kindNamed } from '../../kinds/catalogue.ts';
import { compareText, type Finding, finding } from '../../model/finding.ts';
import type { LiveProfile } from '../../model/profile.ts';
import { EMPTY_INVENTORY, type Inventory, type InventoryEntry } from '../../model/state/inventory.ts';
import { isSameInstant } from '../../model/time.ts';
import { generationOf } from '../tenant/marker.ts';
import { recordObject } from './record.ts';

export interface RebuiltInventory {
  readonly inventory: Inventory;
  /** Keys whose entries were found as they stand, and are kept with all that they know. */
  readonly kept: ReadonlySet<string>;
  /** Keys with several candidates (which was proposed, and which were not), and those that would be forgotten. */
  readonly findings: readonly Finding[];
}

/**
 * The proposal of `state rebuild`. Of several objects with one marker the oldest is proposed, since a copy is younger.
 * Protection and last-applied forms are not in the tenant: protection is taken as on, until YAML says otherwise. What
 * can still be read of the inventory (`known`) stays, as long as its objects are there: adopted ones have no marker.
 */
export function proposeInventory(
  live: readonly LiveProfile[],
  owner: string,
  known: Inventory = EMPTY_INVENTORY,
): RebuiltInventory {
  const kept = Object.entries(known.entries).filter(([, entry]) => live.some((one) => isRecorded(one, entry)));
  const keys = new Set(kept.map(([key]) => key));
  const byKey = new Map<string, LiveProfile[]>();
  for (const one of live) {
    if (one.marker?.owner !== owner || kindNamed(one.kind) === undefined) continue;
    byKey.set(one.marker.key, [...(byKey.get(one.marker.key) ?? []), one]);
  }
  let inventory: Inventory = { ...known, entries: Object.fromEntries(kept) };
  const findings: Finding[] = [];
  for (const [key, marked] of [...byKey].sort(([a], [b]) => compareText(a, b))) {
    if (keys.has(key)) continue;
    const [oldest, ...others] = marked.sort(
      (a, b) => compareText(a.created ?? '~', b.created ?? '~') || compareText(a.id, b.id),
    );
    if (oldest === undefined) continue;
    inventory = recordObject(inventory, key, oldest, generationIn(oldest), true);
    if (others.length > 0) {
      const rest = others.map(({ id, name }) => `${id} ("${name}")`).join(', ');
      const text = `"${key}": proposed is ${oldest.id} ("${oldest.name}"), the oldest; not ${rest}`;
      findings.push(finding('STA-002', text, { key }));
    }
  }
  return { inventory: sorted(inventory), kept: keys, findings: [...findings, ...lostFindings(known, inventory)] };
}

/** The same object: its id, and its birth where both are known. */
function isRecorded({ id, created }: LiveProfile, entry: InventoryEntry): boolean {
  return id === entry.id && (created === null || entry.created === null || isSameInstant(created, entry.created));
}

function lostFindings(known: Inventory, proposed: Inventory): readonly Finding[] {
  return Object.entries(known.entries).flatMap(([key, { id }]) => {
    if (Object.hasOwn(proposed.entries, key)) return [];
    const text = `"${key}" would be forgotten: ${id} is not in the tenant, and nothing there carries its marker`;
    return [finding('STA-003', text, { key })];
  });
}

function sorted(inventory: Inventory): Inventory {
  const entries = Object.entries(inventory.entries).sort(([a], [b]) => compareText(a, b));
  return { ...inventory, entries: Object.fromEntries(entries) };
}

function generationIn({ marker }: LiveProfile): number {
  return (marker === null ? null : generationOf(marker)) ?? 1;
}
