/** `postilion reconcile`: what a schedule runs; always the head of the branch, never the commit of some event. */

import { reconcile, refuseReconcile } from '../../app/apply/run.ts';
import type { ExitCode } from '../../model/exit-code.ts';
import { isCi, readApproval } from '../flags/approval.ts';
import type { CommonOptions } from '../flags/global.ts';
import { withRepository } from '../session.ts';
import type { Terminal } from '../terminal.ts';
import { type RunTerms, runOnTenant } from './run-apply.ts';

interface ReconcileOptions extends CommonOptions<'reconcile'> {
  readonly approve: readonly string[];
  readonly approveDigest: readonly string[];
  readonly detailedExitcode: boolean;
}

/** Heals what policy allows unattended and applies what is approved; changes that wait are news, not a failure. */
export async function reconcileCommand(options: ReconcileOptions, terminal: Terminal): Promise<ExitCode> {
  const approval = readApproval(options, isCi(terminal.env));
  const terms: RunTerms = {
    run: (request, ports) => reconcile({ ...request, approval }, ports),
    refuse: ({ repository, mayBeDirty }) => refuseReconcile(repository, mayBeDirty),
    gates: options.detailedExitcode ? 'stop' : 'status',
  };
  return withRepository({ options: { ...options, atBranch: true }, terminal }, (repository) =>
    runOnTenant(repository, terms, { options, terminal }),
  );
}
