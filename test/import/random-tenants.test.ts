import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isNavigation } from '../../src/catalogue/codec.ts';
import { fieldsIn, type Kind } from '../../src/catalogue/kind.ts';
import { readProfiles } from '../../src/core/config/profiles.ts';
import { compareSides } from '../../src/core/diff/three-way.ts';
import { chooseKeys } from '../../src/core/import/choose-keys.ts';
import { type Composed, compose, type ImportSubject } from '../../src/core/import/compose.ts';
import type { Directory, Entry } from '../../src/core/tenant/directory.ts';
import { resolveProfile } from '../../src/core/tenant/resolve.ts';
import { CATALOGUE } from '../../src/kinds/catalogue.ts';
import { type Assignment, assignmentId, sortAssignments, targetId } from '../../src/model/assignment.ts';
import { isJsonObject, type JsonObject, type JsonValue, sameJson, stringAt } from '../../src/model/json.ts';
import type { LiveProfile, Settings } from '../../src/model/profile.ts';
import { assignmentsOnWire, liveProfileOf } from '../core/on-wire.ts';
import { graphId } from '../core/tenant.ts';
import { DEEP, sampleOf } from '../deep.ts';
import { liveSettings, unknownMembers, wireObject } from '../laws/arbitrary.ts';

/** Objects of a tenant are checked together, which is what takes the time: few tenants with many objects. */
const OBJECTS = DEEP ? 20 : 5;
/** A counterexample says enough; making it smaller would read thousands of repositories. */
const RUNS = { numRuns: DEEP ? 30 : 1, endOnFailure: true };
/** Under a load that no verdict may hang on. */
const PATIENT = 240_000;

/** Names as portals are full of: alike, odd, empty, dangerous to YAML. */
const names = fc.oneof(
  fc.constantFrom(
    'Sales',
    'sales',
    'Mail: "Sales" #1',
    '- x',
    'yes',
    '{a}',
    'Büro',
    'Bu\u0308ro',
    '東京',
    ' x',
    '',
    'a\u202eb',
  ),
  fc.string({ maxLength: 20, unit: 'grapheme' }),
);
const descriptions = fc.oneof(
  names,
  fc.constantFrom('two\nlines', 'trailing\n', 'postilion:other/key#0123abcd', "'", '|'),
);

/** What a name leads to, where it leads anywhere: gone, alone, or one of two. */
const injected = fc.record({
  name: names,
  exists: fc.integer({ min: 0, max: 4 }).map((number) => number > 0),
  duplicate: fc.boolean(),
});
type InjectedFault = typeof injected extends fc.Arbitrary<infer T> ? T : never;

/** Without the kind, which fills pages where a counterexample is printed. */
interface Tenant {
  readonly subjects: readonly Omit<ImportSubject, 'kind'>[];
  readonly directory: Directory;
}

const POOL = Array.from({ length: 6 }, (_, index) => graphId(`00000000-0000-4000-8000-00000000000${index}`));

const assigned = fc
  .uniqueArray(
    fc.record({
      intent: fc.constantFrom('include' as const, 'include' as const, 'exclude' as const),
      target: fc.oneof(
        fc.constantFrom(...POOL).map((id) => ({ type: 'group' as const, id })),
        fc.constantFrom({ type: 'allUsers' as const }, { type: 'allDevices' as const }),
      ),
      filter: fc.oneof(
        fc.constant(null),
        fc.record({ id: fc.constantFrom(...POOL), mode: fc.constantFrom('include' as const, 'exclude' as const) }),
      ),
    }),
    { maxLength: 3, selector: (one) => targetId(one) },
  )
  .map((list): readonly Assignment[] =>
    list.map((one) => {
      if (one.intent === 'include') return one;
      return one.target.type === 'group' ? { ...one, filter: null } : { ...one, intent: 'include' };
    }),
  );

function object(kind: Kind, id: string): fc.Arbitrary<{ readonly live: LiveProfile; readonly settings: Settings }> {
  return fc
    .record({
      settings: liveSettings(kind),
      more: unknownMembers,
      displayName: names,
      description: descriptions,
      roleScopeTagIds: fc.subarray(['0', '1', '2']),
      assignments: assigned,
      source: fc.constantFrom('direct', 'direct', 'direct', 'policySets'),
    })
    .chain(({ settings, more, assignments, source, ...rest }) => {
      const onWire = assignmentsOnWire(assignments, kind).map((one): JsonObject => ({ ...one, source }));
      return wireObject(kind, settings, { ...more, ...rest, id, assignments: onWire }).map((wire) => {
        const live = liveProfileOf(wire, kind);
        return { live: { ...live, settings: withReferences(kind, live, settings) }, settings };
      });
    });
}

/** What reading the used references adds. */
function withReferences(kind: Kind, live: LiveProfile, settings: Settings): Settings {
  const read = fieldsIn(kind).filter(([, field]) => isNavigation(field) && field.usedWhen?.(live.settings) === true);
  return { ...live.settings, ...Object.fromEntries(read.map(([name]) => [name, settings[name] ?? null])) };
}

function tenants(kind: Kind): fc.Arbitrary<Tenant> {
  const ids = Array.from(
    { length: OBJECTS },
    (_, index) => `11111111-1111-4111-8111-${String(index).padStart(12, '0')}`,
  );
  return fc
    .record({
      objects: fc.tuple(...ids.map((id) => object(kind, id))),
      injectedFaults: fc.array(injected, { minLength: 40, maxLength: 40 }),
    })
    .map(({ objects, injectedFaults }) => {
      const keys = chooseKeys(
        objects.map(({ live }) => live),
        new Set(['sales']),
      );
      const subjects = objects.flatMap(({ live }): Tenant['subjects'] => {
        const key = keys.get(live.id);
        return key === undefined ? [] : [{ live, key }];
      });
      return { subjects, directory: directoryFor(kind, subjects, injectedFaults) };
    });
}

