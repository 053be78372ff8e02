/** A profile for few people beside many profiles of one account for large groups: what finding their conflicts reads. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plan } from '../../src/app/plan/plan.ts';
import { readProfiles } from '../../src/core/config/profiles.ts';
import { connectReader } from '../../src/io/graph/connect.ts';
import { CATALOGUE } from '../../src/kinds/catalogue.ts';
import { CONFIG } from '../laws/pure-plan.ts';
import { openServer } from '../scenarios/tenant-server.ts';
import { NEWCOMERS_PROFILE, type RivalsSize, writeRivals } from './rivals-tenant.ts';

const SIZES: readonly RivalsSize[] = [
  { rivals: 42, members: 1000, newcomers: 500, pool: 40_000 },
  { rivals: 42, members: 20_000, newcomers: 500, pool: 40_000 },
  { rivals: 42, members: 100_000, newcomers: 500, pool: 120_000 },
];

/** The table, as Markdown. */
export async function rivalsTable(): Promise<string> {
  const lines = [
    '| profiles beside it | members of each | people of the new one | devices | requests | round trips | of these pages of devices | seconds |',
    '|---|---|---|---|---|---|---|---|',
  ];
  for (const size of SIZES) lines.push(await measured(size));
  return lines.join('\n');
}

async function measured(size: RivalsSize): Promise<string> {
  const root = mkdtempSync(join(tmpdir(), 'postilion-rivals-'));
  writeRivals(root, size);
  const server = await openServer(root);
  try {
    const read = readProfiles([{ path: 'profiles/new.yaml', text: NEWCOMERS_PROFILE }], CATALOGUE);
    if (!read.ok) throw new Error(JSON.stringify(read.findings));
    const reader = await connectReader({ root: server.url, token: async () => 'bench', log: () => {}, agent: 'bench' });
    const config = { ...CONFIG, tenant: { ...CONFIG.tenant, embedded: root } };
    const source = { commit: null, dirty: true };
    const request = { config, profiles: read.value, findings: [], source, tool: 'bench', targets: [] };
    const before = performance.now();
    const made = await plan(request, { reader, clock: { now: () => '2026-03-02T09:00:00.000Z' } });
    const seconds = (performance.now() - before) / 1000;
    if (!made.complete || made.summary.create !== 1) throw new Error(JSON.stringify(made.summary));
    const pages = (await server.asked()).filter(({ path }) => path.includes('managedDevices')).length;
    const { requests, roundTrips } = made.run;
    const cells = [size.rivals, size.members, size.newcomers, size.pool + size.newcomers, requests, roundTrips, pages];
    return `| ${[...cells, seconds.toFixed(1)].join(' | ')} |`;
  } finally {
    await server.close();
    rmSync(root, { recursive: true, force: true });
  }
}
