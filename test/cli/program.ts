/**
 * The program as people run it: built, started as a process of its own, with an environment that holds nothing else.
 * Starting one takes longer than most of what it does, so `run` does without, except in the deep run.
 */

import { type ChildProcessWithoutNullStreams, execFile, spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { runProgram } from '../../src/cli/run-program.ts';
import { terminalOf } from '../../src/cli/terminal.ts';
import { DEEP } from '../deep.ts';

const REPOSITORY = join(import.meta.dirname, '..', '..');
/** Below node_modules, so that the built program finds its packages as an installed one does. */
const BUILDS = join(REPOSITORY, 'node_modules', '.cache', 'postilion-test');

/** How a run of the program ended. */
export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Started {
  readonly ended: Promise<Ran>;
  /** Resolves as soon as the text was printed on either stream; rejects when the program ends without it. */
  saw(text: string): Promise<void>;
  /** Stdout up to now. */
  printed(): string;
  signal(name: 'SIGINT' | 'SIGTERM' | 'SIGHUP'): void;
}

export interface Place {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

let built: Promise<string> | undefined;

/** The path of the built `main.js`. Where `dist` is older than a source, the first call of a process builds its own. */
export function program(): Promise<string> {
  built ??= isFresh(join(REPOSITORY, 'dist')) ? Promise.resolve(join(REPOSITORY, 'dist', 'cli', 'main.js')) : build();
  return built;
}

/** True when every source (`src/dev` is not built) has an output, none is newer than any output, and there are no other outputs. */
function isFresh(dist: string): boolean {
  const sources = timesIn(join(REPOSITORY, 'src'), /^(?!dev\/).*\.ts$/);
  const outputs = timesIn(dist, /\.js$/);
  const names = [...sources.keys()].sort().join();
  if (names !== [...outputs.keys()].sort().join()) return false;
  return Math.max(...sources.values()) < Math.min(...outputs.values());
}

/** The wanted paths without their ending → when they were written. */
function timesIn(folder: string, wanted: RegExp): ReadonlyMap<string, number> {
  if (!existsSync(folder)) return new Map();
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => wanted.test(path));
  return new Map(paths.map((path) => [path.replace(/\.[jt]s$/, ''), statSync(join(folder, path)).mtimeMs]));
}

/** Runs the program to its end: every command line that isn't about processes. */
export async function run(args: readonly string[], place: Place): Promise<Ran> {
  return DEEP ? runProcess(args, place) : runHere(args, place);
}

/** Runs the program to its end as a process. */
export async function runProcess(args: readonly string[], place: Place): Promise<Ran> {
  return (await start(args, place)).ended;
}

/** Runs the program to its end in this process. */
export async function runHere(args: readonly string[], { cwd, env = {} }: Place): Promise<Ran> {
  const said = { out: '', err: '' };
  const terminal = terminalOf({
    env: { PATH: process.env['PATH'], HOME: cwd, ...env },
    cwd: () => cwd,
    stdout: { write: (text) => void (said.out += text) },
    stderr: { write: (text) => void (said.err += text) },
    on: () => {},
    exit: (code) => {
      throw new Error(`nobody asked to stop, and it ends with ${code}`);
    },
  });
  const code = await runProgram(['node', 'postilion', ...args], terminal);
  return { code, ...said };
}

/** Starts the program. */
export async function start(args: readonly string[], { cwd, env = {} }: Place): Promise<Started> {
  const main = await program();
  const { PATH = '' } = process.env;
  // Neither CI nor colour nor a token of the machine may decide a test.
  const child = spawn(process.execPath, [main, ...args], { cwd, env: { PATH, HOME: cwd, ...env } });
  return watched(child);
}

function watched(child: ChildProcessWithoutNullStreams): Started {
  const said = { out: '', err: '' };
  const waiting: (() => void)[] = [];
  const hear = (stream: 'out' | 'err') => (text: string) => {
    said[stream] += text;
    for (const look of waiting) look();
  };
  child.stdout.setEncoding('utf8').on('data', hear('out'));
  child.stderr.setEncoding('utf8').on('data', hear('err'));
  const ended = new Promise<Ran>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...said }));
  });
  return {
    ended,
    saw: (text) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (`${said.out}${said.err}`.includes(text)) resolve();
        };
        waiting.push(look);
        look();
        void ended.then((ran) => reject(new Error(`ended without "${text}": ${JSON.stringify(ran)}`)), reject);
      }),
    printed: () => said.out,
    signal: (name) => void child.kill(name),
  };
}

async function build(): Promise<string> {
  removeDeadBuilds();
  const folder = join(BUILDS, String(process.pid));
  mkdirSync(folder, { recursive: true });
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const tsc = join(REPOSITORY, 'node_modules', 'typescript', 'bin', 'tsc');
  const options = ['-p', 'tsconfig.build.json', '--noCheck', '--outDir', join(folder, 'dist')];
  await promisify(execFile)(process.execPath, [tsc, ...options], { cwd: REPOSITORY });
  copyFileSync(join(REPOSITORY, 'package.json'), join(folder, 'package.json'));
  return join(folder, 'dist', 'cli', 'main.js');
}

/** Builds of test processes that were killed. */
function removeDeadBuilds(): void {
  mkdirSync(BUILDS, { recursive: true });
  for (const name of readdirSync(BUILDS)) {
    if (!isAlive(Number(name))) rmSync(join(BUILDS, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
