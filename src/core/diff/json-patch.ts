/** A change as RFC 6902: an export format, with a `test` before each replacement. */

import { assignmentIds } from '../../model/assignment.ts';
import type { JsonObject } from '../../model/json.ts';
import type { ProposedChange } from './proposed-change.ts';
import type { Difference } from './three-way.ts';

/** The document that the patch of a proposed change starts from. */
export function patchBase(proposed: ProposedChange): JsonObject {
  const { live } = proposed;
  if (live === null) return { settings: {} };
  return {
    name: live.name,
    description: live.description,
    scopeTags: [...live.scopeTagIds],
    settings: live.settings,
    assignments: assignmentIds(live.assignments),
  };
}

/** Operations from the live document to the wanted one; sets are replaced whole. */
export function jsonPatch(proposed: ProposedChange): readonly JsonObject[] {
  const fields = proposed.differences.flatMap((difference) => operations(difference, proposed.live === null));
  const { assignments } = proposed;
  if (assignments === null) return fields;
  const [from, to] = [assignmentIds(assignments.before), assignmentIds(assignments.after)];
  if (proposed.live === null)
    return to.length === 0 ? fields : [...fields, { op: 'add', path: '/assignments', value: to }];
  return [
    ...fields,
    { op: 'test', path: '/assignments', value: from },
    { op: 'replace', path: '/assignments', value: to },
  ];
}

function operations({ path, from, to }: Difference, isNew: boolean): readonly JsonObject[] {
  if (isNew) return [{ op: 'add', path, value: to }];
  return [
    { op: 'test', path, value: from },
    { op: 'replace', path, value: to },
  ];
}
