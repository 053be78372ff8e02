/** Objects that import leaves alone: each with the reason, and what manages it instead. */

import { odataType } from '../../catalogue/kind.ts';
import { READ_KINDS } from '../../kinds/catalogue.ts';
import { compareText } from '../../model/finding.ts';
import { type JsonObject, stringAt } from '../../model/json.ts';

/** An object that is not imported. */
export interface LeftAlone {
  readonly id: string;
  readonly name: string;
  /** Graph's type without `#microsoft.graph.`. */
  readonly type: string;
  readonly reason: string;
  /** Where it is managed. */
  readonly instead: string;
}

const TYPE = '#microsoft.graph.';
const ELSEWHERE = 'the admin center, or a tool for the whole of Intune';

/** Those of the objects that nobody can import: of no kind, or of a kind but not about mail. */
export function findLeftAlone(
  objects: readonly JsonObject[],
  isOurs: (object: JsonObject) => boolean,
): readonly LeftAlone[] {
  const known = new Set(READ_KINDS.map(odataType));
  return objects
    .filter((object) => !isOurs(object))
    .map((object) => {
      const type = stringAt(object, '@odata.type') ?? '';
      const name = stringAt(object, 'displayName') ?? '';
      const told = { id: stringAt(object, 'id') ?? '', name, type: type.replace(TYPE, '') };
      return { ...told, ...reasonFor(type.replace(TYPE, ''), known.has(type)) };
    })
    .toSorted((a, b) => compareText(a.type, b.type) || compareText(a.name, b.name) || compareText(a.id, b.id));
}

function reasonFor(type: string, isKnown: boolean): Pick<LeftAlone, 'reason' | 'instead'> {
  if (isKnown) return { reason: 'it is not about mail', instead: ELSEWHERE };
  if (/^macOS/i.test(type)) return { reason: 'macOS is not managed here', instead: ELSEWHERE };
  return {
    reason: 'it is no mail profile, certificate, mail app or app configuration of a known type',
    instead: ELSEWHERE,
  };
}
