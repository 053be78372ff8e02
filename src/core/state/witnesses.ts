/** Before anything is written two witnesses must agree that an object is ours: its id, and something that a stranger lacks. */

import { type Kind, odataType } from '../../catalogue/kind.ts';
import { kindNamed } from '../../kinds/catalogue.ts';
import type { StepWitness } from '../../model/plan.ts';
import type { LiveProfile, Marker } from '../../model/profile.ts';
import type { InventoryEntry } from '../../model/state/inventory.ts';
import { isSameInstant } from '../../model/time.ts';
import { markerText } from '../tenant/marker.ts';

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
  /**
   * `ours`: the id and one more agree. `unknown`: nothing contradicts, but the birth was never recorded or isn't told, and the
   * marker says nothing. `other`: both disagree, so the record's id is that of a stranger's object.
   */
  readonly verdict: 'ours' | 'unknown' | 'other';
}

/** Hears the witnesses. `expected` are the markers of the entry's generation, under the key's names of today and before. */
export function witnesses(entry: InventoryEntry, live: LiveProfile, expected: readonly Marker[]): Witnesses {
  const id = entry.id === live.id;
  const marker = markerWitness(live.marker, expected);
  const isSameType = entry.type === typeOf(live);
  const { created } = entry;
  const isTold = created !== null && live.created !== null;
  const birth = isTold && isSameType && isSameInstant(created, live.created);
  const agree = id && marker !== 'foreign' && (marker === 'ours' || birth);
  return { id, marker, birth, agree, verdict: verdictOf({ id, marker, birth }, isTold || !isSameType) };
}

function verdictOf(
  { id, marker, birth }: Pick<Witnesses, 'id' | 'marker' | 'birth'>,
  contradicts: boolean,
): Witnesses['verdict'] {
  if (!id) return 'other';
  if (birth || marker === 'ours') return 'ours';
  return contradicts || marker === 'foreign' ? 'other' : 'unknown';
}

/** What the marker of an object says about those that it may have. */
function markerWitness(found: Marker | null, expected: readonly Marker[]): MarkerWitness {
  if (found === null) return 'missing';
  if (!expected.some(({ owner }) => owner === found.owner)) return 'foreign';
  return expected.some(({ key, nonce }) => found.key === key && found.nonce === nonce) ? 'ours' : 'stale';
}

/** What the steps of a change look for before they write. */
export function stepWitness(born: string | null, type: string, markers: readonly Marker[]): StepWitness {
  return { born, type, markers: markers.map(markerText) };
}

/** The `@odata.type` of a live object. */
export function typeOf(live: LiveProfile, kind: Kind | undefined = kindNamed(live.kind)): string {
  const type = live.raw['@odata.type'];
  if (typeof type === 'string') return type;
  return kind === undefined ? live.kind : odataType(kind);
}
