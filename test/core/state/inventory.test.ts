import { describe, expect, it } from 'vitest';
import { pruneVerdict } from '../../../src/core/state/grace.ts';
import { healLoops } from '../../../src/core/state/heal-loops.ts';
import { movedKey, recordAdopted, rename, tombstone } from '../../../src/core/state/record.ts';
import { shrinkFindings } from '../../../src/core/state/shrink-guard.ts';
import { witnesses } from '../../../src/core/state/witnesses.ts';
import { markerFor } from '../../../src/core/tenant/marker.ts';
import {
  EMPTY_INVENTORY,
  type InventoryEntry,
  readInventory,
  sameInventory,
  writeInventory,
} from '../../../src/model/state/inventory.ts';
import type { RunRecord } from '../../../src/model/state/log.ts';
import { durationOf, instantOf, instantText } from '../../../src/model/time.ts';
import { profile } from '../tenant.ts';
import { AT, iosMail, liveObject, marked, OWNER, recorded } from './objects.ts';

const one = liveObject('one', marked('ios-one'));

describe('the inventory as text', () => {
  it('reads back as it was written, and equal ones have equal texts', () => {
    const full = recordAdopted(
      recorded({ 'ios-one': one, 'ios-two': liveObject('two') }),
      'ios-one',
      one,
      profile('ios-one'),
      iosMail(),
      AT,
    );
    const tombstoned = tombstone(full, 'ios-two', AT.now);
    const text = writeInventory(tombstoned);
    expect(readInventory(text)).toEqual({ ok: true, value: tombstoned, findings: [] });
    const turned = { ...tombstoned, entries: Object.fromEntries(Object.entries(tombstoned.entries).reverse()) };
    expect(writeInventory(turned)).toBe(text);
    expect(sameInventory(tombstoned, full)).toBe(false);
  });

  it.each([
    [
      'two keys with one object',
      writeInventory(recorded({ 'ios-one': one, 'ios-two': one })),
      'one belongs to ios-one, ios-two',
    ],
    ['a key that is none', writeInventory(recorded({ 'Not A Key': one })), '/entries/Not A Key: a key'],
    ['a list', '[]', '/: an object'],
    [
      'a date that is none',
      writeInventory(recorded({ 'ios-one': one })).replace(
        '"tombstone": null',
        '"tombstone": {"since": "2026-02-30T00:00:00Z"}',
      ),
      '/tombstone/since: a time in UTC',
    ],
    [
      'a flag that is text',
      writeInventory(recorded({ 'ios-one': one })).replace('"protect": false', '"protect": "no"'),
      '/protect: true or false',
    ],
  ])('is refused with %s', (_, text, words) => {
    const read = readInventory(text);
    expect([read.ok, read.findings.map(({ code }) => code)]).toEqual([false, ['STA-001']]);
    expect(read.findings[0]?.message).toContain(words);
  });

  it('holds only what the catalogue calls public', () => {
    const kind = iosMail();
    const { host } = kind.fields;
    if (host === undefined) throw new Error('ios-mail has no host');
    const secret = { ...kind, fields: { ...kind.fields, host: { ...host, public: false } } };
    const after = recordAdopted(recorded({ 'ios-one': one }), 'ios-one', one, profile('ios-one'), secret, AT);
    expect(writeInventory(after)).not.toContain('mail.contoso.com');
    expect(after.entries['ios-one']?.applied?.normal.settings).toHaveProperty('accountName', 'Contoso mail');
  });
});

describe('renaming', () => {
  it('follows chains, and moves nothing in a circle', () => {
    const keys = (moved: Readonly<Record<string, string>>) =>
      Object.keys(rename(recorded({ a: one }), moved).inventory.entries);
    expect(keys({ a: 'b', b: 'c' })).toEqual(['c']);
    expect(keys({ a: 'b', b: 'a' })).toEqual(['a']);
    expect(keys({ b: 'c' })).toEqual(['a']);
    expect(movedKey('constructor', {})).toBe('constructor');
  });
});

