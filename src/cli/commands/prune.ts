/** `postilion prune`: objects whose YAML is gone and whose grace is over; deleted only when asked to. */

import { selectPruning } from '../../app/plan/select-changes.ts';
import { NO_APPROVAL } from '../../core/plan/gates.ts';
import { planExitCode } from '../../report/exit-code.ts';
import type { CommonOptions } from '../flags/global.ts';
import type { Terminal } from '../terminal.ts';
import { openLog } from '../wiring/log.ts';
import { machineClock } from '../wiring/machine.ts';
import { loadRepository } from '../wiring/repository.ts';
import { openState } from '../wiring/state.ts';
import { openReader } from '../wiring/tenant.ts';
import { makePlanFor, planText, refuse } from './plan.ts';
import { writeToTenant } from './run-apply.ts';

/** Plans, and with `--apply` deletes. Nobody has these objects, so nobody can be disturbed. */
export async function prune(options: CommonOptions & { readonly apply: boolean }, terminal: Terminal): Promise<number> {
  const repository = await loadRepository(options, terminal);
  const { usable } = repository;
  if (usable === null) return refuse(repository, options, terminal);
  const decide = selectPruning(usable.config, machineClock);
  if (options.apply) {
    const writing = {
      repository,
      usable,
      approval: NO_APPROVAL,
      saved: null,
      decide: async () => decide,
      gates: 'stop',
    };
    return writeToTenant({ ...writing, gates: 'stop' }, options, terminal);
  }
  const connection = await openReader(usable, terminal, await openLog(options.logLevel));
  const state = openState(usable, terminal);
  try {
    const { plan } = await makePlanFor(repository, usable, connection.tenant, state.store, [], decide);
    terminal.print(planText(plan, options, terminal));
    return planExitCode(plan, { detailed: false });
  } finally {
    await state.close();
    await connection.close();
  }
}
