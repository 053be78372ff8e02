import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { describe, expect, it } from 'vitest';
import { REPOSITORY } from './canary-workshop.ts';

describe('the paths of mutation testing', () => {
  it.each(['stryker.config.mjs', 'test/mutation/vitest.config.ts'])('in %s match files', (config) => {
    const paths = quotedPaths(readFileSync(join(REPOSITORY, config), 'utf8'));
    expect(paths.length).toBeGreaterThan(10);
    expect(matchingNothing(paths)).toEqual([]);
  });

  it('cover what decides whom a change disturbs', () => {
    const paths = quotedPaths(readFileSync(join(REPOSITORY, 'stryker.config.mjs'), 'utf8'));
    const covered = new Set(globSync([...paths], { cwd: REPOSITORY }));
    const needed = globSync(['src/kinds/*/**/*.ts', 'src/core/{diff,impact}/*.ts'], { cwd: REPOSITORY });
    expect(needed.filter((path) => !covered.has(path))).toEqual([]);
  });

  it('are refused when they match nothing', () => {
    const text = "mutate: ['src/core/diff/*.ts', 'src/core/compare.ts', 'test/core/inventory/*.test.ts']";
    expect(matchingNothing(quotedPaths(text))).toEqual(['src/core/compare.ts', 'test/core/inventory/*.test.ts']);
  });
});

/** The paths of source and test files that a configuration names. */
function quotedPaths(text: string): readonly string[] {
  return [...text.matchAll(/'((?:src|test)\/[^']*\.ts)'/g)].flatMap(([, path]) => path ?? []);
}

function matchingNothing(paths: readonly string[]): readonly string[] {
  return paths.filter((path) => globSync([path], { cwd: REPOSITORY }).length === 0);
}
