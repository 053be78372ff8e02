/** The exit code as a function of the document, so that a saved plan or outcome and its run never disagree. */

import type { Finding } from '../model/finding.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Plan, Problem } from '../model/plan.ts';

/** From the one that wins over all others to the one that means nothing is wrong. */
export const EXIT_PRECEDENCE = [1, 130, 143, 10, 9, 11, 12, 5, 6, 7, 8, 4, 3, 2, 0] as const;
export type ExitCode = (typeof EXIT_PRECEDENCE)[number];

/** The code that wins; 0 for none. */
export function worstExitCode(codes: Iterable<ExitCode>): ExitCode {
  const present = new Set(codes);
  return EXIT_PRECEDENCE.find((code) => present.has(code)) ?? 0;
}

/**
 * A plan → its exit code. `detailed` is `--detailed-exitcode`: only then do gates (3) and changes (2) show.
 * Adopting writes nothing to the tenant and is no change.
 */
export function planExitCode(plan: Plan, options: { readonly detailed: boolean }): ExitCode {
  const codes: ExitCode[] = [...plan.problems.map(problemExitCode), findingsExitCode(plan.findings)];
  if (!plan.complete) codes.push(12);
  if (options.detailed) {
    if (plan.changes.some((change) => change.gates.length > 0)) codes.push(3);
    if (plan.changes.some((change) => isChange(change.action))) codes.push(2);
  }
  return worstExitCode(codes);
}

/**
 * An outcome → its exit code. `gates: 'status'` is for the schedule, where changes that wait are news, not failure.
 * An outcome that neither converged nor says why is an apply in part.
 */
export function outcomeExitCode(
  outcome: Outcome,
  options: { readonly gates: 'stop' | 'status' } = { gates: 'stop' },
): ExitCode {
  const { done, failed, waiting } = outcome.summary;
  // What waits behind a gate is told by 3; open is what should have been done and wasn't.
  const waits = [...outcome.gated, ...(outcome.held ?? [])];
  const open = outcome.steps.filter(
    ({ key, status }) => (status === 'skipped' || status === 'not-attempted') && !waits.includes(key),
  ).length;
  const codes: ExitCode[] = [];
  for (const problem of outcome.problems) {
    // A step that failed for a remote fault is told by 7; 12 is for reading, before anything was written.
    if (problem.type !== 'remote' || failed === 0) codes.push(problemExitCode(problem));
  }
  if (outcome.interrupted) codes.push(130);
  if (outcome.stale) codes.push(5);
  if (failed > 0 || (open > 0 && done > 0)) codes.push(7);
  if (waiting > 0) codes.push(8);
  const gated = outcome.gated.length > 0;
  if (gated && options.gates === 'stop') codes.push(3);
  if (codes.length === 0 && (open > 0 || (!outcome.converged && !gated))) codes.push(7);
  return worstExitCode(codes);
}

/** Findings → 10 for input that can't be used, 4 for other errors, else 0. */
export function findingsExitCode(findings: readonly Finding[]): ExitCode {
  const errors = findings.filter((finding) => finding.severity === 'error');
  if (errors.some((finding) => finding.hard === true)) return 10;
  return errors.length > 0 ? 4 : 0;
}

/** A fault of the outside world → its exit code. */
export function problemExitCode(problem: Problem): ExitCode {
  switch (problem.type) {
    case 'auth':
    case 'permission':
      return 9;
    case 'throttled':
      return 11;
    case 'incomplete':
    case 'remote':
      return 12;
    case 'approval':
      return 8;
    case 'lock':
      return 6;
  }
}

function isChange(action: Plan['changes'][number]['action']): boolean {
  return action !== 'adopt' && action !== 'unchanged' && action !== 'unmanaged';
}
