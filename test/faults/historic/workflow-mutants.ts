/** What would let a pull request, or another job of a run, decide what a workflow does. */

import type { Mutant } from './mutants.ts';

const FILES = 'test/action/runner-files.test.ts';

export const WORKFLOW_MUTANTS: readonly Mutant[] = [
  {
    name: 'a plan that another job put in the place of the first one is reported',
    after: 'artifact poisoning within a run (actions/upload-artifact v4 allows a delete and a new upload)',
    file: 'src/action/run-action.ts',
    find: 'digestOf(file) === plan && digestOf(why) === failed;',
    replace: "digestOf(file) !== '';",
    caughtBy: 'a plan of another digest is not reported',
    in: FILES,
  },
  {
    name: 'what the program prints steers the runner',
    after: 'workflow commands in logs (GHSA-4mgv-m5cm-f9h7, ::set-env)',
    file: 'src/action/runner.ts',
    find: 'runner.print(`::stop-commands::${word}\\n`);',
    replace: 'runner.print(`${word}\\n`);',
    caughtBy: 'is printed between marks that nobody can know',
    in: FILES,
  },
  {
    name: 'any text may be an output of a step',
    after: 'GITHUB_OUTPUT injection by a line break',
    file: 'src/action/runner.ts',
    find: 'if (!/^[\\w:-]*$/.test(value))',
    replace: "if (value === 'never')",
    caughtBy: 'an output is one line, or none',
    in: FILES,
  },
  {
    name: 'the program is handed the tokens of the job',
    after: 'tj-actions/changed-files (CVE-2025-30066): what runs in a job reads its tokens',
    file: 'src/action/run-program.ts',
    find: "  'GITHUB_TOKEN',\n  'POSTILION_GIT_TOKEN',\n]);",
    replace: ']);',
    caughtBy: 'the program sees neither tokens nor the files of the runner',
    in: FILES,
  },
  {
    name: 'a level in the place of a code approves whatever has it',
    after: 'Atlantis #1508: an approval that covers more than was seen',
    file: 'src/action/run-action.ts',
    find: 'codes.find((code) => !/^[0-9a-f]{16}-(?:\\d+|unknown)$/.test(code))',
    replace: "codes.find((code) => code === 'never')",
    caughtBy: 'approve takes codes alone',
    in: FILES,
  },
  {
    name: 'a form of subjects without an environment counts',
    after: 'OIDC subjects that match every workflow of a repository (Azure/azure-dev#7374)',
    file: 'src/core/doctor/federation.ts',
    find: 'if (!claims.some((claim) => BINDING.has(claim))) {',
    replace: 'if (claims.length === 0) {',
    caughtBy: 'are not made up for',
    in: 'test/doctor/github.test.ts',
  },
];
