/** Ways in which a pull request could be told less, or other, than what is so. */

import type { Mutant } from './mutants.ts';

const HALF = 'half a reading is no news that nothing changes';
const HOSTILE = 'test/github/hostile-pulls.test.ts';
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
  {
    name: 'who rejected a run is recorded as one who agreed',
    after: 'lists of reviews taken for lists of approvals',
    file: 'src/io/github/run-approvals.ts',
    find: ".filter(({ state }) => state === 'approved')",
    replace: ".filter(({ state }) => state !== 'pending')",
    caughtBy: 'the record names who started the run and who let it go on',
    in: 'test/github/environments.test.ts',
  },
  {
    name: 'a label of somebody else is taken away',
    after: 'tools that own all labels',
    file: 'src/app/post-report.ts',
    find: '.filter((label) => label.startsWith(LABEL_PREFIX))',
    replace: '.filter((label) => label !== LABEL_PREFIX)',
    caughtBy: 'says nothing where nothing changes, except to correct what it said before',
    in: 'test/github/comment.test.ts',
  },
  {
    name: 'of two reviews in one second the approving one is the last word',
    after: 'times of a second, as GitHub tells them',
    file: 'src/core/reviews/judge.ts',
    find: "(later.submittedAt ?? '') >= (submittedAt ?? '')",
    replace: "(later.submittedAt ?? '') > (submittedAt ?? '')",
    caughtBy: 'the reviewer asked for changes afterwards',
    in: HOSTILE,
  },
  {
    name: 'what a reviewer quotes was said by them',
    after: 'bots that look for a command anywhere in a line',
    file: 'src/core/reviews/commands.ts',
    find: '/^ {0,3}\\/postilion approve',
    replace: '/^[> ]{0,3}\\/postilion approve',
    caughtBy: 'the reviewer quotes the author',
    in: HOSTILE,
  },
  {
    name: 'what no page shows approves',
    after: 'commands hidden in comments of HTML',
    file: 'src/core/reviews/commands.ts',
    find: 'const words = withoutHidden(body)',
    replace: 'const words = body',
    caughtBy: 'the code stands in a part that no page shows',
    in: HOSTILE,
  },
  {
    name: 'a saved plan says for how many a code is',
    after: 'counts outside of the digest of a plan',
    file: 'src/core/plan/read.ts',
    find: 'memberOf(change, applies ?? 0), effect.people) === code',
    replace: "memberOf(change, applies ?? 0), effect.people) !== ''",
    caughtBy: 'a document with fewer people than the code says',
    in: HOSTILE,
  },
  {
    name: 'a comment belongs to whoever copies its marker',
    after: 'sticky comments that are found by their marker alone',
    file: 'src/io/github/pull-requests.ts',
    find: "node['viewerDidAuthor'] === true && typeof",
    replace: "node['viewerDidAuthor'] !== null && typeof",
    caughtBy: 'a stranger copies the comment, markers and all',
    in: HOSTILE,
  },
];
