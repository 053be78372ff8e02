/** What makes plans cheap, taken out, and what keeps cheap plans right: budgets and stories notice each. */

import type { Mutant } from './mutants.ts';

export const READING_MUTANTS: readonly Mutant[] = [
  {
    name: 'references are read although the object is as recorded',
    after: 'a plan of 1,000 profiles that read 1,000 references to say that nothing differs',
    file: 'src/app/plan/read-references.ts',
    find: 'recordedAnswer(read, settled.get(read.id)) ??',
    replace: '',
    caughtBy: 'a plan without changes stays within its budget of requests, with 0 apps and 6 certificates of its own',
    in: 'test/bench/budget.test.ts',
  },
  {
    name: 'the record answers for an object of another version',
    after: 'a certificate that was exchanged in the portal and not seen',
    file: 'src/core/tenant/references.ts',
    find: 'known.version !== read.version || known.modified !== read.modified',
    replace: 'false',
    caughtBy: 'one that somebody changed is asked',
    in: 'test/app/known-references.test.ts',
  },
  {
    name: 'what a run was about to write counts as known',
    after: 'a run that was stopped between two requests',
    file: 'src/core/state/after-run.ts',
    find: 'run.written.has(key) ? undefined : knownReferencesOf(live, kind)',
    replace: 'knownReferencesOf(live, kind)',
    caughtBy: 'what a run was about to write is asked, whatever became of it',
    in: 'test/app/known-references.test.ts',
  },
  {
    name: 'a list of some types decides about changes',
    after: 'a filter that a service honours by half',
    file: 'src/app/plan/refresh.ts',
    find: 'if (!isPartial || isStill(refreshed)) return refreshed;',
    replace: 'if (isPartial || isStill(refreshed)) return refreshed;',
    caughtBy: 'whatever differs is judged by the whole list',
    in: 'test/app/partial-lists.test.ts',
  },
  {
    name: 'each name of a group is a request',
    after: '100 groups that cost 100 requests in every plan',
    file: 'src/app/plan/look-up.ts',
    find: 'const AT_ONCE = 15;',
    replace: 'const AT_ONCE = 1_000_000;',
    caughtBy: '32 names are three conditions, and each finds its own groups',
    in: 'test/app/look-up.test.ts',
  },
  {
    name: 'the window forgets what went a moment ago',
    after: 'a run that is refused in the middle',
    file: 'src/io/graph/http/sliding-window.ts',
    find: 'turns = turns.filter(({ at }) => at > now - length);',
    replace: 'turns = turns.filter(({ at }) => at > now);',
    caughtBy: 'in no 20 s do as many requests go as are documented, and the first of them at once: any',
    in: 'test/io/graph/pacing.test.ts',
  },
  {
    name: 'every profile of an account is compared with every other',
    after: '4,900 creates that took 140 s to plan',
    file: 'src/core/checks/conflict-groups.ts',
    find: 'const near = new Set(unknown);',
    replace: 'const near = new Set(all);',
    caughtBy: 'twice the profiles are looked at twice as often, not four times',
    in: 'test/core/checks/conflict-groups.test.ts',
  },
];
