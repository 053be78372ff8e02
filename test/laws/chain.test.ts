/** After every single write, whoever has mail has its certificate, and whoever has a certificate has its root. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOnTheWay, surelyCovers, unionOf } from '../../src/core/assignments/algebra.ts';
import { decodeAssignments } from '../../src/core/assignments/graph.ts';
import { type Assignment, assignmentId } from '../../src/model/assignment.ts';
import { type JsonObject, stringAt } from '../../src/model/json.ts';
import type { Plan } from '../../src/model/plan.ts';
import { DEEP } from '../deep.ts';
import { trueAudience } from './audience-oracle.ts';
import { assignmentSet, completeFacts, filterTruth, IOS } from './audience-worlds.ts';
import { type ChainWorld, chainWorlds, idOf, member, stillWorlds, worldOf } from './chain-worlds.ts';
import { afterPlan } from './obedient-tenant.ts';
import { planWorld, type World } from './pure-plan.ts';

const RUNS = { numRuns: DEEP ? 2000 : 25 };

function reached(assignments: readonly Assignment[], { world, matches }: ChainWorld): ReadonlySet<string> {
  return trueAudience([], assignments, IOS, world.facts, matches).gained;
}

/** What each object stands on, as far as the tenant holds it now. */
function missingIn(now: World, chain: ChainWorld, plan: Plan): readonly string[] {
  const byId = new Map(now.objects.map((object) => [stringAt(object, 'id') ?? '', object]));
  const created = new Map<string, string>(plan.changes.flatMap(({ key, name }) => [[`{${key}}`, name] as const]));
  const byName = new Map(now.objects.map((object) => [stringAt(object, 'displayName') ?? '', object]));
  const people = (object: JsonObject): ReadonlySet<string> => reached(decodeAssignments(object), chain);
  return [...now.references].flatMap(([place, target]) => {
    const user = byId.get(place.split('/')[0] ?? '');
    const below = byId.get(target) ?? byName.get(created.get(target) ?? '');
    if (user === undefined) return [];
    const has = below === undefined ? new Set<string>() : people(below);
    const without = [...people(user)].filter((person) => !has.has(person));
    return without.map((person) => `${person} has ${stringAt(user, 'displayName')} without ${target}`);
  });
}

/** Plans the world; after each write everybody has what they stand on. Gives the worlds after each write, too. */
function expectWhole(chain: ChainWorld): { readonly plan: Plan; readonly worlds: readonly World[] } {
  const plan = planWorld(chain.world);
  expect(missingIn(chain.world, chain, plan)).toEqual([]);
  const worlds = plan.steps.map(({ id }, index) => {
    const now = afterPlan(chain.world, { ...plan, steps: plan.steps.slice(0, index + 1) });
    expect([id, missingIn(now, chain, plan)]).toEqual([id, []]);
    return now;
  });
  return { plan, worlds };
}

/** Which certificates somebody gave another renewal: they are other accounts until that is set back. */
const renewed = fc.subarray(['scep-a', 'scep-b']);

function withRenewals(world: World, renewals: readonly string[]): World {
  return {
    ...world,
    profiles: world.profiles.map((one) =>
      one.kind === 'ios-scep' ? { ...one, settings: { ...one.settings, renewAtPercentLeft: 20 } } : one,
    ),
    objects: world.objects.map((object) => {
      const name = stringAt(object, 'displayName') ?? '';
      return name.startsWith('scep')
        ? { ...object, renewalThresholdPercentage: renewals.includes(name) ? 40 : 20 }
        : object;
    }),
  };
}