function directoryFor(kind: Kind, subjects: Tenant['subjects'], injectedFaults: readonly InjectedFault[]): Directory {
  let next = 0;
  const entries = (id: string, type: string): readonly Entry[] => {
    const { name, exists, duplicate } = injectedFaults[next++ % injectedFaults.length] ?? {
      name: 'x',
      exists: true,
      duplicate: false,
    };
    const entry = (own: string): Entry => ({ id: graphId(own), name, type, raw: {} });
    const other = `22222222-2222-4222-8222-${String(next).padStart(12, '0')}`;
    return [...(exists ? [entry(id)] : []), ...(duplicate ? [entry(other)] : [])];
  };
  const targets = fieldsIn(kind).flatMap(([name, { shape }]) => {
    if (shape.type !== 'reference') return [];
    const ids = subjects.flatMap(({ live }) => idIn(live.settings[name] ?? null));
    return ids.map((id) => [shape.target.collection, entries(id, shape.target.types[0] ?? '')] as const);
  });
  const collections = new Map<string, readonly Entry[]>();
  for (const [path, found] of targets) collections.set(path, [...(collections.get(path) ?? []), ...found]);
  const groups = POOL.map((id) => [id, entries(id, '')] as const);
  const all = groups.flatMap(([, found]) => found);
  return {
    tenant: null,
    groupsById: new Map(groups.map(([id, found]) => [id, found.filter((one) => one.id === id)])),
    groupsByName: new Map(all.map(({ name }) => [name, all.filter((one) => alike(one.name, name))])),
    nearby: new Map(),
    filters: POOL.flatMap((id) => entries(id, '')),
    scopeTags: ['0', '1', '2'].flatMap((id) => entries(id, '')),
    collections,
    problems: [],
  };
}

function alike(a: string, b: string): boolean {
  return a.normalize('NFC').toLowerCase() === b.normalize('NFC').toLowerCase();
}

function idIn(value: JsonValue): readonly string[] {
  const id = isJsonObject(value) ? stringAt(value, 'id') : undefined;
  return id === undefined ? [] : [id];
}

const place = {
  file: (key: string) => `profiles/${key}.yaml`,
  schema: '../schemas/profile.schema.json',
  day: '2026-11-22',
};

function written(tenant: Tenant, kind: Kind): Composed {
  return compose(
    tenant.subjects.map((subject) => ({ ...subject, kind })),
    tenant.directory,
    place,
  );
}

describe.each(sampleOf(CATALOGUE, 6, ({ name }) => name).map((kind) => [kind.name, kind] as const))(
  'import of random %s',
  (_, kind) => {
    it(
      'is a valid repository that leaves every object as it is',
      () => {
        fc.assert(
          fc.property(tenants(kind), (tenant) => {
            const files = written(tenant, kind).written.map(({ file, text }) => ({ path: file, text }));
            const read = readProfiles(files, CATALOGUE);
            expect(read.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
            const profiles = read.ok ? read.value : [];
            expect(profiles).toHaveLength(files.length);
            for (const profile of profiles) {
              const live = tenant.subjects.find(({ key }) => key === profile.key)?.live;
              const resolved = resolveProfile(profile, kind, tenant.directory, new Map());
              expect(resolved.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
              if (live === undefined || resolved.profile === null) throw new Error('an object is lost');
              expect(compareSides({ applied: null, live, desired: resolved.profile }, kind).differences).toEqual([]);
              const wanted = resolved.profile.assignments ?? live.assignments;
              expect(sortAssignments(wanted).map(assignmentId)).toEqual(
                sortAssignments(live.assignments).map(assignmentId),
              );
            }
          }),
          RUNS,
        );
      },
      PATIENT,
    );

    it(
      'loses nothing: what is not in the text is a default, or in a remark',
      () => {
        fc.assert(
          fc.property(tenants(kind), (tenant) => {
            const { written: files, refused } = written(tenant, kind);
            expect(files.length + refused.length).toBe(tenant.subjects.length);
            const lost = files.flatMap(({ key, text, notes }) => {
              const live = tenant.subjects.find((subject) => subject.key === key)?.live;
              const remarked = (name: string): boolean => notes.some((note) => note.startsWith(name));
              const set = fieldsIn(kind).filter(([name, field]) => {
                const value = live?.settings[name] ?? null;
                return value !== null && !sameJson(value, field.normalise(null));
              });
              const expected = [...set.map(([name]) => name), ...(live?.hasPolicySet === true ? [] : ['assign'])];
              const unsaid = expected.filter((name) => !remarked(`${name} `) && !text.includes(`${name}:`));
              const touched =
                live?.hasPolicySet === true && text.includes('\nassign:') ? ['assign of a policy set'] : [];
              return [...unsaid, ...touched, ...(live?.unknown ?? []).filter((name) => !text.includes(name))];
            });
            expect(lost).toEqual([]);
          }),
          RUNS,
        );
      },
      PATIENT,
    );

    it(
      'is the same text however the tenant lists its objects',
      () => {
        fc.assert(
          fc.property(tenants(kind), (tenant) => {
            const turned = { ...tenant, subjects: tenant.subjects.toReversed() };
            expect(written(turned, kind)).toEqual(written(tenant, kind));
          }),
          { numRuns: 1, endOnFailure: true },
        );
      },
      PATIENT,
    );
  },
);
