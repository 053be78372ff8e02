import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { QuickFirst } from './quick-first.ts';

/** The tests that judge mutants: quick ones of the catalogue, the difference and the effect, without processes. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    include: [
      'test/kinds/{applicability,builders,catalogue,codec,conditions,json-schema,schemas}.test.ts',
      'test/laws/{audience,gates}.test.ts',
      'test/effects/*.test.ts',
      'test/core/*.test.ts',
      'test/core/inventory/{identify,three-way}.test.ts',
    ],
    exclude: [
      // Counts people by brute force for seconds; the laws of the audience do it on smaller worlds.
      'test/core/sets*.test.ts',
      // Reads the sources, which hold every mutant at once here.
      'test/core/codes.test.ts',
    ],
    isolate: false,
    sequence: { sequencer: QuickFirst },
    testTimeout: 60_000,
    setupFiles: ['test/mutation/seed.ts'],
    reporters: ['default'],
  },
});
