/** What a change does to people, in sentences: those who keep, lose and gain mail are different news. */

import type { Change } from '../model/change.ts';
import { compareLevels, type EffectLevel, worstLevel } from '../model/effect.ts';
import type { Problem } from '../model/plan.ts';
import { affected, noticed, OUTAGE_WORDS, people, setUp, unknownPeople } from './wording.ts';

/** True when people who have mail today lose it; an unknown count is not nobody. */
export function losesMail(change: Change): boolean {
  const { effect } = change;
  return effect.lost !== 0 && compareLevels(effect.disturbs, 'mail-removed') >= 0;
}

/** True when somebody notices: a person who has mail today, or one who gets it. */
export function isNoticed(change: Change): boolean {
  const { effect } = change;
  if (effect.outage || noticed(effect.disturbs)) return true;
  return gains(change) && (noticed(effect.setUp) || noticed(effect.level));
}

/** A change → what people get, worst first, joined by semicolons; never empty. */
export function peopleSentence(change: Change, problems: readonly Problem[]): string {
  const { effect } = change;
  if (change.action === 'adopt' || change.action === 'forget') return 'writes nothing to the tenant';
  const unknown = unknownPeople(problems);
  const losing = losesMail(change);
  const parts: string[] = [];
  if (losing) parts.push(affected(effect.lost, effect.basis, effect.disturbs, unknown));
  const kept = losing ? worstLevel(change.fields.map((field) => field.effect)) : effect.disturbs;
  const keptCount = losing ? effect.kept : sum(effect.kept, effect.lost);
  if (noticed(kept) && keptCount !== 0) parts.push(affected(keptCount, effect.basis, kept, unknown));
  if (effect.outage) parts.push(outage(change, parts.length > 0));
  if (gains(change)) {
    parts.push(setUp(effect.gained, effect.basis, effect.setUp, unknown));
  }
  return parts.length > 0 ? parts.join('; ') : quiet(change, keptCount, kept, unknown);
}

/** An unknown number gains the profile only where the change reaches new targets at all. */
function gains(change: Change): boolean {
  const { add, remove, change: refiltered } = change.assignments;
  if (change.effect.gained !== null) return change.effect.gained > 0;
  return (
    add.length + remove.length + refiltered.length > 0 && change.action !== 'unassign' && change.action !== 'delete'
  );
}

function outage(change: Change, told: boolean): string {
  const { kept, basis } = change.effect;
  return told || kept === null || kept === 0 ? OUTAGE_WORDS : `${people(kept, basis)}: ${OUTAGE_WORDS}`;
}

/** Nobody is disturbed: because nobody is there, because they notice nothing, or as far as is known. */
function quiet(change: Change, count: number | null, level: EffectLevel, unknown: string): string {
  const { effect } = change;
  if (effect.people === 0 || count === 0) return 'nobody is reached today';
  if (count === null) return level === 'none' || level === 'silent' ? 'nothing they notice' : unknown;
  return affected(count, effect.basis, 'silent', unknown);
}

function sum(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a + b;
}
