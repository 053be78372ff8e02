/** What the demo tells: commands on a copy of the example repository, a line of narration each. */

import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { editAsAdmin } from './demo-portal.ts';

const REPOSITORY = join(import.meta.dirname, '..', '..');

/** How the demo is shown: `npm run demo` starts processes, its test does without. */
export interface DemoRunner {
  tell(text: string): void;
  /** Runs a command in the folder and gives its exit code. */
  run(command: string, cwd: string): Promise<number | null>;
  /** Serves the folder's embedded tenant while `use` works. */
  serve(cwd: string, use: (url: string) => Promise<void>): Promise<void>;
}

/** Plays the demo in a folder that is gone afterwards. Rejects when a command ends with anything but 0. */
export async function playDemo(runner: DemoRunner): Promise<void> {
  const place = mkdtempSync(join(tmpdir(), 'postilion-demo-'));
  try {
    for (const name of ['postilion.yaml', 'adopt.yaml', 'profiles', 'schemas']) {
      cpSync(join(REPOSITORY, name), join(place, name), { recursive: true });
    }
    await playIn(place, runner);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

async function playIn(place: string, runner: DemoRunner): Promise<void> {
  const run = async (command: string): Promise<void> => {
    runner.tell(`\n$ postilion ${command}\n`);
    const code = await runner.run(command, place);
    if (code !== 0) throw new Error(`postilion ${command} ended with ${code}`);
  };
  const say = (text: string): void => runner.tell(`\n# ${text}\n`);
  say(
    'Contoso keeps its mail in git: profiles, certificates and apps. Its Intune tenant, here an embedded one, knows next to none of it: what would happen?',
  );
  await run('plan');
  say('Nobody has mail from these profiles yet, so nobody is disturbed and nothing waits for an approval. We apply.');
  await run('apply');
  say('The same plan once more: git and tenant agree, so it is empty, and an apply would write nothing.');
  await run('plan');
  say('Now an admin clicks in the portal: OAuth off for Engineering, and another name for the Sales profile.');
  await runner.serve(place, async (url) => {
    await editAsAdmin(url, { profile: 'iOS: Mail - Engineering', change: { useOAuth: false } });
    await editAsAdmin(url, { profile: 'iOS: Mail - Sales', change: { displayName: 'Sales mail (new phones)' } });
  });
  say(
    'The next plan finds both. Putting the name back is silent; putting OAuth back disturbs people, who are counted, so it waits.',
  );
  await run('plan');
  say(
    'Nothing of this touched a real tenant, and the copy it ran in is gone again. To play on: node dist/cli/main.js plan',
  );
}
