/** Ways in which a pull request could be told less, or other, than what is so. */

import type { Mutant } from './mutants.ts';

const HALF = 'half a reading is no news that nothing changes';
const NO_PLAN = 'test/report/no-plan.test.ts';

export const REPORT_MUTANTS: readonly Mutant[] = [
  {
    name: 'a finding that the base takes for a remark is none of the pull request',
    after: 'linters that compare codes alone',
    file: 'src/model/finding-print.ts',
    find: 'before < GRAVITY[finding.severity]',
    replace: 'before < 0',
    caughtBy: 'what the base takes less gravely or accepts is new',
    in: 'test/model/finding-print.test.ts',
  },
  {
    name: 'what could not be read is new, or is not, as it happens',
    after: 'a base whose plan could not read the groups',
    file: 'src/app/plan/compare-base.ts',
    find: 'if (!base.complete) return',
    replace: 'if (base.changes.length < 0) return',
    caughtBy: 'half a reading, and the plan of another tenant, are compared with nothing',
    in: 'test/app/compare-base.test.ts',
  },
  {
    name: 'a tenant that could not be read has no changes',
    after: 'plans that print "no changes" when the refresh failed',
    file: 'src/report/comment/alert.ts',
    find: 'if (plan.complete) return [first, ...rest];',
    replace: 'if (plan.complete || rest.length === 0) return [first, ...rest];',
    caughtBy: HALF,
    in: NO_PLAN,
  },
  {
    name: 'the rest is said to be applied though nothing is',
    after: 'a plan that is incomplete and holds profiles back',
    file: 'src/report/comment/alert.ts',
    find: 'const rest = !complete',
    replace: 'const rest = findings.length === 0',
    caughtBy: HALF,
    in: NO_PLAN,
  },
];
