/**
 * `tsx test/bench/fleet.ts [tenants]`: many embedded tenants of 50 profiles, planned in one run and each alone, in processor
 * time and memory. The tenants live in a process of their own. It takes minutes, so that it is no part of `npm run bench`;
 * docs/many-tenants.md has its last figures.
 */

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { argv, execPath, stdout } from 'node:process';
import { isJsonObject } from '../../src/model/json.ts';
import { runProcess } from '../cli/program.ts';

const TENANTS = Number(argv[2] ?? 300);
const PROFILES = 50;
/** Plans alone are alike: some of them stand for all. */
const SAMPLE = 10;
const NOTE = `import { writeFileSync } from 'node:fs';
process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  writeFileSync(process.env.POSTILION_BENCH_NOTE, JSON.stringify({ maxRSS, cpu: (userCPUTime + systemCPUTime) / 1e6 }));
});`;

interface Used {
  readonly cpu: number;
  readonly megabytes: number;
  readonly seconds: number;
}

const root = mkdtempSync(join(tmpdir(), 'postilion-bench-fleet-'));
const server = spawn(
  execPath,
  ['--import', 'tsx', join(import.meta.dirname, 'fleet-tenants.ts'), root, String(TENANTS)],
  {
    stdio: ['pipe', 'pipe', 'inherit'],
  },
);
try {
  writeRepository(await addresses(server));
  const alone: Used[] = [];
  for (let index = 0; index < SAMPLE; index += 1) alone.push(await measured('--tenant', `tenant-${index}`));
  const all = alone.reduce((sum, { cpu }) => sum + cpu, 0) * (TENANTS / SAMPLE);
  const together = await measured('--all-tenants', '--out-dir', 'plans');
  stdout.write(
    `${TENANTS} tenants of ${PROFILES} profiles in one run: ${together.cpu.toFixed(0)} s of processor time, ${together.seconds.toFixed(0)} s, ` +
      `${together.megabytes.toFixed(0)} MB; alone ${all.toFixed(0)} s (${SAMPLE} measured); ratio ${(together.cpu / all).toFixed(2)}\n`,
  );
} finally {
  server.stdin.end();
  rmSync(root, { recursive: true, force: true });
}

async function addresses({ stdout: said }: ChildProcess): Promise<readonly string[]> {
  if (said === null) return [];
  let text = '';
  said.setEncoding('utf8').on('data', (piece: string) => (text += piece));
  while (!text.includes('\n')) await once(said, 'data');
  const urls: unknown = JSON.parse(text);
  return Array.isArray(urls) ? urls.map(String) : [];
}

function writeRepository(urls: readonly string[]): void {
  const write = (path: string, text: string): void => writeFileSync(join(root, path), text);
  mkdirSync(join(root, 'base'));
  const tenants = urls.map((_, index) => `  - {name: tenant-${index}}`);
  write('tenants.yaml', `version: 1\nvars: {host: outlook.office365.com}\ntenants:\n${tenants.join('\n')}\n`);
  write('postilion.yaml', 'version: 1\nowner: bench\n');
  write('.gitignore', '.postilion\nplans\nnote.json\n/[0-9]*\n');
  for (const [index, url] of urls.entries()) {
    mkdirSync(join(root, 'tenants', `tenant-${index}`), { recursive: true });
    write(`tenants/tenant-${index}/postilion.yaml`, `tenant: {graphUrl: "${url}"}\n`);
  }
  for (let index = 0; index < PROFILES; index += 1) write(`base/mail-${index}.yaml`, profile(index));
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-c', 'user.name=b', '-c', 'user.email=b@example.org', ...args], {
      cwd: root,
      encoding: 'utf8',
    });
  git('init', '--quiet', '--initial-branch', 'main');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'bench');
}

function profile(index: number): string {
  return `kind: ios-mail
key: mail-${index}
name: "iOS: Mail ${index}"
settings:
  accountName: Company mail ${index}
  host: "\${{ vars.host }}"
  ssl: true
  username: userPrincipalName
  emailAddress: primarySmtpAddress
  authentication: usernameAndPassword
  oauth: true
  sync: [email, calendars]
assign: {include: [{group: Sales users}]}
`;
}

async function measured(...args: readonly string[]): Promise<Used> {
  const note = join(root, 'note.json');
  const began = performance.now();
  const env = {
    POSTILION_BENCH_NOTE: note,
    POSTILION_ACCESS_TOKEN: 'bench',
    NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(NOTE)}`,
  };
  const ran = await runProcess(['plan', ...args], { cwd: root, env });
  if (ran.code !== 0 && ran.code !== 4) throw new Error(`the plan ended with ${ran.code}: ${ran.out}${ran.err}`);
  const used: unknown = JSON.parse(readFileSync(note, 'utf8'));
  const number = (name: string): number => (isJsonObject(used) ? Number(used[name]) : Number.NaN);
  return { cpu: number('cpu'), megabytes: number('maxRSS') / 1024, seconds: (performance.now() - began) / 1000 };
}
