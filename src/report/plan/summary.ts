/** A plan in one line, worded the same wherever it appears: the last line of every face. */

import { ACTIONS, type Action, type Change, isActing, waitingGates } from '../../model/change.ts';
import { type Basis, weakestBasis } from '../../model/effect.ts';
import type { Plan } from '../../model/plan.ts';
import { thousands } from '../../model/text.ts';
import { peopleOrUnknown } from '../text/wording.ts';
import { isNoticed, losesMail } from './people.ts';
import { waitingKeys } from './waiting.ts';

/** Past participles: what the plan comes to. */
const COUNTED: Readonly<Record<Exclude<Action, 'unmanaged'>, string>> = {
  create: 'new',
  update: 'changed',
  unassign: 'taken from all',
  delete: 'deleted',
  adopt: 'taken over',
  forget: 'forgotten',
  unchanged: 'unchanged',
};

/** `Plan: 2 changed, 1 new, 11 unchanged — 1 waits for approval — 340 people disturbed, 12 lose mail`. */
export function summaryLine(plan: Plan): string {
  const { summary } = plan;
  const counts = ACTIONS.flatMap((action) =>
    action === 'unmanaged' || summary[action] === 0 ? [] : [`${thousands(summary[action])} ${COUNTED[action]}`],
  );
  const conflicts = summary.conflicts > 0 ? `, ${thousands(summary.conflicts)} changed on both sides` : '';
  const parts = [
    counts.length === 0 ? 'nothing to do' : counts.join(', '),
    ...waitingWords(plan),
    ...(summary.drift + summary.conflicts > 0 ? [`${thousands(summary.drift)} changed in the portal${conflicts}`] : []),
    ...(plan.changes.some(isActing) ? [impact(plan)] : []),
  ];
  return `Plan${plan.complete ? '' : ' (incomplete)'}: ${parts.join(' — ')}`;
}

/** `2 wait, 1 approved`. */
function waitingWords(plan: Plan): readonly string[] {
  const waiting = waitingKeys(plan).size;
  const approved = plan.changes.filter((change) => change.approved !== undefined && waitingGates(change).length === 0);
  const parts = [
    ...(waiting > 0 ? [`${thousands(waiting)} ${waiting === 1 ? 'waits' : 'wait'}`] : []),
    ...(approved.length > 0 ? [`${thousands(approved.length)} approved`] : []),
  ];
  return parts.length === 0 ? [] : [parts.join(', ')];
}

/** `at most 340 people disturbed, 12 lose mail, 63 set up for the first time`: each person once. */
function impact(plan: Plan): string {
  const { disturbed, losingMail, newPeople } = plan.summary;
  const basis = weakestBasis(plan.changes.filter(disturbs).map((change) => change.effect.basis));
  const losingBasis = weakestBasis(plan.changes.filter(losesMail).map((change) => change.effect.basis));
  const parts = [
    ...(disturbed === 0 ? [] : [`${peopleOrUnknown(disturbed, basis)} disturbed`]),
    ...(losingMail === 0 ? [] : [losing(losingMail, losingBasis)]),
    ...(newPeople === null || newPeople === 0 ? [] : [`${thousands(newPeople)} set up for the first time`]),
  ];
  return parts.length === 0 ? 'no one is disturbed' : parts.join(', ');
}

function losing(count: number | null, basis: Basis): string {
  if (count === null) return 'an unknown number may lose mail';
  return `${basis === 'at-most' ? 'at most ' : ''}${thousands(count)} ${count === 1 ? 'loses' : 'lose'} mail`;
}

/** Changes that people who have mail today would notice. */
function disturbs(change: Change): boolean {
  return isNoticed(change) && change.action !== 'create';
}
