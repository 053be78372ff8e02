/** `postilion tenants …`: the tenants of a repository for many, their shards, the gate between waves, and one view of all. */

import { kindsIn } from '../../app/plan/read-collections.ts';
import type { RepositoryReader } from '../../app/ports/repository.ts';
import { readStatus } from '../../app/status.ts';
import { readTenantsConcerned } from '../../app/tenants-concerned.ts';
import type { Fleet, FleetTenant } from '../../core/tenants/fleet.ts';
import { fleetRows } from '../../core/tenants/fleet-report.ts';
import { countDeviceErrors, type DeviceErrors, judgeTenant } from '../../core/tenants/gate.ts';
import {
  MOST_JOBS,
  MOST_MATRIX_CHARACTERS,
  type Part,
  partOf,
  shardsOf,
  waveOf,
  wavesOf,
} from '../../core/tenants/matrix.ts';
import { readTenants } from '../../core/tenants/tenants-yaml.ts';
import { compileGlobs } from '../../io/files/glob.ts';
import { listChangedPaths } from '../../io/git/changed-paths.ts';
import { EXIT, type ExitCode } from '../../model/exit-code.ts';
import type { HeartbeatReading } from '../../model/state/heartbeat.ts';
import { counted } from '../../model/text.ts';
import { instantOf } from '../../model/time.ts';
import { findingsExitCode } from '../../report/exit-code.ts';
import { renderFleet, renderFleetHtml, renderFleetJson, renderFleetMarkdown } from '../../report/fleet.ts';
import { escapeTerminal } from '../../report/text/escape.ts';
import { findingsText } from '../faces.ts';
import { ExitError } from '../failure.ts';
import type { CommonOptions } from '../flags/global.ts';
import { withReader } from '../session.ts';
import type { Terminal } from '../terminal.ts';
import { runAtMost } from '../wiring/at-most.ts';
import { machineClock } from '../wiring/machine.ts';
import { openFolder, openRepository } from '../wiring/repository.ts';
import { openState } from '../wiring/state.ts';

/** So many state branches are read at once. */
const SIDE_BY_SIDE = 16;

interface Some {
  readonly wave?: string;
  readonly changedSince?: string;
}

/** Names, waves and ids, a line each; or names alone, as other programs take them. */
export async function listTenants(
  options: CommonOptions<'tenants list'> & Some & { readonly part?: Part; readonly names: boolean },
  terminal: Terminal,
): Promise<ExitCode> {
  return withFleet(options, terminal, async (fleet, folder) => {
    const all = await chooseTenants(fleet, options, folder);
    const some = options.part === undefined ? all : partOf(all, options.part);
    const lines = some.map((one) =>
      options.names ? one.name : `${one.name}  ${waveOf(one)}  ${one.id ?? one.embedded ?? 'as its folder says'}`,
    );
    terminal.print(
      options.format === 'json'
        ? `${JSON.stringify({ tenants: some.map(({ name, id, wave }) => ({ name, id, wave })) }, null, 2)}\n`
        : lines.map((line) => `${escapeTerminal(line)}\n`).join(''),
    );
    return EXIT.ok;
  });
}

/** One line of JSON, as `strategy.matrix` of GitHub Actions takes it. */
export async function printTenantsMatrix(
  options: CommonOptions<'tenants matrix'> & Some & { readonly shardSize: number },
  terminal: Terminal,
): Promise<ExitCode> {
  return withFleet(options, terminal, async (fleet, folder) => {
    const shards = shardsOf(await chooseTenants(fleet, options, folder), options.shardSize);
    if (shards.length > MOST_JOBS) {
      throw new ExitError(
        EXIT.input,
        `${counted(shards.length, 'shard')}: GitHub runs ${MOST_JOBS} jobs of a matrix at most: write a larger --shard-size`,
      );
    }
    const line = JSON.stringify({ include: shards });
    if (line.length > MOST_MATRIX_CHARACTERS)
      throw new ExitError(
        EXIT.input,
        `the matrix has ${line.length} characters, and a job of GitHub hands on ${MOST_MATRIX_CHARACTERS} at most: write --wave, and a matrix for each`,
      );
    terminal.print(`${line}\n`);
    return EXIT.ok;
  });
}

interface GateOptions extends CommonOptions<'tenants gate'> {
  readonly wave: string;
  readonly commit: string;
  /** The most devices on which profiles may have failed; left out: nobody asks the tenants. */
  readonly deviceErrors?: number;
}

/** Ends with 0 where the next wave may begin, otherwise with 3 and the reasons. */
export async function checkTenantsGate(options: GateOptions, terminal: Terminal): Promise<ExitCode> {
  if (!/^[0-9a-f]{40}$/.test(options.commit))
    throw new ExitError(
      EXIT.input,
      `--commit "${options.commit}" is no whole commit id: write its 40 letters and digits`,
    );
  return withFleet(options, terminal, async (fleet) => {
    const some = ofWave(fleet, options.wave);
    const rows = await runAtMost(some, SIDE_BY_SIDE, async ({ name }) => {
      const [reading, errors] = await Promise.all([
        heartbeatOf(name, options, terminal),
        deviceErrorsOf(name, options, terminal),
      ]);
      return judgeTenant(name, reading, options.commit, errors);
    });
    const against = rows.filter((row) => row.against !== null);
    const verdict =
      against.length === 0
        ? `the wave ${options.wave} is through: ${counted(rows.length, 'tenant')} as git says at this commit`
        : `the wave ${options.wave} is not through: ${against.length} of ${counted(rows.length, 'tenant')}`;
    const text = [verdict, ...against.map(({ tenant, against: why }) => `  ${tenant}: ${why ?? ''}`)];
    terminal.print(
      options.format === 'json'
        ? `${JSON.stringify({ open: against.length === 0, wave: options.wave, commit: options.commit, tenants: rows }, null, 2)}\n`
        : text.map((line) => `${escapeTerminal(line)}\n`).join(''),
    );
    return against.length === 0 ? EXIT.ok : EXIT.gated;
  });
}

