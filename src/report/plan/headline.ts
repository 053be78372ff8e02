/** What a plan does to people, in the fewest lines: the worst stands first, each with its number. */

import { type Change, isActing, OPENED_BY_TIME, waitingGates } from '../../model/change.ts';
import { compareLevels, gateLevel, weakestBasis, worstLevel } from '../../model/effect.ts';
import { compareText, isLeftDrift, isOpenCreate } from '../../model/finding.ts';
import type { Impact, Plan, Problem } from '../../model/plan.ts';
import { platformTitle } from '../../model/platforms.ts';
import { counted, thousands } from '../../model/text.ts';
import { type Line, line, span, type Tone } from '../text/document.ts';
import { affected, noticed, setUp, stopped, unknownPeople } from '../text/wording.ts';
import { gateAdvice, goesOutWords } from './gates.ts';
import { isFirstSetUp, newcomers, type PeopleSentence, peopleSentences } from './people.ts';
import { keysBehind, waitingKeys } from './waiting.ts';

/** The first lines of a plan: what happens to people, worst first, and what of it waits. */
export function headlines(plan: Plan): readonly Line[] {
  const acting = plan.changes.filter(isActing);
  const left = [...openCreateLines(plan), ...leftLines(plan)];
  if (acting.length === 0)
    return left.length > 0 && plan.complete ? left : [line(0, span(nothingToDo(plan), 'strong')), ...left];
  const told = fates(plan, acting);
  const sentences = told.map((fate, index) =>
    line(0, ...(isGrave(fate) ? [span('! ', 'alarm')] : []), span(fate.text, index === 0 ? headTone(fate) : 'strong')),
  );
  const first = sentences.length > 0 ? sentences : [line(0, span('no one is disturbed', 'strong'))];
  const waiting = waitingWords(plan, acting);
  return [...first, ...(waiting === null ? [] : [line(0, span(waiting, 'alarm'))]), ...left];
}

function headTone(fate: PeopleSentence): Tone {
  return isGrave(fate) ? 'alarm' : 'strong';
}

/** Whoever has mail and notices, and whoever is set up in a way that can go wrong. */
function isGrave({ who, level }: PeopleSentence): boolean {
  return who === 'today' ? noticed(level) : compareLevels(level, 'account-reset') >= 0;
}

/** What happens to people on each platform; what asks for attention first, of equals those who have mail today before new ones. */
function fates(plan: Plan, acting: readonly Change[]): readonly PeopleSentence[] {
  const all = [...todayFates(plan, acting), ...newFates(plan, acting)];
  return all.sort((a, b) => Number(isGrave(b)) - Number(isGrave(a)) || compareLevels(b.level, a.level));
}

/** From the summary, where each person counts once; from the changes, where the summary doesn't tell as bad a level. */
function todayFates({ summary, problems }: Plan, acting: readonly Change[]): readonly PeopleSentence[] {
  const ofChanges = acting.flatMap((change) => peopleSentences(change, problems)).filter(isOfToday);
  const worst = worstLevel(ofChanges.map(({ level }) => level));
  const isTold = summary.disturbances.some(({ level }) => compareLevels(level, worst) >= 0);
  const told = summary.disturbances.map((each) => disturbance(each, problems));
  if (isTold || ofChanges.length === 0) return told;
  return [...ofChanges.filter(({ level }) => level === worst).slice(0, 1), ...told];
}

function isOfToday({ who, level }: PeopleSentence): boolean {
  return who === 'today' && noticed(level);
}

/** `340 people must sign in again (iOS)`. */
function disturbance(each: Impact, problems: readonly Problem[]): PeopleSentence {
  const unknown = unknownPeople(problems);
  const sentence = each.outage
    ? stopped(each.people, each.basis, unknown)
    : affected(each.people, each.basis, each.level, unknown);
  const text = `${sentence} (${platformTitle(each.platform)})`;
  return { who: 'today', level: gateLevel(each), outage: each.outage, text };
}

/** Newcomers whom something bad may meet have a line of their own, the others one together. */
function newFates(plan: Plan, acting: readonly Change[]): readonly PeopleSentence[] {
  if (isNobodyNew(plan, acting)) return [];
  const gaining = acting.filter(isFirstSetUp).map((change) => ({ change, sentence: newSentence(change, plan) }));
  const groups = new Map<string, typeof gaining>();
  for (const one of gaining) {
    const { level, outage } = one.sentence;
    const name = isGrave(one.sentence) ? `${level} ${outage} ${one.change.delivers ?? 'mail'}` : 'plain';
    groups.set(name, [...(groups.get(name) ?? []), one]);
  }
  return [...groups].map(([name, group]) => {
    if (name === 'plain' && (group.length > 1 || groups.size > 1)) return allNew(gaining, plan, groups.size > 1);
    return newFate(group, plan);
  });
}

/** People who only move to another profile had their account before: the summary counts none of them as new. */
function isNobodyNew({ summary }: Plan, acting: readonly Change[]): boolean {
  return summary.newPeople === 0 && acting.filter(isFirstSetUp).every(({ bundle }) => bundle !== undefined);
}

type Gaining = readonly { readonly change: Change; readonly sentence: PeopleSentence }[];

function newSentence(change: Change, { problems }: Plan): PeopleSentence {
  const found = peopleSentences(change, problems).find(({ who }) => who === 'new');
  return found ?? { who: 'new', level: 'silent', outage: false, text: '' };
}

