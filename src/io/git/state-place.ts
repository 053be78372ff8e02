/** Where the state branch lives, and in which repository git builds its commits without a working tree or an index. */

import { appendFile, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { SimpleGit } from 'simple-git';

/** A remote that doesn't answer for so long is unreachable. */
const SILENCE_MS = 60_000;

/**
 * What the caller's environment may tell git: how to sign in. Everything else of git's own is kept from it, since a run
 * that a hook starts inherits another repository and another index.
 */
const CREDENTIALS = [
  'GIT_ASKPASS',
  'GIT_CONFIG_GLOBAL',
  'GIT_CONFIG_SYSTEM',
  'GIT_SSH',
  'GIT_SSH_COMMAND',
  'GIT_SSL_CAINFO',
  'GIT_TERMINAL_PROMPT',
  'SSH_ASKPASS',
];

/**
 * `folder` is a repository that git runs in: its objects are shared, its index and working tree are left alone.
 * `remote` is what is fetched from and pushed to; null while the repository at `folder` is yet to be created.
 */
export interface StatePlace {
  readonly folder: string;
  readonly remote: string | null;
}

export interface PlaceOptions {
  /** Folder of the configuration; a relative `repo` starts there. */
  readonly root: string;
  /** `state.repo`: a path or a URL. */
  readonly repo: string;
  readonly branch: string;
}

/** Trouble with the place itself, in words for people. */
export class StatePlaceError extends Error {}

/** Git in a folder; `input` is what its processes read. Throws when the folder doesn't exist. */
export async function stateGit(folder: string, input?: string): Promise<SimpleGit> {
  const { simpleGit } = await import('simple-git');
  return simpleGit({
    baseDir: folder,
    timeout: { block: SILENCE_MS },
    allowEnvironment: CREDENTIALS,
    ...(input === undefined ? {} : { input: () => input }),
  });
}

/**
 * Finds the place. The profiles repository is reached through its remote `origin` where it has one, any other
 * repository under its own path or URL; a path where nothing is yet becomes a bare repository with the first write. Git runs in the
 * repository itself, and for a URL in the profiles repository, so that its credentials and proxies count; without one
 * in a folder made by `scratch`. Throws StatePlaceError.
 */
export async function findPlace(
  { root, repo, branch }: PlaceOptions,
  scratch: () => Promise<string>,
): Promise<StatePlace> {
  if (!isBranchName(branch)) throw new StatePlaceError(`"${branch}" can't be a branch: correct state.branch`);
  if (/::|^[a-z][\w+.-]*:\/\//i.test(repo) && !isUrl(repo)) {
    throw new StatePlaceError(`"${repo}" is neither a path nor an address that git may use: correct state.repo`);
  }
  const profiles = await repositoryAt(root);
  if (isUrl(repo)) return { folder: profiles === null ? await scratch() : root, remote: repo };
  const path = resolve(root, repo);
  if (await isNothing(path)) return { folder: path, remote: null };
  const there = await repositoryAt(path);
  if (there === null || (path !== resolve(root) && there.prefix !== '')) {
    throw new StatePlaceError(`${repo} is no git repository: run git init there, or correct state.repo`);
  }
  const isProfiles = there.common === profiles?.common;
  const hasOrigin = isProfiles && (await remotesOf(path)).includes('origin');
  return { folder: path, remote: hasOrigin ? 'origin' : there.common };
}

/**
 * Makes a bare repository at `folder`. Several runs may do so at once: each makes its own beside it, and the first to
 * rename it wins.
 */
export async function createBare(folder: string, branch: string): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  const own = await mkdtemp(`${folder}.`);
  try {
    await (await stateGit(own)).raw(['init', '--quiet', '--bare', `--initial-branch=${branch}`]);
    await appendFile(join(own, 'config'), '[receive]\n\tdenyDeletes = true\n\tdenyNonFastForwards = true\n');
    await rename(own, folder);
  } catch (error) {
    if (await isNothing(folder)) throw error;
  } finally {
    await rm(own, { recursive: true, force: true });
  }
}

/** A repository of our own for the time of a run, where the profiles aren't in one. */
export async function createScratch(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'postilion-state-'));
  await (await stateGit(folder)).raw(['init', '--quiet', '--bare']);
  return folder;
}

/** True for what git takes as a remote address rather than a path; helper transports (`ext::`) are neither. */
function isUrl(repo: string): boolean {
  return /^(?:https?|ssh|git|file):\/\//i.test(repo) || /^[A-Za-z0-9][\w.-]*@[\w.-]+:(?!:)/.test(repo);
}

/** Stricter than git: the name goes into refspecs. */
function isBranchName(branch: string): boolean {
  return /^[A-Za-z0-9](?:[\w./-]*[\w-])?$/.test(branch) && !/\.\.|\/\/|\/\.|\.lock(?:\/|$)/.test(branch);
}

/** An absent path, or an empty folder. */
async function isNothing(path: string): Promise<boolean> {
  try {
    return (await readdir(path)).length === 0;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT';
  }
}

/** The repository that a folder belongs to, and the folder's path within it; null where there is none. */
async function repositoryAt(path: string): Promise<{ readonly common: string; readonly prefix: string } | null> {
  try {
    const git = await stateGit(path);
    const told = await git.raw(['rev-parse', '--path-format=absolute', '--git-common-dir', '--show-prefix']);
    const [common = '', prefix = ''] = told.split('\n');
    return common === '' ? null : { common, prefix };
  } catch {
    return null;
  }
}

async function remotesOf(path: string): Promise<readonly string[]> {
  return (await (await stateGit(path)).raw(['remote'])).split('\n');
}
