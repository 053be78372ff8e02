/** `postilion reconcile`: what a schedule runs; always the head of the branch, never the commit of some event. */

import { selectHealing } from '../../app/plan/select-changes.ts';
import { isCi, readApproval } from '../flags/approval.ts';
import type { CommonOptions } from '../flags/global.ts';
import type { Terminal } from '../terminal.ts';
import { machineClock } from '../wiring/machine.ts';
import { loadRepository } from '../wiring/repository.ts';
import { refuse } from './plan.ts';
import { writeToTenant } from './run-apply.ts';

interface ReconcileOptions extends CommonOptions {
  readonly approve: readonly string[];
  readonly approveDigest: readonly string[];
  readonly detailedExitcode: boolean;
}

/** Heals what policy allows unattended and applies what is approved; changes that wait are news, not a failure. */
export async function reconcile(options: ReconcileOptions, terminal: Terminal): Promise<number> {
  const approval = readApproval(options, isCi(terminal.env));
  const repository = await loadRepository({ ...options, atBranch: true }, terminal);
  const { usable } = repository;
  if (usable === null) return refuse(repository, options, terminal);
  const { config } = usable;
  if (config.suspend === true) {
    terminal.print('this tenant is suspended in postilion.yaml: nothing was read or written\n');
    return 0;
  }
  const gates = options.detailedExitcode ? 'stop' : 'status';
  const decide: Parameters<typeof writeToTenant>[0]['decide'] = (state) =>
    selectHealing(config, state, machineClock, approval);
  return writeToTenant({ repository, usable, approval, saved: null, decide, gates }, options, terminal);
}
