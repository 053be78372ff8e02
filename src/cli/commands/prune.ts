/** `postilion prune`: objects whose YAML is gone and whose grace is over; deleted only when asked to. */

import { refuseSource } from '../../app/apply/guard.ts';
import { prune } from '../../app/apply/run.ts';
import type { ExitCode } from '../../model/exit-code.ts';
import { planExitCode } from '../../report/exit-code.ts';
import { planText } from '../faces.ts';
import type { CommonOptions } from '../flags/global.ts';
import { withReader, withRepository } from '../session.ts';
import type { Terminal } from '../terminal.ts';
import { planOver } from './plan.ts';
import { type RunTerms, runOnTenant } from './run-apply.ts';

interface PruneOptions extends CommonOptions<'prune'> {
  readonly apply: boolean;
}

const DELETING: RunTerms = {
  run: prune,
  refuse: ({ repository, mayBeDirty }) => refuseSource(repository.source, mayBeDirty),
  gates: 'stop',
};

/** Plans, and with `--apply` deletes. */
export async function pruneCommand(options: PruneOptions, terminal: Terminal): Promise<ExitCode> {
  const invocation = { options, terminal };
  return withRepository(invocation, async (repository) => {
    if (options.apply) return runOnTenant(repository, DELETING, invocation);
    return withReader(repository, invocation, async (session) => {
      const plan = await planOver(session, repository, { targets: [], selection: { verb: 'prune' } }, terminal.env);
      terminal.print(planText(plan, options, terminal));
      return planExitCode(plan, { detailed: false });
    });
  });
}
