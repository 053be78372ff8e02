/** What an apply costs: new profiles among many, paced as off this machine, with a delay before each answer. */

import { DOCUMENTED_LIMITS } from '../../src/io/graph/http/rate-limit.ts';
import { openRepository } from '../scenarios/scenario-repository.ts';
import { openServer } from '../scenarios/tenant-server.ts';
import { buildLargeTenant, writeNewProfiles } from './large-tenant.ts';

const NO_APPS = { ownCertificates: 0, apps: 0, appConfigurations: 0 };

const ROWS = [
  { profiles: 100, others: 1000, creates: 40, smallPages: false },
  { profiles: 100, others: 1000, creates: 200, smallPages: false },
  { profiles: 1000, others: 10_000, creates: 10, smallPages: true },
  { profiles: 1000, others: 10_000, creates: 200, smallPages: false },
] as const;

/** The table, as Markdown. */
export async function writesTable(): Promise<string> {
  const lines = [
    '| configurations | pages of | creates | requests | round trips | one after the other | s waiting for its turn | seconds |',
    '|---|---|---|---|---|---|---|---|',
  ];
  for (const row of ROWS) lines.push(await measured(row));
  return lines.join('\n');
}

async function measured({ profiles, others, creates, smallPages }: (typeof ROWS)[number]): Promise<string> {
  const tenant = await buildLargeTenant({ profiles, others, certificates: true, ...NO_APPS });
  try {
    writeNewProfiles(tenant.root, creates);
    const server = await openServer(tenant.dir, undefined, 100);
    try {
      if (smallPages) await server.shapes({ smallPages });
      const repository = await openRepository(tenant.root, server.url, 'bench', { limits: DOCUMENTED_LIMITS });
      const before = performance.now();
      const { code, plan, cost } = await repository.apply([]);
      const seconds = (performance.now() - before) / 1000;
      if (code !== 0 || plan.summary.create !== creates)
        throw new Error(JSON.stringify({ code, summary: plan.summary }));
      const { requests, roundTrips, longestChain, pacedMs } = cost;
      const cells = [tenant.configurations, smallPages ? 100 : 1000, creates, requests, roundTrips, longestChain];
      return `| ${[...cells, (pacedMs / 1000).toFixed(1), seconds.toFixed(1)].join(' | ')} |`;
    } finally {
      await server.close();
    }
  } finally {
    await tenant.close();
  }
}
