/** What needs an approval, judged on the people who have mail today; every limit fails closed. */

import type { Kind } from '../../catalogue/kind.ts';
import { isAssigned } from '../../model/assignment.ts';
import { type Change, type ChangeEffect, type Gate, isMoreThanAdoption, type PassedLimit } from '../../model/change.ts';
import type { Config } from '../../model/config.ts';
import { compareLevels, type EffectLevel } from '../../model/effect.ts';

/** What the gates know about the plan as a whole. */
export interface PlanTotals {
  readonly removals: number;
  /** Null where unknown, which counts as too many. */
  readonly losingMail: number | null;
  readonly newPeople: number | null;
}

/** What the change is of, and whether it takes away what others may stand on. */
interface Taken {
  readonly delivers: Kind['delivers'];
  readonly takesFoundation: boolean;
}

/**
 * The gates of one change. `protect` is the profile's own wish. A certificate alone is nobody's mail: the limits on people
 * count the profiles that stand on it.
 */
export function gatesFor(
  change: Pick<Change, 'key' | 'action' | 'effect' | 'assignments' | 'takeover'>,
  protect: boolean,
  totals: PlanTotals,
  config: Pick<Config, 'approval' | 'limits' | 'suspend'>,
  { delivers, takesFoundation }: Taken = { delivers: 'mail', takesFoundation: false },
): readonly Gate[] {
  const gates: Gate[] = change.takeover === undefined ? [] : ['adoption'];
  if (!isMoreThanAdoption(change)) return gates;
  const { effect } = change;
  const takesAway = effect.lost === null ? mayNarrow(change) : effect.lost > 0;
  if (disturbsToo(effect, config.approval.from)) gates.push('effect');
  // Whatever level somebody lets through, it says nothing of what stands on it unseen.
  else if (takesFoundation) gates.push('dependents');
  if (change.action === 'unassign' && totals.removals > config.limits.removals) gates.push('removal');
  // Mail goes with the profile, or with a setting that takes a part of it away.
  const losesMail = takesAway || compareLevels(effect.disturbs, 'mail-removed') >= 0;
  const isCertificate = delivers === 'certificate';
  if (!isCertificate && losesMail && (totals.losingMail === null || totals.losingMail > config.limits.losingMail))
    gates.push('people');
  if (protect && (takesAway || change.action === 'unassign')) gates.push('protection');
  if (!isCertificate && gainsTooMany(effect, totals, config.limits.newPeople)) gates.push('new-people');
  if (config.suspend === true || (config.suspend !== false && config.suspend.includes(change.key)))
    gates.push('suspended');
  return gates;
}

/** Of the gates those that are limits on the whole plan, with what it comes to. */
export function passedLimits(
  gates: readonly Gate[],
  totals: PlanTotals,
  { limits }: Pick<Config, 'limits'>,
): readonly PassedLimit[] {
  const all: readonly PassedLimit[] = [
    { gate: 'removal', value: totals.removals, limit: limits.removals },
    { gate: 'people', value: totals.losingMail, limit: limits.losingMail },
    { gate: 'new-people', value: totals.newPeople, limit: limits.newPeople },
  ];
  return all.filter(({ gate }) => gates.includes(gate));
}

/** Where nobody could be counted: everything but a change that only adds somebody. */
function mayNarrow({ action, assignments }: Pick<Change, 'action' | 'assignments'>): boolean {
  const { add, remove, change } = assignments;
  if (action === 'unassign' || change.length > 0) return true;
  return (
    isAssigned(remove) || add.some(({ intent, install }) => intent === 'exclude' || install?.intent === 'uninstall')
  );
}

function disturbsToo(effect: ChangeEffect, from: EffectLevel): boolean {
  return effect.disturbs !== 'none' && compareLevels(effect.disturbs, from) >= 0;
}

function gainsTooMany(effect: ChangeEffect, totals: PlanTotals, limit: number): boolean {
  const gains = effect.gained === null ? effect.setUp !== 'none' : effect.gained > 0;
  return gains && (totals.newPeople === null || totals.newPeople > limit);
}
