/**
 * Random histories of commits, policies, groups and approvals, against a small model: people are disturbed by a run only where
 * it was given the very code that a plan of this moment asks for their change.
 */

import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import type { JsonObject } from '../../src/model/json.ts';
import { DEEP } from '../deep.ts';
import type { ProfileWish } from '../faults/repository.ts';
import { closeScenes, type Scene, scene } from './scene.ts';

afterAll(closeScenes);

const EXACT = { approval: { growth: { percent: 0, people: 0 } } };

/** None of them is ever approved here, so that none of them may let anything through. */
const POLICIES: readonly JsonObject[] = [
  EXACT,
  { approval: { from: 'lock-out', growth: { percent: 900, people: 900 } } },
  { ...EXACT, limits: { losingMail: 0 } },
  { ...EXACT, limits: { losingMail: 9000, removals: 900, newPeople: 9000 }, heal: 'all' },
  { ...EXACT, effects: [{ kind: 'ios-mail', field: 'accountName', level: 'none', because: 'nobody minds' }] },
  { ...EXACT, suspend: ['a'] },
];

const A = { groups: ['Staff', 'Sales'] };
const COMMITS: readonly Readonly<Record<string, ProfileWish | null>>[] = [
  { a: A },
  { a: { groups: ['Staff'] } },
  { a: { ...A, settings: { accountName: 'Mail at Contoso' } } },
  { a: { groups: ['Sales'], settings: { host: 'mail.contoso.example', oauth: false } } },
  { a: null },
  { b: { groups: ['Lawyers'] } },
  { b: { groups: ['Lawyers'], settings: { accountName: 'Law' } } },
  { b: null },
];

type Act =
  | { readonly does: 'commit'; readonly profiles: number; readonly policy: number | null }
  | { readonly does: 'policy'; readonly policy: number }
  | { readonly does: 'join'; readonly who: 'hal' | 'gus'; readonly group: 'Staff' | 'Sales' }
  | {
      readonly does: 'run';
      readonly verb: 'apply' | 'reconcile';
      readonly codes: 'none' | 'asked' | 'earlier';
      readonly lot: number;
    };

const place = (of: readonly unknown[]): fc.Arbitrary<number> => fc.nat(of.length - 1);
const acts: fc.Arbitrary<readonly Act[]> = fc.array(
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        does: fc.constant('commit' as const),
        profiles: place(COMMITS),
        policy: fc.option(place(POLICIES)),
      }),
    },
    { weight: 1, arbitrary: fc.record({ does: fc.constant('policy' as const), policy: place(POLICIES) }) },
    {
      weight: 1,
      arbitrary: fc.record({
        does: fc.constant('join' as const),
        who: fc.constantFrom('hal' as const, 'gus' as const),
        group: fc.constantFrom('Staff' as const, 'Sales' as const),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        does: fc.constant('run' as const),
        verb: fc.constantFrom('apply' as const, 'reconcile' as const),
        codes: fc.constantFrom('none' as const, 'asked' as const, 'earlier' as const),
        lot: fc.nat(1000),
      }),
    },
  ),
  { minLength: 4, maxLength: 10 },
);

/** A code as a plan asked for it: for which change, and of how many people. */
interface Asked {
  readonly key: string;
  readonly code: string;
  readonly digest: string;
  readonly people: number | null;
  /** Carried out: it opens nothing a second time. */
  isSpent: boolean;
}

/** An approval for more people holds for fewer, of the very same change. */
function isGivenFor(given: Asked, now: Asked): boolean {
  if (given.code === now.code) return true;
  const isSame = !given.isSpent && given.key === now.key && given.digest === now.digest;
  return isSame && given.people !== null && now.people !== null && now.people <= given.people;
}

async function act(one: Scene, what: Act, joined: Set<string>, codes: Asked[]): Promise<void> {
  switch (what.does) {
    case 'commit':
      if (what.policy !== null) one.git({ config: POLICIES[what.policy] ?? EXACT });
      one.profiles(COMMITS[what.profiles] ?? {});
      return;
    case 'policy':
      one.git({ config: POLICIES[what.policy] ?? EXACT });
      return;
    case 'join':
      // Nobody joins twice.
      if (!joined.has(`${what.who} ${what.group}`)) one.join(what.group, what.who);
      joined.add(`${what.who} ${what.group}`);
      return;
    case 'run': {
      // Nobody is there: whatever is asked for, people stay as they are.
      const { plan } = await one.run({ verb: what.verb });
      const asked = (plan?.changes ?? []).flatMap(({ key, code, digest, effect }): readonly Asked[] =>
        code === undefined ? [] : [{ key, code, digest, people: effect.people, isSpent: false }],
      );
      const pool = what.codes === 'asked' ? asked : codes.slice();
      const given = what.codes === 'none' ? undefined : pool[what.lot % pool.length];
      codes.push(...asked);
      if (given === undefined) return;
      const mayDisturb = asked.flatMap((now) => (isGivenFor(given, now) ? [now.key] : []));
      const ran = await one.run({ verb: what.verb, approve: [given.code], mayDisturb });
      const done = mayDisturb.filter((key) => ran.sent.some(({ id }) => id === one.idOf(key)));
      for (const old of codes) if (done.includes(old.key)) old.isSpent = true;
    }
  }
}

test('no history disturbs anybody without the code of this very change', {
  timeout: DEEP ? 6 * 3_600_000 : 120_000,
}, async () => {
  let approved = 0;
  await fc.assert(
    fc.asyncProperty(acts, async (history) => {
      const one = await scene({ a: A, b: { groups: ['Lawyers'] } }, { config: EXACT });
      const codes: Asked[] = [];
      const joined = new Set<string>();
      for (const what of history) await act(one, what, joined, codes);
      approved += codes.length;
      expect(one.wrongs).toEqual([]);
    }),
    { numRuns: Number(process.env['POSTILION_HISTORIES'] ?? (DEEP ? 10_000 : 8)) },
  );
  expect(approved).toBeGreaterThan(0);
});
