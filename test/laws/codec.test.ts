import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeSettings,
  encodeCreate,
  encodeSettings,
  normaliseSettings,
  unknownMembers,
} from '../../src/catalogue/codec.ts';
import { constantsOf, fieldsIn } from '../../src/catalogue/kind.ts';
import { CATALOGUE } from '../../src/kinds/catalogue.ts';
import { DEEP } from '../deep.ts';
import {
  unknownMembers as futureMembers,
  liveSettings,
  sameMeaning,
  wholeSettings,
  wireObject,
  withoutNavigations,
  yamlSettings,
} from './arbitrary.ts';

const RUNS = { numRuns: DEEP ? 2000 : 10 };

describe.each(CATALOGUE.map((kind) => [kind.name, kind] as const))('%s on the wire', (_, kind) => {
  const withWire = fc
    .tuple(liveSettings(kind), futureMembers)
    .chain(([settings, more]) =>
      fc.record({ settings: fc.constant(settings), object: wireObject(kind, settings, more) }),
    );

  it('comes back as it went: decoding what a server answers gives the normal form', () => {
    fc.assert(
      fc.property(withWire, ({ settings, object }) => {
        expect(decodeSettings(kind, object)).toEqual(withoutNavigations(kind, settings));
      }),
      RUNS,
    );
  });

  it('carries every default in a create, and nothing that is not set', () => {
    fc.assert(
      fc.property(wholeSettings(kind), (yaml) => {
        const settings = normaliseSettings(kind, yaml);
        const body = encodeCreate(kind, settings);
        const complete = Object.fromEntries(fieldsIn(kind).map(([name, field]) => [name, field.normalise(null)]));
        expect(decodeSettings(kind, body)).toEqual(withoutNavigations(kind, { ...complete, ...settings }));
        expect(Object.values(body)).not.toContain(null);
        expect(body).toMatchObject(constantsOf(kind));
      }),
      RUNS,
    );
  });

  it('encodes exactly the properties of the fields that are there', () => {
    fc.assert(
      fc.property(yamlSettings(kind), (yaml) => {
        const settings = withoutNavigations(kind, normaliseSettings(kind, yaml));
        const owned = Object.keys(settings).flatMap((name) => kind.fields[name]?.graph ?? []);
        expect(Object.keys(encodeSettings(kind, settings)).sort()).toEqual(owned.toSorted());
      }),
      RUNS,
    );
  });

  it('names what it does not know, and only that', () => {
    fc.assert(
      fc.property(liveSettings(kind), futureMembers, (settings, more) => {
        const object = { ...constantsOf(kind), ...encodeSettings(kind, settings), ...more };
        expect(unknownMembers(kind, object)).toEqual(Object.keys(more).sort());
      }),
      RUNS,
    );
  });
});

describe.each(CATALOGUE.map((kind) => [kind.name, kind] as const))('the normal form of %s', (_, kind) => {
  it('is its own normal form', () => {
    fc.assert(
      fc.property(yamlSettings(kind), (yaml) => {
        const once = normaliseSettings(kind, yaml);
        expect(normaliseSettings(kind, once)).toEqual(once);
      }),
      RUNS,
    );
  });

  it('is one for everything that means the same', () => {
    fc.assert(
      fc.property(sameMeaning(kind), ([one, other]) => {
        expect(normaliseSettings(kind, other)).toEqual(normaliseSettings(kind, one));
      }),
      RUNS,
    );
  });

  it('mentions what YAML mentions', () => {
    fc.assert(
      fc.property(yamlSettings(kind), (yaml) => {
        expect(Object.keys(normaliseSettings(kind, yaml)).sort()).toEqual(Object.keys(yaml).sort());
      }),
      RUNS,
    );
  });
});
