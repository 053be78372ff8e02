/** A lost inventory, proposed from markers: the oldest object of each key, and a person decides. */

import { kindNamed } from '../../kinds/catalogue.ts';
import { compareText, type Finding, finding } from '../../model/finding.ts';
import { EMPTY_INVENTORY, type Inventory } from '../../model/inventory.ts';
import type { LiveProfile } from '../../model/profile.ts';
import type { Hash } from '../../model/remote.ts';
import { markerFor } from '../marker.ts';
import { recordObject } from './record.ts';

export interface Proposal {
  readonly inventory: Inventory;
  /** One per key with several candidates: which was proposed, and which were not. */
  readonly findings: readonly Finding[];
}

/** Generations that are tried for a marker's nonce: more re-creations of one key are not expected. */
const GENERATIONS = 100;

/**
 * The proposal of `state rebuild`. Of several objects with one marker the oldest is proposed, since a copy is younger.
 * Protection and last-applied forms are not in the tenant: protection is taken as on, until YAML says otherwise.
 */
export function proposeInventory(live: readonly LiveProfile[], owner: string, hash: Hash): Proposal {
  const byKey = new Map<string, LiveProfile[]>();
  for (const one of live) {
    if (one.marker?.owner !== owner || kindNamed(one.kind) === undefined) continue;
    byKey.set(one.marker.key, [...(byKey.get(one.marker.key) ?? []), one]);
  }
  let inventory = EMPTY_INVENTORY;
  const findings: Finding[] = [];
  for (const [key, marked] of [...byKey].sort(([a], [b]) => compareText(a, b))) {
    const [oldest, ...others] = marked.sort(
      (a, b) => compareText(a.created ?? '~', b.created ?? '~') || compareText(a.id, b.id),
    );
    if (oldest === undefined) continue;
    inventory = recordObject(inventory, key, oldest, generationOf(oldest, owner, key, hash), true);
    if (others.length > 0) {
      const rest = others.map(({ id, name }) => `${id} ("${name}")`).join(', ');
      const text = `"${key}": proposed is ${oldest.id} ("${oldest.name}"), the oldest; not ${rest}`;
      findings.push(finding('STA-002', 'warning', text, { key }));
    }
  }
  return { inventory, findings };
}

function generationOf({ marker }: LiveProfile, owner: string, key: string, hash: Hash): number {
  for (let generation = 1; generation <= GENERATIONS; generation += 1) {
    if (markerFor(owner, key, generation, hash).nonce === marker?.nonce) return generation;
  }
  return 1;
}
