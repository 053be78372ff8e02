/** Each sort of field on its own: its normal form, its way to Graph and back, and what the service sends for nothing. */

import { describe, expect, it } from 'vitest';
import {
  choiceField,
  choiceOrCustomField,
  flagField,
  hostField,
  idPropertyField,
  navigationField,
  setField,
  structuredField,
  switchesField,
  textField,
} from '../../src/catalogue/fields/basic.ts';
import { isJsonObject, type JsonValue } from '../../src/model/json.ts';

const named = { label: 'Label', doc: 'Doc.', changes: [] } as const;
const target = { collection: '/things', types: ['thing'], noun: 'thing' } as const;

/** What every field says of itself; the functions are told apart. */
const COMMON = { ...named, required: false, inverted: false, public: true, usedWhen: null };

describe('a text', () => {
  it('travels as it is, and is nothing where nothing is set', () => {
    const field = textField({ ...named, graph: 'accountName', examples: ['Mail'] });
    expect(field).toMatchObject({
      ...COMMON,
      shape: { type: 'text', maxLength: 256 },
      initial: null,
      examples: ['Mail'],
      graph: ['accountName'],
    });
    expect(field.normalise('Mail')).toBe('Mail');
    expect(field.encode('Mail')).toEqual({ accountName: 'Mail' });
    expect(field.decode({ accountName: 'Mail' })).toBe('Mail');
    expect(field.decode({})).toBeNull();
  });

  it('has the length and the need that are asked for', () => {
    const field = textField({ ...named, graph: 'accountName', required: true, maxLength: 40, examples: [] });
    expect(field).toMatchObject({ required: true, shape: { type: 'text', maxLength: 40 } });
  });
});

describe('a host', () => {
  it('is lower-cased on both sides', () => {
    const field = hostField({ ...named, graph: 'hostName', required: true, examples: ['mail.contoso.com'] });
    expect(field).toMatchObject({ ...COMMON, required: true, shape: { type: 'host' }, graph: ['hostName'] });
    expect(field.normalise('Mail.Contoso.COM')).toBe('mail.contoso.com');
    expect(field.normalise(null)).toBeNull();
    expect(field.decode({ hostName: 'MAIL' })).toBe('mail');
    expect(field.decode({})).toBeNull();
    expect(field.encode('mail')).toEqual({ hostName: 'mail' });
  });
});

describe('a switch', () => {
  it('is its default where nothing is said', () => {
    const field = flagField({ ...named, graph: 'requireSsl', initial: true });
    expect(field).toMatchObject({
      ...COMMON,
      shape: { type: 'boolean' },
      initial: true,
      examples: [true, false],
      graph: ['requireSsl'],
    });
    expect([field.normalise(null), field.normalise(false)]).toEqual([true, false]);
    expect([field.encode(null), field.encode(false)]).toEqual([{ requireSsl: true }, { requireSsl: false }]);
    expect([field.decode({}), field.decode({ requireSsl: false })]).toEqual([true, false]);
  });

  it('is turned on the way where Graph says the opposite', () => {
    const field = flagField({ ...named, graph: 'blockSync', initial: true, inverted: true });
    expect(field.inverted).toBe(true);
    expect([field.encode(true), field.encode(false), field.encode(null)]).toEqual([
      { blockSync: false },
      { blockSync: true },
      { blockSync: false },
    ]);
    expect([field.decode({ blockSync: true }), field.decode({ blockSync: false }), field.decode({})]).toEqual([
      false,
      true,
      true,
    ]);
  });

  it('shows what is no switch as it came', () => {
    const field = flagField({ ...named, graph: 'blockSync', initial: true, inverted: true });
    expect(field.decode({ blockSync: 'maybe' })).toBe('maybe');
  });
});

