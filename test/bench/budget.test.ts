/** The number of requests of a plan without changes may not grow unnoticed; `npm run bench` checks the large cases. */

import { expect, test } from 'vitest';
import { DEEP } from '../deep.ts';
import { budget, overspent, planCost } from './budget.ts';
import { buildLargeTenant } from './large-tenant.ts';

const SMALLEST = budget().filter(({ profiles, others }) => profiles + others <= 210);

// Without certificates of its own a plan asks for less; apps are told by the deep run.
const TOLD = SMALLEST.filter(({ ownCertificates }) => DEEP || ownCertificates > 0);

test.each(TOLD.map((allowed) => [allowed.apps, allowed.ownCertificates, allowed] as const))(
  'a plan without changes stays within its budget of requests, with %i apps and %i certificates of its own',
  { timeout: 120_000 },
  async (_apps, _certificates, allowed) => {
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

test('a budget that is too generous is told', () => {
  const [allowed] = SMALLEST;
  if (allowed === undefined) throw new Error('the budget has no rows');
  const generous = { ...allowed, requests: 1000, roundTrips: 1000 };
  expect(overspent(generous, { pages: 3, reads: 41, requests: 60, roundTrips: 18 })).toEqual([]);
  expect(overspent(generous, { pages: 3, reads: 41, requests: 60, roundTrips: 19 })).toEqual([
    '10 profiles: more round trips than 18, the most for any plan',
  ]);
});

test('a tenant is small enough to be planned here: bare, with apps, with certificates', () => {
  expect(SMALLEST.map(({ apps, ownCertificates }) => [apps, ownCertificates])).toEqual([
    [0, 0],
    [10, 0],
    [0, 6],
  ]);
});

test('a budget that is exceeded by one is told', () => {
  const allowed = {
    profiles: 1,
    others: 0,
    certificates: false,
    ownCertificates: 0,
    apps: 0,
    appConfigurations: 0,
    requests: 3,
    roundTrips: 2,
  };
  expect(overspent(allowed, { pages: 1, reads: 0, requests: 3, roundTrips: 2 })).toEqual([]);
  expect(overspent(allowed, { pages: 1, reads: 0, requests: 4, roundTrips: 3 })).toEqual([
    '1 profiles: 4 requests, the budget allows 3',
    '1 profiles: 3 roundTrips, the budget allows 2',
  ]);
});
