/** Mutation testing of what must not be wrong: the catalogue, the difference and the effect. See docs/mutation.md. */
export default {
  testRunner: 'vitest',
  vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
  plugins: [
    './test/mutation/node_modules/@stryker-mutator/vitest-runner/dist/src/index.js',
    './test/mutation/texts.mjs',
  ],
  mutate: [
    'src/kinds/{codec,config-schema,field-builders,json-schema,transitions,verdict}.ts',
    'src/kinds/{android-work,ios,samsung-knox,windows}-*.ts',
    'src/core/{assignment-delta,audience,audience-units,change-effect,compare,disturbances,draft,gates,json-patch}.ts',
    'src/core/{references,steps,summary}.ts',
  ],
  coverageAnalysis: 'perTest',
  // A declaration runs once, when its module is loaded; what it says is compared with Graph's own types, the schemas
  // and the golden effects. Only what runs in a test is judged here.
  ignoreStatic: true,
  ignorers: ['texts'],
  // Stryker would rewrite the paths in tsconfig.json with an API that TypeScript 7 doesn't have; they need no rewriting.
  ignorePatterns: ['tsconfig*.json', 'dist', 'coverage', '.postilion', 'test/scenarios', 'test/canaries', 'profiles'],
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
