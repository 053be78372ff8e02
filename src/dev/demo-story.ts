/** What the demo tells: commands on a copy of the example repository, a line of narration each. */

import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { editAsAdmin } from './demo-portal.ts';

const REPOSITORY = join(import.meta.dirname, '..', '..');

/** How a command ended, and what it printed as its result. */
interface Shown {
  readonly code: number | null;
  readonly out: string;
}

/** How the demo is shown: `npm run demo` starts processes, its test does without. */
export interface DemoRunner {
  tell(text: string): void;
  /** Runs a command in the folder. */
  run(args: readonly string[], cwd: string): Promise<Shown>;
  /** Serves the folder's embedded tenant while `use` works. */
  serve(cwd: string, use: (url: string) => Promise<void>): Promise<void>;
}

/** Plays the demo in a folder that is gone afterwards. Rejects when a command ends otherwise than the story says. */
export async function playDemo(runner: DemoRunner): Promise<void> {
  const place = mkdtempSync(join(tmpdir(), 'postilion-demo-'));
  try {
    mkdirSync(join(place, 'profiles'));
    cpSync(join(REPOSITORY, 'postilion.yaml'), join(place, 'postilion.yaml'));
    for (const name of [ENGINEERING, OFFICES]) {
      cpSync(join(REPOSITORY, 'profiles', 'ios', name), join(place, 'profiles', name));
    }
    await playIn(place, runner);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

const ENGINEERING = 'engineering.yaml';
/** Two profiles in one file: Operations and Customer care. */
const OFFICES = 'offices.yaml';
/** Something waits for an approval. */
const WAITS = 3;

async function playIn(place: string, runner: DemoRunner): Promise<void> {
  // A command stands right below what is said of it.
  let isToldBefore = false;
  const run = async (args: readonly string[], expected = 0): Promise<string> => {
    const command = `postilion ${args.join(' ')}`;
    runner.tell(`${isToldBefore ? '' : '\n'}$ ${command}\n`);
    isToldBefore = false;
    const { code, out } = await runner.run(args, place);
    if (code !== expected) throw new Error(`${command} ended with ${code}`);
    return out;
  };
  const say = (text: string): void => {
    runner.tell(`\n# ${text}\n`);
    isToldBefore = true;
  };
  const edit = (name: string, from: string, to: string): void => editFile(join(place, 'profiles', name), from, to);

  say(
    'Contoso keeps the mail of its iPhones in git: three profiles, which its tenant (an embedded one) does not have yet.',
  );
  await run(['apply', '--yes']);
  say(
    'A pull request: another group for Engineering, people of Customer care may change what syncs, Operations is renamed.',
  );
  edit(ENGINEERING, 'group: Engineering users', 'group: Research users');
  edit(OFFICES, 'usersMayChangeSync: false', 'usersMayChangeSync: true');
  edit(OFFICES, 'Mail - Operations (on premises)', 'Mail for Operations');
  const plan = await run(['plan']);
  say('The first one is meant, and approved with what the plan says. The second one waits, and is taken back.');
  await run(['apply', '--yes', '--approve', approvalIn(plan)], WAITS);
  edit(OFFICES, 'usersMayChangeSync: true', 'usersMayChangeSync: false');
  say(
    'Now an admin clicks in the portal: modern sign-in off for Engineering. Putting it back disturbs people, so it waits.',
  );
  await runner.serve(place, (url) =>
    editAsAdmin(url, { profile: 'iOS: Mail - Engineering', change: { useOAuth: false } }),
  );
  await run(['plan']);
  say(
    'And a file gets lost. Whoever has mail from it keeps it until somebody approves; put back, it is as if nothing was.',
  );
  const [file, away] = [join(place, 'profiles', OFFICES), join(place, OFFICES)];
  renameSync(file, away);
  await run(['apply', '--yes', '--quiet'], WAITS);
  renameSync(away, file);
  await run(['apply', '--yes', '--quiet'], WAITS);
  say('Nothing of this touched a real tenant, and its copy is gone again. To play on: node dist/cli/main.js plan');
}

/** The first approval that a plan names: of what disturbs most. */
function approvalIn(plan: string): string {
  const [, approval] = /approve with --approve (\S+)/.exec(plan) ?? [];
  if (approval === undefined) throw new Error('the plan names no approval');
  return approval;
}

function editFile(path: string, from: string, to: string): void {
  const text = readFileSync(path, 'utf8');
  if (!text.includes(from)) throw new Error(`${path} does not say "${from}"`);
  writeFileSync(path, text.replace(from, to));
}
