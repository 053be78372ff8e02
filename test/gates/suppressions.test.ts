import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CANARIES, REPOSITORY } from './canary-workshop.ts';
import { projectFiles } from './project-files.ts';
import { countSuppressions, suppressionsIn } from './suppression.ts';

const found = projectFiles(['{src,test}/**/*.{ts,js,mjs}', '*.{ts,js,mjs}']).flatMap(suppressionsIn);

describe('suppressed gates', () => {
  it('are as many as the budget in suppressions.json says, no more and no fewer', () => {
    const budget: unknown = JSON.parse(readFileSync(join(REPOSITORY, 'test/gates/suppressions.json'), 'utf8'));
    expect(countSuppressions(found)).toEqual(budget);
  });

  it('each say why', () => {
    expect(found.filter(({ reason }) => reason === '')).toEqual([]);
  });

  it('are found in every spelling', () => {
    const path = 'every-spelling.ts';
    const text = readFileSync(join(CANARIES, 'suppressions', path), 'utf8');
    expect(suppressionsIn({ path, text }).map(({ rule, reason }) => `${rule} | ${reason}`)).toEqual([
      'everything | ',
      'no-console | a reason',
      'eqeqeq | two rules',
      'no-var | two rules',
      'typescript/no-explicit-any | ',
      'lint/performance/noBarrelFile | a reason',
      'format | ',
      'ignore | ',
      'expect-error | : a reason',
      'nocheck | ',
      'v8 ignore | -- a reason',
    ]);
  });
});
