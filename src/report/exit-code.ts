/** The exit code as a function of the document, so that a saved plan or outcome and its run never disagree. */

import { isMoreThanAdoption } from '../model/change.ts';
import { EXIT, type ExitCode, worstExitCode } from '../model/exit-code.ts';
import { type Finding, isOpenCreate } from '../model/finding.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Plan, Problem } from '../model/plan.ts';

/**
 * A plan → its exit code. `detailed` is `--detailed-exitcode`: only then do gates and changes show.
 * Adopting writes nothing to the tenant and is no change.
 */
export function planExitCode(plan: Plan, options: { readonly detailed: boolean }): ExitCode {
  const codes: ExitCode[] = [...plan.problems.map(problemExitCode), findingsExitCode(plan.findings)];
  if (!plan.complete) codes.push(EXIT.unreadable);
  if (options.detailed) {
    if (plan.policyChanges !== undefined || plan.changes.some((change) => change.gates.length > 0))
      codes.push(EXIT.gated);
    if (plan.changes.some((change) => isMoreThanAdoption(change)) || plan.findings.some(isOpenCreate))
      codes.push(EXIT.changes);
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
  // Changes behind a gate are counted by their gates; `open` means a step that should have been done and wasn't.
  const waits = [...outcome.gated, ...(outcome.held ?? [])];
  const open = outcome.steps.filter(
    ({ key, status }) => (status === 'skipped' || status === 'not-attempted') && !waits.includes(key),
  ).length;
  const codes: ExitCode[] = [];
  for (const problem of outcome.problems) {
    // A step that failed for a remote fault is an apply in part; unreadable is for reading, before anything was written.
    if (problem.type !== 'remote' || failed === 0) codes.push(problemExitCode(problem));
  }
  if (outcome.interrupted) codes.push(EXIT.interrupted);
  if (outcome.stale) codes.push(EXIT.stale);
  if (failed > 0 || (open > 0 && done > 0)) codes.push(EXIT.partial);
  if (waiting > 0) codes.push(EXIT.waiting);
  if ((outcome.heldByErrors ?? []).length > 0) codes.push(EXIT.errors);
  // Drift that is left as it is waits for a person, as a gated change does.
  const gated = outcome.gated.length > 0 || (outcome.findings ?? []).length > 0;
  if (gated && options.gates === 'stop') codes.push(EXIT.gated);
  if (codes.length === 0 && (open > 0 || (!outcome.converged && !gated))) codes.push(EXIT.partial);
  return worstExitCode(codes);
}

/** The code of a document that a stranger may have written: one that doesn't exist is told as a bug. */
export function knownExitCode(code: number): ExitCode {
  return Object.values(EXIT).find((known) => known === code) ?? EXIT.bug;
}

/** Findings → input that can't be used, other errors, or ok. */
export function findingsExitCode(findings: readonly Finding[]): ExitCode {
  const errors = findings.filter((finding) => finding.severity === 'error');
  if (errors.some((finding) => finding.hard === true)) return EXIT.input;
  return errors.length > 0 ? EXIT.errors : EXIT.ok;
}

/** A fault of the outside world → its exit code. */
export function problemExitCode(problem: Problem): ExitCode {
  switch (problem.type) {
    case 'auth':
    case 'permission':
      return EXIT.denied;
    case 'throttled':
      return EXIT.throttled;
    case 'incomplete':
    case 'remote':
      return EXIT.unreadable;
    case 'approval':
      return EXIT.waiting;
    case 'lock':
      return EXIT.locked;
  }
}
