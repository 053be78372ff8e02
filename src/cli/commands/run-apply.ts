/** What all verbs that write have in common: a commit, a plan, its refusals, the run, and the outcome. */

import { apply } from '../../app/apply/apply.ts';
import type { Planned, Selecting } from '../../app/plan/plan.ts';
import type { StateStore } from '../../app/ports/state.ts';
import type { Approval } from '../../core/plan/gates.ts';
import { carriedApproval, uncovered } from '../../core/policy/approved-plan.ts';
import type { Plan } from '../../model/plan.ts';
import { outcomeExitCode, planExitCode } from '../../report/exit-code.ts';
import { renderOutcomeJson } from '../../report/json.ts';
import { renderOutcome } from '../../report/outcome.ts';
import { escapeTerminal } from '../../report/text/escape.ts';
import { ExitError } from '../failure.ts';
import type { CommonOptions } from '../flags/global.ts';
import { progressOn } from '../progress.ts';
import type { Terminal } from '../terminal.ts';
import { tool } from '../version.ts';
import { openLog } from '../wiring/log.ts';
import { machineClock, whoRuns } from '../wiring/machine.ts';
import type { Repository } from '../wiring/repository.ts';
import { isOwnTenant, openState } from '../wiring/state.ts';
import { openWriter } from '../wiring/tenant.ts';
import { makePlanFor, planText } from './plan.ts';

type Usable = NonNullable<Repository['usable']>;

export interface Writing {
  readonly repository: Repository;
  readonly usable: Usable;
  readonly approval: Approval;
  /** A plan that was saved and approved; null: whatever is planned now. */
  readonly saved: Plan | null;
  /** What of the survey is done; everything when null. */
  readonly decide: ((state: StateStore) => Promise<Selecting>) | null;
  /** Whether changes that wait are a stop (3) or merely news. */
  readonly gates: 'stop' | 'status';
}

/** Plans and writes. The exit code is a function of the outcome document, or of the plan when nothing was begun. */
export async function writeToTenant(writing: Writing, options: CommonOptions, terminal: Terminal): Promise<number> {
  const { repository, usable } = writing;
  refuseDirty(usable, terminal);
  const connection = await openWriter(usable, terminal, await openLog(options.logLevel));
  const state = openState(usable, terminal);
  try {
    const decide = writing.decide === null ? undefined : await writing.decide(state.store);
    const replan = () => makePlanFor(repository, usable, connection.tenant, state.store, [], decide);
    const planned = await replan();
    if (options.format === 'text') terminal.print(planText(planned.plan, options, terminal));
    const refused = refusal(planned.plan, writing, options, terminal);
    if (refused !== null) return refused;
    return await carryOut(
      planned,
      replan,
      writing,
      { tenant: connection.tenant, state: state.store },
      options,
      terminal,
    );
  } finally {
    await state.close();
    await connection.close();
  }
}

/** What is written must be what a commit says; only a tenant of one's own may follow the working tree. */
function refuseDirty({ config, source }: Usable, terminal: Terminal): void {
  if (!source.dirty || isOwnTenant(config, terminal.env)) return;
  throw new ExitError(
    10,
    `the working tree differs from commit ${source.commit ?? '(none yet)'}: commit or take back your changes, since what is applied must stand in git`,
  );
}

/** Why nothing is begun, as an exit code; null when all is well. */
function refusal(made: Plan, { saved, usable }: Writing, options: CommonOptions, terminal: Terminal): number | null {
  const code = planExitCode(made, { detailed: false });
  if (code !== 0) {
    if (options.format === 'json') terminal.print(planText(made, options, terminal));
    terminal.error('nothing was applied: the plan has errors or is incomplete\n');
    return code;
  }
  const terms = { growth: usable.config.approval.growth, now: machineClock.now() };
  const beyond = saved === null ? [] : uncovered(saved, made, terms);
  if (beyond.length === 0) return null;
  const list = beyond.map((text) => `  ${escapeTerminal(text)}\n`).join('');
  terminal.error(`nothing was applied: the plan has changed since it was approved\n${list}`);
  return 5;
}

async function carryOut(
  planned: Planned,
  replan: () => Promise<Planned>,
  { approval: given, saved, gates }: Writing,
  ports: Pick<Parameters<typeof apply>[1], 'tenant' | 'state'>,
  options: CommonOptions,
  terminal: Terminal,
): Promise<number> {
  let stopped: 'SIGINT' | 'SIGTERM' | null = null;
  terminal.onStop((signal) => {
    stopped = signal;
    terminal.error('stopping after the step in flight; once more stops at once\n');
  });
  const approvedBy = terminal.env['GITHUB_ACTOR'] ?? null;
  const approval = saved === null ? given : carriedApproval(given, saved, planned.plan);
  const outcome = await apply(
    { planned, approval, approvedBy, who: whoRuns(terminal), replan, tool: tool() },
    {
      ...ports,
      clock: machineClock,
      progress: progressOn(terminal),
      interruption: { requested: () => stopped !== null },
    },
  );
  const view = { width: terminal.width, color: options.color && terminal.color, plan: planned.plan };
  terminal.print(options.format === 'json' ? renderOutcomeJson(outcome) : renderOutcome(outcome, view));
  const code = outcomeExitCode(outcome, { gates });
  return code === 130 && stopped === 'SIGTERM' ? 143 : code;
}
