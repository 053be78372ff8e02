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

async function run(command: string, cwd: string): Promise<number | null> {
  const child = spawn(execPath, [MAIN, command], { cwd, env: quietEnv(), stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
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

/** The environment without what would point the program at a real tenant. */
function quietEnv(): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('POSTILION_')));
}
