/** Each historic bug, put back in, makes its named test fail: in a deep run all of them, otherwise their places only. */

import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { DEEP, DEEP_ALONE } from '../../deep.ts';
import { ALL_MUTANTS } from './all-mutants.ts';

const ANCHORS = 'test/faults/historic/anchors.test.ts';
const run = promisify(execFile);

test('every mutant has its place in the source, once', () => {
  const lost = ALL_MUTANTS.filter(({ file, find }) => readFileSync(file, 'utf8').split(find).length !== 2);
  expect(lost.map(({ name }) => name)).toEqual([]);
  expect(new Set(ALL_MUTANTS.map(({ name }) => name)).size).toBe(ALL_MUTANTS.length);
  expect(ALL_MUTANTS.length).toBeGreaterThanOrEqual(50);
});

test.for(DEEP_ALONE)('every mutant names a test that there is', { timeout: 120_000 }, async () => {
  const files = [...new Set(ALL_MUTANTS.map(({ in: file }) => file ?? ANCHORS))];
  const names = await titlesIn(files);
  const lost = ALL_MUTANTS.filter(
    ({ in: file, caughtBy }) =>
      !names.some((one) => one.file === (file ?? ANCHORS) && patternOf(caughtBy).test(one.title)),
  );
  expect(lost.map(({ name, caughtBy }) => `${name}: ${caughtBy}`)).toEqual([]);
  expect(names.some(({ title }) => patternOf('a test that nobody wrote').test(title))).toBe(false);
});

/** The titles of all tests of the files, as `-t` sees them; a mutant's name in the environment has every story told. */
async function titlesIn(
  files: readonly string[],
): Promise<readonly { readonly file: string; readonly title: string }[]> {
  const folder = mkdtempSync(join(tmpdir(), 'postilion-titles-'));
  const listed = join(folder, 'titles.json');
  try {
    const environment = { ...process.env, POSTILION_MUTANT: 'none', POSTILION_DEEP: '' };
    await run('npx', ['vitest', 'list', ...files, `--json=${listed}`], { env: environment, maxBuffer: 50_000_000 });
    const read: unknown = JSON.parse(readFileSync(listed, 'utf8'));
    return (Array.isArray(read) ? read : []).map((one: unknown) => ({
      file: relative(process.cwd(), textAt(one, 'file')),
      title: textAt(one, 'name').replaceAll(' > ', ' '),
    }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function textAt(value: unknown, name: string): string {
  const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  return typeof found === 'string' ? found : '';
}

function patternOf(title: string): RegExp {
  return new RegExp(patternText(title));
}

/** A title as a pattern, as `-t` takes it. */
function patternText(title: string): string {
  return title.replaceAll(/[()?*.]/g, '.');
}

/** The result of the named test with the bug in: `failed` is what it must be. */
async function verdict(mutant: string, file: string, title: string): Promise<string> {
  const config = 'test/faults/historic/vitest.config.ts';
  const args = ['vitest', 'run', '--config', config, '--reporter', 'json', file, '-t', patternText(title)];
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
