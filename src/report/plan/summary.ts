/** A plan in one line, worded the same wherever it appears: the last line of every face. */

import { type Change, waitingGates } from '../../model/change.ts';
import { type Basis, gateLevel, weakestBasis, worstLevel } from '../../model/effect.ts';
import type { Plan } from '../../model/plan.ts';
import { counted, thousands } from '../../model/text.ts';
import { LEVEL_SHORT, OUTAGE_WORDS, people } from '../text/wording.ts';
import { isNoticed, losesMail } from './people.ts';

/** `Plan: 1 create, 2 update, 1 unassign, 0 delete, 11 unchanged — 1 gated — 340 people disturbed, 0 losing mail (worst: …)`. */
export function summaryLine(plan: Plan): string {
  const { summary } = plan;
  const counts = [
    `${thousands(summary.create)} create`,
    `${thousands(summary.update)} update`,
    `${thousands(summary.unassign)} unassign`,
    `${thousands(summary.delete)} delete`,
    ...(summary.adopt > 0 ? [`${thousands(summary.adopt)} adopt`] : []),
    ...(summary.forget > 0 ? [`${thousands(summary.forget)} forget`] : []),
    `${thousands(summary.unchanged)} unchanged`,
  ];
  const conflicts = summary.conflicts > 0 ? ` (${counted(summary.conflicts, 'conflict')})` : '';
  const parts = [
    counts.join(', '),
    `${thousands(summary.gated)} gated${approvedWords(plan)}`,
    ...(summary.drift + summary.conflicts > 0 ? [`${thousands(summary.drift)} drift${conflicts}`] : []),
    `${impact(plan)}`,
  ];
  return `Plan${plan.complete ? '' : ' (incomplete)'}: ${parts.join(' — ')}`;
}

function approvedWords({ changes }: Plan): string {
  const approved = changes.filter(
    (change) => change.approved !== undefined && waitingGates(change).length === 0,
  ).length;
  return approved === 0 ? '' : ` (${thousands(approved)} approved)`;
}

/** `at most 340 people disturbed, 12 losing mail (worst: mail removed)`: the sentence that reviewers look for. */
export function impact(plan: Plan): string {
  const { summary } = plan;
  const basis = weakestBasis(plan.changes.filter(disturbs).map((change) => change.effect.basis));
  const losingBasis = weakestBasis(plan.changes.filter(losesMail).map((change) => change.effect.basis));
  const setUp = summary.newPeople ?? 0;
  const counts = [
    `${peopleOrUnknown(summary.disturbed, basis)} disturbed`,
    `${losing(summary.losingMail, losingBasis)} losing mail`,
    ...(setUp > 0 ? [`${thousands(setUp)} set up`] : []),
  ];
  return `${counts.join(', ')} (worst: ${worst(plan)})`;
}

/** Changes that people who have mail today would notice. */
function disturbs(change: Change): boolean {
  return isNoticed(change) && change.action !== 'create';
}

/** An outage is worse than a level that only says what people see: they see nothing, and get no mail. */
function worst(plan: Plan): string {
  // The setup of new people disturbs nobody who has mail.
  const felt = plan.summary.disturbed === 0 ? [] : plan.changes.filter(disturbs);
  const level = worstLevel(felt.map((change) => change.effect.level));
  const outage = plan.changes.some((change) => change.effect.outage);
  return outage && gateLevel({ level, outage }) !== level ? OUTAGE_WORDS : LEVEL_SHORT[level];
}

function peopleOrUnknown(count: number | null, basis: Basis): string {
  if (count === null) return 'an unknown number of people';
  return count === 0 ? '0 people' : people(count, basis);
}

function losing(count: number | null, basis: Basis): string {
  if (count === null) return 'an unknown number';
  return `${count > 0 && basis === 'at-most' ? 'at most ' : ''}${thousands(count)}`;
}
