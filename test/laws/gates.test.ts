import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gatesFor, type PlanTotals } from '../../src/core/plan/gates.ts';
import { ACTIONS, type Change, type ChangeEffect } from '../../src/model/change.ts';
import { compareLevels, EFFECT_LEVELS } from '../../src/model/effect.ts';
import { GATES } from '../every-gate.ts';
import { CONFIG } from './pure-plan.ts';

const level = fc.constantFrom(...EFFECT_LEVELS);
const some = fc.option(fc.nat(20));

const effect: fc.Arbitrary<ChangeEffect> = fc.record({
  level,
  outage: fc.boolean(),
  mayAlso: fc.constant([]),
  confidence: fc.constant('inferred' as const),
  reasons: fc.constant([]),
  disturbs: level,
  setUp: level,
  basis: fc.constantFrom('exact' as const, 'at-most' as const, 'unknown' as const),
  people: some,
  kept: some,
  gained: some,
  lost: some,
  devices: some,
});

const change: fc.Arbitrary<Change> = fc.record({
  key: fc.constantFrom('mail-a', 'mail-b'),
  kind: fc.constant('ios-mail'),
  platform: fc.constant('ios'),
  id: fc.constant(null),
  name: fc.constant('Mail'),
  digest: fc.constant('sha256:change'),
  action: fc.constantFrom(...ACTIONS),
  origin: fc.constant('unknown' as const),
  fields: fc.constant([]),
  assignments: fc.constant({ add: [], remove: [], change: [] }),
  patch: fc.constant([]),
  effect,
  gates: fc.subarray([...GATES]),
});

const totals: fc.Arbitrary<PlanTotals> = fc.record({
  removals: fc.nat(10),
  losingMail: fc.option(fc.nat(100)),
  newPeople: fc.option(fc.nat(1000)),
});

function missing(fewer: readonly string[], more: readonly string[]): readonly string[] {
  return fewer.filter((gate) => !more.includes(gate));
}

function worseTotals({ removals, losingMail, newPeople }: PlanTotals, by: PlanTotals): PlanTotals {
  return {
    removals: removals + by.removals,
    losingMail: losingMail === null || by.losingMail === null ? null : losingMail + by.losingMail,
    newPeople: newPeople === null || by.newPeople === null ? null : newPeople + by.newPeople,
  };
}

describe('gates', () => {
  it('never open because a plan got bigger', () => {
    fc.assert(
      fc.property(change, fc.boolean(), totals, totals, (one, protect, small, by) => {
        const before = gatesFor(one, protect, small, CONFIG);
        expect(missing(before, gatesFor(one, protect, worseTotals(small, by), CONFIG))).toEqual([]);
      }),
    );
  });

  it('never open because an effect got worse, or a limit tighter', () => {
    fc.assert(
      fc.property(change, level, totals, fc.nat(60), (one, worse, sums, tighter) => {
        const disturbs = compareLevels(worse, one.effect.disturbs) > 0 ? worse : one.effect.disturbs;
        const before = gatesFor(one, false, sums, CONFIG);
        expect(missing(before, gatesFor({ ...one, effect: { ...one.effect, disturbs } }, false, sums, CONFIG))).toEqual(
          [],
        );
        const { removals, losingMail, newPeople } = CONFIG.limits;
        const limits = {
          removals: Math.max(0, removals - tighter),
          losingMail: Math.max(0, losingMail - tighter),
          newPeople: Math.max(0, newPeople - tighter),
        };
        expect(missing(before, gatesFor(one, false, sums, { ...CONFIG, limits }))).toEqual([]);
        const from = EFFECT_LEVELS[Math.max(1, EFFECT_LEVELS.indexOf(CONFIG.approval.from) - (tighter % 4))];
        const approval = { ...CONFIG.approval, from: from ?? 'silent' };
        expect(missing(before, gatesFor(one, false, sums, { ...CONFIG, approval }))).toEqual([]);
      }),
    );
  });

  it('never open because less is known', () => {
    const unknown = { removals: 0, losingMail: null, newPeople: null };
    fc.assert(
      fc.property(change, totals, (one, sums) => {
        const before = gatesFor(one, false, sums, CONFIG);
        expect(missing(before, gatesFor(one, false, { ...unknown, removals: sums.removals }, CONFIG))).toEqual([]);
      }),
    );
  });

  it('each shut on their own: without its cause none is there', () => {
    fc.assert(
      fc.property(change, totals, (one, sums) => {
        const open = { ...CONFIG, approval: { ...CONFIG.approval, from: 'lock-out' as const } };
        const limits = { removals: 1_000, losingMail: 10_000, newPeople: 10_000 };
        const known = { ...sums, losingMail: sums.losingMail ?? 0, newPeople: sums.newPeople ?? 0 };
        const calm = { ...one, effect: { ...one.effect, disturbs: 'sign-in' as const } };
        expect(gatesFor(calm, false, known, { ...open, limits })).toEqual([]);
      }),
    );
  });

  it('never hold what does nothing', () => {
    fc.assert(
      fc.property(change, fc.boolean(), totals, (one, protect, sums) => {
        fc.pre(['unchanged', 'unmanaged', 'adopt'].includes(one.action));
        expect(gatesFor(one, protect, sums, { ...CONFIG, suspend: true })).toEqual([]);
      }),
    );
  });
});
