/** What a plan without changes may cost, in requests and round trips: counts, since a clock would judge the machine. */

import { join } from 'node:path';
import { type JsonObject, objectsAt } from '../../src/model/json.ts';
import { openRepository } from '../scenarios/stage.ts';
import { type LargeTenant, objectIn, type Size } from './large-tenant.ts';

/** One row of `budget.json`. */
export interface Allowed extends Size {
  readonly requests: number;
  readonly roundTrips: number;
}

export interface Cost {
  /** Pages of the lists; they can't be had in fewer round trips. */
  readonly pages: number;
  readonly requests: number;
  readonly roundTrips: number;
}

/** The rows of `budget.json`. Throws where one lacks a number. */
export function budget(): readonly Allowed[] {
  return objectsAt(objectIn(join(import.meta.dirname, 'budget.json')), 'planWithoutChanges').map((row) => {
    const { profiles, others, requests, roundTrips } = row;
    if (
      typeof profiles !== 'number' ||
      typeof others !== 'number' ||
      typeof requests !== 'number' ||
      typeof roundTrips !== 'number'
    )
      throw new Error(`a row of budget.json lacks a number: ${JSON.stringify(row)}`);
    const [apps, appConfigurations] = [numberAt(row, 'apps'), numberAt(row, 'appConfigurations')];
    return {
      profiles,
      others,
      certificates: row['certificates'] === true,
      apps,
      appConfigurations,
      requests,
      roundTrips,
    };
  });
}

/** Nothing is said of what isn't there. */
function numberAt(row: JsonObject, name: string): number {
  const value = row[name];
  return typeof value === 'number' ? value : 0;
}

/** What a plan lists, each in pages. */
const LISTS: readonly string[] = [
  '/deviceManagement/deviceConfigurations',
  '/deviceAppManagement/mobileApps',
  '/deviceAppManagement/mobileAppConfigurations',
  '/deviceAppManagement/targetedManagedAppConfigurations',
];

/** Plans, which must change nothing, and counts. */
export async function planCost({ root, desk }: LargeTenant): Promise<Cost> {
  const repository = await openRepository(root, desk.url);
  await desk.forget();
  const made = await repository.plan();
  if (made.steps.length > 0 || !made.complete) throw new Error(`the plan is not empty: ${made.steps.length} steps`);
  const asked = await desk.asked();
  const pages = asked.filter(({ path, inBatch }) => LISTS.includes(path) && !inBatch);
  return { pages: pages.length, requests: made.run.requests, roundTrips: made.run.roundTrips };
}

/** Sentences about the counts that are above the budget. */
export function overspent(allowed: Allowed, cost: Cost): readonly string[] {
  const counts = ['requests', 'roundTrips'] as const;
  return counts
    .filter((count) => cost[count] > allowed[count])
    .map((count) => `${allowed.profiles} profiles: ${cost[count]} ${count}, the budget allows ${allowed[count]}`);
}
