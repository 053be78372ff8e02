/** Why a change waits and what lets it through: the words of the gates and the exact flags. */

import { readCode } from '../../model/approval.ts';
import {
  type Change,
  type Gate,
  type GoesOut,
  OPENED_BY_TIME,
  openableGates,
  waitingGates,
} from '../../model/change.ts';
import { localText } from '../../model/local-time.ts';
import { thousands } from '../../model/text.ts';
import { instantOf } from '../../model/time.ts';

const GATE_WORDS = {
  effect: 'it disturbs people who have mail',
  removal: 'too many profiles are taken away at once',
  people: 'too many people lose mail at once',
  protection: 'the profile is protected',
  'new-people': 'too many people are set up at once',
  window: 'it is outside of the hours for changes',
  budget: 'enough people are disturbed for now',
  'over-budget': 'it alone disturbs more people than the budget allows',
  suspended: 'the profile is suspended in postilion.yaml',
  dependents: 'others may stand on it, such as Wi-Fi, VPN and apps that nobody can see from here',
  adoption: 'an object that is not known as ours is taken over',
  policy: 'the branch that runs follow was changed',
} as const satisfies Readonly<Record<Gate, string>>;

/** A gate of a change in words: of a limit its value, what the plan comes to, and where it stands. */
export function gateWords(gate: Gate, { limits = [], takeover }: Pick<Change, 'limits' | 'takeover'>): string {
  if (gate === 'adoption') return `${GATE_WORDS.adoption}${takeover === undefined ? '' : `: ${takeover}`}`;
  const passed = limits.find((one) => one.gate === gate);
  if (passed === undefined) return GATE_WORDS[gate];
  const value = passed.value === null ? 'no one can say how many' : thousands(passed.value);
  return `${GATE_WORDS[gate]} (${value}, ${LIMIT_NAMES[gate] ?? 'the limit'} is ${thousands(passed.limit)})`;
}

/** As postilion.yaml calls them. */
const LIMIT_NAMES: Readonly<Partial<Record<Gate, string>>> = {
  removal: 'limits.removals',
  people: 'limits.losingMail',
  'new-people': 'limits.newPeople',
};

/** One way to let a change through: words, and the flag to copy where there is one. */
export interface GateAdvice {
  readonly words: string;
  readonly flag: string | null;
}

/**
 * A gated change → what allows it, one clause per way. No code lifts a protection or a suspension: they are taken off in
 * git, where it is reviewed. Nor does one change the hours.
 */
export function gateAdvice(change: Change): readonly GateAdvice[] {
  const advice: GateAdvice[] = [];
  const waiting = waitingGates(change);
  if (openableGates({ gates: waiting }).length > 0) {
    advice.push({ words: 'approve with', flag: approveFlag(change.code) });
  }
  if (waiting.includes('protection')) {
    advice.push({ words: `set protect: false for ${change.key} in a change of its own first`, flag: null });
  }
  if (waiting.includes('suspended')) {
    advice.push({ words: `take the suspension of ${change.key} out of postilion.yaml`, flag: null });
  }
  if (waiting.includes('policy')) {
    advice.push({ words: 'allow the loosened branch first, with the code at the top of the plan', flag: null });
  }
  if (OPENED_BY_TIME.some((gate) => waiting.includes(gate))) {
    // An approval is given to a run: one that comes too early opens nothing for the next one.
    const when = advice.length === 0 ? goesOutWords(change.goesOut) : notBeforeWords(change.goesOut);
    advice.push({ words: when, flag: null });
  }
  return advice;
}

/** `goes out Tue 2 Dec, 09:00 Europe/Amsterdam`, by the first run after that. */
export function goesOutWords(goesOut: GoesOut | undefined): string {
  const text = timeText(goesOut);
  return text === undefined ? 'goes out when its time comes: nobody can say when' : `goes out ${text}`;
}

function notBeforeWords(goesOut: GoesOut | undefined): string {
  const text = timeText(goesOut);
  return text === undefined ? 'in a run at its time: nobody can say when that comes' : `in a run after ${text}`;
}

function timeText(goesOut: GoesOut | undefined): string | undefined {
  const instant = instantOf(goesOut?.at ?? '');
  return goesOut === undefined || instant === undefined ? undefined : localText(goesOut.zone, instant);
}

/** Advice as one text. */
export function adviceText(advice: readonly GateAdvice[]): string {
  return advice.map(({ words, flag }) => (flag === null ? words : `${words} ${flag}`)).join('; ');
}

/** The flag is meant to be copied into a shell, so nothing but a real code is put into it. */
export function approveFlag(code: string | undefined): string {
  const known = code === undefined ? null : readCode(code);
  return known === null ? '--approve with the code of a new plan' : `--approve ${known.text}`;
}
