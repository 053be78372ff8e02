/** A proposed change without a part of itself: drift that stays in the tenant for now, while the rest is judged by itself. */

import { judge } from '../../catalogue/effects.ts';
import type { Assignment } from '../../model/assignment.ts';
import type { JsonValue } from '../../model/json.ts';
import type { Settings } from '../../model/profile.ts';
import { gitsPart } from '../assignments/three-way.ts';
import { isUnusedReference, type ProposedChange, sameAssignments } from './proposed-change.ts';
import type { Difference } from './settings.ts';

/** The assignments with what git itself wants of them alone; those of today where git wants nothing new. */
export function assignmentsOfGit({ before, after, assignOrigin, agreed }: ProposedChange): readonly Assignment[] {
  if (before === after || assignOrigin === 'intended') return after;
  if (assignOrigin !== 'conflict' || agreed === undefined) return before;
  const part = gitsPart(agreed, before, after);
  if (sameAssignments(part, after)) return after;
  return sameAssignments(part, before) ? before : part;
}

/** True where git itself wants something of the object; a reference that is only tidied away is nobody's wish. */
export function isWanted(proposed: ProposedChange): boolean {
  const fields = proposed.differences.some((one) => one.origin === 'intended' && !isUnusedReference(one));
  return fields || assignmentsOfGit(proposed) !== proposed.before;
}

/**
 * The proposed change in which the differences of `left` stay as the tenant has them, and the assignments become `after`. What is
 * left over is judged anew, since the effect of one field may hang on another; a reference isn't tidied away that the
 * tenant's settings still use.
 */
export function withoutPart(
  proposed: ProposedChange,
  left: readonly Difference[],
  after: readonly Assignment[],
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
    after,
    action: actionOf(proposed, differences.length === 0, after),
    // What is left over of the assignments is git's own.
    ...(after === proposed.after ? {} : { assignOrigin: 'intended' }),
  };
}

function actionOf(
  { action, before }: ProposedChange,
  isSame: boolean,
  after: readonly Assignment[],
): ProposedChange['action'] {
  if (before !== after && after.length === 0) return 'unassign';
  if (isSame && before === after) return 'unchanged';
  return action === 'unassign' ? 'update' : action;
}

function withTenants(settings: Settings, left: readonly Difference[]): Settings {
  const result: Record<string, JsonValue> = { ...settings };
  for (const { field, from } of left) if (field !== null) result[field] = from;
  return result;
}
