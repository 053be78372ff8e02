/** What an apply did, and what is left to do: the steps that were done are counted, the others told with why. */

import { OPENED_BY_TIME, waitingGates } from '../model/change.ts';
import { isOpenCreate } from '../model/finding.ts';
import type { Outcome, StepOutcome, StepStatus } from '../model/outcome.ts';
import type { Plan } from '../model/plan.ts';
import { counted, thousands } from '../model/text.ts';
import { writeFindingLine } from './findings/line.ts';
import { approvedLine } from './plan/change.ts';
import { gateAdvice, gateWords } from './plan/gates.ts';
import { approveTogetherLines, heldProfileLines } from './plan/held-and-together.ts';
import { worstChangesFirst } from './plan/order.ts';
import { peopleSentence } from './plan/people.ts';
import { matesOf } from './plan/waiting.ts';
import { type Line, line, type Span, span, type Tone, wholeLine } from './text/document.ts';
import { type TerminalOptions, terminalLine } from './text/terminal-lines.ts';
import { STATUS_WORDS, VERB_WORDS } from './text/wording.ts';

const STATUS = {
  done: ['+', 'add'],
  'already-done': ['=', 'add'],
  skipped: ['.', 'dim'],
  failed: ['!', 'error'],
  waiting: ['?', 'warning'],
  'not-attempted': ['.', 'dim'],
} as const satisfies Readonly<Record<StepStatus, readonly [string, Tone]>>;

const DONE: readonly StepStatus[] = ['done', 'already-done'];
/** Of steps with one reason so many are named. */
const NAMED = 3;

interface OutcomeOptions extends TerminalOptions {
  readonly plan?: Plan | undefined;
  /** Only what waits or failed. */
  readonly quiet?: boolean;
}

/**
 * An outcome → what failed or was not begun, each reason once; what waits, with the flag that lets it through; and whether git
 * and tenant agree now. `plan` is the one that was applied: without it the flags are not known.
 */
export function renderOutcome(outcome: Outcome, options: OutcomeOptions): string {
  const waits = new Set(outcome.gated);
  const undone = outcome.steps.filter(({ key, status }) => !DONE.includes(status) && !waits.has(key));
  const told = new Set(undone.map(({ message }) => message));
  const problems = outcome.problems.filter(({ message }) => !told.has(message));
  const lines: readonly Line[] = [
    ...approvedLines(outcome),
    ...grouped(undone).map(undoneLine),
    ...(outcome.findings ?? []).map((left) => writeFindingLine(left)),
    ...problems.map((problem) => line(0, span('! ', 'alarm'), span(problem.message), ...requests(problem))),
    ...(outcome.stale ? [line(0, span('! the tenant has changed since the plan was made: plan again', 'alarm'))] : []),
    ...(outcome.interrupted ? [line(0, span('! stopped on request, after the step in flight', 'alarm'))] : []),
    ...heldLines(outcome, options.plan),
    ...worstFirst(outcome.gated, options.plan).flatMap((key) => gatedLines(key, options.plan)),
    ...togetherLines(outcome, options.plan),
  ];
  const counts = options.quiet === true ? [] : [line(0, span(countsLine(outcome), 'strong'))];
  const isQuiet = options.quiet === true && lines.length === 0;
  const end = isQuiet ? [] : [...counts, line(0, span(verdict(outcome, options.plan), 'strong'))];
  const text = [...lines, ...end].flatMap((each) => terminalLine(each, options)).join('\n');
  return text === '' ? '' : `${text}\n`;
}

