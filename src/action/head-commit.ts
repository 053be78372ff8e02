/** The commit that the workflow checked out. */

import { spawn } from 'node:child_process';
import { ActionError, type Runner } from './runner.ts';

/** Its 40 letters and digits. Throws ActionError where the folder is no checkout. */
export async function readHeadCommit({ cwd, env }: Runner): Promise<string> {
  // The commit is asked for alone, without a look at the files that it brought.
  const child = spawn('git', ['rev-parse', '--verify', 'HEAD^{commit}'], {
    cwd,
    env: { PATH: env['PATH'], GIT_CONFIG_GLOBAL: '/dev/null' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  const commit = said.trim();
  if (code === 0 && /^[0-9a-f]{40}$/.test(commit)) return commit;
  throw new ActionError('this folder is no checkout of the profiles: call actions/checkout before');
}
