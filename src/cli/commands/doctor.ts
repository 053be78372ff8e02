/** `postilion doctor`: what stands in the way of a plan or an apply, in sentences with the fix. */

import { examine, type Surroundings } from '../../app/doctor.ts';
import type { UsableRepository } from '../../app/load-repository.ts';
import type { StateReader } from '../../app/ports/state.ts';
import { doctorExitCode, type TokenFacts } from '../../core/doctor/checks.ts';
import { openGit } from '../../io/git/open.ts';
import { createTokenSource } from '../../io/graph/auth/credentials.ts';
import { chooseIdentity, type Identity } from '../../io/graph/auth/identity.ts';
import type { ExitCode } from '../../model/exit-code.ts';
import { isJsonArray, isJsonObject, stringAt } from '../../model/json.ts';
import { renderDoctor, renderDoctorJson } from '../../report/doctor.ts';
import type { CommonOptions } from '../flags/global.ts';
import { withReader, withRepository } from '../session.ts';
import type { Terminal } from '../terminal.ts';
import { type Log, openLog } from '../wiring/log.ts';
import { embeddedFolder, graphUrlOf, statePlace } from '../wiring/places.ts';

interface DoctorOptions extends CommonOptions<'doctor'> {
  readonly for: 'plan' | 'apply';
}

const FACES = { text: renderDoctor, json: renderDoctorJson } as const;

/** Examines and prints. The exit code tells what is not allowed, or what can't be reached. */
export async function runDoctor(options: DoctorOptions, terminal: Terminal): Promise<ExitCode> {
  const invocation = { options, terminal };
  return withRepository(invocation, async (repository) => {
    const clock = listeningLog(await openLog(options.logLevel));
    return withReader(
      repository,
      invocation,
      async ({ tenant, state }) => {
        const surroundings = await lookAround(repository, state, options, terminal);
        const checks = await examine(surroundings, { reader: tenant, aheadMs: clock.aheadMs });
        terminal.print(FACES[options.format](checks));
        return doctorExitCode(checks);
      },
      clock.log,
    );
  });
}

async function lookAround(
  repository: UsableRepository,
  state: StateReader,
  options: DoctorOptions,
  terminal: Terminal,
): Promise<Surroundings> {
  const { config, root } = repository;
  const { env } = terminal;
  const isEmbedded = embeddedFolder(config, root, env) !== null;
  return {
    ...(isEmbedded ? EMBEDDED : await identify(repository, env)),
    tenantId: config.tenant.id,
    isEmbedded,
    purpose: options.for,
    node: process.versions.node,
    git: await gitVersion(root),
    branch: statePlace(config, root, env).branch,
    state: await state.read(),
  };
}

const EMBEDDED = { identity: { name: 'the one of the embedded tenant', isSecret: false }, token: null } as const;

async function identify(
  { config }: UsableRepository,
  env: Terminal['env'],
): Promise<Pick<Surroundings, 'identity' | 'token'>> {
  try {
    const identity = chooseIdentity(env);
    const { id: tenantId, cloud } = config.tenant;
    const token = await createTokenSource({ env, tenantId, cloud, graphUrl: graphUrlOf(config, env) })();
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
