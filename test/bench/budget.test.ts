/** The number of requests of a plan without changes may not grow unnoticed; `npm run bench` checks the large cases. */

import { expect, test } from 'vitest';
import { budget, overspent, planCost } from './budget.ts';
import { buildLargeTenant } from './large-tenant.ts';

test('a plan without changes stays within its budget of requests', { timeout: 120_000 }, async () => {
  const [smallest] = budget().toSorted((a, b) => a.profiles + a.others - (b.profiles + b.others));
  if (smallest === undefined) throw new Error('budget.json is empty');
  const tenant = await buildLargeTenant(smallest);
  try {
    const cost = await planCost(tenant);
    expect(overspent(smallest, cost)).toEqual([]);
    // Pages of the list and batches of twenty: nothing else may be asked one by one.
    expect(cost.roundTrips).toBeLessThanOrEqual(cost.pages + Math.ceil(cost.requests / 20) + 1);
  } finally {
    await tenant.close();
  }
});

test('a budget that is exceeded by one is told', () => {
  const allowed = { profiles: 1, others: 0, certificates: false, requests: 3, roundTrips: 2 };
  expect(overspent(allowed, { pages: 1, requests: 3, roundTrips: 2 })).toEqual([]);
  expect(overspent(allowed, { pages: 1, requests: 4, roundTrips: 3 })).toEqual([
    '1 profiles: 4 requests, the budget allows 3',
    '1 profiles: 3 roundTrips, the budget allows 2',
  ]);
});
