/** Assignments are a set: who moved is asked target by target, so that git's part can go without somebody else's. */

import { type Assignment, assignmentId, sortAssignments, targetOfId } from '../../model/assignment.ts';

/**
 * The live assignments with git's own changes alone: where a target stands as it was agreed upon (`base`, as ids), it
 * becomes what git wants; where the tenant moved it, it stays as it is.
 */
export function gitsPart(
  base: readonly string[],
  live: readonly Assignment[],
  desired: readonly Assignment[],
): readonly Assignment[] {
  const ids = merged(base, live.map(assignmentId), desired.map(assignmentId));
  const known = new Map([...live, ...desired].map((one) => [assignmentId(one), one]));
  return sortAssignments(ids.flatMap((id) => known.get(id) ?? []));
}

/** What both agree upon, target by target, as ids; of the others what was agreed upon before. */
export function agreedPart(
  base: readonly string[],
  live: readonly string[],
  desired: readonly string[],
): readonly string[] {
  return byTarget([base, live, desired], ([before, now, wish]) => (isSame(now, wish) ? now : before));
}

function merged(base: readonly string[], live: readonly string[], desired: readonly string[]): readonly string[] {
  return byTarget([base, live, desired], ([before, now, wish]) => (isSame(before, now) ? wish : now));
}

type Three<T> = readonly [base: T, live: T, desired: T];

function byTarget(
  sets: Three<readonly string[]>,
  choose: (three: Three<readonly string[]>) => readonly string[],
): readonly string[] {
  const targets = new Set(sets.flat().map(targetOfId));
  return [...targets]
    .flatMap((target) => {
      const of = (ids: readonly string[]) => [...new Set(ids.filter((id) => targetOfId(id) === target))].sort();
      return choose([of(sets[0]), of(sets[1]), of(sets[2])]);
    })
    .sort();
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.join('\n') === b.join('\n');
}
