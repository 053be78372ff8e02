/** From configuration and environment to a tenant: the real one, another Graph root, or the embedded one. */

import type { TenantReader, TenantWriter } from '../../app/ports/tenant.ts';
import { graphRoot } from '../../io/graph/auth/clouds.ts';
import { createTokenSource } from '../../io/graph/auth/credentials.ts';
import { connectReader, connectWriter } from '../../io/graph/connect.ts';
import type { TokenSource } from '../../io/graph/http/exchange.ts';
import type { GraphOptions } from '../../io/graph/session.ts';
import type { Config } from '../../model/config.ts';
import { EXIT } from '../../model/exit-code.ts';
import { mayFileName } from '../../model/graph-roots.ts';
import { ExitError } from '../failure.ts';
import type { Terminal } from '../terminal.ts';
import { tool } from '../version.ts';
import { waitsOn } from '../waits.ts';
import type { Log } from './log.ts';
import { embeddedFolder, graphUrlOf, variable } from './places.ts';

/** A connection, and how to end it. */
export interface Connection<T> {
  readonly tenant: T;
  readonly close: () => Promise<void>;
}

interface Where {
  readonly config: Config;
  /** Folder of the configuration: the embedded tenant's folder is relative to it. */
  readonly root: string;
}

/** A tenant that can only be read: its token can't write either, where we hand it out ourselves. */
export async function openReader(where: Where, terminal: Terminal, log: Log): Promise<Connection<TenantReader>> {
  const { options, close } = await graphOptions(where, terminal, log, 'reader');
  return { tenant: await connectReader(options), close };
}

/** A tenant that can be changed; `signal` ends every wait for it. */
export async function openWriter(
  where: Where,
  terminal: Terminal,
  log: Log,
  signal: AbortSignal,
): Promise<Connection<TenantReader & TenantWriter>> {
  const { options, close } = await graphOptions(where, terminal, log, 'writer');
  return { tenant: await connectWriter({ ...options, signal }), close };
}

async function graphOptions(
  { config, root }: Where,
  terminal: Terminal,
  log: Log,
  role: 'reader' | 'writer',
): Promise<{ readonly options: GraphOptions; readonly close: () => Promise<void> }> {
  const { tenant } = config;
  const { env } = terminal;
  refuseOtherTenant(config, env);
  const common = {
    log: (event: Parameters<Log['graph']>[0]) => log.graph(event),
    onWait: waitsOn(terminal),
    agent: tool().replace(' ', '/'),
    proxy: env,
  };
  const folder = embeddedFolder(config, root, env);
  if (folder !== null) {
    const { startTenant } = await import('../../embedded/start-tenant.ts');
    const running = await startTenant({ dir: folder });
    const token = async () => `${role} of the embedded tenant`.replaceAll(' ', '-');
    return { options: { ...common, root: running.url, token }, close: () => soon(running.close()) };
  }
  const graphUrl = graphUrlOf(config, env);
  const isNamedOutside = variable(env, 'POSTILION_GRAPH_URL') !== null;
  const source = createTokenSource({ env, tenantId: tenant.id, cloud: tenant.cloud, graphUrl });
  const token = graphUrl === null || isNamedOutside ? source : onlyToOwn(graphUrl, source);
  return { options: { ...common, root: graphUrl ?? graphRoot(tenant.cloud), token }, close: async () => {} };
}

/** One variable can't say which of many tenants is meant. */
function refuseOtherTenant({ tenant, tenantName }: Config, env: Terminal['env']): void {
  const named = variable(env, 'POSTILION_TENANT_ID');
  if (tenantName === undefined || named === null || named.toLowerCase() === tenant.id?.toLowerCase()) return;
  throw new ExitError(
    EXIT.input,
    `POSTILION_TENANT_ID is not the id of ${tenantName} in tenants.yaml: leave the variable out where a repository is for many tenants`,
  );
}

/** The last look before a token is handed out for an address that a file of the repository names. */
function onlyToOwn(graphUrl: string, source: TokenSource): TokenSource {
  if (URL.canParse(graphUrl) && mayFileName(new URL(graphUrl))) return source;
  throw new ExitError(
    EXIT.input,
    'tenant.graphUrl names a place that no token is sent to: name it in POSTILION_GRAPH_URL',
  );
}

/** Longer than closing takes; the process ends behind it, with whatever is open still. */
const CLOSING_MS = 2_000;

/** Waits no longer than that: after an error nobody knows what closing hangs on. */
async function soon(closing: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, CLOSING_MS);
  });
  await Promise.race([closing, late]).finally(() => clearTimeout(timer));
}
