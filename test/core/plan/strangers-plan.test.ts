/** A plan document that a stranger wrote is a plan or a list of reasons, and ends nothing. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readStrangersPlan } from '../../../src/core/plan/read.ts';
import { renderPlanJson } from '../../../src/report/json.ts';
import { change, plan } from '../../report/plans.ts';

test('whatever the text is, there are reasons', () => {
  const whole = renderPlanJson(plan());
  const texts = fc.oneof(
    fc.string(),
    fc.json(),
    fc.tuple(fc.nat(whole.length), fc.nat(30), fc.string({ maxLength: 5 })).map(([at, count, put]) => {
      return whole.slice(0, at) + put + whole.slice(at + count);
    }),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const read = readStrangersPlan(text);
      expect('changes' in read || read.length > 0).toBe(true);
    }),
  );
});

test('one that is too deep is told so before it is read', () => {
  const deep = `{"formatVersion":"1.2","steps":${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
  expect(readStrangersPlan(deep)).toEqual(['it is nested more than 64 levels deep']);
  expect(readStrangersPlan('{"formatVersion":"1.2","changes":{}}')).toEqual([expect.stringContaining('must')]);
});

test('members that a plan may leave out have their types, too', () => {
  const odd = { toString: 1 };
  const texts = [
    { ...change('a'), goesOut: { at: null, zone: 'UTC', until: odd } },
    { ...change('a'), effect: { ...change('a').effect, movedHere: odd } },
    { ...change('a'), source: { file: odd, line: 1 } },
    { ...change('a'), changedBy: { actor: odd, at: 'x' } },
  ].map((one) => JSON.stringify({ ...plan(), changes: [one] }));
  const bundles = [{ id: 'x', keys: ['a', 'b'], account: 'x', people: 1, disturbed: odd }];
  for (const text of [...texts, JSON.stringify({ ...plan(), bundles })]) {
    const read = readStrangersPlan(text);
    expect('changes' in read ? '' : read[0]).toMatch(/^\/\S+ must be/);
  }
});
