/** The machine's clock, as the ports want it, and who runs. */

import { hostname } from 'node:os';
import type { Clock } from '../../app/ports/tenant.ts';
import type { Terminal } from '../terminal.ts';

export const machineClock: Clock = { now: () => new Date().toISOString() };

/** Who runs, as the lock and the records name them: the workflow run, or the person and the machine. */
export function whoRuns({ env }: Pick<Terminal, 'env'>): string {
  const { GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run } = env;
  if (repository !== undefined && run !== undefined) return `${repository} run ${run}`;
  return `${env['USER'] ?? env['USERNAME'] ?? 'somebody'}@${hostname()}`;
}
