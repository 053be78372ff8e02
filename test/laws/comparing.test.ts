import fc from 'fast-check';
import jsonPatch, { type Operation } from 'fast-json-patch';
import { describe, expect, it } from 'vitest';
import { normaliseSettings } from '../../src/catalogue/codec.ts';
import { type Kind, odataType } from '../../src/catalogue/kind.ts';
import { patchBase, jsonPatch as patchOf } from '../../src/core/diff/json-patch.ts';
import { type ProposedChange, plannedAssignments, proposeForPair } from '../../src/core/diff/proposed-change.ts';
import { compareSides } from '../../src/core/diff/three-way.ts';
import { CATALOGUE } from '../../src/kinds/catalogue.ts';
import { assignmentId } from '../../src/model/assignment.ts';
import { canonical, type JsonObject, type JsonValue, stringAt } from '../../src/model/json.ts';
import type { LiveProfile, ResolvedProfile, Settings } from '../../src/model/profile.ts';
import { liveProfileOf } from '../core/on-wire.ts';
import { assignment, profile } from '../core/tenant.ts';
import { DEEP } from '../deep.ts';
import { liveSettings, oneChanged, sameMeaning, wholeSettings } from './arbitrary.ts';

const RUNS = { numRuns: DEEP ? 1000 : 6 };

/** A live object that holds exactly these settings. */
function liveWith(kind: Kind, settings: Settings): LiveProfile {
  const raw = {
    '@odata.type': odataType(kind),
    id: 'live',
    displayName: 'Mail',
    description: 'Text',
    roleScopeTagIds: ['0'],
  };
  const live = liveProfileOf(raw, kind);
  return { ...live, settings };
}

function wanted(kind: Kind, settings: Settings, parts: Partial<ResolvedProfile> = {}): ResolvedProfile {
  return profile('mail', { kind: kind.name, name: 'Mail', settings, ...parts });
}

function complete(kind: Kind, yaml: Settings): Settings {
  const names = Object.keys(kind.fields);
  return normaliseSettings(kind, Object.fromEntries(names.map((name) => [name, yaml[name] ?? null])));
}

function differing(desired: ResolvedProfile, live: LiveProfile, kind: Kind) {
  return compareSides({ applied: null, live, desired }, kind).differences;
}

describe.each(CATALOGUE.map((kind) => [kind.name, kind] as const))('differences of %s', (_, kind) => {
  it('are none between equals', () => {
    fc.assert(
      fc.property(liveSettings(kind), (settings) => {
        expect(differing(wanted(kind, settings), liveWith(kind, settings), kind)).toEqual([]);
      }),
      RUNS,
    );
  });

  it('are none between what means the same', () => {
    fc.assert(
      fc.property(sameMeaning(kind), ([one, other]) => {
        const live = liveWith(kind, complete(kind, one));
        expect(differing(wanted(kind, normaliseSettings(kind, other)), live, kind)).toEqual([]);
      }),
      RUNS,
    );
  });

  it('are one where one setting differs, both ways round', () => {
    fc.assert(
      fc.property(oneChanged(kind), ({ name, before, after }) => {
        const [there] = differing(wanted(kind, after), liveWith(kind, before), kind);
        const back = differing(wanted(kind, before), liveWith(kind, after), kind);
        expect(there).toMatchObject({ path: `/settings/${name}`, from: before[name], to: after[name] });
        expect(back.map(({ path }) => path)).toEqual([`/settings/${name}`]);
      }),
      RUNS,
    );
  });

  it('are none for what YAML leaves out or leaves to the portal', () => {
    fc.assert(
      fc.property(oneChanged(kind), ({ name, before, after }) => {
        const { [name]: _gone, ...silent } = after;
        expect(differing(wanted(kind, silent), liveWith(kind, before), kind)).toEqual([]);
        expect(differing(wanted(kind, after, { unmanaged: [name] }), liveWith(kind, before), kind)).toEqual([]);
      }),
      RUNS,
    );
  });
});

/** The proposed change's patch in the shape of the referee's operations. */
function operations(proposed: ProposedChange): readonly Operation[] {
  return patchOf(proposed).map((object): Operation => {
    const path = stringAt(object, 'path') ?? '';
    const value = object['value'] ?? null;
    switch (stringAt(object, 'op') ?? '') {
      case 'add':
        return { op: 'add', path, value };
      case 'replace':
        return { op: 'replace', path, value };
      case 'test':
        return { op: 'test', path, value };
      default:
        throw new Error(`${canonical(object)} is no operation that a plan uses`);
    }
  });
}

/** The document after the patch, by a library that knows nothing of ours. */
function patched(base: JsonObject, proposed: ProposedChange): JsonObject {
  return jsonPatch.applyPatch<JsonObject>(base, [...operations(proposed)], true, false).newDocument;
}

function target(proposed: ProposedChange): JsonObject {
  const { desired, live } = proposed;
  const values = Object.entries(proposed.settings).filter(([, value]) => live !== null || value !== null);
  const document: Record<string, JsonValue> = { ...patchBase(proposed), settings: Object.fromEntries(values) };
  // What a store says of an app stays as it is.
  const isOurs = proposed.kind.labels !== 'store' || live === null;
  if (desired !== null && isOurs) document['name'] = desired.name;
  if (isOurs && desired?.description !== undefined && (live !== null || desired.description !== '')) {
    document['description'] = desired.description;
  }
  if (desired?.scopeTagIds !== undefined) document['scopeTags'] = desired.scopeTagIds;
  const after = plannedAssignments(proposed);
  if (live !== null || after.length > 0) document['assignments'] = after.map(assignmentId).sort();
  return document;
}

const envelope = fc.record({
  name: fc.constantFrom('Mail', 'New mail'),
  description: fc.constantFrom(undefined, '', 'Text', 'New text'),
  scopeTagIds: fc.constantFrom(undefined, ['0'], ['0', '1']),
  assignments: fc.constantFrom(undefined, [], [assignment('sales')]),
});

describe.each(CATALOGUE.map((kind) => [kind.name, kind] as const))('the JSON patch of %s', (_, kind) => {
  it('turns what is live into what is wanted', () => {
    fc.assert(
      fc.property(liveSettings(kind), wholeSettings(kind), envelope, (before, yaml, parts) => {
        const desired = wanted(kind, normaliseSettings(kind, yaml), parts);
        const proposed = proposeForPair(
          { desired, live: liveWith(kind, before), adopted: true, entry: null, generation: 1 },
          new Map(),
        );
        expect(patched(patchBase(proposed), proposed)).toEqual(target(proposed));
      }),
      RUNS,
    );
  });

  it('turns nothing into a new profile', () => {
    fc.assert(
      fc.property(wholeSettings(kind), envelope, (yaml, parts) => {
        const desired = wanted(kind, normaliseSettings(kind, yaml), parts);
        const proposed = proposeForPair({ desired, live: null, adopted: false, entry: null, generation: 1 }, new Map());
        expect(patched(patchBase(proposed), proposed)).toEqual(target(proposed));
      }),
      RUNS,
    );
  });

  it('fails on any other base: each replacement is tested first', () => {
    fc.assert(
      fc.property(oneChanged(kind), ({ name, before, after }) => {
        const pair = {
          desired: wanted(kind, after),
          live: liveWith(kind, before),
          adopted: true,
          entry: null,
          generation: 1,
        };
        const proposed = proposeForPair(pair, new Map());
        const moved = { ...patchBase(proposed), settings: { ...before, [name]: 'moved on' } };
        expect(() => patched(moved, proposed)).toThrow('TEST_OPERATION_FAILED');
      }),
      RUNS,
    );
  });
});
