/** `npm run bench`: measures, writes docs/bench.md, and fails where a count is above the budget. */

import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { arch, cpus, platform, totalmem } from 'node:os';
import { join } from 'node:path';
import { execPath, exit, stderr, versions } from 'node:process';
import { program, runProcess } from '../cli/program.ts';
import { type Allowed, budget, type Cost, overspent, planCost } from './budget.ts';
import { growthTable } from './growth.ts';
import { buildLargeTenant, GROUPS } from './large-tenant.ts';
import { rivalsTable } from './rivals.ts';
import { writesTable } from './writes.ts';

const PAGE = join(import.meta.dirname, '..', '..', 'docs', 'bench.md');
const STARTS = 15;
const PLANS = 3;
/** Loaded into a measured process: leaves its largest resident memory in a file when it ends. */
const NOTE_MEMORY = `import { writeFileSync } from 'node:fs';
process.on('exit', () => writeFileSync(process.env.POSTILION_BENCH_MEMORY, String(process.resourceUsage().maxRSS)));`;

interface Measured {
  readonly allowed: Allowed;
  readonly cost: Cost;
  readonly configurations: number;
  /** Median seconds of `postilion plan` as a process of its own. */
  readonly seconds: number;
  /** Largest resident memory of any of them, in MiB. */
  readonly megabytes: number;
}

const starts = await startUps();
const measured: Measured[] = [];
for (const allowed of budget()) measured.push(await measure(allowed));
const growth = await growthTable();
const rivals = await rivalsTable();
const writes = await writesTable();
writeFileSync(PAGE, page(starts, measured, { growth, rivals, writes }));
const broken = measured.flatMap(({ allowed, cost }) => overspent(allowed, cost));
for (const sentence of broken) stderr.write(`${sentence}\n`);
exit(broken.length === 0 ? 0 : 1);

async function measure(allowed: Allowed): Promise<Measured> {
  const tenant = await buildLargeTenant(allowed);
  try {
    const cost = await planCost(tenant);
    const note = join(tenant.root, 'memory');
    const env = {
      POSTILION_GRAPH_URL: tenant.server.url,
      POSTILION_ACCESS_TOKEN: 'bench',
      POSTILION_BENCH_MEMORY: note,
      NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(NOTE_MEMORY)}`,
    };
    const times: number[] = [];
    const kilobytes: number[] = [];
    for (let count = 0; count < PLANS; count += 1) {
      const before = performance.now();
      const ran = await runProcess(['plan', '--detailed-exitcode'], { cwd: tenant.root, env });
      if (ran.code !== 0) throw new Error(`the plan ended with ${ran.code}: ${ran.err}`);
      times.push(performance.now() - before);
      kilobytes.push(Number(readFileSync(note, 'utf8')));
    }
    const megabytes = Math.max(...kilobytes) / 1024;
    return { allowed, cost, configurations: tenant.configurations, seconds: median(times) / 1000, megabytes };
  } finally {
    await tenant.close();
  }
}

/** What is started → median milliseconds. */
async function startUps(): Promise<ReadonlyMap<string, number>> {
  const main = await program();
  const commands: readonly (readonly [string, readonly string[]])[] = [
    ['node -e 0', ['-e', '0']],
    ['postilion --version', [main, '--version']],
    ['postilion --help', [main, '--help']],
  ];
  return new Map(commands.map(([name, args]) => [name, median(Array.from({ length: STARTS }, () => timed(args)))]));
}

function timed(args: readonly string[]): number {
  const before = performance.now();
  const { status } = spawnSync(execPath, args);
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}`);
  return performance.now() - before;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

interface Tables {
  readonly growth: string;
  readonly rivals: string;
  readonly writes: string;
}

function page(starts: ReadonlyMap<string, number>, rows: readonly Measured[], tables: Tables): string {
  const bare = starts.get('node -e 0') ?? 1;
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const machine = `${cpus().length} × ${cpu?.model.trim() ?? 'unknown'}, ${memory} GiB, ${platform()} ${arch()}, Node ${versions.node}`;
  return `<!-- Written by \`npm run bench\`; changes made here are lost. -->

# Bench

Measured with \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}: ${machine}.

## A plan without changes

\`postilion plan\` where git and the tenant agree, against the embedded tenant over HTTP. The counts are judged: more of
them than \`test/bench/budget.json\` allows fails the bench, and the smallest row fails the tests too. Round trips are the
pages of the lists of our own objects and a constant: one request for each fifteen names that the profiles use between them,
twenty of those to a batch. Each mail app costs a read, twenty to a round trip: no plan may take
more than its pages, twelve, and one for each twenty of those. The seconds are the median of ${PLANS} runs, the start of the program included, and the memory is the most that any of them had
resident; neither is judged. The profiles share ${GROUPS} groups.

| mail profiles | configurations in the tenant | references and apps | pages | requests | round trips | seconds | MiB |
|---|---|---|---|---|---|---|---|
${rows.map(planRow).join('\n')}

## Growth

As off this machine: below the documented limits, and with a delay before each answer. The seconds are those of the plan
alone, the embedded tenant in the same process included.

${tables.growth}

A plan without changes grows with the pages of our own objects, one name of a group in fifteen being a request of its own; a plan
with changes reads the whole list besides. Reading all references is a request each, 900 in any 20 s.

## Beside large groups

One new profile of the account that 42 others set up, each for a large group of its own. The seconds include the embedded
tenant in the same process.

${tables.rivals}

Whoever gets the new profile is asked for their groups, twenty to a round trip, where that is less than reading the groups.

## Writing

New profiles, each made and assigned: two writes, each read back. 95 writes go in any 20 s, so 200 profiles take 80 s whatever
else happens.

${tables.writes}

## Starting

Median of ${STARTS} starts. Asking for help or the version loads none of the packages for identity, Graph, git, YAML,
schemas or logs, which \`test/cli/loading.test.ts\` checks by name.

| command | milliseconds | times \`node -e 0\` |
|---|---|---|
${[...starts].map(([name, time]) => `| \`${name}\` | ${Math.round(time)} | ${(time / bare).toFixed(1)} |`).join('\n')}
`;
}

function planRow({ allowed, cost, configurations, seconds, megabytes }: Measured): string {
  const cells = [allowed.profiles, configurations, cost.reads, cost.pages, cost.requests, cost.roundTrips];
  return `| ${[...cells, seconds.toFixed(1), Math.round(megabytes)].join(' | ')} |`;
}
