/** A code opens the change that it was printed for, for as many people as it names, once; everything else is said. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readApproval } from '../../../src/cli/flags/approval.ts';
import { withCodes } from '../../../src/core/plan/approval-code.ts';
import { type GrantTerms, grantsOf, shutGates } from '../../../src/core/policy/grants.ts';
import type { Change, Gate } from '../../../src/model/change.ts';
import { EFFECT_LEVELS } from '../../../src/model/effect.ts';
import type { Plan } from '../../../src/model/plan.ts';
import { change, plan } from '../../report/plans.ts';

const GROWTH = { percent: 10, people: 5 };
const OPENABLE: readonly Gate[] = ['effect', 'removal', 'people', 'new-people'];

interface World {
  readonly changes: readonly Change[];
  readonly tenant?: Plan['tenant'];
  readonly applies?: GrantTerms['applies'];
  readonly people?: number | null;
}

const TENANT = { id: 'tenant-one', owner: 'contoso-mail' };

function termsOf({ changes, tenant = TENANT, applies = {}, people }: World): GrantTerms {
  const peopleOf = (keys: readonly string[]): number | null => {
    const counts = changes.filter(({ key }) => keys.includes(key)).map(({ effect }) => effect.people);
    if (people !== undefined) return people;
    return counts.includes(null) ? null : counts.reduce<number>((sum, one) => sum + (one ?? 0), 0);
  };
  const made = { ...plan({ changes }), tenant, ...withCodes(changes, [], { tenant, applies, peopleOf }) };
  return { plan: made, whole: made, strict: made, peopleOf, applies, growth: GROWTH, saved: null };
}

function given(terms: GrantTerms, approve: readonly string[], inCi = false) {
  const { grants, refused, outgrown } = grantsOf(readApproval({ approve, approveDigest: [] }, inCi), terms);
  const shut = Object.fromEntries(terms.plan.changes.map((one) => [one.key, shutGates(one, grants)]));
  return { shut, refused, outgrown };
}

function codeOf(terms: GrantTerms, key = 'ios-sales'): string {
  const code = terms.plan.changes.find((one) => one.key === key)?.code;
  if (code === undefined) throw new Error(`${key} has no code`);
  return code;
}

function gatedChange(people: number | null, parts: Partial<Change> = {}, key = 'ios-sales'): Change {
  const effect = { level: 'sign-in', disturbs: 'sign-in', people } as const;
  return change(key, { digest: 'sha256:sales', gates: ['effect'], effect, ...parts });
}

const five = termsOf({ changes: [gatedChange(5)] });

describe('a code', () => {
  it('is sixteen digits and the people, and opens its change in CI too', () => {
    expect(codeOf(five)).toMatch(/^[0-9a-f]{16}-5$/);
    expect(given(five, [codeOf(five)], true)).toEqual({ shut: { 'ios-sales': [] }, refused: [], outgrown: [] });
  });

  it('holds while the people stay within the growth of its number', () => {
    const at = (people: number) => given(termsOf({ changes: [gatedChange(people)] }), [codeOf(five)]);
    expect(at(10).shut).toEqual({ 'ios-sales': [] });
    expect(at(2).shut).toEqual({ 'ios-sales': [] });
    const grown = at(213);
    expect(grown.shut).toEqual({ 'ios-sales': ['effect'] });
    expect(grown.outgrown[0]).toMatch(
      /it was given for 5 people, it concerns 213 people now, and approval.growth allows 10; use --approve [0-9a-f]{16}-213 \(ios-sales\)$/,
    );
    expect(given(termsOf({ changes: [gatedChange(null)] }), [codeOf(five)]).outgrown).toHaveLength(1);
  });

  it('cannot be given for more people than it was printed for', () => {
    const retyped = codeOf(five).replace(/-5$/, '-213');
    expect(given(termsOf({ changes: [gatedChange(213)] }), [retyped]).refused).toHaveLength(1);
    expect(given(five, [retyped]).refused[0]).toContain(
      `the number was changed, the code of ios-sales is ${codeOf(five)}`,
    );
  });

  it.each<[string, World]>([
    ['another tenant', { changes: [gatedChange(5)], tenant: { ...TENANT, id: 'tenant-two' } }],
    ['another owner', { changes: [gatedChange(5)], tenant: { ...TENANT, owner: 'fabrikam' } }],
    ['another change', { changes: [gatedChange(5, { digest: 'sha256:other' })] }],
    ['another object', { changes: [gatedChange(5, { id: 'other' })] }],
    ['the same change once it was carried out', { changes: [gatedChange(5)], applies: { 'ios-sales': 1 } }],
    [
      'a worse effect',
      { changes: [gatedChange(5, { effect: { ...gatedChange(5).effect, disturbs: 'mail-removed' } })] },
    ],
  ])('opens nothing of %s', (_, world) => {
    const { shut, refused } = given(termsOf(world), [codeOf(five)]);
    expect([shut['ios-sales'], refused.length]).toEqual([['effect'], 1]);
  });

  it('opens only the gates that were shown with it, whichever came or went', () => {
    fc.assert(
      fc.property(fc.subarray([...OPENABLE], { minLength: 1 }), fc.subarray([...OPENABLE]), (shown, now) => {
        const code = codeOf(termsOf({ changes: [gatedChange(5, { gates: shown })] }));
        const { shut } = given(termsOf({ changes: [gatedChange(5, { gates: now })] }), [code]);
        expect(shut['ios-sales']).toEqual(now.filter((gate) => !shown.includes(gate)));
      }),
    );
  });

  it('fits where a setting that is loosened beside it lets its change through', () => {
    const strict = termsOf({ changes: [gatedChange(5, { gates: ['new-people'] })] });
    const loosened = termsOf({ changes: [gatedChange(5, { gates: [] })] });
    expect(given(loosened, [codeOf(strict)]).refused).toHaveLength(1);
    expect(given({ ...loosened, strict: strict.plan }, [codeOf(strict)])).toEqual({
      shut: { 'ios-sales': [] },
      refused: [],
      outgrown: [],
    });
  });

  it('never opens protection, suspension, hours or a budget', () => {
    const gates: readonly Gate[] = ['effect', 'protection', 'suspended', 'window', 'budget'];
    const terms = termsOf({ changes: [gatedChange(5, { gates })] });
    expect(given(terms, [codeOf(terms)]).shut).toEqual({ 'ios-sales': gates.slice(1) });
  });

  it('for people whom nobody could count holds while they stay so, and opens no limit', () => {
    const unknown = termsOf({ changes: [gatedChange(null, { gates: ['effect', 'removal', 'people', 'new-people'] })] });
    const code = codeOf(unknown);
    expect(code).toMatch(/-unknown$/);
    expect(given(unknown, [code]).shut).toEqual({ 'ios-sales': ['removal', 'people', 'new-people'] });
    const counted = termsOf({ changes: [gatedChange(3, { gates: ['effect', 'removal', 'people', 'new-people'] })] });
    expect(given(counted, [code]).outgrown).toHaveLength(1);
  });

  it('of a key named like a member of every object counts what the state says', () => {
    const terms = termsOf({ changes: [gatedChange(5, {}, 'constructor')] });
    expect(given(terms, [codeOf(terms, 'constructor')]).shut).toEqual({ constructor: [] });
  });

  it('that fits nothing names the nearest', () => {
    const code = codeOf(five);
    const slip = `${code.startsWith('0') ? '1' : '0'}${code.slice(1)}`;
    expect(given(five, [slip]).refused).toEqual([`--approve ${slip}: nothing has this code; did you mean ${code}?`]);
    const [text] = given(five, ['0123456789abcdef-77']).refused;
    expect(text).toContain('it is of another tenant, of a change that is another one by now, or was used already');
    expect(text).toContain(`what waits: --approve ${code} (ios-sales)`);
  });
});

describe('one code for several changes', () => {
  const two = [gatedChange(5), gatedChange(7, { digest: 'sha256:it', fields: [] }, 'ios-it')];
  const terms = termsOf({ changes: two, people: 9 });
  const code = terms.plan.code ?? '';

  it('counts each person once, and holds for exactly these', () => {
    expect(code).toMatch(/-9$/);
    expect(given(terms, [code], true).shut).toEqual({ 'ios-sales': [], 'ios-it': [] });
    expect(given(termsOf({ changes: two, people: 15 }), [code]).outgrown).toHaveLength(1);
    const third = gatedChange(0, { digest: 'sha256:third' }, 'ios-third');
    expect(given(termsOf({ changes: [...two, third], people: 9 }), [code]).refused).toHaveLength(1);
  });

  it('is there for those whose people are known, and for the others', () => {
    const mixed = termsOf({ changes: [...two, gatedChange(null, {}, 'a'), gatedChange(null, {}, 'b')], people: 9 });
    expect(mixed.plan.code).toBeUndefined();
    expect(mixed.plan.groups?.map(({ keys, people }) => ({ keys, people }))).toEqual([
      { keys: ['ios-it', 'ios-sales'], people: 9 },
      { keys: ['a', 'b'], people: null },
    ]);
    const [known, unknown] = mixed.plan.groups ?? [];
    expect(given(mixed, [`${known?.code},${unknown?.code}`], true).shut).toEqual({
      'ios-sales': [],
      'ios-it': [],
      a: [],
      b: [],
    });
  });
});

describe('a level', () => {
  it('opens the effect gate of the keys it names, and never a limit', () => {
    const terms = termsOf({
      changes: [gatedChange(5, { gates: ['effect', 'removal', 'people'] }), gatedChange(5, {}, 'ios-it')],
    });
    expect(given(terms, ['sign-in:ios-sales']).shut).toEqual({
      'ios-sales': ['removal', 'people'],
      'ios-it': ['effect'],
    });
    expect(given(terms, ['sign-in']).shut).toEqual({ 'ios-sales': ['removal', 'people'], 'ios-it': [] });
    expect(given(terms, ['user-action:ios-sales']).shut['ios-sales']).toContain('effect');
  });

  it('opens nothing where nobody could count the people', () => {
    expect(given(termsOf({ changes: [gatedChange(null)] }), ['lock-out:ios-sales']).shut).toEqual({
      'ios-sales': ['effect'],
    });
  });

  it('is refused in CI, with the code to use', () => {
    expect(given(five, ['sign-in:ios-sales'], true).refused).toEqual([
      `--approve sign-in:ios-sales: in CI nobody reads the plan that a level opens; use --approve ${codeOf(five)} (ios-sales)`,
    ]);
  });

  it('of a key that nobody has is refused, with the nearest', () => {
    expect(given(five, ['sign-in:ios-sale']).refused).toEqual([
      '--approve sign-in:ios-sale: no profile has the key "ios-sale"; did you mean "ios-sales"?',
    ]);
  });
});

describe('a digest', () => {
  const approve = (terms: GrantTerms, digest: string) =>
    grantsOf({ levels: [], codes: [], digests: [digest], unattended: false }, terms);

  it('opens what concerns nobody, and is refused with the code otherwise', () => {
    const nobody = termsOf({ changes: [gatedChange(0, { gates: ['removal'] })] });
    expect(approve(nobody, 'sha256:sales').grants).toHaveLength(1);
    expect(approve(five, 'sha256:sales').refused[0]).toContain(`use --approve ${codeOf(five)} (ios-sales)`);
    expect(approve(five, five.plan.digest).refused).toHaveLength(1);
    expect(approve(termsOf({ changes: [gatedChange(null)] }), 'sha256:sales').refused).toHaveLength(1);
    expect(approve(five, 'sha256:nothing').refused[0]).toContain('nothing in this plan has this digest');
  });
});

it('lists are read item by item, whatever blanks and repetitions stand in them', () => {
  const code = codeOf(five);
  const read = readApproval(
    { approve: [` ${code.toUpperCase()} ,sign-in:a, b ,${code}`, 'notice'], approveDigest: [] },
    false,
  );
  expect(read.codes.map(({ text }) => text)).toEqual([code]);
  expect(read.levels).toEqual([
    { level: 'sign-in', keys: ['a', 'b'] },
    { level: 'notice', keys: null },
  ]);
  for (const wrong of ['', 'sign-in:', `${code}x`, `${code},`, 'nonsense', '0123456789abcdef-01', 'sign-in:a b']) {
    expect(() => readApproval({ approve: [wrong], approveDigest: [] }, false)).toThrow('--approve');
  }
  const many = Array.from({ length: 51 }, (_, index) => `0123456789abcdef-${index}`).join(',');
  expect(() => readApproval({ approve: [many], approveDigest: [] }, false)).toThrow('51 codes are more than 50');
});

it('no code of one world opens anything in another that differs in what it covers', () => {
  const world = fc.record({
    tenant: fc.constantFrom('one', 'two'),
    owner: fc.constantFrom('a', 'b'),
    digest: fc.constantFrom('sha256:1', 'sha256:2'),
    applies: fc.nat(2),
    people: fc.option(fc.nat(40)),
    disturbs: fc.constantFrom(...EFFECT_LEVELS),
    gates: fc.subarray([...OPENABLE], { minLength: 1 }),
  });
  fc.assert(
    fc.property(world, world, (then, now) => {
      const made = (one: typeof then) => {
        const effect = { ...gatedChange(one.people).effect, disturbs: one.disturbs };
        const changes = [gatedChange(one.people, { digest: one.digest, gates: one.gates, effect })];
        return termsOf({
          changes,
          tenant: { id: one.tenant, owner: one.owner },
          applies: { 'ios-sales': one.applies },
        });
      };
      const { shut } = given(made(now), [codeOf(made(then))]);
      const opened = now.gates.filter((gate) => shut['ios-sales']?.includes(gate) === false);
      if (opened.length === 0) return;
      expect([now.tenant, now.owner, now.digest, now.applies]).toEqual([
        then.tenant,
        then.owner,
        then.digest,
        then.applies,
      ]);
      expect(opened.every((gate) => then.gates.includes(gate))).toBe(true);
      const most = then.people === null ? -1 : then.people + Math.max(5, Math.floor(then.people / 10));
      expect(then.people === null ? now.people === null : (now.people ?? Number.NaN) <= most).toBe(true);
      const isWorse = EFFECT_LEVELS.indexOf(now.disturbs) > EFFECT_LEVELS.indexOf(then.disturbs);
      expect(opened.includes('effect') && isWorse).toBe(false);
    }),
    { numRuns: 100 },
  );
});
