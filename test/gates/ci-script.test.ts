import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleOf } from '../deep.ts';
import { REPOSITORY } from './canary-workshop.ts';

let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'postilion-ci-'));
  mkdirSync(join(root, 'project/.ci'), { recursive: true });
  cpSync(join(REPOSITORY, '.ci/run'), join(root, 'project/.ci/run'));
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

/** What happens, which verb of npm it happens to, what that one does, and how the script ends: last line and exit code. */
const ENDS: readonly (readonly [string, string, string, string, number])[] = [
  ['everything passed', 'test', reporting(12, 0, 0), '12 passed, 0 failed', 0],
  ['tests failed', 'test', `${reporting(10, 2, 1)}; exit 7`, '10 passed, 2 failed', 7],
  ['a test file does not load', 'test', `${reporting(3, 0, 1)}; exit 1`, '3 passed, 1 failed', 1],
  ['a gate before the tests failed', 'test', 'exit 2', '0 passed, 1 failed', 2],
  ['the packages cannot be installed', 'ci', 'exit 1', '0 passed, 1 failed', 1],
];

function reporting(passed: number, failed: number, suites: number): string {
  const report = { numPassedTests: passed, numFailedTests: failed, numFailedTestSuites: suites };
  return `echo '${JSON.stringify(report)}' > "$POSTILION_TEST_REPORT"`;
}

describe('.ci/run', () => {
  it.each(sampleOf(ENDS, 3, ([name]) => name))(
    'ends with the counts and the code when %s',
    (_, verb, body, line, code) => {
      expect(runWhere(verb, body)).toEqual([line, code]);
    },
  );
});

/** Runs the script with an npm whose `verb` does what `body` says and whose other verbs succeed silently. */
function runWhere(verb: string, body: string): readonly [string | undefined, number | null] {
  const npm = join(root, 'npm');
  writeFileSync(npm, `#!/usr/bin/env bash\nif [ "$1" = ${verb} ]; then\n${body}\nfi\n`);
  chmodSync(npm, 0o755);
  const env = { ...process.env, PATH: `${root}${delimiter}${process.env['PATH'] ?? ''}` };
  const { stdout, status } = spawnSync('bash', [join(root, 'project/.ci/run')], { encoding: 'utf8', env });
  return [stdout.trimEnd().split('\n').at(-1), status];
}
