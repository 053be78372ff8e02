/** Raw objects of a collection → live profiles of the catalogue; what the catalogue doesn't know is left to others. */

import { decodeSettings, hideSecrets, unknownMembers } from '../../catalogue/codec.ts';
import type { Kind } from '../../catalogue/kind.ts';
import { odataType } from '../../catalogue/kind.ts';
import { isGraphId } from '../../model/ids.ts';
import { isJsonArray, type JsonObject, type JsonValue, stringAt } from '../../model/json.ts';
import type { LiveProfile } from '../../model/profile.ts';
import { birthOf } from '../../model/time.ts';
import { decodeAssignments, hasPolicySetAssignment } from '../assignments/graph.ts';
import { markerIn, splitDescription } from './marker.ts';

/** The live profiles among the objects, in the order of the list; objects of other types are passed over. */
export function decodeLive(objects: readonly JsonObject[], kinds: readonly Kind[]): readonly LiveProfile[] {
  const byType = new Map(kinds.map((kind) => [odataType(kind), kind]));
  return objects.flatMap((object) => {
    const kind = byType.get(stringAt(object, '@odata.type') ?? '');
    const live = kind === undefined ? null : decodeOne(object, kind);
    return live === null ? [] : [live];
  });
}

/** One object as a live profile of the kind; null when it has no usable id. */
function decodeOne(object: JsonObject, kind: Kind): LiveProfile | null {
  const id = stringAt(object, 'id');
  if (id === undefined || !isGraphId(id)) return null;
  const { text } = splitDescription(stringAt(object, 'description') ?? '');
  const tags = object['roleScopeTagIds'];
  const version = object['version'];
  return {
    id,
    kind: kind.name,
    name: stringAt(object, 'displayName') ?? '',
    description: text,
    marker: markerIn(object),
    scopeTagIds: readScopeTags(tags),
    settings: hideSecrets(kind, decodeSettings(kind, object)),
    assignments: decodeAssignments(object, kind),
    hasPolicySet: hasPolicySetAssignment(object),
    created: birthOf(stringAt(object, 'createdDateTime')),
    modified: stringAt(object, 'lastModifiedDateTime') ?? null,
    version: typeof version === 'number' ? version : null,
    unknown: unknownMembers(kind, object),
    raw: object,
  };
}

/** Tags as a sorted list. None at all reads as the built-in Default (0): that is what an untagged object gets. */
export function readScopeTags(tags: JsonValue | undefined): readonly string[] {
  const ids = isJsonArray(tags) ? tags.filter((tag) => typeof tag === 'string').sort() : [];
  return ids.length === 0 ? ['0'] : ids;
}
