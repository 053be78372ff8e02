import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Audience, AudienceFacts } from '../../src/core/people/audience.ts';
import { audienceOf } from '../core/people/audience-of.ts';
import { DEEP } from '../deep.ts';
import { trueAudience } from './audience-oracle.ts';
import { assignmentSet, completeFacts, filterTruth, GROUPS, IOS } from './audience-worlds.ts';

const RUNS = { numRuns: DEEP ? 4000 : 150 };

function counted({ kept, gained, lost, devices }: Pick<Audience, 'kept' | 'gained' | 'lost' | 'devices'>) {
  return { kept: [...kept].sort(), gained: [...gained].sort(), lost: [...lost].sort(), devices };
}

function outside(inner: ReadonlySet<string>, outer: ReadonlySet<string>): readonly string[] {
  return [...inner].filter((one) => !outer.has(one));
}

/** The parts of the truth that the count misses. */
function missed(truth: Pick<Audience, 'kept' | 'gained' | 'lost'>, bound: Audience) {
  return [
    ...outside(truth.kept, bound.kept),
    ...outside(truth.gained, bound.gained),
    ...outside(truth.lost, bound.lost),
  ];
}

describe('people are counted', () => {
  it('exactly, where there are no filters and everything could be read', () => {
    fc.assert(
      fc.property(completeFacts, assignmentSet(false), assignmentSet(false), (facts, before, after) => {
        const found = audienceOf(before, after, IOS, facts);
        const truth = trueAudience(before, after, IOS, facts, () => false);
        expect(found.basis).toBe('exact');
        expect(counted(found)).toEqual(counted(truth));
      }),
      RUNS,
    );
  });

  it('each in one way, where the count is exact', () => {
    fc.assert(
      fc.property(completeFacts, assignmentSet(true), assignmentSet(true), (facts, before, after) => {
        const { basis, kept, gained, lost } = audienceOf(before, after, IOS, facts);
        fc.pre(basis === 'exact');
        const all = new Set([...kept, ...gained, ...lost]);
        expect(all.size).toBe(kept.size + gained.size + lost.size);
      }),
      RUNS,
    );
  });

  it('never too few, whatever the filters turn out to match', () => {
    fc.assert(
      fc.property(
        completeFacts,
        assignmentSet(true),
        assignmentSet(true),
        filterTruth,
        (facts, before, after, matches) => {
          const bound = audienceOf(before, after, IOS, facts);
          const truth = trueAudience(before, after, IOS, facts, matches);
          expect(missed(truth, bound)).toEqual([]);
          expect(bound.devices).toBeGreaterThanOrEqual(truth.devices);
          expect(counted(bound.basis === 'exact' ? bound : truth)).toEqual(counted(truth));
        },
      ),
      RUNS,
    );
  });

  it('never too few, where a group could not be read: an upper bound, or unknown', () => {
    const unreadable = fc.subarray(GROUPS, { minLength: 1 });
    fc.assert(
      fc.property(
        completeFacts,
        unreadable,
        assignmentSet(true),
        assignmentSet(true),
        filterTruth,
        (facts, gone, before, after, matches) => {
          const groups = new Map([...facts.groups].map(([id, members]) => [id, gone.includes(id) ? null : members]));
          const bound = audienceOf(before, after, IOS, { ...facts, groups });
          if (bound.basis === 'unknown') return;
          const truth = trueAudience(before, after, IOS, facts, matches);
          expect(missed(truth, bound)).toEqual([]);
          const used = [...before, ...after].some(({ target }) => target.type === 'group' && gone.includes(target.id));
          expect(used && bound.basis === 'exact').toBe(false);
        },
      ),
      RUNS,
    );
  });

  it('never too few among the members of groups, where devices could not be read', () => {
    fc.assert(
      fc.property(completeFacts, assignmentSet(false), assignmentSet(false), (facts, before, after) => {
        const bound = audienceOf(before, after, IOS, { ...facts, devices: null });
        if (bound.basis === 'unknown') return;
        expect([bound.basis, bound.devices]).toEqual(['at-most', null]);
        expect(
          missed(
            trueAudience(before, after, IOS, facts, () => false),
            bound,
          ),
        ).toEqual([]);
      }),
      RUNS,
    );
  });

  it('as nobody lost and nobody gained, where the assignments mean the same', () => {
    fc.assert(
      fc.property(completeFacts, assignmentSet(true), (facts: AudienceFacts, set) => {
        const { gained, lost } = audienceOf(set, [...set, ...set].toReversed(), IOS, facts);
        expect([gained.size, lost.size]).toEqual([0, 0]);
      }),
      RUNS,
    );
  });
});
