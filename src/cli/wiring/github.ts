/** GitHub's API as the environment names it, for what a run reads and keeps there. */

import type { ReviewPorts } from '../../app/ports/reviews.ts';
import { commitHistory } from '../../io/git/history.ts';
import { githubAddress } from '../../io/github/address.ts';
import { connectGitHub, type GitHub } from '../../io/github/client.ts';
import { reviewsOn } from '../../io/github/reviews.ts';
import { runApprovals } from '../../io/github/run-approvals.ts';
import { dispatcherFor } from '../../io/graph/http/proxy.ts';
import { GitHubFault } from '../../model/github-fault.ts';
import type { EnvironmentApproval } from '../../model/review.ts';
import { escapeLines } from '../../report/text/escape.ts';
import type { Terminal } from '../terminal.ts';
import { tool } from '../version.ts';

/** Throws GitHubFault where the environment doesn't name a GitHub; nothing is asked yet. Proxies count as they do for Graph. */
export async function openGitHub(terminal: Terminal): Promise<GitHub> {
  const way = dispatcherFor(terminal.env);
  return connectGitHub(githubAddress(terminal.env), {
    agent: tool().replace(' ', '/'),
    onWait: (seconds) => terminal.error(`GitHub asks to wait ${seconds} s\n`),
    fetch: (url, { method, headers, body, signal }) =>
      way.send(url, {
        method,
        headers,
        redirect: 'follow',
        ...(body === undefined ? {} : { body }),
        ...(signal === undefined ? {} : { signal }),
      }),
  });
}

/** Who reviewed what, of the repository that `root` lies in. */
export async function reviewPorts(root: string, terminal: Terminal): Promise<ReviewPorts> {
  return { source: reviewsOn(await openGitHub(terminal)), history: commitHistory(root) };
}

/**
 * Who let this run go on in its environment, for the record. Null where that could not be read, which is said and changes
 * nothing else; undefined outside of a run that somebody started by hand.
 */
export async function readEnvironmentApprovals(
  terminal: Terminal,
): Promise<readonly EnvironmentApproval[] | null | undefined> {
  const { env } = terminal;
  const run = /^\d{1,15}$/.exec(env['GITHUB_RUN_ID'] ?? '')?.[0];
  const hasToken = (env['GITHUB_TOKEN'] ?? '') !== '';
  if (env['GITHUB_EVENT_NAME'] !== 'workflow_dispatch' || run === undefined || !hasToken) return undefined;
  try {
    return await runApprovals(await openGitHub(terminal), Number(run));
  } catch (error) {
    if (!(error instanceof GitHubFault)) throw error;
    terminal.error(escapeLines(`who approved this run in its environment is not recorded: ${error.message}\n`));
    return null;
  }
}
