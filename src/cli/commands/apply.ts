/** `postilion apply`: plans, lets the gates speak, writes what they let through, and plans again. */

import { refuseSource } from '../../app/apply/guard.ts';
import { applyRepository } from '../../app/apply/run.ts';
import type { ExitCode } from '../../model/exit-code.ts';
import { isCi, isGiven, readApproval } from '../flags/approval.ts';
import type { CommonOptions } from '../flags/global.ts';
import { loadApprovedPlan } from '../flags/saved-plan.ts';
import { withRepository } from '../session.ts';
import type { Terminal } from '../terminal.ts';
import { runOnTenant } from './run-apply.ts';

interface ApplyOptions extends CommonOptions<'apply'> {
  readonly plan?: string;
  readonly approve: readonly string[];
  readonly approveDigest: readonly string[];
  readonly full: boolean;
}

/** Applies what a commit says. */
export async function applyCommand(options: ApplyOptions, terminal: Terminal): Promise<ExitCode> {
  const approval = readApproval(options, isCi(terminal.env));
  return withRepository({ options, terminal }, async (repository) => {
    const saved = options.plan === undefined ? null : await loadApprovedPlan(options.plan, terminal.cwd);
    const terms = {
      run: (request, ports) => applyRepository({ ...request, approval, saved, isFull: options.full }, ports),
      refuse: ({ mayBeDirty }) => refuseSource(repository.source, mayBeDirty),
      gates: 'stop',
      isApproved: isGiven(options),
    } satisfies Parameters<typeof runOnTenant>[1];
    return runOnTenant(repository, terms, { options, terminal });
  });
}
