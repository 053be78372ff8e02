/** What is left of a code of several changes, once a run took it. */

import { expect, test } from 'vitest';
import type { GivenCode } from '../../../src/core/reviews/judge.ts';
import { partsOf } from '../../../src/core/reviews/parts.ts';
import { readCode } from '../../../src/model/approval.ts';

const [WHOLE, SALES, IT] = [`${'a'.repeat(16)}-140`, `${'b'.repeat(16)}-76`, `${'c'.repeat(16)}-64`];

function given(text: string): GivenCode {
  const code = readCode(text);
  if (code === null) throw new Error(`${text} is no code`);
  return { code, from: { pull: 7, review: '1', head: 'd'.repeat(40), by: { id: '1', login: 'bert' } } };
}

const record = {
  approvals: [
    { key: 'ios-sales', given: WHOLE, code: SALES },
    { key: 'ios-it', given: WHOLE, code: IT },
    { key: 'ios-legal', given: `${'e'.repeat(16)}-9`, code: `${'f'.repeat(16)}-9` },
    { key: 'ios-legal', given: WHOLE },
    { key: 'ios-sales', given: WHOLE, code: 'no code' },
  ],
};

test('a code that a run took stands for the codes of what waits still, and for no other', () => {
  const parts = (keys: readonly string[], text = WHOLE): readonly string[] =>
    partsOf([given(text)], [record, record], new Set(keys)).map(
      ({ code, of, from }) => `${of} ${code.text} ${from.by.login}`,
    );
  expect(parts(['ios-sales'])).toEqual([`${WHOLE} ${SALES} bert`]);
  expect(parts(['ios-sales', 'ios-it', 'ios-legal'])).toEqual([`${WHOLE} ${SALES} bert`, `${WHOLE} ${IT} bert`]);
  expect(parts([])).toEqual([]);
  expect(parts(['ios-sales'], SALES)).toEqual([]);
});
