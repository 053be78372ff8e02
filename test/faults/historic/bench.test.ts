/** Each historic bug, put back in, makes its named test fail: in a deep run all of them, otherwise their places only. */

import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { DEEP } from '../triples.ts';
import { ALL_MUTANTS } from './all-mutants.ts';

const ANCHORS = 'test/faults/historic/anchors.test.ts';
const run = promisify(execFile);

test('every mutant has its place in the source, once', () => {
  const lost = ALL_MUTANTS.filter(({ file, find }) => readFileSync(file, 'utf8').split(find).length !== 2);
  expect(lost.map(({ name }) => name)).toEqual([]);
  expect(new Set(ALL_MUTANTS.map(({ name }) => name)).size).toBe(ALL_MUTANTS.length);
  expect(ALL_MUTANTS.length).toBeGreaterThanOrEqual(50);
});

/** The result of the named test with the bug in: `failed` is what it must be. */
async function verdict(mutant: string, file: string, title: string): Promise<string> {
  const config = 'test/faults/historic/vitest.config.ts';
  const args = [
    'vitest',
    'run',
    '--config',
    config,
    '--reporter',
    'json',
    file,
    '-t',
    title.replaceAll(/[()?*.]/g, '.'),
  ];
  const environment = { ...process.env, POSTILION_MUTANT: mutant, POSTILION_DEEP: '' };
  const { stdout } = await run('npx', args, { env: environment, maxBuffer: 50_000_000 }).catch((error: unknown) => ({
    stdout: typeof error === 'object' && error !== null && 'stdout' in error ? String(error.stdout) : '',
  }));
  const counts = /"numPassedTests":(\d+),"numFailedTests":(\d+)/.exec(stdout);
  if (counts === null) return 'nothing ran';
  return Number(counts[2]) > 0 ? 'failed' : `${counts[1]} passed`;
}

test.for(DEEP ? ALL_MUTANTS : [])('$name', { timeout: 600_000 }, async ({ name, in: file, caughtBy }) => {
  expect(await verdict(name, file ?? ANCHORS, caughtBy)).toBe('failed');
});
