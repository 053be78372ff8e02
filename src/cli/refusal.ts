/** Why a run was refused, and how a run ended, as people and scripts are told. */

import type { RunRefusal } from '../app/apply/guard.ts';
import type { Ran } from '../app/apply/run.ts';
import { EXIT, type ExitCode } from '../model/exit-code.ts';
import { outcomeExitCode, planExitCode, problemExitCode } from '../report/exit-code.ts';
import { escapeTerminal } from '../report/text/escape.ts';

/** What is printed about a refusal, where, and the exit code. */
interface RefusalFace {
  readonly text: string;
  readonly on: 'stdout' | 'stderr';
  readonly code: ExitCode;
}

export function refusalFace(refusal: RunRefusal): RefusalFace {
  switch (refusal.reason) {
    case 'dirty':
      return { text: `postilion: ${dirtyText(refusal.commit)}\n`, on: 'stderr', code: EXIT.input };
    case 'suspended':
      return {
        text: `this tenant is suspended in postilion.yaml: nothing was read or written\n${refusal.problem === null ? '' : `${escapeTerminal(refusal.problem.message)}\n`}`,
        on: 'stdout',
        code: refusal.problem === null ? EXIT.ok : problemExitCode(refusal.problem),
      };
    case 'declined':
      return { text: 'nothing was applied\n', on: 'stderr', code: EXIT.interrupted };
    case 'incomplete':
    case 'errors':
      return {
        text: 'nothing was applied: the plan has errors or is incomplete\n',
        on: 'stderr',
        code: planExitCode(refusal.plan, { detailed: false }),
      };
    case 'approval':
      return { text: faultsText(refusal.faults), on: 'stderr', code: EXIT.input };
    case 'outgrown':
      return { text: faultsText(refusal.faults), on: 'stderr', code: EXIT.stale };
    case 'uncovered': {
      const list = refusal.beyond.map((text) => `  ${escapeTerminal(text)}\n`).join('');
      return {
        text: `nothing was applied: the plan has changed since it was approved\n${list}`,
        on: 'stderr',
        code: EXIT.stale,
      };
    }
  }
}

function faultsText(faults: readonly string[]): string {
  const list = faults.map((text) => `  ${escapeTerminal(text)}\n`).join('');
  return `nothing was applied: the approval does not fit\n${list}`;
}

function dirtyText(commit: string | null): string {
  return `the working tree differs from commit ${commit ?? '(none yet)'}: commit or take back your changes, since what is applied must stand in git`;
}

/** The exit code of a run. `gates`: whether changes that wait are a stop or merely news. */
export function ranExitCode(ran: Ran, options: { readonly gates: 'stop' | 'status' }): ExitCode {
  return ran.refusal === null ? outcomeExitCode(ran.outcome, options) : refusalFace(ran.refusal).code;
}
