/** Before anything is removed two witnesses must agree that an object is ours: its id, and something that a copy lacks. */

import { type Kind, odataType } from '../../catalogue/kind.ts';
import { kindNamed } from '../../kinds/catalogue.ts';
import type { LiveProfile, Marker } from '../../model/profile.ts';
import type { InventoryEntry } from '../../model/state/inventory.ts';
import { isSameInstant } from '../../model/time.ts';

/**
 * What the marker says. `ours`: this key and generation. `stale`: ours under another key or an older object, as after
 * a rename. `foreign`: another owner's. `missing`: somebody rewrote the description.
 */
type MarkerWitness = 'ours' | 'stale' | 'foreign' | 'missing';

export interface Witnesses {
  readonly id: boolean;
  readonly marker: MarkerWitness;
  /** `createdDateTime` and `@odata.type` are those that were recorded; both never change in Graph. */
  readonly birth: boolean;
  /** Id and one more agree, and nobody else claims the object. */
  readonly agree: boolean;
}

/** Hears the witnesses. `expected` is the marker of the entry's key and generation. */
export function witnesses(entry: InventoryEntry, live: LiveProfile, expected: Marker): Witnesses {
  const id = entry.id === live.id;
  const marker = markerWitness(live.marker, expected);
  const kind = kindNamed(live.kind);
  const { created } = entry;
  const isSameBirth = created !== null && live.created !== null && isSameInstant(created, live.created);
  const birth = isSameBirth && entry.type === typeOf(live, kind);
  return { id, marker, birth, agree: id && marker !== 'foreign' && (marker === 'ours' || birth) };
}

/** What the marker of an object says about the one that it should have. */
function markerWitness(found: Marker | null, expected: Marker): MarkerWitness {
  if (found === null) return 'missing';
  if (found.owner !== expected.owner) return 'foreign';
  return found.key === expected.key && found.nonce === expected.nonce ? 'ours' : 'stale';
}

/** The `@odata.type` of a live object. */
export function typeOf(live: LiveProfile, kind: Kind | undefined = kindNamed(live.kind)): string {
  const type = live.raw['@odata.type'];
  if (typeof type === 'string') return type;
  return kind === undefined ? live.kind : odataType(kind);
}
