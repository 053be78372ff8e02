/** What could not be read, for the commands that make no plan of it. */

import { type ExitCode, worstExitCode } from '../model/exit-code.ts';
import type { Problem } from '../model/plan.ts';
import { problemExitCode } from './exit-code.ts';
import { escapeTerminal } from './text/escape.ts';

/** A line for each problem, with the ids that support asks for. */
export function renderProblems(problems: readonly Problem[]): string {
  return problems
    .map(({ message, requestIds }) => {
      const ids = requestIds.length === 0 ? '' : ` (request ${requestIds.join(', ')})`;
      return `${escapeTerminal(`${message}${ids}`)}\n`;
    })
    .join('');
}

/** The exit code of a command that could not read; ok for no problem. */
export function problemsExitCode(problems: readonly Problem[]): ExitCode {
  return worstExitCode(problems.map(problemExitCode));
}