const FACES = { text: renderFleet, json: renderFleetJson, markdown: renderFleetMarkdown } as const;

/** One view of all tenants. */
export async function reportOfTenants(
  options: CommonOptions<'tenants report'> & Some & { readonly maxAge: string },
  terminal: Terminal,
): Promise<ExitCode> {
  return withFleet(options, terminal, async (fleet, folder) => {
    const some = await chooseTenants(fleet, options, folder);
    const readings = await runAtMost(some, SIDE_BY_SIDE, async (tenant) => ({
      tenant: tenant.name,
      wave: waveOf(tenant),
      reading: await heartbeatOf(tenant.name, options, terminal),
    }));
    const now = machineClock.now();
    const rows = fleetRows(readings, new Date((instantOf(now) ?? 0) - millisecondsOf(options.maxAge)).toISOString());
    terminal.print(options.format === 'html' ? renderFleetHtml(rows, now) : FACES[options.format](rows));
    return EXIT.ok;
  });
}

const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

function millisecondsOf(span: string): number {
  return Number(span.slice(0, -1)) * (UNITS[span.slice(-1)] ?? 0);
}

/** Reads tenants.yaml for `work`; without a usable one prints what is wrong with it. */
export async function withFleet(
  options: CommonOptions,
  terminal: Terminal,
  work: (fleet: Fleet, folder: RepositoryReader) => Promise<ExitCode>,
): Promise<ExitCode> {
  const folder = await openFolder(options, terminal);
  const texts = await folder.workingTree.config(null);
  if (texts.ok && texts.value.fleet === null)
    throw new ExitError(
      EXIT.input,
      `there is no tenants.yaml beside ${texts.value.config.path}: write one, or leave this to repositories for many tenants`,
    );
  const fleet = texts.ok && texts.value.fleet !== null ? readTenants(texts.value.fleet.tenants) : texts;
  if (fleet.ok && 'tenants' in fleet.value) return work(fleet.value, folder);
  const text = findingsText({ findings: fleet.findings, profiles: 0 }, { ...options, format: 'text' }, terminal);
  terminal.error(text);
  return findingsExitCode(fleet.findings);
}

/** The tenants of a wave, or of what changed; all where neither is asked for. */
export async function chooseTenants(
  fleet: Fleet,
  { wave, changedSince }: Some,
  folder: RepositoryReader,
): Promise<readonly FleetTenant[]> {
  const some = wave === undefined ? fleet.tenants : ofWave(fleet, wave);
  if (changedSince === undefined) return some;
  const paths = await listChangedPaths(folder.root, changedSince);
  if (paths === null)
    throw new ExitError(
      EXIT.unreadable,
      `git can not tell what changed since "${changedSince}": fetch that commit first`,
    );
  const concerned = new Set(await readTenantsConcerned(fleet, paths, folder, compileGlobs));
  return some.filter((tenant) => concerned.has(tenant));
}

function ofWave(fleet: Fleet, wave: string): readonly FleetTenant[] {
  const waves = wavesOf(fleet);
  if (!waves.includes(wave))
    throw new ExitError(EXIT.input, `--wave "${wave}": there is no such wave: write one of ${waves.join(', ')}`);
  return fleet.tenants.filter((tenant) => waveOf(tenant) === wave);
}

async function deviceErrorsOf(
  tenant: string,
  { config, deviceErrors: most, ...options }: GateOptions,
  terminal: Terminal,
): Promise<DeviceErrors | 'unknown'> {
  if (most === undefined) return null;
  const named = { ...(config === undefined ? {} : { config }), tenant };
  const { usable } = await openRepository(named, terminal);
  if (usable === null) return 'unknown';
  const invocation = { options: { ...options, ...named }, terminal };
  const found = await withReader(usable, invocation, async ({ tenant: reader, state }) =>
    readStatus(
      { config: usable.config, kinds: kindsIn(usable.profiles), keys: [] },
      { reader, state, clock: machineClock },
    ),
  );
  const count = countDeviceErrors(found.profiles, found.problems.length === 0);
  return count === null ? 'unknown' : { count, most };
}

/** A tenant whose files are wrong is as silent as one that nobody can reach. */
async function heartbeatOf(tenant: string, options: CommonOptions, terminal: Terminal): Promise<HeartbeatReading> {
  const { config } = options;
  const { usable, findings } = await openRepository({ ...(config === undefined ? {} : { config }), tenant }, terminal);
  if (usable === null)
    return { status: 'unreadable', message: `its files have ${counted(findings.length, 'problem')}`, findings };
  const state = openState(usable, terminal);
  try {
    return await state.heartbeat.read();
  } finally {
    await state.close();
  }
}
