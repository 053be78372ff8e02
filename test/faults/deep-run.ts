/** `npm run test:faults`: a deep run of all families, two pieces at a time, and what it comes to. */

import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { argv, env, exit, stdout } from 'node:process';
import pLimit from 'p-limit';
import { callsInSource } from './call-sites.ts';
import { DEEP_FAMILIES, deepSituations, partIn } from './deep-definition.ts';
import { readPiece } from './deep-piece.ts';
import { deepReport, deepTable } from './deep-report.ts';
import { commitNow, FOLDER } from './tally.ts';

const AT_ONCE = 2;
/** Each piece stays far below an hour. */
const PIECES: Readonly<Record<string, number>> = { crashes: 4, faults: 6, portal: 4, histories: 4 };

mkdirSync(FOLDER, { recursive: true });
// With `report` nothing is run: the pieces may come from other machines.
const failed = argv[2] === 'report' ? [] : await runAll();
const pieces = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json'))
  .map((name) => readPiece(readFileSync(join(FOLDER, name), 'utf8')));
const report = deepReport(pieces, {
  families: DEEP_FAMILIES,
  wanted: (family, part) => deepSituations(family, part === 'all' ? 'all' : Number(part)).map(({ name }) => name),
  sites: callsInSource().map(({ source, method }) => `${source} ${method}`),
});
const table = deepTable(report);
writeFileSync(join(FOLDER, 'table.md'), table);
const faults = [...failed, ...report.faults];
stdout.write(`\n${table}\n${faults.map((fault) => `${fault}\n`).join('')}`);
exit(faults.length === 0 ? 0 : 1);

/** What was run at this very commit already isn't run again. */
async function runAll(): Promise<readonly string[]> {
  const commit = commitNow();
  const limit = pLimit(AT_ONCE);
  const wanted = DEEP_FAMILIES.flatMap(({ name }) =>
    Array.from({ length: PIECES[name] ?? 1 }, (_, index) => ({ family: name, piece: `${index + 1}/${PIECES[name]}` })),
  );
  const open = wanted.filter(({ family, piece }) => !isDone(family, piece, commit));
  const kept = new Set(wanted.filter((one) => !open.includes(one)).map(({ family, piece }) => pathOf(family, piece)));
  // What is left of earlier runs, or of another cut, is no part of this one.
  const left = readdirSync(FOLDER).map((name) => join(FOLDER, name));
  for (const path of left) if (path.endsWith('.json') && !kept.has(path)) rmSync(path);
  const codes = await Promise.all(open.map((one) => limit(() => runPiece(one.family, one.piece))));
  return codes.flat();
}

function pathOf(family: string, piece: string, ending = 'json'): string {
  return join(FOLDER, `${family}-${piece.replace('/', 'of')}.${ending}`);
}

function isDone(family: string, piece: string, commit: string): boolean {
  const path = pathOf(family, piece);
  if (!existsSync(path)) return false;
  const done = readPiece(readFileSync(path, 'utf8'));
  return done.commit === commit && done.failures === 0 && done.part === String(partIn(env));
}

async function runPiece(family: string, piece: string): Promise<readonly string[]> {
  const log = pathOf(family, piece, 'txt');
  const started = Date.now();
  const child = spawn('npx', ['vitest', 'run', `test/faults/${family}.test.ts`, '--maxWorkers=1'], {
    env: { ...env, POSTILION_DEEP: '1', POSTILION_PIECE: piece },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  child.stdout.setEncoding('utf8').on('data', (text: string) => said.push(text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => said.push(text));
  const code = await new Promise<number>((resolve) => child.once('close', (ended) => resolve(ended ?? 1)));
  writeFileSync(log, said.join(''));
  const seconds = Math.round((Date.now() - started) / 1000);
  stdout.write(`${family} ${piece}: ${code === 0 ? 'passed' : `failed, see ${log}`}, ${seconds} s\n`);
  return code === 0 ? [] : [`${family} ${piece} failed: see ${log}`];
}
