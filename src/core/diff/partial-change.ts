/** A proposed change without a part of itself: drift that stays in the tenant for now, while the rest is judged by itself. */

import { judge } from '../../catalogue/effects.ts';
import { sameAssignments } from '../../model/assignment.ts';
import type { JsonValue } from '../../model/json.ts';
import type { Settings } from '../../model/profile.ts';
import { gitsPart } from '../assignments/three-way.ts';
import type { ProposedChange } from './proposed-change.ts';
import { type AssignmentChange, type Difference, isUnusedReference } from './three-way.ts';

/** What git itself wants of the assignments. */
export interface AssignmentsOfGit {
  /** Null where git wants nothing new. */
  readonly own: AssignmentChange | null;
  /** True where the change holds somebody else's part too. */
  readonly isPart: boolean;
}

/** The change of the assignments without what somebody did beside git. */
export function assignmentsOfGit({ assignments }: Pick<ProposedChange, 'assignments'>): AssignmentsOfGit {
  if (assignments === null || assignments.origin === 'intended') return { own: assignments, isPart: false };
  const { before, after, origin, agreed } = assignments;
  if (origin !== 'conflict' || agreed === null) return { own: null, isPart: true };
  const part = gitsPart(agreed, before, after);
  if (sameAssignments(part, after)) return { own: assignments, isPart: false };
  const own: AssignmentChange = { ...assignments, after: part, origin: 'intended' };
  return { own: sameAssignments(part, before) ? null : own, isPart: true };
}

/** True where git itself wants something of the object; a reference that is only tidied away is nobody's wish. */
export function isWanted(proposed: ProposedChange): boolean {
  const fields = proposed.differences.some((one) => one.origin === 'intended' && !isUnusedReference(one));
  return fields || assignmentsOfGit(proposed).own !== null;
}

/**
 * The proposed change in which the differences of `left` stay as the tenant has them, and the assignments change as
 * `assignments` says. What is
 * left over is judged anew, since the effect of one field may hang on another; a reference isn't tidied away that the
 * tenant's settings still use.
 */
export function withoutPart(
  proposed: ProposedChange,
  left: readonly Difference[],
  assignments: AssignmentChange | null,
): ProposedChange {
  const settings = withTenants(proposed.settings, left);
  const used = proposed.differences.filter(
    (one) => isUnusedReference(one) && proposed.kind.fields[one.field ?? '']?.usedWhen?.(settings) === true,
  );
  const stays = new Set([...left, ...used]);
  const rest = withTenants(settings, used);
  const before = proposed.live?.settings ?? {};
  const differences = proposed.differences.flatMap((one) => {
    if (stays.has(one)) return [];
    const changes = one.field === null || isUnusedReference(one) ? undefined : proposed.kind.fields[one.field]?.changes;
    if (changes === undefined) return [one];
    return [{ ...one, verdict: judge(changes, { from: one.from, to: one.to, before, after: rest }) }];
  });
  return {
    ...proposed,
    differences,
    settings: rest,
    assignments,
    action: actionOf(proposed.action, differences.length === 0, assignments),
  };
}

function actionOf(
  action: ProposedChange['action'],
  isSame: boolean,
  assignments: AssignmentChange | null,
): ProposedChange['action'] {
  if (assignments?.after.length === 0) return 'unassign';
  if (isSame && assignments === null) return 'unchanged';
  return action === 'unassign' ? 'update' : action;
}

function withTenants(settings: Settings, left: readonly Difference[]): Settings {
  const result: Record<string, JsonValue> = { ...settings };
  for (const { field, from } of left) if (field !== null) result[field] = from;
  return result;
}