describe('time', () => {
  it('is read as Graph and the clock write it, and written as the clock does', () => {
    for (const text of [
      '1969-12-31T23:59:59.999Z',
      '1970-01-01T00:00:00.000Z',
      '2024-02-29T12:34:56.789Z',
      '2026-12-31T23:59:59.001Z',
      '2100-03-01T00:00:00.000Z',
    ]) {
      expect(instantOf(text)).toBe(Date.parse(text));
      expect(instantText(Date.parse(text))).toBe(text);
    }
    expect(instantOf('2026-01-05T08:00:00.1234567Z')).toBe(Date.parse('2026-01-05T08:00:00.123Z'));
    for (const text of ['2026-01-05T08:00:00Z', '2026-01-05T00:00:00-08:00', '2026-01-05T13:30:00.0+05:30']) {
      expect(instantOf(text)).toBe(Date.parse('2026-01-05T08:00:00Z'));
    }
    for (const text of [
      '',
      '2026-02-29T00:00:00Z',
      '2026-13-01T00:00:00Z',
      '2026-01-01T24:00:00Z',
      '2026-01-01T00:00:00+01',
      '2026-01-01T00:00:00',
    ]) {
      expect(instantOf(text)).toBeUndefined();
    }
    expect(['7d', '12h', '30m', '7', 'd', '7w', '1.5d'].map(durationOf)).toEqual([
      604_800_000,
      43_200_000,
      1_800_000,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('grace', () => {
  const base = recorded({ 'ios-one': one }).entries['ios-one'];
  if (base === undefined) throw new Error('nothing was recorded');
  const tombstoned: InventoryEntry = { ...base, tombstone: { since: AT.now } };
  const later = '2026-10-01T00:00:00Z';
  const assigned = {
    assignments: [{ target: { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId: 'sales' } }],
  };

  it.each([
    ['deletes what fulfils every condition', tombstoned, {}, later, 'deletes'],
    ['with the marker gone, when the birth was recorded', tombstoned, { description: '' }, later, 'deletes'],
    ['no living entry', base, {}, later, 'its YAML is there'],
    ['nothing protected', { ...tombstoned, protect: true }, {}, later, 'protected'],
    ['nothing that is assigned again', tombstoned, assigned, later, 'assigned again (1)'],
    ['nothing within its grace', tombstoned, {}, '2026-09-08T07:59:59Z', 'lasts until 2026-09-08T08:00:00.000Z'],
    ['nothing with another id', tombstoned, { id: 'two' }, later, 'another object'],
    ['nothing that somebody else marked', tombstoned, marked('ios-one', 1, 'fabrikam-mail'), later, 'another owner'],
    ['nothing with one witness', { ...tombstoned, created: null }, { description: '' }, later, 'only its id'],
  ])('prunes: %s', (_, entry, parts, now, why) => {
    const live = liveObject('one', { ...marked('ios-one'), ...parts });
    const witnessed = witnesses(entry, live, [markerFor(OWNER, 'ios-one', entry.generation)]);
    const verdict = pruneVerdict(entry, live, witnessed, '7d', now);
    expect(verdict.ok ? 'deletes' : verdict.why).toContain(why);
  });
});

describe('a fight', () => {
  const healedAt = (ended: string, path = '/settings/oauth'): RunRecord => ({
    nonce: ended,
    epoch: 1,
    who: 'reconcile',
    started: ended,
    ended,
    tool: 'postilion',
    commit: null,
    planDigest: '',
    approved: { level: null, by: null },
    approvals: [],
    changes: [],
    steps: [],
    healed: [{ key: 'ios-one', path }],
    converged: true,
  });
  const now = '2026-09-02T08:00:00Z';
  const three = ['2026-09-01T08:00:00.001Z', '2026-09-01T12:00:00Z', '2026-09-02T07:00:00Z'];

  it('is the same field healed three times in a day', () => {
    const times = three.map((time) => healedAt(time));
    expect(healLoops(times.toReversed(), now)).toEqual([{ key: 'ios-one', path: '/settings/oauth', times: three }]);
    expect(healLoops(times, '2026-09-02T08:00:00.001Z')).toEqual([]);
    expect(healLoops([...times.slice(1), healedAt(three[0] ?? '', '/settings/ssl')], now)).toEqual([]);
    expect(healLoops(times, 'now')).toEqual([]);
  });
});

describe('a repository that shrank', () => {
  const many = recorded(Object.fromEntries(['a', 'b', 'c', 'd'].map((key) => [key, liveObject(key)])));
  const codes = (inventory: typeof many, ...keys: readonly string[]) =>
    shrinkFindings(inventory, new Set(keys)).map(({ code }) => code);

  it('stops when nothing is left, or more than half is gone at once', () => {
    expect(codes(many)).toEqual(['REM-001']);
    expect(codes(recorded({ a: one }))).toEqual(['REM-001']);
    expect(codes(many, 'a')).toEqual(['REM-002']);
    expect(codes(many, 'a', 'b')).toEqual([]);
    expect(codes(recorded({ a: one, b: liveObject('b'), c: liveObject('c') }), 'a')).toEqual([]);
    expect(codes(tombstone(tombstone(many, 'c', AT.now), 'd', AT.now), 'a', 'b')).toEqual([]);
    expect(codes(EMPTY_INVENTORY)).toEqual([]);
  });
});
