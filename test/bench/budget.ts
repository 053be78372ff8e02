/** What a plan without changes may cost, in requests and round trips: counts, since a clock would judge the machine. */

import { join } from 'node:path';
import { type JsonObject, objectsAt } from '../../src/model/json.ts';
import { openRepository } from '../scenarios/scenario-repository.ts';
import { type LargeTenant, objectIn, type Size } from './large-tenant.ts';

/** One row of `budget.json`. */
export interface Allowed extends Size {
  readonly requests: number;
  readonly roundTrips: number;
}

export interface Cost {
  /** Pages of the lists; they can't be had in fewer round trips. */
  readonly pages: number;
  /** Single references and single apps, which no list has; twenty of them share a round trip. */
  readonly reads: number;
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
    return {
      profiles,
      others,
      certificates: row['certificates'] === true,
      ownCertificates: numberAt(row, 'ownCertificates'),
      apps: numberAt(row, 'apps'),
      appConfigurations: numberAt(row, 'appConfigurations'),
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
export async function planCost({ root, server }: LargeTenant): Promise<Cost> {
  const repository = await openRepository(root, server.url);
  await server.forget();
  const made = await repository.plan();
  if (made.steps.length > 0 || !made.complete) throw new Error(`the plan is not empty: ${made.steps.length} steps`);
  const asked = await server.asked();
  const pages = asked.filter(({ path, inBatch }) => LISTS.includes(path) && !inBatch);
  const reads = asked.filter(({ path, inBatch }) => inBatch && LISTS.some((list) => path.startsWith(`${list}/`)));
  return { pages: pages.length, reads: reads.length, requests: made.run.requests, roundTrips: made.run.roundTrips };
}

/** What names cost: groups by name twenty to a round trip, and a few for filters, scope tags and the organization. */
const NAMES_ROUND_TRIPS = 12;

/** The most round trips that any plan without changes may take: pages, names, and a batch for each twenty reads. */
export function ceiling({ pages, reads }: Pick<Cost, 'pages' | 'reads'>): number {
  return pages + NAMES_ROUND_TRIPS + Math.ceil(reads / 20);
}

/** Sentences about the counts that are above the budget. */
export function overspent(allowed: Allowed, cost: Cost): readonly string[] {
  const counts = ['requests', 'roundTrips'] as const;
  const most = ceiling(cost);
  return [
    ...counts
      .filter((count) => cost[count] > allowed[count])
      .map((count) => `${allowed.profiles} profiles: ${cost[count]} ${count}, the budget allows ${allowed[count]}`),
    ...(cost.roundTrips > most
      ? [`${allowed.profiles} profiles: more round trips than ${most}, the most for any plan`]
      : []),
  ];
}
