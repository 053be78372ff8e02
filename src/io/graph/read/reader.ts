/** The tenant as `plan` sees it: nothing here, and nothing below its sender, can write. */

import type { TenantReader } from '../../../app/ports/tenant.ts';
import { readCall } from '../http/exchange.ts';
import type { RunFacts } from '../http/service-clock.ts';
import { readAnswer } from './answer.ts';
import { type BatchTools, readBatch } from './batch.ts';
import { readPages } from './paging.ts';

/** A reader over `tools.send`, whose transport refuses everything but reads. */
export function createReader(tools: BatchTools, { counters, service, tokenTenant }: RunFacts): TenantReader {
  const read = async (path: string, advanced = false) => readAnswer(await tools.send(readCall(path, advanced)), path);
  return {
    // Graph doesn't carry request headers over to further pages, so each page is asked for with the same ones.
    list: (request) =>
      readPages(tools.root, request.path, null, (path) => read(path, request.advanced), request.mostPages),
    get: (request) => read(request.path, request.advanced),
    batch: (requests) => readBatch(requests, tools),
    counts: () => ({ requests: counters.requests, roundTrips: counters.roundTrips }),
    cost: () => ({
      longestChain: counters.longestChain,
      bytes: counters.bytes,
      pacedMs: Math.round(counters.pacedMs),
    }),
    serviceTime: () => {
      const now = service.now();
      return now === null ? null : new Date(now).toISOString();
    },
    tokenTenant,
  };
}
