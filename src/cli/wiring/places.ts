/** Where a run keeps what it writes on this machine or pushes: decided by the environment first, then by the configuration. */

import { resolve } from 'node:path';
import { findConfigPlace } from '../../core/config/postilion-yaml.ts';
import type { SourceFile } from '../../core/config/yaml/parse.ts';
import { isBelow, resolveRealPath } from '../../io/files/real-path.ts';
import { findWorkingTree } from '../../io/git/head.ts';
import { findStatePlaceFault } from '../../io/git/state/trusted-place.ts';
import type { Config } from '../../model/config.ts';
import { EXIT } from '../../model/exit-code.ts';
import { type Finding, inputError } from '../../model/finding.ts';
import { isLoopback } from '../../model/loopback.ts';
import { isBranchName, repositoryAddress, withoutCredentials } from '../../model/repository-address.ts';
import { ExitError } from '../failure.ts';
import type { Terminal } from '../terminal.ts';

type Environment = Terminal['env'];

export interface StatePlaceChoice {
  readonly repo: string;
  readonly branch: string;
  /** What named it, in words for people. */
  readonly named: 'state.repo' | 'POSTILION_STATE_REPO' | 'default';
}

/** The variable's value, null where it is unset or empty. */
export function variable(env: Environment, name: string): string | null {
  const value = env[name]?.trim() ?? '';
  return value === '' ? null : value;
}

/** The Graph root that takes the place of the cloud's own: the environment's before the configuration's. */
export function graphUrlOf({ tenant }: Config, env: Environment): string | null {
  return variable(env, 'POSTILION_GRAPH_URL') ?? tenant.graphUrl;
}

/** The folder of the embedded tenant, null where the run is for another tenant. */
export function embeddedFolder({ tenant, tenantName }: Config, root: string, env: Environment): string | null {
  if (tenant.embedded === null || variable(env, 'POSTILION_GRAPH_URL') !== null) return null;
  const named = variable(env, 'POSTILION_EMBEDDED_DIR');
  if (named === null) return resolve(root, tenant.embedded);
  // One variable is for all tenants of a repository, and no two of them are one.
  return tenantName === undefined ? resolve(root, named) : resolve(root, named, tenantName);
}

/** True for a tenant on this machine: it may follow the working tree, and nobody shares its state. */
export function isOwnTenant(config: Config, env: Environment): boolean {
  if (config.tenant.embedded !== null && variable(env, 'POSTILION_GRAPH_URL') === null) return true;
  const url = graphUrlOf(config, env);
  return url !== null && URL.canParse(url) && isLoopback(new URL(url));
}

/**
 * The state branch and its repository. A tenant on this machine is nobody's but this folder's: unless somebody says
 * otherwise, its state lives in a repository of its own beside it, never in the profiles repository.
 */
export function statePlace(config: Config, root: string, env: Environment): StatePlaceChoice {
  const { tenantName } = config;
  const said = variable(env, 'POSTILION_STATE_BRANCH');
  // One variable is for all tenants of a repository, and no two of them share a branch.
  const own = said === null || tenantName === undefined ? said : `${said}-${tenantName}`;
  const branch = own ?? config.state.branch;
  const named = variable(env, 'POSTILION_STATE_REPO');
  if (named !== null) return { repo: named, branch, named: 'POSTILION_STATE_REPO' };
  const { repo } = config.state;
  if (repo !== '.') return { repo, branch, named: 'state.repo' };
  const embedded = embeddedFolder(config, root, env);
  if (embedded !== null) return { repo: `${embedded}.state.git`, branch, named: 'default' };
  return { repo: isOwnTenant(config, env) ? '.postilion/state.git' : repo, branch, named: 'default' };
}

/** What is wrong with the places that a run would write to. Throws ExitError 10 where the environment named one. */
export async function checkPlaces(
  config: Config,
  root: string,
  env: Environment,
  file: SourceFile,
): Promise<readonly Finding[]> {
  const embedded = await embeddedFinding(config, root, env, file);
  const state = await stateFinding(config, root, env, file);
  return [...(embedded === null ? [] : [embedded]), ...(state === null ? [] : [state])];
}

async function embeddedFinding(
  config: Config,
  root: string,
  env: Environment,
  file: SourceFile,
): Promise<Finding | null> {
  const folder = embeddedFolder(config, root, env);
  if (folder === null || variable(env, 'POSTILION_EMBEDDED_DIR') !== null) return null;
  const tree = await resolveRealPath((await findWorkingTree(root)) ?? root);
  const real = await resolveRealPath(folder);
  if (isBelow(tree, real) && !/(?:^|[\\/])\.git(?:[\\/]|$)/i.test(real.slice(tree.length))) return null;
  const remedy = 'write a folder below the configuration, or name it in POSTILION_EMBEDDED_DIR';
  const message = `tenant.embedded: "${config.tenant.embedded}" leads out of the repository, where nothing is written for a file of it: ${remedy}`;
  return inputError('CFG-010', message, { at: findConfigPlace(file, '/tenant/embedded') });
}

async function stateFinding(config: Config, root: string, env: Environment, file: SourceFile): Promise<Finding | null> {
  const { repo, branch, named } = statePlace(config, root, env);
  const address = repositoryAddress(repo);
  const isDefault = named !== 'state.repo';
  const fault = address.way === 'none' ? address.fault : await findStatePlaceFault({ root, repo, isDefault });
  if (fault !== null && named === 'POSTILION_STATE_REPO') {
    throw new ExitError(EXIT.input, `POSTILION_STATE_REPO: "${withoutCredentials(repo)}" ${fault}`);
  }
  if (!isBranchName(branch) && variable(env, 'POSTILION_STATE_BRANCH') !== null) {
    throw new ExitError(
      EXIT.input,
      `POSTILION_STATE_BRANCH: "${branch}" can not be a branch: write letters, digits, - and /`,
    );
  }
  if (fault === null) return null;
  const shown = named === 'default' ? 'the place of the state branch' : 'state.repo';
  const message = `${shown}: "${withoutCredentials(repo)}" ${fault}`;
  return inputError('CFG-009', message, { at: findConfigPlace(file, '/state/repo') });
}