/** What an approval let through, and was done: what still waits for more is told where it waits. */
function approvedLines({ approved, gated, steps }: Outcome): readonly Line[] {
  const grants = approved.changes ?? [];
  const done = grants.filter(({ key, gates }) => {
    const own = steps.filter((step) => step.key === key);
    return gates.length > 0 && !gated.includes(key) && own.every(({ status }) => DONE.includes(status));
  });
  return [...new Set(done.map(({ given }) => given))].map((given) => {
    const keys = done.filter((one) => one.given === given).map(({ key }) => key);
    const by = approved.by === null ? [] : [span(' of '), span(approved.by, 'name')];
    return line(
      0,
      span('approved by '),
      span(given, 'name'),
      ...by,
      span(': '),
      span(keys.join(', '), 'name'),
      span(', done'),
    );
  });
}

/** Steps with one fate and one reason are told together: a lock stops many. */
function grouped(steps: readonly StepOutcome[]): readonly (readonly StepOutcome[])[] {
  const groups = new Map<string, StepOutcome[]>();
  for (const step of steps) {
    const name = step.status === 'failed' ? step.id : `${step.status} ${step.message}`;
    groups.set(name, [...(groups.get(name) ?? []), step]);
  }
  return [...groups.values()];
}

function undoneLine(group: readonly StepOutcome[]): Line {
  const [first] = group;
  if (first === undefined) return line(0);
  const [symbol, tone] = STATUS[first.status];
  const more = group.length - NAMED;
  const named = group.slice(0, more > 1 ? NAMED : group.length).flatMap((step, index): readonly Span[] => {
    return [span(`${index === 0 ? '' : ', '}${VERB_WORDS[step.verb]} `), span(step.key, 'name')];
  });
  return line(
    0,
    span(`${symbol} ${STATUS_WORDS[first.status]}: `, tone),
    ...named,
    ...(more > 1 ? [span(` and ${thousands(more)} more`)] : []),
    ...(first.message === '' ? [] : [span(` — ${first.message}`)]),
    ...requests(first),
  );
}

function requests({ requestIds }: { readonly requestIds: readonly string[] }): readonly Span[] {
  return requestIds.length === 0 ? [] : [span(` (request ${requestIds.join(', ')})`, 'dim')];
}

/** In the order of the plan's own lines. */
function worstFirst(keys: readonly string[], plan: Plan | undefined): readonly string[] {
  const known = worstChangesFirst(plan?.changes ?? []).flatMap(({ key }) => (keys.includes(key) ? [key] : []));
  return [...known, ...keys.filter((key) => !known.includes(key))];
}

function gatedLines(key: string, plan: Plan | undefined): readonly Line[] {
  const start = [span('! ', 'alarm'), span(key, 'name')];
  const mate = plan?.changes.find((each) => each.key === key);
  const change = mate !== undefined && waitingGates(mate).length > 0 ? mate : undefined;
  const mates = mate === undefined || plan === undefined ? [] : matesOf(mate, plan);
  if (mates.length > 0 && change === undefined) {
    return [line(0, ...start, span(` waits together with ${mates.join(', ')}`))];
  }
  if (change === undefined) return [line(0, ...start, span(' waits: plan again to see what lets it through'))];
  const why = waitingGates(change)
    .map((gate) => gateWords(gate, change))
    .join('; ');
  const head = line(0, ...start, span(`: ${peopleSentence(change, plan?.problems ?? [])}`, 'strong'));
  const advice = gateAdvice(change).map(({ words, flag }) =>
    flag === null ? line(1, span(words)) : wholeLine(1, span(`${words} `), span(flag, 'name')),
  );
  const approved = change.approved === undefined ? [] : [approvedLine(change, change.approved)];
  return [head, ...approved, line(1, span(`waits: ${why}`)), ...advice];
}

/** Whom an error held back, and the errors: the exit code speaks of them, and a run shows no plan. */
function heldLines(outcome: Outcome, plan: Plan | undefined): readonly Line[] {
  const held = heldAlone(outcome);
  const keys = new Set<string | null>(held.map(({ key }) => key));
  const errors = (plan?.findings ?? []).filter(({ key, severity }) => severity === 'error' && keys.has(key));
  return [...heldProfileLines(held, 0, '! '), ...errors.map((error) => ({ ...writeFindingLine(error), indent: 1 }))];
}

