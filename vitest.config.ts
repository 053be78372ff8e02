import { defaultExclude, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

// .ci/run asks for a report of its own, to count what passed and failed; people get the default reporter alone.
const report = process.env['POSTILION_TEST_REPORT'];

/**
 * Starting a process copies the page tables of the worker that starts it: 3 ms when that is fresh, 30 ms when it holds
 * what two hundred test files left. So those that start git come first, and then those that start anything else.
 */
const STARTERS = [/\/test\/io\/git\//, /\/test\/(?:cli|gates)\//];

class StartersFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const rank = ({ moduleId }: TestSpecification) => [...STARTERS, /./].findIndex((place) => place.test(moduleId));
    return sorted.toSorted((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [...defaultExclude, 'test/canaries/**'],
    // Workers share one module graph each: no test replaces a module of ours, and loading costs more than the tests.
    pool: 'forks',
    isolate: false,
    // By default one core is left idle, which on two cores is half of the machine.
    maxWorkers: '100%',
    sequence: { sequencer: StartersFirst },
    // Tests make much that is gone at once: a roomy nursery saves a tenth of the processor.
    execArgv: ['--max-semi-space-size=64'],
    // Linters of workflows: one imports JSON as Node 20 can't, the other asks for `require` in a module. Cards: their package names files without endings.
    server: {
      deps: {
        inline: [/adaptivecards|@tktco\/node-actionlint|@actions\/(?:languageservice|workflow-parser|expressions)/],
      },
    },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: report === undefined ? ['default'] : ['default', ['json', { outputFile: report }]],
  },
});
