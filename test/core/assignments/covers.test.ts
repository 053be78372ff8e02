/** Whom one set of assignments surely reaches as well: nobody is always covered. */

import { expect, test } from 'vitest';
import { surelyCovers } from '../../../src/core/assignments/algebra.ts';
import { assignments } from '../tenant.ts';

test('a new profile with an exclusion takes nothing from anybody', () => {
  const planned = assignments('sales', '-contractors');
  expect(surelyCovers(planned, [])).toBe(true);
  expect(surelyCovers(planned, assignments('-others'))).toBe(true);
  expect(surelyCovers(planned, assignments('sales'))).toBe(false);
});
