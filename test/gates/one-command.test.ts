import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isJsonObject, stringAt } from '../../src/model/json.ts';
import { REPOSITORY } from './canary-workshop.ts';

/** People, the CI of this repository and GitHub's CI must not drift apart in what they call a passing check. */
const COMMAND = 'npm ci && npm test';

describe('the one command', () => {
  it.each(['README.md', '.ci/run', '.github/workflows/ci.yml'])('is what %s runs', (path) => {
    expect(read(path)).toContain(COMMAND);
  });

  it('is the only thing that ci.yml runs', () => {
    const runs = [...read('.github/workflows/ci.yml').matchAll(/ run: (?<script>.*)$/gm)];
    expect(runs.map(({ groups }) => groups?.['script'])).toEqual([COMMAND]);
  });

  it('includes every gate', () => {
    const manifest: unknown = JSON.parse(read('package.json'));
    const scripts = isJsonObject(manifest) && isJsonObject(manifest['scripts']) ? manifest['scripts'] : {};
    expect(stringAt(scripts, 'check')).toBe('npm test');
    // One that fails doesn't stop the others, and the whole fails with it.
    expect(stringAt(scripts, 'test')?.split(' ')).toEqual([
      'run-p',
      '--continue-on-error',
      'format:check',
      'typecheck',
      'lint',
      'unused',
      'unused:production',
      'test:unit',
    ]);
    // Tests of the command line run what is built; types are a gate of their own, so that the emit skips them.
    expect(stringAt(scripts, 'test:unit')).toBe('npm run emit && vitest run');
  });
});

function read(path: string): string {
  return readFileSync(join(REPOSITORY, path), 'utf8');
}