describe('a choice', () => {
  const meanings = { oneDay: 'one day', oneWeek: 'one week' } as const;

  it('is its default where nothing is said, and null without one', () => {
    const field = choiceField({ ...named, graph: 'duration', meanings, initial: 'oneWeek' });
    expect(field).toMatchObject({
      ...COMMON,
      shape: { type: 'choice', meanings },
      initial: 'oneWeek',
      examples: ['oneDay', 'oneWeek'],
      graph: ['duration'],
    });
    expect([field.normalise(null), field.normalise('oneDay')]).toEqual(['oneWeek', 'oneDay']);
    expect([field.encode(null), field.encode('oneDay')]).toEqual([{ duration: 'oneWeek' }, { duration: 'oneDay' }]);
    expect([field.decode({}), field.decode({ duration: 'oneYear' })]).toEqual(['oneWeek', 'oneYear']);
    const open = choiceField({ ...named, graph: 'duration', meanings, required: true });
    expect([open.required, open.initial, open.normalise(null), open.decode({})]).toEqual([true, null, null, null]);
  });
});

describe('a set', () => {
  const meanings = { email: 'mail', contacts: 'contacts', notes: 'notes' } as const;
  const field = () =>
    setField({ ...named, graph: 'services', meanings, initial: ['notes', 'email'], none: 'none', atLeast: 1 });

  it('says what it may hold', () => {
    expect(field()).toMatchObject({
      ...COMMON,
      shape: { type: 'set', meanings, atLeast: 1 },
      initial: ['notes', 'email'],
      examples: [['notes', 'email'], ['email']],
      graph: ['services'],
    });
    const open = setField({ ...named, graph: 'services', meanings, initial: [], none: 'none' });
    expect(open.shape).toMatchObject({ atLeast: 0 });
  });

  it("is sorted in the catalogue's order, each member once, unknown ones last by name", () => {
    expect(field().normalise(['notes', 'email', 'notes'])).toEqual(['email', 'notes']);
    expect(field().normalise(['zeta', 'alpha', 'contacts', 'mid'])).toEqual(['contacts', 'alpha', 'mid', 'zeta']);
    expect(field().normalise(null)).toEqual(['email', 'notes']);
    expect(field().normalise(['email', 7])).toEqual(['email']);
    expect(field().normalise('email')).toEqual([]);
  });

  it('is joined for Graph, and taken apart whatever the blanks', () => {
    expect(field().encode(['contacts', 'email'])).toEqual({ services: 'contacts,email' });
    expect(field().encode([])).toEqual({ services: 'none' });
    expect(field().encode(null)).toEqual({ services: 'email,notes' });
    expect(field().decode({ services: ' notes , email' })).toEqual(['email', 'notes']);
    expect(field().decode({ services: 'none' })).toEqual([]);
    expect(field().decode({ services: '' })).toEqual([]);
    expect(field().decode({ services: null })).toEqual(['email', 'notes']);
    expect(field().decode({})).toEqual(['email', 'notes']);
  });
});

describe('switches as a set', () => {
  const meanings = { contacts: 'contacts', tasks: 'tasks' } as const;
  const field = () =>
    switchesField({ ...named, graph: { contacts: 'syncContacts', tasks: 'syncTasks' }, meanings, initial: ['tasks'] });

  it('says what it may hold', () => {
    expect(field()).toMatchObject({
      ...COMMON,
      shape: { type: 'set', meanings, atLeast: 0 },
      initial: ['tasks'],
      examples: [['contacts', 'tasks'], ['contacts']],
      graph: ['syncContacts', 'syncTasks'],
    });
  });

  it('is one switch a member', () => {
    expect(field().encode(['contacts'])).toEqual({ syncContacts: true, syncTasks: false });
    expect(field().encode(null)).toEqual({ syncContacts: false, syncTasks: true });
    expect(field().decode({ syncContacts: true, syncTasks: false })).toEqual(['contacts']);
    expect(field().decode({ syncContacts: true })).toEqual(['contacts', 'tasks']);
    expect(field().decode({})).toEqual(['tasks']);
    expect(field().normalise(null)).toEqual(['tasks']);
    expect(field().normalise(['tasks', 'contacts'])).toEqual(['contacts', 'tasks']);
  });
});