/** What waits for an approval is told there. */
function heldAlone({ heldByErrors = [], gated }: Outcome): NonNullable<Outcome['heldByErrors']> {
  return heldByErrors.filter(({ key }) => !gated.includes(key));
}

/** One code for all that waits: only where what waits is what the code was made for. */
function togetherLines({ gated }: Outcome, plan: Plan | undefined): readonly Line[] {
  if (plan === undefined) return [];
  const waiting = plan.changes.filter((change) => waitingGates(change).length > 0);
  return waiting.every(({ key }) => gated.includes(key)) ? approveTogetherLines(plan) : [];
}

function countsLine({ summary, gated, steps }: Outcome): string {
  const open = steps.filter(({ key, status }) => status === 'not-attempted' && !gated.includes(key)).length;
  const parts = [
    `${thousands(summary.done)} done`,
    ...(summary.failed > 0 ? [`${thousands(summary.failed)} failed`] : []),
    ...(summary.skipped > 0 ? [`${thousands(summary.skipped)} left out`] : []),
    ...(summary.waiting > 0 ? [`${thousands(summary.waiting)} waiting for another admin in the tenant`] : []),
    ...(open > 0 ? [`${thousands(open)} not begun`] : []),
  ];
  const waits =
    gated.length === 0 ? '' : ` — ${counted(gated.length, 'change')} ${gated.length === 1 ? 'waits' : 'wait'}`;
  return `Apply: ${parts.join(', ')}${waits}`;
}

function waitingWords(outcome: Outcome, plan: Plan | undefined): string {
  const { length } = outcome.gated;
  const time = length === 1 ? 'its time' : 'their time';
  return `${counted(length, 'change')} waiting for ${waitsForTime(outcome, plan) ? time : 'an approval'}`;
}

/** What waits for its hours alone, or for another one that does, needs nobody. */
function waitsForTime({ gated }: Outcome, plan: Plan | undefined): boolean {
  const changes = plan?.changes.filter(({ key }) => gated.includes(key)) ?? [];
  return (
    changes.length > 0 && changes.every((change) => waitingGates(change).every((gate) => OPENED_BY_TIME.includes(gate)))
  );
}

const SINCE_MAYBE_MADE = 'since an earlier run may have made it: postilion plan tells until when';

function verdict(outcome: Outcome, plan: Plan | undefined): string {
  if (outcome.converged) return 'git and tenant agree: a second plan is empty';
  const { waiting } = outcome.summary;
  // What waits for an approval is told by itself: another apply would not do it.
  const waits = new Set([...outcome.gated, ...(outcome.held ?? [])]);
  const open = outcome.steps.filter(
    ({ key, status }) => !DONE.includes(status) && status !== 'waiting' && !waits.has(key),
  ).length;
  const held = heldAlone(outcome).length;
  const left = outcome.findings?.length ?? 0;
  const unsure = plan?.findings.filter(isOpenCreate).length ?? 0;
  const remains = [
    ...(open > 0 ? [`${counted(open, 'step')} left, apply again to go on`] : []),
    ...(waiting > 0 ? [`${counted(waiting, 'step')} waiting for another admin in the tenant`] : []),
    ...(unsure > 0 ? [`${counted(unsure, 'new profile')} not made yet, ${SINCE_MAYBE_MADE}`] : []),
    ...(held > 0 ? [`${counted(held, 'profile')} held back by errors`] : []),
    ...(left > 0 ? [`${counted(left, 'difference')} left as somebody made ${left === 1 ? 'it' : 'them'}`] : []),
    ...(outcome.gated.length > 0 ? [waitingWords(outcome, plan)] : []),
  ];
  return `git and tenant differ: ${remains.length > 0 ? remains.join(', ') : 'plan again to see what is left'}`;
}
