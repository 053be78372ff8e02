/** A plan → the labels of its pull request: for whoever looks at a list of them. They say something and decide nothing. */

import { isActing } from '../../model/change.ts';
import { isLockOut } from '../../model/finding.ts';
import type { Plan } from '../../model/plan.ts';
import { waitingKeys } from '../plan/waiting.ts';

/** Every label of ours begins so; those of others are left alone. */
export const LABEL_PREFIX = 'postilion: ';

/** Null where there is no plan. */
export function labelsOf(plan: Plan | null): readonly string[] {
  return wordsOf(plan).map((word) => `${LABEL_PREFIX}${word}`);
}

function wordsOf(plan: Plan | null): readonly string[] {
  if (plan === null || !plan.complete) return ['no plan'];
  const { summary, findings, changes, policyChanges } = plan;
  if (!changes.some(isActing) && policyChanges === undefined) return ['no changes'];
  const isLosing = summary.losingMail !== 0 || findings.some(isLockOut);
  const isWaiting = waitingKeys(plan).size > 0 || policyChanges !== undefined;
  return [
    ...(isLosing ? ['mail is lost'] : []),
    ...(summary.disturbed === 0 ? [] : ['people are disturbed']),
    ...(isWaiting ? ['waits for approval'] : []),
  ];
}
