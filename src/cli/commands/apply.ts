/** `postilion apply`: plans, lets the gates speak, writes what they let through, and plans again. */

import { selectApplying } from '../../app/plan/select-changes.ts';
import { isCi, readApproval } from '../flags/approval.ts';
import type { CommonOptions } from '../flags/global.ts';
import { approvedPlan } from '../flags/saved-plan.ts';
import type { Terminal } from '../terminal.ts';
import { loadRepository } from '../wiring/repository.ts';
import { refuse } from './plan.ts';
import { writeToTenant } from './run-apply.ts';

interface ApplyOptions extends CommonOptions {
  readonly plan?: string;
  readonly approve: readonly string[];
  readonly approveDigest: readonly string[];
}

/** Applies what a commit says. */
export async function applyCommand(options: ApplyOptions, terminal: Terminal): Promise<number> {
  const approval = readApproval(options, isCi(terminal.env));
  const repository = await loadRepository(options, terminal);
  const { usable } = repository;
  if (usable === null) return refuse(repository, options, terminal);
  const saved = options.plan === undefined ? null : await approvedPlan(options.plan, terminal.cwd);
  // A saved plan is carried out as it was seen.
  const decide = saved === null ? async () => selectApplying(usable.config, approval) : null;
  return writeToTenant({ repository, usable, approval, saved, decide, gates: 'stop' }, options, terminal);
}
