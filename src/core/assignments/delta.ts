/** Two assignment sets as what is added, taken away and filtered otherwise. */

import { type Assignment, assignmentId, sortAssignments, targetId } from '../../model/assignment.ts';
import type { AssignmentDelta, TargetView } from '../../model/change.ts';

/** Ids → names, for people. */
export type Names = ReadonlyMap<string, string>;

export const NO_DELTA: AssignmentDelta = { add: [], remove: [], change: [] };

/** The difference of two sets in normal form. */
export function assignmentDelta(
  before: readonly Assignment[],
  after: readonly Assignment[],
  names: Names,
): AssignmentDelta {
  const had = new Set(before.map(assignmentId));
  const has = new Set(after.map(assignmentId));
  const gone = before.filter((one) => !has.has(assignmentId(one)));
  const fresh = after.filter((one) => !had.has(assignmentId(one)));
  const goneTargets = new Map(gone.map((one) => [targetId(one), one]));
  const freshTargets = new Set(fresh.map(targetId));
  return {
    add: includesFirst(fresh.filter((one) => !goneTargets.has(targetId(one)))).map((one) => targetView(one, names)),
    remove: includesFirst(gone.filter((one) => !freshTargets.has(targetId(one)))).map((one) => targetView(one, names)),
    change: includesFirst(fresh).flatMap((one) => {
      const old = goneTargets.get(targetId(one));
      return old === undefined ? [] : [{ from: targetView(old, names), to: targetView(one, names) }];
    }),
  };
}

/** Who gets it before who doesn't; otherwise in the order of the normal form. */
function includesFirst(assignments: readonly Assignment[]): readonly Assignment[] {
  return [...sortAssignments(assignments)].sort((a, b) => rank(a) - rank(b));
}

function rank({ intent }: Assignment): number {
  return intent === 'include' ? 0 : 1;
}

function targetView({ intent, target, filter, install }: Assignment, names: Names): TargetView {
  const id = target.type === 'group' ? target.id : null;
  return {
    intent,
    type: target.type,
    id,
    name: id === null ? null : (names.get(id) ?? null),
    filter: filter === null ? null : { id: filter.id, name: names.get(filter.id) ?? null, mode: filter.mode },
    ...(install === undefined ? {} : { install }),
  };
}
