/** The program as a child of the step, with the variables that it may have. */

import { spawn } from 'node:child_process';
import { EXIT } from '../model/exit-code.ts';
import { type Runner, runFenced } from './runner.ts';

/** How the program ended, and what it said. */
export interface ProgramRun {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the program while the runner takes no commands, and shows what it prints as it comes. */
export function told(
  runner: Runner,
  args: readonly string[],
  variables: Readonly<Record<string, string>>,
  { shows }: { readonly shows: 'err' | 'both' },
): Promise<ProgramRun> {
  return runFenced(runner, () =>
    run(runner, args, variables, (stream, text) => {
      if (stream === 'err' || shows === 'both') runner.print(text);
    }),
  );
}

/** Runs the program once; it gets the job's variables without its command files and tokens, and `variables`. */
export async function run(
  { env, cwd, node, program }: Runner,
  args: readonly string[],
  variables: Readonly<Record<string, string>>,
  heard: (stream: 'out' | 'err', text: string) => void = () => {},
): Promise<ProgramRun> {
  const child = spawn(node, [program, ...args, '--no-color'], {
    cwd,
    env: { ...withoutOurs(env), ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { out: '', err: '' };
  const hear = (stream: 'out' | 'err') => (text: string) => {
    said[stream] += text;
    heard(stream, text);
  };
  child.stdout.setEncoding('utf8').on('data', hear('out'));
  child.stderr.setEncoding('utf8').on('data', hear('err'));
  const code = await new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (ended) => resolve(ended ?? EXIT.terminated));
  });
  return { code, ...said };
}

/** The program gets neither the runner's command files nor a token that it wasn't meant to have. */
function withoutOurs(env: Runner['env']): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !OURS.has(name) && !name.startsWith('INPUT_')));
}

const OURS = new Set([
  'GITHUB_ENV',
  'GITHUB_OUTPUT',
  'GITHUB_PATH',
  'GITHUB_STATE',
  'GITHUB_STEP_SUMMARY',
  'GITHUB_TOKEN',
  'POSTILION_GIT_TOKEN',
]);

/** The variables of these names that are set. */
export function kept({ env }: Runner, names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(names.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));
}
