/**
 * What counting people costs: 500 assignments over 100 groups of up to 20,000 members, 40,000 devices, every profile
 * changed. The embedded tenant runs in a process of its own, so that memory is the planner's. Exits 1 above the limits.
 */

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cpuUsage, execPath, resourceUsage, stdout } from 'node:process';
import { plan } from '../../src/app/plan/plan.ts';
import { readProfiles } from '../../src/core/config/profiles.ts';
import { connectReader } from '../../src/io/graph/connect.ts';
import { CATALOGUE } from '../../src/kinds/catalogue.ts';
import { graphId } from '../core/tenant.ts';
import { CONFIG } from '../laws/pure-plan.ts';
import { adoptions, profilesText, writeLargeTenant } from './sets-tenant.ts';

const MOST_SECONDS = 15;
const MOST_MEGABYTES = 600;

const root = mkdtempSync(join(tmpdir(), 'postilion-bench-'));
const dir = join(root, 'tenant');
writeLargeTenant(dir);
const before = resourceUsage().maxRSS / 1024;
const server = spawn(execPath, [
  '--import',
  'tsx',
  join(import.meta.dirname, '../embedded/serve-until-killed.ts'),
  dir,
]);
try {
  const url = await firstLine(server.stdout);
  const read = readProfiles([{ path: 'profiles/all.yaml', text: profilesText() }], CATALOGUE);
  if (!read.ok) throw new Error(JSON.stringify(read.findings[0]));
  const adopt = Object.fromEntries(adoptions().map(([key, id]) => [key, graphId(id)]));
  const config = { ...CONFIG, tenant: { ...CONFIG.tenant, embedded: dir }, adopt };
  const reader = await connectReader({ root: url, token: async () => 'reader', log: () => {}, agent: 'bench' });
  const clock = { now: () => '2026-03-02T09:00:00.000Z' };
  const source = { commit: null, dirty: true };
  const request = { config, profiles: read.value, findings: [], source, tool: 'bench', targets: [] };
  const cpu = cpuUsage();
  const started = performance.now();
  const made = await plan(request, { reader, clock });
  const seconds = (performance.now() - started) / 1000;
  const own = cpuUsage(cpu);
  const megabytes = resourceUsage().maxRSS / 1024;
  const inexact = made.changes.filter(({ effect }) => effect.basis !== 'exact').length;
  const { requests, roundTrips } = made.run;
  stdout.write(
    [
      `changes ${made.changes.length}, of which not exact ${inexact}; findings ${made.findings.length}; complete ${made.complete}`,
      `${made.summary.update} updates; people ${made.summary.people}, losing mail ${made.summary.losingMail}, new ${made.summary.newPeople}`,
      `${requests} requests in ${roundTrips} round trips`,
      `${seconds.toFixed(1)} s of ${MOST_SECONDS} (${((own.user + own.system) / 1e6).toFixed(1)} s of them our own processor time), ${megabytes.toFixed(0)} MB of ${MOST_MEGABYTES} (${before.toFixed(0)} MB before planning)\n`,
    ].join('\n'),
  );
  if (seconds > MOST_SECONDS || megabytes > MOST_MEGABYTES || !made.complete || inexact > 0) process.exitCode = 1;
} finally {
  server.kill();
  rmSync(root, { recursive: true, force: true });
}

async function firstLine(stream: NodeJS.ReadableStream): Promise<string> {
  let text = '';
  for await (const chunk of stream) {
    text += String(chunk);
    const end = text.indexOf('\n');
    if (end !== -1) return text.slice(0, end);
  }
  throw new Error('the tenant did not start');
}
