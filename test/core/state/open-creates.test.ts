import { expect, it } from 'vitest';
import { openCreate, waitsUntil } from '../../../src/core/state/open-creates.ts';
import { createIntent } from './objects.ts';

const LATENESS = { now: '2026-09-01T08:10:00.000Z', span: '15m', isComplete: true, isMemoryLost: false };

it('a create waits as long as lists may be late, and for ever where nobody can say how long that is', () => {
  expect(waitsUntil('2026-09-01T08:00:00.000Z', LATENESS)).toBe('2026-09-01T08:15:00.000Z');
  expect(waitsUntil('2026-09-01T07:55:00.000Z', LATENESS)).toBe(null);
  expect(waitsUntil('2026-09-01T08:00:00.000Z', { ...LATENESS, span: '0m' })).toBe(null);
  expect(waitsUntil('yesterday', LATENESS)).toBe('yesterday');
});

it('the open create of a key is that of its generation, also under the name it had before', () => {
  const intents = [createIntent('ios-old', '2026-09-01T08:00:00.000Z', 2)];
  expect(openCreate(intents, {}, 'ios-old', 2)).toBe(intents[0]);
  expect(openCreate(intents, { 'ios-old': 'ios-new' }, 'ios-new', 2)).toBe(intents[0]);
  expect(openCreate(intents, {}, 'ios-old', 1)).toBe(null);
});
