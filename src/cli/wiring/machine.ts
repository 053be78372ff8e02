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

/**
 * Who gave the codes of the command line, as the record names them: whoever started the run by hand. What a push or a
 * schedule starts has an author, who is nobody to approve.
 */
export function whoApproves(env: Terminal['env']): string | null {
  if (env['GITHUB_EVENT_NAME'] === 'workflow_dispatch')
    return env['GITHUB_TRIGGERING_ACTOR'] ?? env['GITHUB_ACTOR'] ?? null;
  if (env['BUILD_REASON'] === 'Manual') return env['BUILD_REQUESTEDFOR'] ?? null;
  if (env['CI_PIPELINE_SOURCE'] === 'web' || env['CI_JOB_MANUAL'] === 'true') return env['GITLAB_USER_LOGIN'] ?? null;
  return null;
}
