/** `postilion prune`: objects whose YAML is gone and whose grace is over; deleted only when asked to. */

import { refuseSource } from '../../app/apply/guard.ts';
import { prune } from '../../app/apply/run.ts';
import { EXIT, type ExitCode } from '../../model/exit-code.ts';
import { planExitCode } from '../../report/exit-code.ts';
import { planText } from '../faces.ts';
import { ExitError } from '../failure.ts';
import { isCi, isGiven, readApproval } from '../flags/approval.ts';
import type { CommonOptions } from '../flags/global.ts';
import { loadApprovedPlan, writePlan } from '../flags/saved-plan.ts';
import { withReader, withRepository } from '../session.ts';
import type { Terminal } from '../terminal.ts';
import { planOver } from './plan.ts';
import { type RunTerms, runOnTenant } from './run-apply.ts';

interface PruneOptions extends CommonOptions<'prune'> {
  readonly apply: boolean;
  readonly approve: readonly string[];
  readonly approveDigest: readonly string[];
  readonly plan?: string;
  readonly out?: string;
  readonly detailedExitcode: boolean;
}

/** Plans, and with `--apply` deletes. */
export async function pruneCommand(options: PruneOptions, terminal: Terminal): Promise<ExitCode> {
  const invocation = { options, terminal };
  checkFlags(options);
  const approval = readApproval(options, isCi(terminal.env));
  return withRepository(invocation, async (repository) => {
    if (options.apply) {
      const saved = options.plan === undefined ? null : await loadApprovedPlan(options.plan, terminal.cwd);
      const terms: RunTerms = {
        run: (request, ports) => prune({ ...request, approval, saved }, ports),
        refuse: ({ mayBeDirty }) => refuseSource(repository.source, mayBeDirty),
        gates: 'stop',
        isApproved: isGiven(options),
      };
      return runOnTenant(repository, terms, invocation);
    }
    return withReader(repository, invocation, async (session) => {
      const plan = await planOver(session, repository, { targets: [], selection: { verb: 'prune' } }, terminal.env);
      terminal.print(planText(plan, options, terminal));
      if (options.out !== undefined) await writePlan(plan, options.out, terminal.cwd);
      return planExitCode(plan, { detailed: options.detailedExitcode });
    });
  });
}

/** What approves is of no use where nothing is deleted, and is never ignored in silence. */
function checkFlags({ apply, approve, approveDigest, plan, out }: PruneOptions): void {
  const approving = approve.length > 0 || approveDigest.length > 0 || plan !== undefined;
  if (approving && !apply)
    throw new ExitError(EXIT.input, 'prune: --approve and --plan need --apply, without which nothing is deleted');
  if (apply && out !== undefined)
    throw new ExitError(EXIT.input, 'prune: --out writes a plan, and --apply deletes: give one of them');
}
