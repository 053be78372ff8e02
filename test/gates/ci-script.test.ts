import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REPOSITORY } from './canary-workshop.ts';

let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'postilion-ci-'));
  mkdirSync(join(root, 'project/.ci'), { recursive: true });
  cpSync(join(REPOSITORY, '.ci/run'), join(root, 'project/.ci/run'));
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('.ci/run', () => {
  it('ends with the counts and succeeds when everything passed', () => {
    const report = '{"numPassedTests": 12, "numFailedTests": 0, "numFailedTestSuites": 0}';
    expect(runWhere('test', `echo '${report}' > "$POSTILION_TEST_REPORT"`)).toEqual(['12 passed, 0 failed', 0]);
  });

  it('ends with the counts and fails as the tests do', () => {
    const report = '{"numPassedTests": 10, "numFailedTests": 2, "numFailedTestSuites": 1}';
    const script = `echo '${report}' > "$POSTILION_TEST_REPORT"; exit 7`;
    expect(runWhere('test', script)).toEqual(['10 passed, 2 failed', 7]);
  });

  it('counts a test file that does not load as a failure', () => {
    const report = '{"numPassedTests": 3, "numFailedTests": 0, "numFailedTestSuites": 1}';
    const script = `echo '${report}' > "$POSTILION_TEST_REPORT"; exit 1`;
    expect(runWhere('test', script)).toEqual(['3 passed, 1 failed', 1]);
  });

  it('never says that nothing failed when a gate before the tests did', () => {
    expect(runWhere('test', 'exit 2')).toEqual(['0 passed, 1 failed', 2]);
  });

  it('fails when the packages cannot be installed', () => {
    expect(runWhere('ci', 'exit 1')).toEqual(['0 passed, 1 failed', 1]);
  });
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
