import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { QuickFirst } from './quick-first.ts';

/** The tests that judge mutants: quick ones of the catalogue, the difference and the effect, without processes. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    // A path a line: test/gates/mutation-paths.test.ts refuses a line that matches nothing any longer.
    include: [
      'test/kinds/applicability.test.ts',
      'test/kinds/builders.test.ts',
      'test/kinds/catalogue.test.ts',
      'test/kinds/codec.test.ts',
      'test/kinds/conditions.test.ts',
      'test/kinds/configuration-values.test.ts',
      'test/kinds/json-schema.test.ts',
      'test/kinds/schemas.test.ts',
      'test/laws/audience.test.ts',
      'test/laws/gates.test.ts',
      'test/effects/*.test.ts',
      'test/core/assignments/*.test.ts',
      'test/core/checks/*.test.ts',
      'test/core/config/*.test.ts',
      'test/core/dependencies/*.test.ts',
      'test/core/diff/*.test.ts',
      'test/core/impact/*.test.ts',
      'test/core/people/*.test.ts',
      'test/core/plan/*.test.ts',
      'test/core/policy/*.test.ts',
      'test/core/state/identify.test.ts',
      'test/core/tenant/*.test.ts',
      'test/corpus/corpus.test.ts',
      'test/rules/*.test.ts',
    ],
    exclude: [
      // Counts people by brute force for seconds; the laws of the audience do it on smaller worlds.
      'test/core/people/sets*.test.ts',
    ],
    isolate: false,
    sequence: { sequencer: QuickFirst },
    testTimeout: 60_000,
    setupFiles: ['test/mutation/seed.ts'],
    reporters: ['default'],
  },
});
