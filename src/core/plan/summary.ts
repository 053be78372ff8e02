/** The numbers of a plan: each person once, at the worst. */

import { ACTIONS, type Action, type Change, isActing, isWriting } from '../../model/change.ts';
import { compareLevels, worstLevel } from '../../model/effect.ts';
import type { Bundle, PlanSummary } from '../../model/plan.ts';
import { withBundleMates } from '../bundles/waiting.ts';
import { impactOf } from '../impact/by-platform.ts';
import {
  type AssessedChange,
  peopleConcerned,
  peopleDisturbed,
  peopleLosingMail,
  union,
} from '../impact/change-effect.ts';
import type { PlanTotals } from './gates.ts';

/** Totals that the gates judge; null where a change that matters has unknown people. */
export function totalsOf(proposals: readonly AssessedChange[]): PlanTotals {
  const changing = proposals.filter(isWriting);
  // Whoever gets or loses a certificate alone gets or loses no mail.
  const felt = changing.filter(({ kind }) => kind.delivers !== 'certificate');
  const unknown = felt.some(({ audience }) => audience.basis === 'unknown');
  return {
    removals: changing.filter(({ action }) => action === 'unassign' || action === 'delete').length,
    losingMail: unknown ? null : union(felt.map(peopleLosingMail)).size,
    newPeople: unknown ? null : union(felt.map(newPeopleOf)).size,
  };
}

/** Whoever has the account today by another profile is moved, and counts there. */
function newPeopleOf({ audience, movedHere }: AssessedChange): ReadonlySet<string> {
  return new Set([...audience.gained].filter((person) => !movedHere.has(person)));
}

/** The summary of the plan document. People are those who would notice something. */
export function summaryOf(
  proposals: readonly AssessedChange[],
  changes: readonly Change[],
  totals: PlanTotals,
  bundles: readonly Bundle[] = [],
): PlanSummary {
  const worse = new Set(
    changes.filter(({ effect }) => compareLevels(effect.level, 'silent') > 0 || effect.outage).map(({ key }) => key),
  );
  const noticing = proposals.filter((proposed) => isWriting(proposed) && worse.has(proposed.key));
  const unknown = noticing.some(({ audience }) => audience.basis === 'unknown');
  const acting = changes.filter(isActing);
  return {
    ...countActions(changes),
    gated: gatedAmong(changes, bundles),
    people: unknown ? null : union(noticing.map(peopleConcerned)).size,
    disturbed: unknown ? null : union(noticing.map(peopleDisturbed)).size,
    losingMail: totals.losingMail,
    newPeople: totals.newPeople,
    worstEffect: worstLevel(acting.map(({ effect }) => effect.level)),
    worstDisturbance: worstLevel(acting.map(({ effect }) => effect.disturbs)),
    disturbances: impactOf(noticing),
    drift: changes.filter(({ origin }) => origin === 'drift').length,
    conflicts: changes.filter(({ origin }) => origin === 'conflict').length,
  };
}

/** How many changes wait, those of their bundles included. */
export function gatedAmong(changes: readonly Change[], bundles: readonly Bundle[] = []): number {
  const waiting = changes.flatMap(({ key, gates }) => (gates.length > 0 ? [key] : []));
  return withBundleMates(waiting, bundles).length;
}

function countActions(changes: readonly Change[]): Readonly<Record<Action, number>> {
  const counts: Record<Action, number> = {
    create: 0,
    update: 0,
    unassign: 0,
    delete: 0,
    adopt: 0,
    forget: 0,
    unchanged: 0,
    unmanaged: 0,
  };
  for (const action of ACTIONS) counts[action] = changes.filter((change) => change.action === action).length;
  return counts;
}
