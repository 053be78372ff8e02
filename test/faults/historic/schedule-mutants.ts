/** Ways in which nobody would notice that a schedule is dead. */

import type { Mutant } from './mutants.ts';

export const SCHEDULE_MUTANTS: readonly Mutant[] = [
  {
    name: 'a run that could read nothing counts as a good one',
    after: 'a job that is red for weeks, and an alarm that stays quiet',
    file: 'src/app/apply/heartbeat.ts',
    find: 'good: fault === null ? { commit, ended } : goodBefore(before),',
    replace: 'good: { commit, ended },',
    caughtBy: 'a run that could not do its work carries on which good one was the last',
    in: 'test/cli/max-age.test.ts',
  },
  {
    name: 'a schedule of which nobody ever heard is fine',
    after: 'a workflow that never started',
    file: 'src/core/state/heartbeat.ts',
    find: "if (reading.status === 'none') return { verdict: 'old', why: NONE, ...bare };",
    replace: "if (reading.status === 'none') return { verdict: 'fine', why: NONE, ...bare };",
    caughtBy: 'a run that writes nothing tells of itself, and the state branch does not grow',
    in: 'test/cli/max-age.test.ts',
  },
  {
    name: 'a heartbeat is put in the place of whatever has its name',
    after: 'a branch of somebody overwritten by a forced push',
    file: 'src/io/git/state/heartbeat.ts',
    find: "const isOther = tip !== null && reading.status === 'none';",
    replace: 'const isOther = false;',
    caughtBy: 'what somebody keeps there under the same name is left alone',
    in: 'test/io/git/heartbeat.test.ts',
  },
];
