/** What an apply did, step by step, and what is left to do. */

import { waitingGates } from '../model/change.ts';
import type { Outcome, StepOutcome, StepStatus } from '../model/outcome.ts';
import type { Plan } from '../model/plan.ts';
import { counted, thousands } from '../model/text.ts';
import { writeFindingLine } from './findings/line.ts';
import { adviceText, gateAdvice } from './plan/gates.ts';
import { type Line, line, span, type Tone, wholeLine } from './text/document.ts';
import { type TerminalOptions, terminalLine } from './text/terminal-lines.ts';

const STATUS = {
  done: ['+', 'done', 'add'],
  'already-done': ['=', 'already done', 'add'],
  skipped: ['.', 'skipped', 'dim'],
  failed: ['!', 'failed', 'error'],
  waiting: ['?', 'waiting for tenant approval', 'warning'],
  'not-attempted': ['.', 'not attempted', 'dim'],
} as const satisfies Readonly<Record<StepStatus, readonly [string, string, Tone]>>;

/**
 * An outcome → a line per step (those not attempted too), the changes that wait with the flag that allows each, and a
 * last line that says whether a second plan is empty. `plan` is the one that was applied: without it the flags are
 * not known exactly.
 */
export function renderOutcome(
  outcome: Outcome,
  options: TerminalOptions & { readonly plan?: Plan | undefined },
): string {
  const lines: readonly Line[] = [
    ...outcome.steps.map(stepLine),
    ...outcome.gated.map((key) => gatedLine(key, options.plan)),
    ...(outcome.findings ?? []).map((left) => writeFindingLine(left)),
    ...outcome.problems.map((problem) => line(0, span('! ', 'alarm'), span(problem.message), ...requests(problem))),
    ...(outcome.stale ? [line(0, span('! the tenant has changed since the plan was made; plan again', 'alarm'))] : []),
    ...(outcome.interrupted ? [line(0, span('! interrupted: the step in flight was finished', 'alarm'))] : []),
    line(0, span(countsLine(outcome), 'strong')),
    line(0, span(verdict(outcome), 'strong')),
  ];
  return `${lines.flatMap((each) => terminalLine(each, options)).join('\n')}\n`;
}

function stepLine(step: StepOutcome): Line {
  const [symbol, words, tone] = STATUS[step.status];
  const message = step.message === '' ? [] : [span(` — ${step.message}`)];
  return line(
    0,
    span(`${symbol} ${words}`, tone),
    span(` ${step.verb} `),
    span(step.key, 'name'),
    ...message,
    ...(step.status === 'failed' || step.status === 'waiting' ? requests(step) : []),
  );
}

function requests(source: { readonly requestIds: readonly string[] }) {
  return source.requestIds.length === 0 ? [] : [span(` (request ${source.requestIds.join(', ')})`, 'dim')];
}

function gatedLine(key: string, plan: Plan | undefined): Line {
  const change = plan?.changes.find((each) => each.key === key && waitingGates(each).length > 0);
  const advice = change === undefined ? 'plan again to see what allows it' : adviceText(gateAdvice(change));
  return wholeLine(0, span('! ', 'alarm'), span(key, 'name'), span(` waits: ${advice}`, 'strong'));
}

function countsLine(outcome: Outcome): string {
  const { done, failed, skipped, waiting, notAttempted } = outcome.summary;
  const parts = [
    `${thousands(done)} done`,
    `${thousands(failed)} failed`,
    `${thousands(skipped)} skipped`,
    `${thousands(waiting)} waiting`,
    `${thousands(notAttempted)} not attempted`,
  ];
  return `Apply: ${parts.join(', ')} — ${thousands(outcome.gated.length)} gated`;
}

const UNDONE: readonly StepStatus[] = ['failed', 'skipped', 'not-attempted'];

function verdict(outcome: Outcome): string {
  if (outcome.converged) return 'converged: a second plan is empty';
  const { waiting } = outcome.summary;
  // What waits for an approval is told by itself: another apply would not do it.
  const waits = new Set([...outcome.gated, ...(outcome.held ?? [])]);
  const open = outcome.steps.filter(({ key, status }) => UNDONE.includes(status) && !waits.has(key)).length;
  const held = outcome.heldByErrors?.length ?? 0;
  const remains = [
    ...(open > 0 ? [`${counted(open, 'step')} left, apply again to go on`] : []),
    ...(waiting > 0 ? [`${counted(waiting, 'step')} waiting for approval in the tenant`] : []),
    ...(held > 0 ? [`${counted(held, 'profile')} held back by errors`] : []),
    ...(outcome.gated.length > 0 ? [`${counted(outcome.gated.length, 'change')} waiting for an approval`] : []),
  ];
  const left = (outcome.findings ?? []).length;
  if (left > 0)
    remains.push(`${counted(left, 'difference')} left in the tenant as somebody made ${left === 1 ? 'it' : 'them'}`);
  return `not converged: ${remains.length > 0 ? remains.join(', ') : 'a second plan is not empty, plan again to see what is left'}`;
}