/** One change says it by itself; of several, or where nobody knows who of a bundle moves, the number is at most the sum and the summary's. */
function newFate(group: Gaining, { problems, summary }: Plan): PeopleSentence {
  const [first] = group;
  const isAlone = first !== undefined && group.length === 1;
  if (isAlone && (first.change.bundle === undefined || first.change.effect.movedHere !== undefined))
    return first.sentence;
  const sum = total(group.map(({ change }) => newcomers(change)));
  const count = sum === null || summary.newPeople === null ? sum : Math.min(sum, summary.newPeople);
  return together(group, { count, basis: 'at-most', unknown: unknownPeople(problems) });
}

/** Everybody who is set up, those with a line of their own included: each person once, as the summary counts. */
function allNew(gaining: Gaining, { summary, problems }: Plan, isRepeating: boolean): PeopleSentence {
  const basis = weakestBasis(gaining.map(({ change }) => change.effect.basis));
  const fate = together(gaining, { count: summary.newPeople, basis, unknown: unknownPeople(problems) });
  if (!isRepeating) return fate;
  const text = `in all, ${setUp({ count: summary.newPeople, basis, unknown: unknownPeople(problems) }, ALL)}`;
  return { who: 'new', level: 'notice', outage: false, text };
}

const ALL = { level: null, outage: false, delivers: 'mail' } as const;

function together(group: Gaining, counted: Parameters<typeof setUp>[0]): PeopleSentence {
  const level = worstLevel(group.map(({ sentence }) => sentence.level));
  const outage = group.some(({ sentence }) => sentence.outage);
  const setUps = new Set(group.map(({ change }) => change.effect.setUp));
  const delivers = group.every(({ change }) => change.delivers === 'app') ? 'app' : 'mail';
  const text = setUp(counted, { level: setUps.size === 1 ? worstLevel(setUps) : null, outage, delivers });
  return { who: 'new', level, outage, text };
}

function total(counts: readonly (number | null)[]): number | null {
  return counts.reduce((sum, count) => (sum === null || count === null ? null : sum + count), 0);
}

/** How much of the plan waits, as the headlines say it; null where nothing does. */
export function waitingHeadline(plan: Plan): string | null {
  return waitingWords(plan, plan.changes.filter(isActing));
}

/** `2 of 3 changes wait for your approval: apply does the other one without them`. */
function waitingWords(plan: Plan, acting: readonly Change[]): string | null {
  const held = waitingKeys(plan);
  const waiting = acting.filter(({ key }) => held.has(key));
  if (waiting.length === 0) return null;
  const isApprovable = waiting.some((change) => gateAdvice(change).some(({ flag }) => flag !== null));
  const what = isApprovable ? ' for your approval' : timeWords(waiting);
  const later = keysBehind(plan, held).size;
  const others = acting.length - waiting.length - later;
  const wait = waiting.length === 1 ? 'waits' : 'wait';
  const behind =
    later === 0
      ? ''
      : `, and ${thousands(later)} ${later === 1 ? 'comes' : 'come'} after ${waiting.length === 1 ? 'it' : 'them'}`;
  if (others === 0) {
    const all = later > 0 ? ofAll(waiting, acting) : allOf(waiting.length);
    return `${all} ${wait}${what}${behind}: until then apply does nothing`;
  }
  const rest = others === 1 ? 'the other one' : `the other ${thousands(others)}`;
  return `${ofAll(waiting, acting)} ${wait}${what}${behind}; apply does ${rest}`;
}

function ofAll(waiting: readonly Change[], acting: readonly Change[]): string {
  return `${thousands(waiting.length)} of ${counted(acting.length, 'change')}`;
}

/** `the change`, `both changes`, `all 3 changes`. */
function allOf(count: number): string {
  if (count === 1) return 'the change';
  return count === 2 ? 'both changes' : `all ${counted(count, 'change')}`;
}

/** ` for their time: the next one goes out Tue 2 Dec, 09:00 Europe/Amsterdam`; nothing where something else holds one of them. */
function timeWords(waiting: readonly Change[]): string {
  const timed = waiting.filter((change) => waitingGates(change).some((gate) => OPENED_BY_TIME.includes(gate)));
  const first = timed.toSorted((a, b) => compareText(a.goesOut?.at ?? '~', b.goesOut?.at ?? '~'))[0];
  if (first === undefined) return '';
  if (waiting.length === 1) return ` for its time (${goesOutWords(first.goesOut)})`;
  return ` for their time (the next ${goesOutWords(first.goesOut)})`;
}

/** What a run leaves in the tenant as somebody made it. */
function leftLines({ findings }: Plan): readonly Line[] {
  const left = findings.filter(isLeftDrift).length;
  if (left === 0) return [];
  const them = left === 1 ? 'is left as somebody made it' : 'are left as somebody made them';
  return [line(0, span(`${counted(left, 'difference')} in the tenant ${them}, see below`, 'alarm'))];
}

/** A profile whose create may have been lost isn't there as far as anybody knows: the plan is not as git says. */
function openCreateLines(plan: Plan): readonly Line[] {
  const count = plan.findings.filter(isOpenCreate).length;
  if (count === 0) return [];
  const text = `${counted(count, 'new profile')} ${count === 1 ? 'waits' : 'wait'}: an earlier run may have made ${count === 1 ? 'it' : 'them'}, see below until when`;
  return [line(0, span('! ', 'alarm'), span(text, 'alarm'))];
}

function nothingToDo(plan: Plan): string {
  if (!plan.complete) return 'no changes as far as the tenant could be read';
  if (plan.findings.some((finding) => finding.severity === 'error'))
    return 'no changes besides what the errors hold back';
  const unchanged = plan.changes.filter((change) => change.action === 'unchanged').length;
  const count = Math.max(unchanged, plan.summary.unchanged);
  if (count === 0) return 'nothing to do';
  return `no changes: ${counted(count, 'profile')} ${count === 1 ? 'is' : 'are'} as git says`;
}
