/** Where GitHub's API is, which repository is meant and who asks: from the environment alone, never from a file. */

import { EXIT } from '../../model/exit-code.ts';
import { GitHubFault } from '../../model/github-fault.ts';
import { isLoopback } from '../../model/loopback.ts';

export interface GitHubAddress {
  readonly url: string;
  readonly owner: string;
  readonly repo: string;
  readonly token: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Names as GitHub gives them: nothing in them can lead to another path of the API. */
const REPOSITORY = /^([A-Za-z0-9][A-Za-z0-9-]*)\/([A-Za-z0-9._-]+)$/;

/** Throws GitHubFault where a variable is missing or can't be meant. */
export function githubAddress(env: Environment): GitHubAddress {
  const token = named(env, 'GITHUB_TOKEN', 'the token of the job (${{ github.token }}), or one that may comment');
  const text = env['GITHUB_API_URL']?.trim() || 'https://api.github.com';
  const url = URL.canParse(text) ? new URL(text) : null;
  const isSafe = url !== null && (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url)));
  if (url === null || !isSafe || url.username !== '' || url.password !== '') {
    throw input(`GITHUB_API_URL: write an https address without a user, such as https://api.github.com`);
  }
  const repository = named(env, 'GITHUB_REPOSITORY', 'the repository of the pull request, as owner/name');
  const [, owner, repo] = REPOSITORY.exec(repository) ?? [];
  if (owner === undefined || repo === undefined || /^\.+$/.test(repo)) {
    throw input(`GITHUB_REPOSITORY: write owner/name, such as contoso/mail-profiles`);
  }
  return { url: url.href.replace(/\/+$/, ''), owner, repo, token };
}

function named(env: Environment, name: string, what: string): string {
  const value = env[name]?.trim() ?? '';
  if (value === '') throw input(`${name} is not set: write ${what}`);
  return value;
}

function input(message: string): GitHubFault {
  return new GitHubFault(EXIT.input, null, message);
}
