import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unknownMembers } from '../../src/catalogue/codec.ts';
import { collectionApiOf } from '../../src/catalogue/kind.ts';
import { CATALOGUE } from '../../src/kinds/catalogue.ts';
import { isJsonObject, type JsonObject, objectsAt, stringAt } from '../../src/model/json.ts';
import type { Plan } from '../../src/model/plan.ts';
import { DEEP } from '../deep.ts';
import { afterPlan } from './obedient-tenant.ts';
import { planWorld, type World } from './pure-plan.ts';
import { worlds } from './worlds.ts';

const RUNS = { numRuns: DEEP ? 500 : 2 };

function shuffled<T>(list: readonly T[]): fc.Arbitrary<readonly T[]> {
  return fc.shuffledSubarray([...list], { minLength: list.length });
}

/** The same world with every list in another order. */
function reordered(world: World): fc.Arbitrary<World> {
  const objects = world.objects.map((object) =>
    shuffled(objectsAt(object, 'assignments')).map((assignments): JsonObject => ({ ...object, assignments })),
  );
  return fc
    .record({
      profiles: shuffled(world.profiles),
      objects: fc.tuple(...objects).chain(shuffled),
      devices: shuffled(world.facts.devices ?? []),
      groups: shuffled([...world.facts.groups]),
    })
    .map(({ profiles, objects: list, devices, groups }) => ({
      ...world,
      profiles,
      objects: list,
      facts: { devices, groups: new Map(groups) },
    }));
}

function actions(plan: Plan): readonly string[] {
  return [...new Set(plan.changes.map(({ action }) => action))].sort();
}

describe.each(CATALOGUE.map((kind) => [kind.name, kind] as const))('a plan for %s', (_, kind) => {
  it('is the same in whatever order files, objects, assignments, devices and groups come', () => {
    const pairs = worlds(kind).chain((world) => fc.tuple(fc.constant(world), reordered(world)));
    fc.assert(
      fc.property(pairs, ([world, other]) => {
        expect(planWorld(other)).toEqual(planWorld(world));
      }),
      RUNS,
    );
  });

  it('is empty once it was carried out', () => {
    fc.assert(
      fc.property(worlds(kind), (world) => {
        const after = planWorld(afterPlan(world, planWorld(world)));
        expect(after.steps).toEqual([]);
        expect(actions(after).filter((action) => !['unchanged', 'adopt', 'unmanaged'].includes(action))).toEqual([]);
        expect(after.changes.flatMap(({ fields, patch }) => [...fields, ...patch])).toEqual([]);
      }),
      RUNS,
    );
  });

  it("leaves what it does not know as it is, byte for byte, and other people's objects whole", () => {
    fc.assert(
      fc.property(worlds(kind), (world) => {
        const plan = planWorld(world);
        const after = new Map(afterPlan(world, plan).objects.map((object) => [stringAt(object, 'id'), object]));
        for (const object of world.objects) {
          const now = after.get(stringAt(object, 'id')) ?? {};
          const foreign = plan.changes.some(({ id, action }) => id === object['id'] && action === 'unmanaged');
          expect(foreign && now !== object).toBe(false);
          for (const name of unknownMembers(kind, object)) {
            expect(JSON.stringify(now[name])).toBe(JSON.stringify(object[name]));
          }
        }
      }),
      RUNS,
    );
  });

  it('sends only what differs: one patch an object, none without a difference, never a delete', () => {
    fc.assert(
      fc.property(worlds(kind), (world) => {
        const plan = planWorld(world);
        for (const change of plan.changes) {
          const own = plan.steps.filter(({ key }) => key === change.key);
          const patches = own.filter(({ verb }) => verb === 'patch');
          expect(patches.length).toBeLessThanOrEqual(change.fields.length === 0 ? 0 : 1);
          expect(own.filter(({ verb }) => verb === 'delete')).toEqual([]);
          const isIdle = ['unchanged', 'unmanaged', 'adopt'].includes(change.action);
          expect(isIdle ? own : []).toEqual([]);
        }
      }),
      RUNS,
    );
  });

  it('never shows the value of a property that it does not know', () => {
    const secret = 'planted-3f9d2c';
    const planted = { preSharedKey: secret, password: secret, futureNested: { clientSecret: [secret] } };
    fc.assert(
      fc.property(worlds(kind), (world) => {
        const objects = world.objects.map((object) => ({ ...object, ...planted }));
        const text = JSON.stringify(planWorld({ ...world, objects }));
        expect(text).not.toContain(secret);
        const managed = world.profiles.some((profile) => world.config.adopt[profile.key] !== undefined);
        expect(managed && !text.includes('preSharedKey')).toBe(false);
      }),
      RUNS,
    );
  });

  it('writes nothing but a marker beside what was asked for', () => {
    fc.assert(
      fc.property(worlds(kind), (world) => {
        const plan = planWorld(world);
        for (const { verb, request, key } of plan.steps) {
          const body = isJsonObject(request.body) ? request.body : {};
          if (verb !== 'patch') continue;
          const paths = plan.changes.find((change) => change.key === key)?.fields ?? [];
          const allowed = paths.flatMap(({ path }) => kind.fields[path.replace('/settings/', '')]?.graph ?? []);
          const others = [
            '@odata.type',
            collectionApiOf(kind).marker,
            'description',
            'displayName',
            'roleScopeTagIds',
            ...allowed,
          ];
          expect(Object.keys(body).filter((name) => !others.includes(name))).toEqual([]);
        }
      }),
      RUNS,
    );
  });
});
