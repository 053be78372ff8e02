/** `postilion apply`: plans, lets the gates speak, writes what they let through, and plans again. */

import { type ApplyPorts, apply } from '../../app/apply.ts';
import type { Planned } from '../../app/plan.ts';
import type { Plan } from '../../model/plan.ts';
import { outcomeExitCode, planExitCode } from '../../report/exit-code.ts';
import { renderOutcomeJson } from '../../report/json.ts';
import { renderOutcome } from '../../report/outcome.ts';
import { isCi, readApproval } from '../approval.ts';
import { approvedPlan, coverage } from '../approved-plan.ts';
import { openWriter } from '../connection.ts';
import { openLog } from '../log.ts';
import { machineClock, sha256, whoRuns } from '../machine.ts';
import type { CommonOptions } from '../options.ts';
import { progressOn } from '../progress.ts';
import { loadRepository } from '../repository.ts';
import { openState } from '../state.ts';
import type { Terminal } from '../terminal.ts';
import { tool } from '../version.ts';
import { makePlanFor, planText, refuse } from './plan.ts';

interface ApplyOptions extends CommonOptions {
  readonly plan?: string;
  readonly approve: readonly string[];
  readonly approveDigest: readonly string[];
}

/** Applies. The exit code is a function of the outcome document, or of the plan when nothing was begun. */
export async function applyCommand(options: ApplyOptions, terminal: Terminal): Promise<number> {
  const approval = readApproval(options, isCi(terminal.env));
  const repository = await loadRepository(options, terminal);
  const { usable } = repository;
  if (usable === null) return refuse(repository, options, terminal);
  const saved = options.plan === undefined ? null : await approvedPlan(options.plan, terminal.cwd);
  const connection = await openWriter(usable, terminal, openLog(options.logLevel));
  const state = openState(usable, terminal);
  try {
    const replan = () => makePlanFor(repository, usable, connection.tenant, state.store, []);
    const planned = await replan();
    const { plan: made } = planned;
    if (options.format === 'text') terminal.print(planText(made, options, terminal));
    const refused = refusal(made, saved, options, terminal);
    if (refused !== null) return refused;
    return await carryOut(
      planned,
      { replan, approval },
      { tenant: connection.tenant, state: state.store },
      options,
      terminal,
    );
  } finally {
    await state.close();
    await connection.close();
  }
}

/** Why nothing is begun, as an exit code; null when all is well. */
function refusal(made: Plan, saved: Plan | null, options: ApplyOptions, terminal: Terminal): number | null {
  const code = planExitCode(made, { detailed: false });
  if (code !== 0) {
    if (options.format === 'json') terminal.print(planText(made, options, terminal));
    terminal.error('nothing was applied: the plan has errors or is incomplete\n');
    return code;
  }
  const uncovered = saved === null ? [] : coverage(saved, made);
  if (uncovered.length === 0) return null;
  terminal.error(
    `nothing was applied: the plan has changed since it was saved\n${uncovered.map((text) => `  ${text}\n`).join('')}`,
  );
  return 5;
}

async function carryOut(
  planned: Planned,
  request: { readonly replan: () => Promise<Planned>; readonly approval: ReturnType<typeof readApproval> },
  ports: Pick<ApplyPorts, 'tenant' | 'state'>,
  options: ApplyOptions,
  terminal: Terminal,
): Promise<number> {
  let stopped: 'SIGINT' | 'SIGTERM' | null = null;
  terminal.onStop((signal) => {
    stopped = signal;
    terminal.error('stopping after the step in flight; once more stops at once\n');
  });
  const outcome = await apply(
    {
      planned,
      approval: request.approval,
      approvedBy: terminal.env['GITHUB_ACTOR'] ?? null,
      who: whoRuns(terminal),
      replan: request.replan,
      tool: tool(),
    },
    {
      ...ports,
      clock: machineClock,
      hash: sha256,
      progress: progressOn(terminal),
      interruption: { requested: () => stopped !== null },
    },
  );
  const color = options.color && terminal.color;
  terminal.print(
    options.format === 'json'
      ? renderOutcomeJson(outcome)
      : renderOutcome(outcome, { width: terminal.width, color, plan: planned.plan }),
  );
  const code = outcomeExitCode(outcome);
  return code === 130 && stopped === 'SIGTERM' ? 143 : code;
}
