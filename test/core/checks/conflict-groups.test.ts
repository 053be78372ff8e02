/** Conflicts are found without comparing all with all: the same ones, in the same order, in work that grows with the profiles. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { conflictFindings, conflictsIn } from '../../../src/core/checks/conflicting-profiles.ts';
import type { ProposedChange } from '../../../src/core/diff/proposed-change.ts';
import { setEngine } from '../../../src/core/people/audience.ts';
import type { Settings } from '../../../src/model/profile.ts';
import { carrying, shortProposal } from '../short-proposals.ts';

const GROUPS = { sales: ['ann', 'bob'], field: ['cid', 'ann'], board: ['dan'], nobody: [] };
const FACTS = carrying(GROUPS, ['iphone-ann', 'iphone-bob', 'iphone-cid', 'phone-ann', 'phone-dan']);

const kinds = ['ios-mail', 'android-work-gmail', 'android-work-nine', 'android-app-config'] as const;
const settings: fc.Arbitrary<Settings> = fc.record({
  host: fc.constantFrom('mail.contoso.com', 'MAIL.contoso.com', 'post.contoso.com', null),
  emailAddress: fc.constantFrom('primarySmtpAddress', 'userPrincipalName'),
  app: fc.constantFrom('gmail', 'nineWork', 'other'),
  targetedApp: fc.constantFrom({ id: 'a' }, { key: 'b' }),
  configuration: fc.constantFrom({ one: 1 }, { one: 2 }, { two: 1 }),
});
const groups = fc.subarray(Object.keys(GROUPS));
const wanted = fc.record({
  kind: fc.constantFrom(...kinds),
  settings,
  before: fc.option(groups, { nil: undefined }),
  after: groups,
  isUnmanaged: fc.boolean(),
});

function proposalsOf(all: readonly (typeof wanted extends fc.Arbitrary<infer One> ? One : never)[]) {
  return all.map(({ kind, settings: set, before, after, isUnmanaged }, index) =>
    shortProposal(`profile-${index}`, {
      kind,
      settings: set,
      after: isUnmanaged ? (before ?? []) : after,
      ...(isUnmanaged ? { before: before ?? [], unmanaged: true } : before === undefined ? {} : { before }),
    }),
  );
}

/** What every pair alone has to say, taken together: each pair of the whole, in its order. */
function pairByPair(proposals: readonly ProposedChange[]): ReadonlySet<string> {
  const found = new Set<string>();
  proposals.forEach((one, index) => {
    for (const other of proposals.slice(index + 1)) {
      for (const { code, key, message } of conflictFindings(conflictsIn([one, other]), setEngine(FACTS)))
        found.add(`${code} ${key} ${message}`);
    }
  });
  return found;
}

test('the findings among all are those of the pairs, as far as they are told one by one', () => {
  fc.assert(
    fc.property(fc.array(wanted, { maxLength: 7 }), (all) => {
      const proposals = proposalsOf(all);
      const told = conflictFindings(conflictsIn(proposals), setEngine(FACTS)).map(
        ({ code, key, message }) => `${code} ${key} ${message}`,
      );
      const pairs = pairByPair(proposals);
      const single = told.filter((one) => !one.includes('more profiles'));
      // Where more than three are told of one profile, the rest is one sentence.
      const expected = single.length === told.length ? pairs : new Set(single.filter((one) => pairs.has(one)));
      expect(new Set(single)).toEqual(expected);
    }),
  );
});

/** Names of groups have letters only. */
function lettered(nth: number): string {
  return `g${[...String(nth)].map((digit) => 'abcdefghij'[Number(digit)]).join('')}`;
}

/** How often the settings of one of `count` new profiles are looked at; each has a server and a group of its own. */
function looksAmong(count: number): number {
  let looks = 0;
  const members = Object.fromEntries(Array.from({ length: count }, (_, nth) => [lettered(nth), [`p${lettered(nth)}`]]));
  const phones = Array.from({ length: count }, (_, nth) => `iphone-p${lettered(nth)}`);
  const proposals = Array.from({ length: count }, (_, nth) => {
    const own: Settings = { host: `mail${nth}.contoso.com`, emailAddress: 'primarySmtpAddress' };
    const proposed = shortProposal(`profile-${nth}`, { kind: 'ios-mail', settings: own, after: [lettered(nth)] });
    return Object.defineProperty(proposed, 'settings', {
      get: () => {
        looks += 1;
        return own;
      },
    });
  });
  expect(conflictFindings(conflictsIn(proposals), setEngine(carrying(members, phones)))).toEqual([]);
  return looks;
}

test('twice the profiles are looked at twice as often, not four times', () => {
  const few = looksAmong(40);
  expect(few).toBeGreaterThan(0);
  expect(looksAmong(80)).toBeLessThanOrEqual(2 * few);
});
