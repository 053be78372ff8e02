/** Ways in which somebody could approve a change who must not. */

import type { Mutant } from './mutants.ts';

const LAW =
  'whatever history of pushes, reviews, edits, dismissals, rebases, merges and lost rights: a review counts where the model says so';
const IN = 'test/core/reviews/reviews.test.ts';

export const REVIEW_MUTANTS: readonly Mutant[] = [
  {
    name: 'who opened the pull request may approve it',
    after: 'tools that count any approving review',
    file: 'src/core/reviews/cover.ts',
    find: 'const own = pulls.find(({ author }) => author?.id === by.id);',
    replace: 'const own = pulls.find(({ number }) => number < 0);',
    caughtBy: LAW,
    in: IN,
  },
  {
    name: 'who wrote a commit may approve it',
    after: 'a commit pushed into the pull request of somebody else',
    file: 'src/core/reviews/cover.ts',
    find: 'if (writers.some((one) => one?.id === by.id))',
    replace: 'if (writers.every((one) => one?.id === by.id && isNaN(pull)))',
    caughtBy: LAW,
    in: IN,
  },
  {
    name: 'a commit that nobody wrote, as far as the forge knows, is written by nobody',
    after: "a commit under an address that isn't known",
    file: 'src/core/reviews/cover.ts',
    find: 'const strange = written.find(({ writers }) => writers.includes(null));',
    replace: 'const strange = written.find(({ id }) => id === by.id);',
    caughtBy: LAW,
    in: IN,
  },
  {
    name: 'a conflict that was settled on the page of the pull request counts as written by nobody',
    after: 'any text can be typed there',
    file: 'src/core/reviews/cover.ts',
    find: 'const written = [...proposed, ...commits',
    replace: 'const written = [...proposed.filter((one) => !one.isForgeMerge), ...commits',
    caughtBy: LAW,
    in: IN,
  },
  {
    name: 'an edited review counts',
    after: 'who may write to the repository may edit reviews of others',
    file: 'src/core/reviews/judge.ts',
    find: 'if (editedAt !== null)',
    replace: "if (editedAt === 'never')",
    caughtBy: LAW,
    in: IN,
  },
  {
    name: 'a comment counts',
    after: 'bots that act on any comment',
    file: 'src/core/reviews/judge.ts',
    find: "if (state !== 'approved') return",
    replace: "if (state !== 'approved' && state !== 'commented') return",
    caughtBy: LAW,
    in: IN,
  },
  {
    name: 'a dismissed review counts',
    after: 'the label that it left behind',
    file: 'src/core/reviews/judge.ts',
    find: "if (state === 'dismissed') return 'it was dismissed';\n  if (state !== 'approved') return",
    replace: "if (state !== 'approved' && state !== 'dismissed') return",
    caughtBy: LAW,
    in: IN,
  },
  {
    name: 'an app counts as a person',
    after: 'a workflow that approves with the token of its job',
    file: 'src/core/reviews/judge.ts',
    find: "return author.type === 'person' ? null",
    replace: "return author.type !== 'unknown' ? null",
    caughtBy: LAW,
    in: IN,
  },
  {
    name: 'a right that was lost still counts',
    after: 'people who left',
    file: 'src/core/reviews/judge.ts',
    find: 'if (!known.mayWrite) return',
    replace: "if (!known.mayWrite && author.login === '') return",
    caughtBy: LAW,
    in: IN,
  },
  {
    name: 'who is no approver counts',
    after: 'approvers that only a page names',
    file: 'src/core/reviews/judge.ts',
    find: 'if (approvers === null || approvers.includes(author.login.toLowerCase())) return null;',
    replace: 'if (approvers === null || approvers.length > 0) return null;',
    caughtBy: LAW,
    in: IN,
  },
  {
    name: 'a review counts after the same person asked for changes',
    after: 'approvals that nobody took away by hand',
    file: 'src/core/reviews/judge.ts',
    find: "later.state === 'changes-requested' &&",
    replace: "later.state === 'pending' &&",
    caughtBy: LAW,
    in: IN,
  },
];
