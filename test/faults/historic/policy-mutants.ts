/** Ways in which a commit could judge itself. */

import type { Mutant } from './mutants.ts';

export const POLICY_MUTANTS: readonly Mutant[] = [
  {
    name: 'a loosened setting counts for the commit that loosens it',
    after: 'one commit with the change and the limit that lets it through',
    file: 'src/core/policy/policy-in-force.ts',
    find: 'const judging = waiting.reduce(withoutLoosening, config);',
    replace: 'const judging = config;',
    caughtBy: 'what is loosened is not in force, whichever setting it is',
    in: 'test/core/policy/policy-in-force.test.ts',
  },
  {
    name: 'without memory the commit judges itself',
    after: 'a state branch that was named anew',
    file: 'src/core/policy/policy-in-force.ts',
    find: 'const before = { ...policyItems(defaults), ...remembered };',
    replace: 'const before = remembered === null ? policyItems(config) : { ...policyItems(defaults), ...remembered };',
    caughtBy: 'without memory the defaults judge what is held, and the commit what is made',
    in: 'test/core/policy/policy-in-force.test.ts',
  },
  {
    name: 'a loosening that nobody approved is recorded',
    after: 'the setting in one commit, the change in the next',
    file: 'src/core/policy/policy-in-force.ts',
    find: 'record: { ...policyItems(judging), ...keptLines(waiting) },',
    replace: 'record: policyItems(config),',
    caughtBy: 'what is recorded is what was in force',
    in: 'test/core/policy/policy-in-force.test.ts',
  },
  {
    name: 'protection falls with the commit that narrows',
    after: 'protect: false beside the narrowing',
    file: 'src/core/policy/policy-in-force.ts',
    find: 'if (!PROFILE_POLICY.protect.loosens(was, protect)) return [];',
    replace: 'if (was || !PROFILE_POLICY.protect.loosens(was, protect)) return [];',
    caughtBy: 'protection stays until its code is approved',
    in: 'test/core/policy/policy-in-force.test.ts',
  },
];
