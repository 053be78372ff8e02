/** Reads and writes the line in a description that names the owner and the key of an object. */

import { digestText } from '../../model/digest.ts';
import { type JsonObject, stringAt } from '../../model/json.ts';
import type { Marker } from '../../model/profile.ts';

const MARKER = /(?:^|\s)postilion:([a-z0-9][a-z0-9-]*)\/([a-z0-9][a-z0-9-]*)#([0-9a-f]{8})(?=\s|$)/;

/**
 * The marker of a profile. The nonce is a hash of owner, key and generation, so that plans stay equal; the generation
 * grows when an object is created anew under the same key.
 */
export function markerFor(owner: string, key: string, generation: number): Marker {
  const nonce = digestText(`${owner}/${key}#${generation}`).replace('sha256:', '').slice(0, 8);
  return { owner, key, nonce };
}

/** The generation whose nonce a marker carries; null for a nonce that none of ours has. */
export function generationOf({ owner, key, nonce }: Marker): number | null {
  for (let generation = 1; generation <= GENERATIONS; generation += 1) {
    if (markerFor(owner, key, generation).nonce === nonce) return generation;
  }
  return null;
}

/** Generations that are tried for a nonce: more re-creations of one key are not expected. */
const GENERATIONS = 100;

/** The marker as text. */
export function markerText(marker: Marker): string {
  return `postilion:${marker.owner}/${marker.key}#${marker.nonce}`;
}

/** A description as the tenant holds it → the text that people wrote, and the marker. */
export function splitDescription(stored: string): { readonly text: string; readonly marker: Marker | null } {
  const match = MARKER.exec(stored);
  const [found, owner, key, nonce] = match ?? [];
  if (found === undefined || owner === undefined || key === undefined || nonce === undefined) {
    return { text: stored, marker: null };
  }
  const marker = { owner, key, nonce };
  return { text: textBeside(stored, markerText(marker)), marker };
}

/** The marker of an object, wherever its kind has room for one. */
export function markerIn(object: JsonObject): Marker | null {
  const of = (property: string): Marker | null => splitDescription(stringAt(object, property) ?? '').marker;
  return of('description') ?? of('notes');
}

/** Exactly the text that was joined, so that its blanks make no drift; a text that people wrote around the marker loses its outer blanks. */
function textBeside(stored: string, line: string): string {
  if (stored === line) return '';
  const end = `\n\n${line}`;
  return stored.endsWith(end) ? stored.slice(0, -end.length) : stored.replace(MARKER, '').trim();
}

/** The text that people wrote and the marker → a description for the tenant. */
export function joinDescription(text: string, marker: Marker): string {
  return text === '' ? markerText(marker) : `${text}\n\n${markerText(marker)}`;
}
