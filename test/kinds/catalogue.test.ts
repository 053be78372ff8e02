import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { isExchangeOnline } from '../../src/catalogue/conditions.ts';
import { always, type EffectCase, judge, verdict, when } from '../../src/catalogue/effects.ts';
import { constantsOf, fieldsIn, type Kind, odataType } from '../../src/catalogue/kind.ts';
import { CATALOGUE, kindNamed } from '../../src/kinds/catalogue.ts';
import { type Confidence, EFFECT_LEVELS, type EffectVerdict } from '../../src/model/effect.ts';
import { sameJson } from '../../src/model/json.ts';
import { SOURCES } from '../../src/model/sources.ts';
import { fieldSchema } from './field-schema.ts';

const CONFIDENCES: readonly Confidence[] = ['documented', 'practitioner', 'inferred'];

const byName = CATALOGUE.map((kind) => [kind.name, kind] as const);

function verdictsOf(kind: Kind): readonly EffectVerdict[] {
  const { firstDelivery, removal, moved, metadata } = kind.effects;
  const cases = [...fieldsIn(kind).flatMap(([, field]) => field.changes), ...firstDelivery];
  return [...cases.map((one) => one.verdict), removal, moved, metadata];
}

describe('the catalogue', () => {
  it('names kinds in kebab-case, each once', () => {
    const names = CATALOGUE.map(({ name }) => name);
    expect(names.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  });

  it('has one kind for each Graph type, found by its name', () => {
    expect(new Set(CATALOGUE.map(odataType)).size).toBe(CATALOGUE.length);
    for (const kind of CATALOGUE) expect(kindNamed(kind.name)).toBe(kind);
    expect(kindNamed('palm-mail')).toBeUndefined();
  });

  it('gives one meaning to each rule id', () => {
    const meanings = new Map<string, EffectVerdict>();
    for (const judged of CATALOGUE.flatMap(verdictsOf)) {
      expect(judged.rule).toMatch(/^EFF-[A-Z0-9]+(-[A-Z0-9]+)*$/);
      expect(judged).toEqual(meanings.get(judged.rule) ?? judged);
      meanings.set(judged.rule, judged);
    }
  });
});

describe.each(byName)('%s', (_, kind) => {
  it('has effects with known levels, confidences and sources', () => {
    const keys = Object.keys(SOURCES);
    for (const { level, confidence, sources, reason, rule } of verdictsOf(kind)) {
      expect(EFFECT_LEVELS).toContain(level);
      expect(CONFIDENCES).toContain(confidence);
      expect([rule, sources.length > 0, sources.filter((key) => !keys.includes(key))]).toEqual([rule, true, []]);
      expect(reason).toMatch(/[^.\s]$/);
    }
  });

  it('judges every change: each list of cases ends with one that always holds, and none before it does', () => {
    const lists: (readonly [string, readonly EffectCase[]])[] = fieldsIn(kind).map(([name, field]) => [
      name,
      field.changes,
    ]);
    for (const [name, cases] of [...lists, ['first delivery', kind.effects.firstDelivery] as const]) {
      const open = cases.map((one) => one.when === null);
      expect([name, open.indexOf(true)]).toEqual([name, cases.length - 1]);
      for (const one of cases) expect([name, one.when === null]).toEqual([name, one.whenText === null]);
    }
  });

  it('explains every field, with examples that its own schema takes', () => {
    const ajv = new Ajv({ strict: true, allowUnionTypes: true, code: { optimize: false } });
    for (const [name, field] of fieldsIn(kind)) {
      expect(name).toMatch(/^[a-z][A-Za-z0-9]*$/);
      expect([name, field.label !== '', field.doc !== '']).toEqual([name, true, true]);
      expect(field.graph.length).toBeGreaterThan(0);
      const isValid = ajv.compile(fieldSchema(field));
      const values = field.initial === null ? field.examples : [...field.examples, field.initial];
      expect([name, values.length > 0, values.filter((value) => !isValid(value))]).toEqual([name, true, []]);
      expect([name, isValid(null)]).toEqual([name, !field.required]);
    }
  });

  it('names inverted switches by what is allowed', () => {
    for (const [name, field] of fieldsIn(kind)) {
      if (field.shape.type !== 'boolean') continue;
      const negative = /^(block|disable|deny|prevent|no[A-Z])/;
      expect([name, negative.test(name)]).toEqual([name, false]);
      expect([name, field.inverted]).toEqual([name, negative.test(field.graph[0] ?? '')]);
      const [property = ''] = field.graph;
      expect(field.encode(true)).toEqual({ [property]: !field.inverted });
    }
  });

  it('has defaults that are their own normal form and what an empty object means', () => {
    for (const [name, field] of fieldsIn(kind)) {
      expect([name, sameJson(field.normalise(null), field.decode({}))]).toEqual([name, true]);
      const initial = field.initial === null ? null : field.normalise(field.initial);
      expect([name, field.normalise(null)]).toEqual([name, initial]);
    }
  });

  it('says why constants are sent and properties are left alone', () => {
    for (const { because } of Object.values(kind.constants)) expect(because).not.toBe('');
    for (const because of Object.values(kind.leftAlone)) expect(because).not.toBe('');
    expect(Object.keys(constantsOf(kind))).toEqual(Object.keys(kind.constants));
  });
});

describe('a judgement', () => {
  const mild = verdict('EFF-TEST-MILD', 'silent', 'inferred', 'nothing', { sources: ['CFG'] });
  const hard = verdict('EFF-TEST-HARD', 'lock-out', 'inferred', 'all', { sources: ['CFG'], outage: true });
  const transition = { from: null, to: true, before: {}, after: {} };

  it('is the first that holds', () => {
    expect(judge([when('on', ({ to }) => to === true, hard), always(mild)], transition)).toBe(hard);
    expect(judge([when('off', ({ to }) => to === false, hard), always(mild)], transition)).toBe(mild);
  });

  it('that is missing is a bug, not a silent nothing', () => {
    expect(() => judge([when('off', ({ to }) => to === false, hard)], transition)).toThrow('no final case');
  });

  it.each([
    ['outlook.office365.com', true],
    ['Outlook.Office365.com', true],
    ['outlook.office365.us', true],
    ['partner.outlook.cn', true],
    ['mail.contoso.com', false],
    ['outlook.office365.com.contoso.com', false],
    [null, false],
  ])('knows whether %s is Exchange Online', (host, expected) => {
    expect(isExchangeOnline({ host })).toBe(expected);
  });
});
