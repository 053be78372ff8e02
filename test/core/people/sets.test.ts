/** The set engine against the oracle, on random tenants read as Graph answers about them. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Audience, setEngine } from '../../../src/core/people/audience.ts';
import { overlapsIn } from '../../../src/core/people/overlap.ts';
import { DEEP } from '../../deep.ts';
import { audienceOf } from './audience-of.ts';
import { oracleAudience, oraclePairs } from './sets-oracle.ts';
import { assignmentsOf, FILTERS, factsOf, targetsArbitrary, tenantArbitrary } from './sets-worlds.ts';

const runs = { numRuns: DEEP ? 10_000 : 200 };
const patience = DEEP ? 600_000 : 30_000;
const SYSTEMS = ['ios', 'ipados'];
const IOS = { systems: SYSTEMS, types: [] };

function shown({ kept, gained, lost, devices }: Audience) {
  return { kept: [...kept].sort(), gained: [...gained].sort(), lost: [...lost].sort(), devices };
}

describe('the set engine says what brute force says', () => {
  it(
    'about who keeps, gains and loses, exactly',
    () => {
      let filtered = 0;
      fc.assert(
        fc.property(tenantArbitrary, targetsArbitrary, targetsArbitrary, (tenant, before, after) => {
          const found = audienceOf(assignmentsOf(before), assignmentsOf(after), IOS, factsOf(tenant));
          expect(found.basis).toBe('exact');
          expect(shown(found)).toEqual(oracleAudience(tenant, SYSTEMS, before, after));
          if ([...before, ...after].some(({ wish }) => wish !== 'none')) filtered += 1;
        }),
        runs,
      );
      expect(filtered).toBeGreaterThan(runs.numRuns / 2);
    },
    patience,
  );

  it(
    'at least, where some of the filters are not known',
    () => {
      fc.assert(
        fc.property(
          tenantArbitrary,
          targetsArbitrary,
          targetsArbitrary,
          fc.subarray(FILTERS, { minLength: 1 }),
          (tenant, before, after, unread) => {
            const found = audienceOf(assignmentsOf(before), assignmentsOf(after), IOS, factsOf(tenant, unread));
            const truth = oracleAudience(tenant, SYSTEMS, before, after);
            expect(found.basis === 'exact' ? shown(found) : truth).toEqual(truth);
            expect(truth.kept.filter((name) => !found.kept.has(name))).toEqual([]);
            expect(truth.gained.filter((name) => !found.gained.has(name))).toEqual([]);
            expect(truth.lost.filter((name) => !found.lost.has(name))).toEqual([]);
            expect(found.devices).toBeGreaterThanOrEqual(truth.devices);
          },
        ),
        runs,
      );
    },
    patience,
  );

  it(
    'about who gets both of two profiles, and one without the other',
    () => {
      fc.assert(
        fc.property(tenantArbitrary, targetsArbitrary, targetsArbitrary, (tenant, one, other) => {
          const engine = setEngine(factsOf(tenant));
          const [first, second] = [one, other].map((targets) => engine.reachOf(assignmentsOf(targets), IOS));
          if (first === undefined || second === undefined) throw new Error('there are two');
          const both = oraclePairs(tenant, SYSTEMS, one, other, true);
          const without = oraclePairs(tenant, SYSTEMS, one, other, false);
          const sets = overlapsIn(engine);
          expect(sets.whoGetsBoth(first, second)).toEqual({ basis: 'exact', people: both, sure: both });
          expect(sets.whoGetsWithout(first, second)).toEqual({ basis: 'exact', people: without, sure: without });
        }),
        runs,
      );
    },
    patience,
  );

  it('between bounds about both, where some of the filters are not known', () => {
    fc.assert(
      fc.property(tenantArbitrary, targetsArbitrary, targetsArbitrary, (tenant, one, other) => {
        const engine = setEngine(factsOf(tenant, ['f1']));
        const first = engine.reachOf(assignmentsOf(one), IOS);
        const second = engine.reachOf(assignmentsOf(other), IOS);
        const truths = [
          oraclePairs(tenant, SYSTEMS, one, other, true),
          oraclePairs(tenant, SYSTEMS, one, other, false),
        ];
        const sets = overlapsIn(engine);
        [sets.whoGetsBoth(first, second), sets.whoGetsWithout(first, second)].forEach(({ people, sure }, index) => {
          expect(people).toBeGreaterThanOrEqual(truths[index] ?? 0);
          expect(sure).toBeLessThanOrEqual(truths[index] ?? 0);
        });
      }),
      { numRuns: DEEP ? 2000 : 80 },
    );
  });
});
