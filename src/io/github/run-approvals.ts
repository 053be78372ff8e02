/** Who of the reviewers of an environment let a run of a workflow go on. */

import type { EnvironmentApproval } from '../../model/review.ts';
import { askGitHub, type GitHub } from './client.ts';

/** Of every environment that a job of the run waited for; those who rejected, or were never asked, aren't among them. */
export function runApprovals({ client, owner, repo }: GitHub, run: number): Promise<readonly EnvironmentApproval[]> {
  return askGitHub(`read who approved run ${run}`, 'actions: read', async () => {
    const path = 'GET /repos/{owner}/{repo}/actions/runs/{run_id}/approvals';
    const { data } = await client.request(path, { owner, repo, run_id: run });
    return data
      .filter(({ state }) => state === 'approved')
      .flatMap(({ environments, user }) => {
        const by = { login: user.login, id: String(user.id) };
        return environments.map(({ name = '' }) => ({ environment: name, by }));
      });
  });
}
