/** The assignments between two: everybody who has an object and everybody who will have it. */

import { type Assignment, assignmentId, assignmentIds, sortAssignments, targetId } from '../../model/assignment.ts';

/**
 * Reaches at least whom either set reaches. Exclusions stay where both have them. A filter stays where both have the
 * same one, and an including one where only one set has its target; otherwise it goes, since an excluding filter would
 * also take devices that another target of the other set reaches, and a target can't stand there twice.
 */
export function unionOf(before: readonly Assignment[], after: readonly Assignment[]): readonly Assignment[] {
  const [a, b] = [byTarget(before), byTarget(after)];
  // Without a target nobody is reached, whoever is excluded.
  if (a.size === 0 || b.size === 0) return sortAssignments(a.size === 0 ? after : before);
  const includes = [...new Set([...a.keys(), ...b.keys()])].flatMap((target) => {
    const [some, others] = [a.get(target) ?? [], b.get(target) ?? []];
    const all = [...some, ...others];
    const isSame = assignmentIds(some).join() === assignmentIds(others).join();
    const isAlone = some.length === 0 || others.length === 0;
    const keeps = isSame || (isAlone && all.every(({ filter }) => filter?.mode !== 'exclude'));
    return keeps ? all : all.map((one) => ({ ...one, filter: null }));
  });
  const excluded = new Set(after.flatMap((one) => (one.intent === 'exclude' ? [targetId(one)] : [])));
  const excludes = before.filter((one) => one.intent === 'exclude' && excluded.has(targetId(one)));
  return sortAssignments([...includes, ...excludes]);
}

/**
 * The assignments between two that give nobody anything: what both say, and whatever either excludes. A target that both
 * have with different filters stands as it will be.
 */
export function commonOf(before: readonly Assignment[], after: readonly Assignment[]): readonly Assignment[] {
  const had = new Set(before.filter(({ intent }) => intent === 'include').map(targetId));
  const stays = after.filter((one) => one.intent === 'exclude' || had.has(targetId(one)));
  const excluded = before.filter(({ intent }) => intent === 'exclude');
  // Exclusions of nobody say nothing.
  return stays.some(({ intent }) => intent === 'include') ? sortAssignments([...stays, ...excluded]) : [];
}

/** True where nobody gains by going from one set to the other, as far as the targets alone tell. */
export function narrows(before: readonly Assignment[], after: readonly Assignment[]): boolean {
  return assignmentIds(unionOf(before, after)).join() === assignmentIds(before).join();
}

/** The included targets, each with everything that is said of it. */
function byTarget(assignments: readonly Assignment[]): ReadonlyMap<string, readonly Assignment[]> {
  const found = new Map<string, Assignment[]>();
  for (const one of assignments) {
    if (one.intent === 'include') found.set(targetId(one), [...(found.get(targetId(one)) ?? []), one]);
  }
  return found;
}

/** True where whoever `inner` reaches is reached by `outer` too, as far as the targets alone tell. */
export function surelyCovers(outer: readonly Assignment[], inner: readonly Assignment[]): boolean {
  // Exclusions of nobody say nothing.
  if (inner.every(({ intent }) => intent === 'exclude')) return true;
  const ids = new Set(outer.map(assignmentId));
  const [outerExcludes, innerExcludes] = [excludesOf(outer), excludesOf(inner)];
  const hasExcludingFilter = outer.some(({ filter }) => filter?.mode === 'exclude');
  const isIncluded = (one: Assignment): boolean =>
    ids.has(assignmentId(one)) ||
    ids.has(targetId(one)) ||
    (one.target.type === 'group' && ids.has('include:allUsers'));
  return (
    !hasExcludingFilter &&
    outerExcludes.every((target) => innerExcludes.includes(target)) &&
    inner.every((one) => one.intent === 'exclude' || isIncluded(one))
  );
}

/** Whether the assignments are a stop on the way between two sets: ours, of a run that waits or did not end. */
export function isOnTheWay(live: readonly Assignment[], from: readonly string[], to: readonly Assignment[]): boolean {
  const known = new Set([...from, ...to.map(assignmentId)].flatMap((id) => [id, id.split('|')[0] ?? id]));
  const held = new Set(live.map(targetId));
  const reachesAll = to.every((one) => one.intent === 'exclude' || held.has(targetId(one)));
  return reachesAll && live.every((one) => known.has(assignmentId(one)));
}

function excludesOf(assignments: readonly Assignment[]): readonly string[] {
  return assignments.flatMap((one) => (one.intent === 'exclude' ? [targetId(one)] : []));
}
