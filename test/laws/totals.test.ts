import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeAssignments } from '../../src/core/assignments/graph.ts';
import { joinDescription, markerFor, splitDescription } from '../../src/core/tenant/marker.ts';
import { CATALOGUE } from '../../src/kinds/catalogue.ts';
import { compareLevels, gateLevel, worstLevel } from '../../src/model/effect.ts';
import { type JsonObject, objectsAt } from '../../src/model/json.ts';
import type { Plan } from '../../src/model/plan.ts';
import { anyCharacter } from '../any-character.ts';
import { assignmentsOnWire } from '../core/on-wire.ts';
import { DEEP } from '../deep.ts';
import { assignmentArbitrary, completeFacts } from './audience-worlds.ts';
import { planWorld } from './pure-plan.ts';
import { subject, worldOf, worlds } from './worlds.ts';

const RUNS = { numRuns: DEEP ? 500 : 2 };

/** Changes that somebody would notice. */
function noticing(plan: Plan) {
  const idle = ['unchanged', 'unmanaged', 'adopt'];
  return plan.changes.filter(
    ({ action, effect }) => !idle.includes(action) && (effect.outage || compareLevels(effect.level, 'silent') > 0),
  );
}

describe.each(CATALOGUE.map((kind) => [kind.name, kind] as const))('the totals of a plan for %s', (_, kind) => {
  it('count each person once: at least the most of one change, at most their sum', () => {
    fc.assert(
      fc.property(worlds(kind), (world) => {
        const plan = planWorld(world);
        const counts = noticing(plan).map(({ effect }) => effect.people ?? 0);
        const total = plan.summary.people ?? 0;
        expect(total).toBeGreaterThanOrEqual(Math.max(0, ...counts));
        expect(total).toBeLessThanOrEqual(counts.reduce((sum, count) => sum + count, 0));
      }),
      RUNS,
    );
  });

  it('hold the worst of all changes, and each change the worst of its fields', () => {
    fc.assert(
      fc.property(worlds(kind), (world) => {
        const plan = planWorld(world);
        const acting = plan.changes.filter(({ action }) => action !== 'unmanaged');
        expect(plan.summary.worstEffect).toBe(worstLevel(acting.map(({ effect }) => effect.level)));
        for (const { effect, fields, action } of plan.changes) {
          if (action === 'create') continue;
          const worst = worstLevel(fields.map((field) => field.effect));
          expect(compareLevels(effect.level, worst)).toBeGreaterThanOrEqual(0);
          const gated = fields.map((field) => gateLevel({ level: field.effect, outage: field.outage }));
          const felt = (effect.kept ?? 1) > 0 ? gated : [];
          expect(compareLevels(effect.disturbs, worstLevel(felt))).toBeGreaterThanOrEqual(0);
        }
      }),
      RUNS,
    );
  });

  it('never get milder, and no gate opens, when a change comes that gives nothing to anybody', () => {
    const pairs = fc
      .tuple(completeFacts, subject(kind, 'mail-a'), subject(kind, 'mail-b'), subject(kind, 'mail-c'))
      .map(([facts, one, other, third]) => {
        // The third takes away or changes, but assigns nobody: who gains it would make a loss elsewhere a mere move.
        const { profile } = third;
        const assigns = profile === null ? null : { ...profile, assignments: undefined };
        const last = { ...third, profile: third.object === null ? null : assigns };
        return [worldOf([one, other], facts), worldOf([one, other, last], facts)] as const;
      });
    fc.assert(
      fc.property(pairs, ([small, big]) => {
        const [before, after] = [planWorld(small), planWorld(big)];
        // An app that the third brings may be the one that another is about to create, which is refused then.
        fc.pre(!after.findings.some(({ code }) => code === 'OWN-003'));
        expect(compareLevels(after.summary.worstEffect, before.summary.worstEffect)).toBeGreaterThanOrEqual(0);
        expect(after.summary.people ?? 0).toBeGreaterThanOrEqual(before.summary.people ?? 0);
        for (const { key, gates } of before.changes) {
          const now = after.changes.find((change) => change.key === key)?.gates ?? [];
          expect(gates.filter((gate) => !now.includes(gate))).toEqual([]);
        }
      }),
      RUNS,
    );
  });
});

describe('what travels in texts', () => {
  it('a description keeps its text beside the marker, whatever it is', () => {
    const key = fc.constantFrom('a', 'ios-sales', 'contoso-mail', '9', 'x--y', 'long-'.repeat(12).concat('end'));
    const text = fc.string({ unit: anyCharacter, maxLength: 60 }).filter((one) => !one.includes('postilion:'));
    fc.assert(
      fc.property(text, key, key, fc.nat(9), (written, owner, profile, generation) => {
        const marker = markerFor(owner, profile, generation);
        expect(splitDescription(joinDescription(written, marker))).toEqual({ text: written, marker });
        expect(splitDescription(written)).toEqual({ text: written, marker: null });
      }),
      { numRuns: DEEP ? 200 : 30 },
    );
  });

  it('an assignment comes back from the wire, with "no filter" in any of its spellings', () => {
    const zero = '00000000-0000-0000-0000-000000000000';
    const none: fc.Arbitrary<JsonObject> = fc.constantFrom<JsonObject[]>(
      {},
      { deviceAndAppManagementAssignmentFilterId: null, deviceAndAppManagementAssignmentFilterType: 'none' },
      { deviceAndAppManagementAssignmentFilterId: zero, deviceAndAppManagementAssignmentFilterType: 'none' },
    );
    fc.assert(
      fc.property(assignmentArbitrary(true), none, (assignment, spelling) => {
        const [wire = {}] = assignmentsOnWire([assignment]);
        const target = objectsAt({ list: [wire['target'] ?? null] }, 'list')[0] ?? {};
        const spelt = assignment.filter === null ? { ...spelling, ...target } : target;
        const answered = { ...wire, id: 'x', target: spelt };
        expect(decodeAssignments({ assignments: [answered] })).toEqual([assignment]);
      }),
    );
  });
});
