/** `npm run demo`: the built program as processes of its own, as a person would start it. */

import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { env, execPath, exit, stderr, stdout } from 'node:process';
import { playDemo } from './demo-story.ts';

const MAIN = join(import.meta.dirname, '..', '..', 'dist', 'cli', 'main.js');

try {
  await playDemo({ tell: (text) => void stdout.write(text), run, serve });
} catch (error) {
  stderr.write(`the demo stopped: ${error instanceof Error ? error.message : String(error)}\n`);
  exit(1);
}

async function run(
  args: readonly string[],
  cwd: string,
): Promise<{ readonly code: number | null; readonly out: string }> {
  const child = spawn(execPath, [MAIN, ...args], { cwd, env: shownEnv(), stdio: ['ignore', 'pipe', 'inherit'] });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    stdout.write(text);
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  return { code, out };
}

async function serve(cwd: string, use: (url: string) => Promise<void>): Promise<void> {
  const server = spawn(execPath, [MAIN, 'tenant', 'serve'], {
    cwd,
    env: quietEnv(),
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = new Promise<void>((resolve) => server.on('close', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    server.on('error', reject);
    server.on('close', (code) => reject(new Error(`the tenant ended with ${code}`)));
    server.stdout.setEncoding('utf8').on('data', (text: string) => resolve(text.trim()));
  });
  try {
    await use(url);
  } finally {
    server.kill('SIGTERM');
    await ended;
  }
}

/** What the program would know of our own terminal, if it wrote there itself. */
function shownEnv(): Readonly<Record<string, string | undefined>> {
  const color = stdout.isTTY ? { FORCE_COLOR: '1' } : {};
  return { ...quietEnv(), ...color, COLUMNS: String(stdout.columns ?? 100) };
}

/** The environment without what would point the program at a real tenant, or say that nobody looks. */
function quietEnv(): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('POSTILION_') && name !== 'CI'));
}
