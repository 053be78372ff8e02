/** `npm run demo`: the real commands, one after another, on a copy of the example repository, with a line of narration each. */

import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { argv, env, execPath, exit, stderr, stdout } from 'node:process';
import { editAsAdmin } from './demo-portal.ts';

const REPOSITORY = join(import.meta.dirname, '..', '..');
/** The program as built, or the one that the command line names. */
const MAIN = argv[2] ?? join(REPOSITORY, 'dist', 'cli', 'main.js');

const place = mkdtempSync(join(tmpdir(), 'postilion-demo-'));
try {
  for (const name of ['postilion.yaml', 'adopt.yaml', 'profiles', 'schemas']) {
    cpSync(join(REPOSITORY, name), join(place, name), { recursive: true });
  }
  await play();
} catch (error) {
  stderr.write(`the demo stopped: ${error instanceof Error ? error.message : String(error)}\n`);
  exit(1);
} finally {
  rmSync(place, { recursive: true, force: true });
}

async function play(): Promise<void> {
  tell(
    'Contoso keeps its mail in git: profiles, certificates and apps. Its Intune tenant, here an embedded one, knows next to none of it: what would happen?',
  );
  await run('plan');
  tell('Nobody has mail from these profiles yet, so nobody is disturbed and nothing waits for an approval. We apply.');
  await run('apply');
  tell('The same plan once more: git and tenant agree, so it is empty, and an apply would write nothing.');
  await run('plan');
  tell('Now an admin clicks in the portal: OAuth off for Engineering, and another name for the Sales profile.');
  await editAsAdmin({
    main: MAIN,
    cwd: place,
    env: quietEnv(),
    edits: [
      { profile: 'iOS: Mail - Engineering', change: { useOAuth: false } },
      { profile: 'iOS: Mail - Sales', change: { displayName: 'Sales mail (new phones)' } },
    ],
  });
  tell(
    'The next plan finds both. Putting the name back is silent; putting OAuth back disturbs people, who are counted, so it waits.',
  );
  await run('plan');
  tell(
    'Nothing of this touched a real tenant, and the copy it ran in is gone again. To play on: node dist/cli/main.js plan',
  );
}

function tell(text: string): void {
  stdout.write(`\n# ${text}\n`);
}

/** Runs a command as a person would see it; a code other than 0 ends the demo. */
async function run(command: string): Promise<void> {
  stdout.write(`\n$ postilion ${command}\n`);
  const child = spawn(execPath, [MAIN, command], { cwd: place, env: quietEnv(), stdio: 'inherit' });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code !== 0) throw new Error(`postilion ${command} ended with ${code}`);
}

/** The environment without what would point the program at a real tenant. */
function quietEnv(): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('POSTILION_')));
}
