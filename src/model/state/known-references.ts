/** What an object was bound to when that was read last: Graph tells it only reference by reference, each for a request. */

import type { JsonObject, JsonValue } from '../json.ts';
import { countIn, objectIn, type ReadingFaults, textIn, textOrNullIn } from './reading.ts';

/** Good as long as the object has the same version and the same time of its last change. */
export interface KnownReferences {
  readonly version: number;
  /** `lastModifiedDateTime` as Graph wrote it. */
  readonly modified: string;
  /** Field → id of what is bound, null for nothing. */
  readonly bound: Readonly<Record<string, string | null>>;
}

export function knownReferencesIn(value: JsonValue | undefined, place: string, faults: ReadingFaults): KnownReferences {
  const known = objectIn(value, place, faults);
  const bound = Object.entries(objectIn(known['bound'], `${place}/bound`, faults));
  return {
    version: countIn(known['version'], `${place}/version`, faults),
    modified: textIn(known['modified'], `${place}/modified`, faults),
    bound: Object.fromEntries(bound.map(([name, id]) => [name, textOrNullIn(id, `${place}/bound/${name}`, faults)])),
  };
}

export function knownReferencesJson({ version, modified, bound }: KnownReferences): JsonObject {
  return { version, modified, bound: { ...bound } };
}
