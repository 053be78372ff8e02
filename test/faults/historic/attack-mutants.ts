/** The mechanisms that attacks run into, each taken out: the named story of `test/attacks`, or another test, must notice. */

import type { Mutant } from './mutants.ts';

const PLAYED = 'test/attacks/attacks.test.ts';
const OWNERSHIP = 'test/attacks/ownership.test.ts';

/** Nobody else's bugs: what the mechanism is there for. */
const OWN = 'an attack of our own';

const at = (file: string, find: string, replace: string) => ({ after: OWN, file, find, replace });

export const ATTACK_MUTANTS: readonly Mutant[] = [
  {
    name: 'the id alone is believed',
    ...at(
      'src/core/state/witnesses.ts',
      "if (birth || marker === 'ours') return 'ours';",
      "if (birth || marker !== 'foreign') return 'ours';",
    ),
    caughtBy: 'the id of a record is exchanged',
    in: OWNERSHIP,
  },
  {
    name: 'whatever reads back was made by this run',
    ...at(
      'src/app/apply/execute-create.ts',
      'if (madeBy(body, since, [object]).length === 0) {',
      'if (madeBy(body, since, [object]).length < 0) {',
    ),
    caughtBy: 'D7: a create reads back born years ago',
    in: PLAYED,
  },
  {
    name: 'an open create does not wait',
    ...at(
      'src/core/state/open-creates.ts',
      'return at < start + length ? instantText(start + length) : null;',
      'return null;',
    ),
    caughtBy: 'the answer of a create is lost and lists are late',
    in: OWNERSHIP,
  },
  {
    name: 'the lock is not looked at behind a slow request',
    ...at(
      'src/app/apply/lock-watch.ts',
      'slow === slowSeen && millisecondsOf(clock) - seen <= UNSEEN_MS;',
      'slow === slowSeen || slow !== slowSeen;',
    ),
    caughtBy: 'D5: somebody opens the lock while write 1 is slow',
    in: PLAYED,
  },
  {
    name: 'hooks of the repository run',
    ...at('src/io/git/open.ts', "['core.hooksPath', '/dev/null'],", "['core.hooksPathOfNobody', '/dev/null'],"),
    caughtBy: 'A1: core.hooksPath in the checkout’s own repository',
    in: PLAYED,
  },
  {
    name: 'a monitor of the repository runs',
    ...at('src/io/git/open.ts', "['core.fsmonitor', 'false'],", "['core.fsmonitorOfNobody', 'false'],"),
    caughtBy: 'is read, and its state branch written, without running what it names',
    in: 'test/io/git/hostile-repository.test.ts',
  },
  {
    name: 'YAML may name any place for the token',
    ...at(
      'src/model/graph-roots.ts',
      'return isLoopback(url) || Object.values(GRAPH_ROOTS).includes(url.origin);',
      'return true;',
    ),
    caughtBy: 'A2: tenant.graphUrl is https://127.example.org',
    in: PLAYED,
  },
  {
    name: 'the number of a code can be retyped',
    ...at('src/core/plan/approval-code.ts', 'tenant: id, owner, ...about, people })', 'tenant: id, owner, ...about })'),
    caughtBy: 'B1: apply gets a code whose number was retyped',
    in: PLAYED,
  },
  {
    name: 'a code is good in any tenant',
    ...at('src/core/plan/approval-code.ts', 'canonical({ tenant: id, owner,', 'canonical({ tenant: id === "", owner,'),
    caughtBy: 'B3: apply gets the code of another tenant',
    in: PLAYED,
  },
  {
    name: 'a code is good as often as somebody likes',
    ...at(
      'src/core/plan/approval-code.ts',
      'return { key, id, digest, gates: shownGates(change), applies };',
      'return { key, id, digest, gates: shownGates(change), applies: applies * 0 };',
    ),
    caughtBy: 'B1: apply gets a code that was used before',
    in: PLAYED,
  },
  {
    name: 'a code is good for any number of people',
    ...at(
      'src/core/policy/growth.ts',
      'return is !== null && is <= mostAllowed(was, growth);',
      'return is !== null && mostAllowed(was, growth) >= 0;',
    ),
    caughtBy: 'B1: apply gets a code that was given before a group grew',
    in: PLAYED,
  },
  {
    name: 'a list without rows is nobody',
    ...at(
      'src/core/people/zero.ts',
      "if ((recorded ?? 0) > 0 || devices === null) return 'unknown';",
      "if (devices !== undefined) return 'believed';",
    ),
    caughtBy: 'E1: members are hidden from the app, and a group is taken away',
    in: PLAYED,
  },
  {
    name: 'one refused object stops everything',
    ...at(
      'src/app/apply/run-steps.ts',
      "if (problem?.type === 'permission') notes.refused.add(step.key);",
      "if (problem?.type === 'permission') notes.isSignInRefused = true;",
    ),
    caughtBy: 'E5: one object refuses its PATCH',
    in: PLAYED,
  },
  {
    name: 'mail is given before it is taken',
    ...at(
      'src/core/bundles/order.ts',
      '[...giving, ...both, ...taking] : [...taking, ...both, ...giving]',
      '[...giving, ...both, ...taking] : [...giving, ...both, ...taking]',
    ),
    caughtBy: 'F1: a group goes from one profile to another, and the run dies behind write 1',
    in: PLAYED,
  },
  {
    name: 'a certificate that nobody has any more is deleted unattended',
    ...at(
      'src/core/impact/change-effect.ts',
      "if (kind.delivers !== 'certificate' && kind.delivers !== 'app') return false;",
      "if (kind.delivers !== 'app') return false;",
    ),
    caughtBy: 'F2: a root that nobody has any more is pruned, and nobody approves',
    in: PLAYED,
  },
  {
    name: 'who lets an effect through lets through what others stand on',
    ...at(
      'src/core/plan/gates.ts',
      "else if (takesFoundation) gates.push('dependents');",
      "else if (takesFoundation && change.action === 'delete') gates.push('dependents');",
    ),
    caughtBy: 'F2: a mail app is taken from people, by apply',
    in: PLAYED,
  },
  {
    name: 'to uninstall an app takes it from nobody who is not assigned to it',
    ...at('src/core/people/of-change.ts', 'lost: new Set([...audience.lost, ...losing]),', 'lost: audience.lost,'),
    caughtBy: 'F2: a mail app is to be uninstalled from people of whom nothing tells that they have it, by apply',
    in: PLAYED,
  },
  {
    name: 'what we took away ourselves is a portal edit',
    ...at(
      'src/core/state/own-writes.ts',
      'return entry.tombstone === null ? entry : withBase(entry, []);',
      'return entry;',
    ),
    caughtBy: 'F3: a YAML is taken away and put back as it was, and reconcile runs',
    in: PLAYED,
  },
  {
    name: 'a 404 that names scope tags is absence',
    ...at('src/io/graph/read/answer.ts', ' && !OUT_OF_SCOPE.test(fault.message)', ''),
    caughtBy: 'E2: a list hides an object of ours that answers 404 that names scope tags',
    in: PLAYED,
  },
  {
    name: 'a deleted state branch looks as if it had never been',
    ...at(
      'src/io/git/state/store.ts',
      "(await branch.wasThere()) ? { status: 'none', lost: true } : { status: 'none' };",
      "{ status: 'none' };",
    ),
    caughtBy: 'a deleted branch in a bare repository is lost',
    in: 'test/io/git/state-lost.test.ts',
  },
  {
    name: 'another owner’s object is adopted',
    ...at(
      'src/core/state/identify.ts',
      'if (marker !== null && marker.owner !== input.owner) {',
      "if (marker !== null && marker.owner === '') {",
    ),
    caughtBy: 'an object with the marker of another owner is never adopted',
    in: OWNERSHIP,
  },
  {
    name: 'a line of adopt.yaml needs no YAML',
    ...at(
      'src/core/state/pair.ts',
      'const idle = lines.filter(({ key }) => !wanted.has(key));',
      "const idle = lines.filter(({ key }) => !wanted.has(key) && key === '');",
    ),
    caughtBy: 'a line of adopt.yaml without YAML is an error at its line',
    in: OWNERSHIP,
  },
  {
    name: 'without memory a marker is enough',
    ...at(
      'src/core/state/identify.ts',
      "return { ...bare, by: 'first-run', takeover };",
      "return { ...bare, by: 'first-run', takeover: null };",
    ),
    caughtBy: 'D2: 1 planted with the right nonce, and no memory',
    in: PLAYED,
  },
  {
    name: 'the state of another tenant is used',
    ...at('src/core/tenant/identity.ts', 'if (recorded !== null && recorded !== id) {', "if (recorded === '') {"),
    caughtBy: 'D9: the inventory is another tenant’s',
    in: PLAYED,
  },
  {
    name: 'twins are looked for at creates only',
    ...at(
      'src/core/checks/duplicate-objects.ts',
      "return shared && same('host')",
      "return shared && live.name === name && same('host')",
    ),
    caughtBy: 'D6: a twin by the back door: given later to the groups of a profile by hand of the same account',
    in: PLAYED,
  },
  {
    name: 'what was made is forgotten where the last plan says nothing of it',
    ...at(
      'src/app/apply/run-lease.ts',
      'const told = new Set(after.map(({ key }) => key));',
      'const told = new Set([...after, ...before.refresh.proposals].map(({ key }) => key));',
    ),
    caughtBy: 'what a run made was no object',
    in: 'test/faults/regressions.test.ts',
  },
  {
    name: 'an object that answers by its id is not there, since no list shows it',
    ...at(
      'src/app/apply/apply.ts',
      'const unseen = new Set([...again, ...refresh.pairing.waiting]);',
      'const unseen = new Set(again);',
    ),
    caughtBy: 'a created object that no list shows yet is not created twice',
    in: 'test/app/recovery.test.ts',
  },
];
