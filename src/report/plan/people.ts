/** What a change does to people, in sentences: those who keep, lose and gain mail are different news. */

import { type Change, isRecordOnly } from '../../model/change.ts';
import { compareLevels, type EffectLevel, worstLevel } from '../../model/effect.ts';
import type { Problem } from '../../model/plan.ts';
import { affected, noticed, OUTAGE_WORDS, setUp, stopped, unknownPeople } from '../text/wording.ts';

/** True when people who have mail today lose it; an unknown number is not nobody. */
export function losesMail(change: Change): boolean {
  const { effect } = change;
  return effect.people !== 0 && compareLevels(effect.disturbs, 'mail-removed') >= 0;
}

/** True when a person who has mail today, or one who gets mail, notices the change. */
export function isNoticed(change: Change): boolean {
  const { effect } = change;
  if (effect.people === 0) return false;
  return effect.outage || noticed(effect.disturbs) || (gains(change) && noticed(effect.setUp));
}

/** A change → what people get, worst first, joined by semicolons; never empty. */
export function peopleSentence(change: Change, problems: readonly Problem[]): string {
  const { effect } = change;
  if (isRecordOnly(change)) return 'writes nothing to the tenant';
  if (effect.people === 0) return (effect.kept ?? 0) > 0 ? 'nobody notices' : 'nobody is reached today';
  const unknown = unknownPeople(problems);
  const parts: string[] = [];
  /** The reason for a missing count is printed once. */
  const why = () => (parts.some((part) => part.includes(unknown)) ? 'people unknown' : unknown);
  const lost = loses(change) ? withoutOutage(change) : 'none';
  const kept = keptLevel(change);
  if (noticed(lost)) parts.push(affected(effect.lost, effect.basis, lost, why()));
  if (noticed(kept) && effect.kept !== 0) parts.push(affected(effect.kept, effect.basis, kept, why()));
  if (effect.outage) parts.push(outage(change));
  if (gains(change)) parts.push(setUp(effect.gained, effect.basis, effect.setUp, why()));
  if (parts.length > 0) return parts.join('; ');
  if (effect.kept === null) return 'nothing they notice';
  return effect.kept === 0 ? 'nobody notices' : affected(effect.kept, effect.basis, 'silent', unknown);
}

/** What happens to those who keep the profile: only fields touch them; a plan that names none is taken at its word. */
function keptLevel(change: Change): EffectLevel {
  if (change.fields.length > 0) return worstLevel(change.fields.map((field) => field.effect));
  return loses(change) ? 'none' : withoutOutage(change);
}

/** `disturbs` is what gates judge, where an outage counts as an account reset; this text says what really happens. */
function withoutOutage(change: Change): EffectLevel {
  const { disturbs, level, outage: stops } = change.effect;
  return stops && disturbs === 'account-reset' && compareLevels(level, disturbs) < 0 ? 'silent' : disturbs;
}

/** An unknown number loses or gains the profile only where the change touches targets at all. */
function loses(change: Change): boolean {
  if (change.effect.lost !== null) return change.effect.lost > 0;
  return change.action === 'unassign' || change.action === 'delete' || retargets(change);
}

function gains(change: Change): boolean {
  if (change.effect.gained !== null) return change.effect.gained > 0;
  return change.action === 'create' || (change.action === 'update' && retargets(change));
}

function retargets(change: Change): boolean {
  const { add, remove, change: refiltered } = change.assignments;
  return add.length + remove.length + refiltered.length > 0;
}

function outage(change: Change): string {
  const { kept, lost, basis } = change.effect;
  const count = change.fields.some((field) => field.outage) ? kept : lost;
  return count === null || count === 0 ? OUTAGE_WORDS : stopped(count, basis, '');
}
