/** The order of test files: those that answer quickest come first, because the first failure ends a mutant's run. */

import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Parts of paths, quickest first; what matches none comes last. */
const ORDER = [
  '/test/kinds/b',
  '/test/kinds/co',
  '/test/kinds/j',
  '/test/core/',
  'laws/gates',
  '/test/kinds/',
  '/test/effects/',
];

export class QuickFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return Promise.resolve(files.toSorted((a, b) => rank(a) - rank(b)));
  }
}

function rank({ moduleId }: TestSpecification): number {
  const found = ORDER.findIndex((part) => moduleId.includes(part));
  return found === -1 ? ORDER.length : found;
}
