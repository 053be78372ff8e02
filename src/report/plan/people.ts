/** What a change does to people, in sentences: those who keep, lose and gain mail are different news. */

import { type Change, isRecordOnly } from '../../model/change.ts';
import { compareLevels, type EffectLevel, gateLevel, OUTAGE_WORDS, worstLevel } from '../../model/effect.ts';
import type { Problem } from '../../model/plan.ts';
import { affected, movedPeople, noticed, setUp, stopped, unknownPeople } from '../text/wording.ts';

/**
 * One sentence about the people who have it today (`today`), about those who get it (`new`), or about those who get it in the
 * place of another (`moved`, whom the other change tells of), and how bad it is.
 */
export interface PeopleSentence {
  readonly who: 'today' | 'new' | 'moved';
  /** As gates see it: an outage counts as an account reset at least. */
  readonly level: EffectLevel;
  readonly outage: boolean;
  readonly text: string;
  /** Null where nobody could count them; left out where the sentence is about several changes, or about nobody. */
  readonly count?: number | null;
}

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

/** True when people get something that they see arrive: their mail or its app. A certificate arrives unseen. */
export function isFirstSetUp(change: Change): boolean {
  const { delivers, effect } = change;
  if (!gains(change) || newcomers(change) === 0) return false;
  return delivers !== 'certificate' || noticed(effect.setUp) || (effect.outage && stopsForNew(change));
}

/** A change → what people get, worst first, joined by semicolons; never empty. */
export function peopleSentence(change: Change, problems: readonly Problem[]): string {
  return peopleSentences(change, problems)
    .map(({ text }) => text)
    .join('; ');
}

/** A change → what people get, a sentence for each sort of them, worst first; never empty. */
export function peopleSentences(change: Change, problems: readonly Problem[]): readonly PeopleSentence[] {
  const { effect } = change;
  const nothing = (text: string): readonly PeopleSentence[] => [{ who: 'today', level: 'none', outage: false, text }];
  if (isRecordOnly(change)) return nothing('writes nothing to the tenant');
  if (effect.people === 0) return nothing((effect.kept ?? 0) > 0 ? 'no one notices' : 'no one has it today');
  const unknown = unknownPeople(problems);
  const parts = [...todaySentences(change, unknown), ...newSentences(change, unknown)];
  if (parts.length > 0) return toldOnce(worstFirst(parts), unknown);
  if (effect.kept === null) return nothing('nothing they notice');
  return nothing(effect.kept === 0 ? 'no one notices' : affected(effect.kept, effect.basis, 'silent', unknown));
}

function todaySentences(change: Change, unknown: string): readonly PeopleSentence[] {
  // What isn't there yet, nobody has.
  if (change.action === 'create') return [];
  const { effect } = change;
  const parts: PeopleSentence[] = [];
  const lost = loses(change) ? withoutOutage(change) : 'none';
  const kept = keptLevel(change);
  const tell = (level: EffectLevel, count: number | null): void => {
    const text = affected(count, effect.basis, level, unknown);
    parts.push({ who: 'today', level, outage: false, text, count });
  };
  if (noticed(lost)) tell(lost, effect.lost);
  if (noticed(kept) && effect.kept !== 0) tell(kept, effect.kept);
  if (effect.outage && !stopsForNew(change)) {
    const level = gateLevel({ level: 'silent', outage: true });
    parts.push({ who: 'today', level, outage: true, text: outage(change, unknown), count: stoppedCount(change) });
  }
  return parts;
}

function newSentences(change: Change, unknown: string): readonly PeopleSentence[] {
  if (!gains(change)) return [];
  const { effect, delivers = 'mail' } = change;
  const isOut = effect.outage && stopsForNew(change);
  const level = gateLevel({ level: effect.setUp, outage: isOut });
  const moved = movedSentences(change);
  const count = newcomers(change);
  if (count === 0) return moved;
  const counted = { count, basis: effect.basis, unknown };
  const text = setUp(counted, { level: effect.setUp, outage: isOut, delivers });
  return [...moved, { who: 'new', level, outage: isOut, text, count }];
}

/** How many have nothing of the kind today; null where nobody could count them. */
export function newcomers({ effect }: Change): number | null {
  return effect.gained === null ? null : effect.gained - (effect.movedHere ?? 0);
}

/** Whoever loses the same account by another change is news there, and told here as no newcomer. */
function movedSentences({ effect, delivers = 'mail' }: Change): readonly PeopleSentence[] {
  const { movedHere = 0, basis, setUp: level } = effect;
  if (movedHere === 0) return [];
  const isFelt = delivers === 'mail' || delivers === 'configuration';
  const text = movedPeople(movedHere, basis, delivers);
  return [{ who: 'moved', level: isFelt ? level : 'silent', outage: false, text, count: movedHere }];
}

/** The mail that may not come is that of new people: nobody has had it yet, or nothing changes for those who have. */
function stopsForNew(change: Change): boolean {
  if (change.action === 'create') return true;
  return gains(change) && !loses(change) && !change.fields.some((field) => field.outage);
}

function worstFirst(parts: readonly PeopleSentence[]): readonly PeopleSentence[] {
  return [...parts].sort((a, b) => compareLevels(b.level, a.level));
}

/** The reason for a missing count is printed once, and so is a sentence that holds for those who keep and lose alike. */
function toldOnce(parts: readonly PeopleSentence[], unknown: string): readonly PeopleSentence[] {
  const why = ` (${unknown})`;
  const first = parts.findIndex(({ text }) => text.endsWith(why));
  const unlike = parts.filter(({ text }, index) => parts.findIndex((one) => one.text === text) === index);
  return unlike.map((part, index) => {
    const isRepeated = index > first && part.text.endsWith(why);
    return isRepeated ? { ...part, text: part.text.slice(0, -why.length) } : part;
  });
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

function outage(change: Change, unknown: string): string {
  const count = stoppedCount(change);
  return count === 0 ? OUTAGE_WORDS : stopped(count, change.effect.basis, unknown);
}

function stoppedCount({ effect: { kept, lost }, fields }: Change): number | null {
  return fields.some((field) => field.outage) ? kept : lost;
}
