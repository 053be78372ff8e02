/** Mutation testing of what must not be wrong: the catalogue, the difference and the effect. See docs/mutation.md. */
export default {
  testRunner: 'vitest',
  vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
  plugins: [
    './test/mutation/node_modules/@stryker-mutator/vitest-runner/dist/src/index.js',
    './test/mutation/texts.mjs',
  ],
  // A folder or a file a line: test/gates/mutation-paths.test.ts refuses a line that matches nothing any longer.
  mutate: [
    'src/catalogue/**/*.ts',
    'src/kinds/mail/*.ts',
    'src/kinds/certificates/*.ts',
    'src/kinds/apps/*.ts',
    'src/kinds/app-config/**/*.ts',
    'src/core/assignments/delta.ts',
    'src/core/config/postilion-yaml-schema.ts',
    'src/core/diff/*.ts',
    'src/core/impact/*.ts',
    'src/core/people/audience.ts',
    'src/core/people/devices.ts',
    'src/core/plan/gates.ts',
    'src/core/plan/steps.ts',
    'src/core/plan/summary.ts',
    'src/core/tenant/references.ts',
    'src/rules/*.ts',
  ],
  coverageAnalysis: 'perTest',
  // A declaration runs once, when its module is loaded; what it says is compared with Graph's own types, the schemas
  // and the golden effects. Only what runs in a test is judged here.
  ignoreStatic: true,
  ignorers: ['texts'],
  // Stryker would rewrite the paths in tsconfig.json with an API that TypeScript 7 doesn't have; they need no rewriting.
  ignorePatterns: ['tsconfig*.json', 'dist', 'coverage', '.postilion', 'test/canaries'],
  tempDirName: 'coverage/mutants',
  reporters: ['clear-text', 'html', 'json', 'progress-append-only'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false, allowEmojis: false },
  htmlReporter: { fileName: 'coverage/mutation/index.html' },
  jsonReporter: { fileName: 'coverage/mutation/report.json' },
  concurrency: 2,
  timeoutMS: 20_000,
  thresholds: { high: 95, low: 90, break: 85 },
  disableTypeChecks: true,
  allowConsoleColors: false,
};
