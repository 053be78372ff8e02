/** How git signs in to GitHub: for one process of ours, in a file that is gone afterwards. */

import { randomBytes } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ActionError, given, needed, type Runner } from './runner.ts';

/** Variables under which git signs in with the job's token while `use` works; none where there is no token. */
export async function withGit<Value>(
  runner: Runner,
  use: (variables: Readonly<Record<string, string>>) => Promise<Value>,
): Promise<Value> {
  const token = given(runner, 'POSTILION_GIT_TOKEN');
  if (token === '') return use({});
  const file = join(needed(runner, 'RUNNER_TEMP'), `postilion-git-${randomBytes(8).toString('hex')}`);
  writeFileSync(file, settings(server(runner), token), { mode: 0o600, flag: 'wx' });
  try {
    return await use({ GIT_CONFIG_GLOBAL: file });
  } finally {
    rmSync(file, { force: true });
  }
}

/** The token goes to the host of this GitHub alone, as `actions/checkout` has it. */
function settings(origin: string, token: string): string {
  const header = Buffer.from(`x-access-token:${token}`, 'utf8').toString('base64');
  return `[http "${origin}/"]\n\textraheader = "AUTHORIZATION: basic ${header}"\n`;
}

function server(runner: Runner): string {
  const named = needed(runner, 'GITHUB_SERVER_URL');
  const url = URL.canParse(named) ? new URL(named) : null;
  if (url?.protocol === 'https:' && url.pathname === '/') return url.origin;
  throw new ActionError('GITHUB_SERVER_URL is not the address of a GitHub');
}
