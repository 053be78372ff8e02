/** The number of requests of a plan without changes may not grow unnoticed; `npm run bench` checks the large cases. */

import { expect, test } from 'vitest';
import { budget, overspent, planCost } from './budget.ts';
import { buildLargeTenant } from './large-tenant.ts';

const SMALLEST = budget().filter(({ profiles, others }) => profiles + others <= 210);

test.each(SMALLEST.map((allowed) => [allowed.apps, allowed] as const))(
  'a plan without changes stays within its budget of requests, with %i apps',
  { timeout: 120_000 },
  async (_, allowed) => {
    const tenant = await buildLargeTenant(allowed);
    try {
      const cost = await planCost(tenant);
      expect(overspent(allowed, cost)).toEqual([]);
      // Pages of the lists and batches of twenty: nothing else may be asked one by one.
      expect(cost.roundTrips).toBeLessThanOrEqual(cost.pages + Math.ceil(cost.requests / 20) + 1);
    } finally {
      await tenant.close();
    }
  },
);

test('a tenant is small enough to be planned here, with apps and without', () => {
  expect(SMALLEST.map(({ apps }) => apps)).toEqual([0, 10]);
});

test('a budget that is exceeded by one is told', () => {
  const allowed = {
    profiles: 1,
    others: 0,
    certificates: false,
    apps: 0,
    appConfigurations: 0,
    requests: 3,
    roundTrips: 2,
  };
  expect(overspent(allowed, { pages: 1, requests: 3, roundTrips: 2 })).toEqual([]);
  expect(overspent(allowed, { pages: 1, requests: 4, roundTrips: 3 })).toEqual([
    '1 profiles: 4 requests, the budget allows 3',
    '1 profiles: 3 roundTrips, the budget allows 2',
  ]);
});
