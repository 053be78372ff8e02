/** GitHub's API as the environment names it, for what a run reads and keeps there. */

import type { ReviewPorts } from '../../app/ports/reviews.ts';
import { commitHistory } from '../../io/git/history.ts';
import { githubAddress } from '../../io/github/address.ts';
import { connectGitHub, type GitHub } from '../../io/github/client.ts';
import { reviewsOn } from '../../io/github/reviews.ts';
import type { Terminal } from '../terminal.ts';
import { tool } from '../version.ts';

/** Throws GitHubFault where the environment doesn't name a GitHub; nothing is asked yet. */
export async function openGitHub(terminal: Terminal): Promise<GitHub> {
  return connectGitHub(githubAddress(terminal.env), {
    agent: tool().replace(' ', '/'),
    onWait: (seconds) => terminal.error(`GitHub asks to wait ${seconds} s\n`),
  });
}

/** Who reviewed what, of the repository that `root` lies in. */
export async function reviewPorts(root: string, terminal: Terminal): Promise<ReviewPorts> {
  return { source: reviewsOn(await openGitHub(terminal)), history: commitHistory(root) };
}
