/** Two assignment sets as what is added, taken away and filtered otherwise. */

import { type Assignment, assignmentId, targetId } from '../model/assignment.ts';
import type { AssignmentDelta, TargetView } from '../model/change.ts';

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
    add: fresh.filter((one) => !goneTargets.has(targetId(one))).map((one) => targetView(one, names)),
    remove: gone.filter((one) => !freshTargets.has(targetId(one))).map((one) => targetView(one, names)),
    change: fresh.flatMap((one) => {
      const old = goneTargets.get(targetId(one));
      return old === undefined ? [] : [{ from: targetView(old, names), to: targetView(one, names) }];
    }),
  };
}

/** True when both sets are the same. */
export function isEmptyDelta(delta: AssignmentDelta): boolean {
  return delta.add.length === 0 && delta.remove.length === 0 && delta.change.length === 0;
}

function targetView({ intent, target, filter }: Assignment, names: Names): TargetView {
  const id = target.type === 'group' ? target.id : null;
  return {
    intent,
    type: target.type,
    id,
    name: id === null ? null : (names.get(id) ?? null),
    filter: filter === null ? null : { id: filter.id, name: names.get(filter.id) ?? null, mode: filter.mode },
  };
}
