/** How a plan grows: paced as it is off this machine, with a delay before each answer, with large pages and small ones. */

import { DOCUMENTED_LIMITS } from '../../src/io/graph/http/rate-limit.ts';
import { openRepository } from '../scenarios/scenario-repository.ts';
import { openServer } from '../scenarios/tenant-server.ts';
import { buildLargeTenant, type LargeTenant, writeNewProfiles } from './large-tenant.ts';

interface Row {
  readonly profiles: number;
  readonly others: number;
  readonly creates?: number;
  readonly latency: number;
  readonly smallPages?: true;
  readonly isFull?: true;
}

const NO_APPS = { ownCertificates: 0, apps: 0, appConfigurations: 0 };

/** Sizes, and how each is measured. */
const SIZES: readonly (Pick<Row, 'profiles' | 'others'> & {
  readonly rows: readonly Omit<Row, 'profiles' | 'others'>[];
})[] = [
  { profiles: 10, others: 2000, rows: [{ latency: 0 }, { latency: 100 }] },
  { profiles: 100, others: 2000, rows: [{ latency: 100 }, { latency: 100, creates: 10 }] },
  {
    profiles: 1000,
    others: 10_000,
    rows: [
      { latency: 0 },
      { latency: 100 },
      { latency: 100, smallPages: true },
      { latency: 100, isFull: true },
      { latency: 100, creates: 10 },
      { latency: 100, creates: 10, smallPages: true },
      { latency: 100, creates: 200 },
    ],
  },
  { profiles: 4900, others: 49_000, rows: [{ latency: 0 }, { latency: 100 }] },
];

const HEAD =
  '| mail profiles | configurations | creates | ms a request | pages of | reading | requests | round trips | one after the other | kB | s waiting for its turn | seconds |';

/** The table, as Markdown. */
export async function growthTable(): Promise<string> {
  const lines: string[] = [HEAD, '|---|---|---|---|---|---|---|---|---|---|---|---|'];
  for (const { profiles, others, rows } of SIZES) {
    const tenant = await buildLargeTenant({ profiles, others, certificates: true, ...NO_APPS });
    try {
      for (const row of rows) lines.push(await measured(tenant, { profiles, others, ...row }));
    } finally {
      await tenant.close();
    }
  }
  return lines.join('\n');
}

async function measured(tenant: LargeTenant, row: Row): Promise<string> {
  const { profiles, creates = 0, latency, smallPages = false, isFull = false } = row;
  writeNewProfiles(tenant.root, creates);
  const server = await openServer(tenant.dir, undefined, latency);
  try {
    if (smallPages) await server.shapes({ smallPages });
    const repository = await openRepository(tenant.root, server.url, 'bench', { limits: DOCUMENTED_LIMITS });
    const before = performance.now();
    const { cost, complete, summary } = await repository.plan(isFull);
    const seconds = (performance.now() - before) / 1000;
    if (cost === undefined || !complete || summary.create !== creates)
      throw new Error(JSON.stringify({ row, summary }));
    const { requests, roundTrips, longestChain, bytes, pacedMs } = cost;
    const cells = [
      [
        profiles,
        tenant.configurations,
        creates,
        latency,
        smallPages ? 100 : 1000,
        isFull ? 'all references' : 'what differs',
      ],
      [requests, roundTrips, longestChain, Math.round(bytes / 1000), (pacedMs / 1000).toFixed(1), seconds.toFixed(1)],
    ];
    return `| ${cells.flat().join(' | ')} |`;
  } finally {
    await server.close();
    writeNewProfiles(tenant.root, 0);
  }
}
