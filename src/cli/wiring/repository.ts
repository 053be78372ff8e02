/** From a command's folder and flags to its repository: a folder of files, or the head of a branch of it. */

import { basename, dirname } from 'node:path';
import { loadRepository, type Repository } from '../../app/load-repository.ts';
import type { RepositoryReader } from '../../app/ports/repository.ts';
import { findConfig } from '../../io/files/find-config.ts';
import { gatherConfigFiles, readConfigFiles } from '../../io/files/read-config-files.ts';
import { readCommit } from '../../io/git/read-commit.ts';
import { readTree } from '../../io/git/working-tree.ts';
import { EXIT } from '../../model/exit-code.ts';
import { ExitError } from '../failure.ts';
import type { Terminal } from '../terminal.ts';
import { readCertificatesInCommit, readCertificatesInTree } from './certificate-files.ts';
import { machineClock } from './machine.ts';
import { checkPlaces, isOwnTenant, variable } from './places.ts';

/**
 * The repository around the command's folder. With `atBranch` it is the head of the configured branch: a schedule follows
 * that, whatever is checked out, but a tenant of one's own follows the working tree. With `atCommit` it is what that
 * commit has. Throws ExitError when there is no configuration.
 */
export async function openRepository(
  options: {
    readonly config?: string;
    readonly tenant?: string;
    readonly atBranch?: boolean;
    readonly atCommit?: string;
    readonly asOf?: string;
  },
  terminal: Terminal,
): Promise<Repository> {
  const path = await pathOfConfig(options, terminal);
  const { atBranch: follows = false, atCommit = null } = options;
  return loadRepository({
    repository: repositoryAt(path),
    clock: machineClock,
    asOf: options.asOf,
    tenant: options.tenant ?? null,
    named: { graph: variable(terminal.env, 'POSTILION_GRAPH_URL') !== null },
    judgePlaces: (config, file) => checkPlaces(config, dirname(path), terminal.env, file),
    follow: (config) => atCommit ?? (follows && !isOwnTenant(config, terminal.env) ? config.branch : null),
  });
}

/** The files alone, as they lie there or in a commit. Throws ExitError when there is no configuration. */
export async function openFolder(options: { readonly config?: string }, terminal: Terminal): Promise<RepositoryReader> {
  return repositoryAt(await pathOfConfig(options, terminal));
}

async function pathOfConfig(options: { readonly config?: string }, terminal: Terminal): Promise<string> {
  const path = await findConfig(terminal.cwd, options.config);
  if (path === null) {
    const where = options.config ?? 'postilion.yaml';
    throw new ExitError(
      EXIT.input,
      `there is no ${where} in ${terminal.cwd} or above it: write one, or name it with --config`,
    );
  }
  return path;
}

/** The repository of the configuration file at `path`. */
function repositoryAt(path: string): RepositoryReader {
  const root = dirname(path);
  const configFile = basename(path);
  const beside = [configFile, 'adopt.yaml', 'tenants.yaml', `base/${configFile}`];
  const ofTenants = ['tenants/*/postilion.yaml', 'tenants/*/adopt.yaml'];
  return {
    root,
    configFile,
    workingTree: {
      config: (tenant) => readConfigFiles(path, tenant),
      texts: (globs) => readTree({ root, globs, beside: [...beside, ...ofTenants] }),
      certificates: (paths, commit) => readCertificatesInTree(root, paths, commit),
    },
    headOf: (branch) => ({
      config: async (tenant) => {
        const tree = await readCommit(root, branch, tenant === null ? beside : [...beside, ...ofTenants]);
        if (!tree.ok) return tree;
        const file = (name: string) => tree.value.files.find((one) => one.path === name) ?? null;
        const isThere = [configFile, 'tenants.yaml'].some((name) => file(name) !== null);
        const empty = { path: configFile, text: '' };
        return gatherConfigFiles(configFile, tenant, async (name) =>
          isThere || name !== empty.path ? file(name) : empty,
        );
      },
      texts: (globs) => readCommit(root, branch, globs),
      certificates: (paths, commit) => readCertificatesInCommit(root, paths, commit ?? branch),
    }),
  };
}
