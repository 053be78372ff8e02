/** A change that disturbs people, merged on the stand-in of GitHub and checked out here: what is left is its approval. */

import { simpleGit } from 'simple-git';
import type { TestContext } from 'vitest';
import { type CommandLine, useAppliedCommandLine } from '../cli/command-line.ts';
import type { Ran } from '../cli/program.ts';
import { type GitHubStandIn, startGitHub } from './stand-in.ts';
import { HEAD, smallGitHub } from './store.ts';

export interface MergedChange {
  readonly line: CommandLine;
  readonly github: GitHubStandIn;
  /** The merged commit. */
  readonly commit: string;
  /** Of the change that waits. */
  readonly code: () => Promise<string>;
  readonly reconcile: (more?: readonly string[], env?: Readonly<Record<string, string>>) => Promise<Ran>;
  /** Commits what is in the folder, as an author whom GitHub knows by that name. */
  readonly commitAll: (author: string | null) => Promise<string>;
}

/** `anna` opened pull request 7 and wrote all of it. */
export async function useMergedChange(context: TestContext): Promise<MergedChange> {
  const line = await useAppliedCommandLine(context);
  const github = await startGitHub(smallGitHub());
  context.onTestFinished(() => github.close());
  const git = simpleGit(line.root);
  await git.raw(['init', '--quiet', '--initial-branch=main']);
  const commitAll = async (author: string | null): Promise<string> => {
    await git.raw(['add', '--all', '--', 'postilion.yaml', 'profiles']);
    const identity = ['-c', 'user.name=somebody', '-c', 'user.email=somebody@contoso.example'];
    await git.raw([...identity, 'commit', '--quiet', '--message', 'a change']);
    const id = (await git.raw(['rev-parse', 'HEAD'])).trim();
    github.store.commits.set(id, { authors: [author], committer: author });
    return id;
  };
  await commitAll('anna');
  line.change('profiles/sales.yaml', 'accountName: Contoso mail', 'accountName: Contoso sales mail');
  const commit = await commitAll('anna');
  const pull = github.store.pulls.get(7);
  if (pull === undefined) throw new Error('there is no pull request 7');
  pull.mergedAs = commit;
  pull.state = 'closed';
  pull.commits = [{ sha: HEAD, author: 'anna', committer: 'anna', message: 'a change' }];
  const connected = { GITHUB_TOKEN: 'ghs_reconciles', GITHUB_API_URL: github.url, GITHUB_REPOSITORY: 'contoso/mail' };
  return {
    line,
    github,
    commit,
    commitAll,
    code: async () => {
      const code = (await line.plan()).changes.find(({ key }) => key === 'ios-sales')?.code;
      if (code === undefined) throw new Error('nothing waits');
      return code;
    },
    reconcile: (more = [], env = {}) =>
      line.run(['reconcile', '--approvals', 'github', ...more], { ...connected, ...env }),
  };
}