describe('a chain of mail, certificate and root', () => {
  it('is whole after every write', () => {
    fc.assert(
      fc.property(chainWorlds(filterTruth), (chain) => {
        const { plan, worlds } = expectWhole(chain);
        expect(worlds).toHaveLength(plan.steps.length);
      }),
      RUNS,
    );
  });

  it('is whole also where what mail moves onto stays as it is', () => {
    fc.assert(
      fc.property(stillWorlds(filterTruth), (chain) => {
        const { worlds } = expectWhole(chain);
        expect(planWorld(worlds.at(-1) ?? chain.world).steps).toEqual([]);
        // Killed on the way, and started again.
        const halfway = worlds[Math.floor(worlds.length / 2) - 1];
        if (halfway === undefined) return;
        const again = expectWhole({ ...chain, world: halfway });
        expect(planWorld(again.worlds.at(-1) ?? halfway).steps).toEqual([]);
      }),
      { numRuns: DEEP ? 2000 : 15 },
    );
  });

  it('is widened for the moment in which mail moves onto it, as a part of that change', () => {
    const low = [member('scep-a', 'root-a', 'g1'), member('scep-b', 'root-b', 'g2')];
    const roots = [member('root-a', null, 'g1'), member('root-b', null, 'g2')];
    const before = [member('mail-a', 'scep-a', 'g1'), ...low, ...roots];
    const after = [member('mail-a', 'scep-b', 'g2'), ...low, ...roots];
    const world = worldOf(before, after, { devices: [], groups: new Map() });
    const { steps, changes } = planWorld(world);
    expect(steps.map(({ id, key }) => [id, key])).toEqual(
      [
        'assign:widen:root-b',
        'assign:widen:scep-b',
        'set-reference:identityCertificate',
        'assign',
        'assign:narrow:scep-b',
        'assign:narrow:root-b',
      ].map((step) => [`mail-a/${step}`, 'mail-a']),
    );
    expect(changes.flatMap(({ key, action }) => (action === 'unchanged' ? [] : [key]))).toEqual(['mail-a']);
    // Whoever only loses people on the way needs no such moment.
    const fewer = worldOf([member('mail-a', 'scep-a', 'g1', 'g2'), ...low, ...roots], after, world.facts);
    expect(planWorld(fewer).steps.map(({ id }) => id)).toEqual([
      'mail-a/assign',
      'mail-a/set-reference:identityCertificate',
    ]);
  });

  it('is planned with every step after those that it waits for', () => {
    fc.assert(
      fc.property(fc.oneof(chainWorlds(filterTruth), stillWorlds(filterTruth)), renewed, ({ world }, renewals) => {
        const { steps } = planWorld(withRenewals(world, renewals));
        const order = steps.map(({ id }) => id);
        expect(new Set(order).size).toBe(order.length);
        for (const { id, after } of steps) {
          for (const first of after.filter((one) => order.includes(one))) {
            expect(order.indexOf(first)).toBeLessThan(order.indexOf(id));
          }
        }
      }),
      RUNS,
    );
  });

  it('is planned where a certificate gets back what another one takes away', () => {
    const roots = [member('root-a', null, 'g1')];
    const [a, b] = [member('scep-a', 'root-a', 'g1'), member('scep-b', 'root-a', 'g1')];
    const before = [member('mail-a', 'scep-a', 'g1'), a, b, ...roots];
    const after = [member('mail-a', 'scep-b', 'g1'), { ...a, assignments: [] }, b, ...roots];
    const devices = [{ id: 'd', person: 'mia', entraId: 'd', operatingSystem: 'iOS', type: null }];
    const groups = new Map([['g1', { people: new Set(['mia']), devices: new Set<string>() }]]);
    const { steps } = planWorld(withRenewals(worldOf(before, after, { devices, groups }), ['scep-b']));
    expect(steps.map(({ id }) => id)).toEqual([
      'scep-b/patch',
      'mail-a/set-reference:identityCertificate',
      'scep-a/assign',
    ]);
  });

  it('has an object for each key', () => {
    expect(idOf('root-a')).not.toBe(idOf('root-b'));
  });
});

describe('the assignments between two', () => {
  it('reach everybody whom either of them reaches', () => {
    fc.assert(
      fc.property(completeFacts, assignmentSet(true), assignmentSet(true), filterTruth, (facts, a, b, matches) => {
        const everybody = (set: readonly Assignment[]) => trueAudience([], set, IOS, facts, matches).gained;
        const both = everybody(unionOf(a, b));
        expect([...everybody(a), ...everybody(b)].filter((person) => !both.has(person))).toEqual([]);
      }),
      RUNS,
    );
  });

  it('are known as ours when they are met again', () => {
    fc.assert(
      fc.property(assignmentSet(false), assignmentSet(false), (a, b) => {
        expect(isOnTheWay(unionOf(a, b), a.map(assignmentId), b)).toBe(true);
      }),
      RUNS,
    );
  });

  it('cover for sure only whom they do', () => {
    fc.assert(
      fc.property(completeFacts, assignmentSet(true), assignmentSet(true), filterTruth, (facts, a, b, matches) => {
        fc.pre(surelyCovers(a, b));
        const [outer, inner] = [a, b].map((set) => trueAudience([], set, IOS, facts, matches).gained);
        expect([...(inner ?? [])].filter((person) => outer?.has(person) !== true)).toEqual([]);
      }),
      RUNS,
    );
  });
});
