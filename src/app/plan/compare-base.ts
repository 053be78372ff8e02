/** Tells what a proposal brings from what was there before: its base is planned, too, by the answers that its own plan got. */

import { comparedWith } from '../../model/finding-print.ts';
import { canonical } from '../../model/json.ts';
import type { Plan } from '../../model/plan.ts';
import type { Listing, ReadAnswer, ReadRequest } from '../../model/reads.ts';
import type { TenantReader } from '../ports/tenant.ts';

/** A reader that keeps its answers, and one that gives them again and asks for nothing but the rest. */
export interface RecordedReads {
  readonly recording: TenantReader;
  readonly replaying: TenantReader;
}

/** Both plans are of one moment of the tenant, and the second costs little more than what the base alone names. */
export function recordedReads(reader: TenantReader): RecordedReads {
  const lists = new Map<string, Listing>();
  const answers = new Map<string, ReadAnswer>();
  const list = async (request: ReadRequest): Promise<Listing> => {
    const listing = await reader.list(request);
    lists.set(nameOf(request), listing);
    return listing;
  };
  const get = async (request: ReadRequest): Promise<ReadAnswer> => {
    const answer = await reader.get(request);
    answers.set(nameOf(request), answer);
    return answer;
  };
  const batch = async (requests: readonly ReadRequest[]): Promise<readonly ReadAnswer[]> => {
    const given = await reader.batch(requests);
    for (const [index, request] of requests.entries()) {
      const answer = given[index];
      if (answer !== undefined) answers.set(nameOf(request), answer);
    }
    return given;
  };
  const told = {
    counts: () => reader.counts(),
    cost: () => reader.cost(),
    serviceTime: () => reader.serviceTime(),
    tokenTenant: () => reader.tokenTenant(),
  };
  return {
    recording: { ...told, list, get, batch },
    replaying: {
      ...told,
      list: async (request) => lists.get(nameOf(request)) ?? list(request),
      get: async (request) => answers.get(nameOf(request)) ?? get(request),
      batch: async (requests) => {
        const unknown = requests.filter((request) => !answers.has(nameOf(request)));
        const rest = unknown.length === 0 ? [] : await batch(unknown);
        const asked = new Map(unknown.map((request, index) => [nameOf(request), rest[index]]));
        return requests.map((request) => {
          const answer = answers.get(nameOf(request)) ?? asked.get(nameOf(request));
          if (answer === undefined) throw new Error('bug: a batch lacks an answer');
          return answer;
        });
      },
    },
  };
}

function nameOf({ path, advanced = false, mostPages = 0 }: ReadRequest): string {
  return canonical([path, advanced, mostPages]);
}

/** The plan with its findings told apart, or why they can't be. Half a base would make news of what was there. */
export function compareWithBase(plan: Plan, base: Plan): Plan | string {
  if (!plan.complete) return 'not everything could be read';
  if (!base.complete) return 'what the base is about could not be read whole';
  if (base.tenant.id !== plan.tenant.id || base.tenant.owner !== plan.tenant.owner) {
    return 'the base is for another tenant, or for another owner';
  }
  return { ...plan, findings: comparedWith(plan.findings, base.findings) };
}
