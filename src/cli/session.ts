/** The frame of a command: a usable repository, then a state branch and a tenant, which are closed whatever happens. */

import type { UsableRepository } from '../app/load-repository.ts';
import type { HeartbeatKeeper, StateStore } from '../app/ports/state.ts';
import type { TenantReader, TenantWriter } from '../app/ports/tenant.ts';
import type { ExitCode } from '../model/exit-code.ts';
import type { Finding } from '../model/finding.ts';
import { findingsExitCode } from '../report/exit-code.ts';
import { findingsText } from './faces.ts';
import type { CommonOptions } from './flags/global.ts';
import type { Terminal } from './terminal.ts';
import { type Log, openLog, telling } from './wiring/log.ts';
import { openRepository } from './wiring/repository.ts';
import { openState } from './wiring/state.ts';
import { type Connection, openReader, openWriter } from './wiring/tenant.ts';

/** One command as it was called. */
export interface Invocation<Options extends CommonOptions = CommonOptions> {
  readonly options: Options;
  readonly terminal: Terminal;
}

/** What a command works with. */
export interface Session<Tenant> {
  readonly tenant: Tenant;
  readonly state: StateStore;
  readonly heartbeat: HeartbeatKeeper;
}

/** Loads the repository for `work`; without a usable one prints its findings, and no tenant is asked anything. */
export async function withRepository(
  { options, terminal }: Invocation<CommonOptions & { readonly atBranch?: boolean; readonly asOf?: string }>,
  work: (repository: UsableRepository) => Promise<ExitCode>,
  invalid?: (findings: readonly Finding[]) => Promise<void>,
): Promise<ExitCode> {
  const { findings, usable } = await openRepository(options, terminal);
  if (usable !== null) return work(usable);
  const text = findingsText({ findings, profiles: 0 }, options, terminal);
  if (options.format === 'text') terminal.error(`${text}the tenant was not contacted\n`);
  else terminal.print(text);
  await invalid?.(findings);
  return findingsExitCode(findings);
}

/** Opens the state branch for `work`. */
export async function withState<Result>(
  repository: UsableRepository,
  terminal: Terminal,
  work: (state: StateStore, heartbeat: HeartbeatKeeper) => Promise<Result>,
): Promise<Result> {
  const state = openState(repository, terminal);
  try {
    return await work(state.store, state.heartbeat);
  } finally {
    await state.close();
  }
}

/** Opens the state branch, and a tenant that can only be read. */
export async function withReader<Result>(
  repository: UsableRepository,
  { options, terminal }: Invocation,
  work: (session: Session<TenantReader>) => Promise<Result>,
  log?: Log,
): Promise<Result> {
  const connection = await openReader(repository, terminal, log ?? (await logFor({ options, terminal })));
  return within(connection, repository, terminal, work);
}

/** Opens the state branch, and a tenant that can be changed; `signal` ends every wait for the tenant. */
export async function withWriter<Result>(
  repository: UsableRepository,
  { options, terminal }: Invocation,
  work: (session: Session<TenantReader & TenantWriter>) => Promise<Result>,
  signal: AbortSignal,
): Promise<Result> {
  const connection = await openWriter(repository, terminal, await logFor({ options, terminal }), signal);
  return within(connection, repository, terminal, work);
}

async function logFor({ options, terminal }: Invocation): Promise<Log> {
  const log = await openLog(options.logLevel);
  return options.verbose === true ? telling(log, terminal) : log;
}

async function within<Tenant, Result>(
  { tenant, close }: Connection<Tenant>,
  repository: UsableRepository,
  terminal: Terminal,
  work: (session: Session<Tenant>) => Promise<Result>,
): Promise<Result> {
  try {
    return await withState(repository, terminal, (state, heartbeat) => work({ tenant, state, heartbeat }));
  } finally {
    await close();
  }
}