describe('a choice or a text of one’s own', () => {
  const spec = { ...named, graph: 'source', custom: 'customName', meanings: { full: 'full name' } } as const;
  const field = () => choiceOrCustomField({ ...spec, examples: ['full', { custom: 'CONTOSO' }] });

  it('lives in one property or the other, and empties the one it left', () => {
    expect(field()).toMatchObject({
      ...COMMON,
      shape: { type: 'choice-or-custom', meanings: spec.meanings, custom: 'custom' },
      initial: null,
      examples: ['full', { custom: 'CONTOSO' }],
      graph: ['source', 'customName'],
    });
    expect(field().normalise({ custom: 'X' })).toEqual({ custom: 'X' });
    expect(field().encode('full')).toEqual({ source: 'full', customName: null });
    expect(field().encode({ custom: 'X' })).toEqual({ source: null, customName: 'X' });
    expect(field().encode({})).toEqual({ source: null, customName: null });
    expect(field().encode(null)).toEqual({ source: null, customName: null });
  });

  it('is the text wherever there is one', () => {
    expect(field().decode({ source: 'full', customName: 'X' })).toEqual({ custom: 'X' });
    expect(field().decode({ source: 'full', customName: '' })).toBe('full');
    expect(field().decode({ source: 'full', customName: null })).toBe('full');
    expect(field().decode({})).toBeNull();
  });
});

describe('a reference', () => {
  it('by navigation leaves the object alone', () => {
    const usedWhen = () => true;
    const field = navigationField({ ...named, graph: 'certificate', target, usedWhen });
    expect(field).toMatchObject({
      ...COMMON,
      usedWhen,
      shape: { type: 'reference', target: { ...target, via: 'navigation' } },
      initial: null,
      examples: [{ name: 'thing' }],
      graph: ['certificate'],
    });
    expect(field.normalise({ id: 'x' })).toEqual({ id: 'x' });
    expect(field.encode({ id: 'x' })).toEqual({});
    expect(field.decode({ certificate: 'x' })).toBeNull();
  });

  it('by property is the bare id, or a symbol for what does not exist yet', () => {
    const field = idPropertyField({ ...named, graph: 'vpnId', target });
    expect(field).toMatchObject({
      ...COMMON,
      shape: { type: 'reference', target: { ...target, via: 'property' } },
      initial: null,
      examples: [{ name: 'thing' }],
      graph: ['vpnId'],
    });
    expect(field.normalise({ key: 'k' })).toEqual({ key: 'k' });
    expect(field.encode({ id: 'x' })).toEqual({ vpnId: 'x' });
    expect(field.encode({ key: 'k' })).toEqual({ vpnId: { $id: 'k' } });
    expect(field.encode({})).toEqual({ vpnId: { $id: null } });
    expect(field.encode(null)).toEqual({ vpnId: null });
    expect(field.decode({ vpnId: 'x' })).toEqual({ id: 'x' });
    expect([field.decode({ vpnId: '' }), field.decode({ vpnId: 7 }), field.decode({})]).toEqual([null, null, null]);
  });
});

describe('a structured value', () => {
  const inner = (value: JsonValue): JsonValue => (isJsonObject(value) ? (value['inner'] ?? null) : null);
  const field = () =>
    structuredField({
      ...named,
      graph: 'rule',
      schema: { type: 'string' },
      examples: ['x'],
      toGraph: (value) => ({ inner: typeof value === 'string' ? value.trim() : value }),
      fromGraph: inner,
    });

  it('takes the form that the way to Graph and back gives it', () => {
    expect(field()).toMatchObject({
      ...COMMON,
      shape: { type: 'structured', schema: { type: 'string' } },
      initial: null,
      examples: ['x'],
      graph: ['rule'],
    });
    expect([field().normalise(' x '), field().normalise(null)]).toEqual(['x', null]);
    expect([field().encode('x'), field().encode(null)]).toEqual([{ rule: { inner: 'x' } }, { rule: null }]);
    expect([field().decode({ rule: { inner: 'x' } }), field().decode({})]).toEqual(['x', null]);
  });
});
