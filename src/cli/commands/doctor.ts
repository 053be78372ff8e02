/** `postilion doctor`: what stands in the way of a plan or an apply, in sentences with the fix. */

import { examine, type Surroundings } from '../../app/doctor.ts';
import { doctorExitCode, type TokenFacts } from '../../core/doctor/checks.ts';
import { openGit } from '../../io/git/open.ts';
import { tokenSource } from '../../io/graph/auth/credentials.ts';
import { chooseIdentity, type Identity } from '../../io/graph/auth/identity.ts';
import { isJsonArray, isJsonObject, stringAt } from '../../model/json.ts';
import type { StateReading } from '../../model/state/snapshot.ts';
import { renderDoctor, renderDoctorJson } from '../../report/doctor.ts';
import type { CommonOptions } from '../flags/global.ts';
import type { Terminal } from '../terminal.ts';
import { type Log, openLog } from '../wiring/log.ts';
import { loadRepository, type Repository } from '../wiring/repository.ts';
import { openState } from '../wiring/state.ts';
import { openReader } from '../wiring/tenant.ts';
import { refuse } from './plan.ts';

interface DoctorOptions extends CommonOptions {
  readonly for: 'plan' | 'apply';
}

type Usable = NonNullable<Repository['usable']>;

/** Examines and prints. The exit code is 0, 9 for what is not allowed, or 12 for what can't be reached. */
export async function doctorCommand(options: DoctorOptions, terminal: Terminal): Promise<number> {
  const repository = await loadRepository(options, terminal);
  const { usable } = repository;
  if (usable === null) return refuse(repository, options, terminal);
  const surroundings = await lookAround(usable, options, terminal);
  const clock = listeningLog(await openLog(options.logLevel));
  const connection = await openReader(usable, terminal, clock.log);
  try {
    const checks = await examine(surroundings, { reader: connection.tenant, aheadMs: clock.aheadMs });
    terminal.print(options.format === 'json' ? renderDoctorJson(checks) : renderDoctor(checks));
    return doctorExitCode(checks);
  } finally {
    await connection.close();
  }
}

async function lookAround(usable: Usable, options: DoctorOptions, terminal: Terminal): Promise<Surroundings> {
  const { config, root } = usable;
  const { env } = terminal;
  const override = env['POSTILION_GRAPH_URL'] ?? '';
  const isEmbedded = config.tenant.embedded !== null && override === '';
  return {
    ...(isEmbedded ? EMBEDDED : await identify(usable, env)),
    tenantId: config.tenant.id,
    isEmbedded,
    purpose: options.for,
    node: process.versions.node,
    git: await gitVersion(root),
    branch: config.state.branch,
    state: await readState(usable, terminal),
  };
}

const EMBEDDED = { identity: { name: 'the one of the embedded tenant', isSecret: false }, token: null } as const;

async function identify({ config }: Usable, env: Terminal['env']): Promise<Pick<Surroundings, 'identity' | 'token'>> {
  try {
    const identity = chooseIdentity(env);
    const { id: tenantId, cloud, graphUrl } = config.tenant;
    const token = await tokenSource({ env, tenantId, cloud, graphUrl: env['POSTILION_GRAPH_URL'] || graphUrl })();
    return { identity: { name: NAMES[identity.type], isSecret: identity.type === 'secret' }, token: factsOf(token) };
  } catch (error) {
    const [fault = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    return { identity: { fault }, token: null };
  }
}

const NAMES = {
  'access-token': 'a ready token (POSTILION_ACCESS_TOKEN)',
  github: 'an app federated with GitHub',
  'token-file': 'an app federated with this cluster',
  certificate: 'an app with a certificate',
  secret: 'an app with a client secret',
  machine: 'what this machine has: a managed identity, or the person signed in to the Azure CLI',
} as const satisfies Readonly<Record<Identity['type'], string>>;

/** The claims that tell who it is and what it may do; its signature is the service's business. */
function factsOf(token: string): TokenFacts | null {
  const [, payload, signature] = token.split('.');
  if (payload === undefined || signature === undefined) return null;
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    if (!isJsonObject(claims)) return null;
    const { roles } = claims;
    const scopes = stringAt(claims, 'scp')?.split(' ') ?? null;
    return {
      tenantId: stringAt(claims, 'tid') ?? null,
      app: stringAt(claims, 'app_displayname') ?? stringAt(claims, 'upn') ?? stringAt(claims, 'appid') ?? null,
      granted: isJsonArray(roles) ? roles.filter((role) => typeof role === 'string') : scopes,
    };
  } catch {
    return null;
  }
}

async function gitVersion(root: string): Promise<string | null> {
  try {
    const told = await (await openGit(root)).raw(['--version']);
    return told.replace(/^git version /, '').trim();
  } catch {
    return null;
  }
}

async function readState(usable: Usable, terminal: Terminal): Promise<StateReading> {
  const state = openState(usable, terminal);
  try {
    return await state.store.read();
  } finally {
    await state.close();
  }
}

/** A log that remembers how far the clocks were apart at the last answer. */
function listeningLog(log: Log): { readonly log: Log; readonly aheadMs: () => number | null } {
  let last: number | null = null;
  return {
    aheadMs: () => last,
    log: {
      info: (message) => log.info(message),
      graph: (event) => {
        if ('aheadMs' in event && typeof event.aheadMs === 'number') last = event.aheadMs;
        log.graph(event);
      },
    },
  };
}
