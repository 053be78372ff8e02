/** From a JSON pointer to a place in a file, also where the thing pointed at isn't there. */

import type { SourceSpan } from './source.ts';

/** The place of the pointer or of its nearest existing parent; undefined when not even the document has one. */
export function nearestPlace(places: Readonly<Record<string, SourceSpan>>, pointer: string): SourceSpan | undefined {
  let at = pointer;
  while (at !== '' && !Object.hasOwn(places, at)) at = at.slice(0, Math.max(0, at.lastIndexOf('/')));
  return places[at];
}
