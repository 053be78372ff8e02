/** Where the state branch lives, and in which repository git builds its commits without a working tree or an index. */

import { Buffer } from 'node:buffer';
import { appendFile, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { SimpleGit, SimpleGitOptions } from 'simple-git';

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
 * `remote` is what is fetched from and pushed to; null while the repository at `folder` is yet to be created. `here`: it's
 * that repository itself, nobody works in it, and nothing there wants to hear of a push.
 */
export interface StatePlace {
  readonly folder: string;
  readonly remote: string | null;
  readonly here: boolean;
}

interface RepositoryAt {
  readonly common: string;
  /** Where its hooks would be. */
  readonly hooks: string;
  readonly bare: boolean;
  /** The folder's path within the working tree. */
  readonly prefix: string;
}

/** Hooks that a push runs on the receiving side: rules and mirrors of whoever set them up. */
const RECEIVING = ['pre-receive', 'update', 'proc-receive', 'post-receive', 'post-update'];

export interface PlaceOptions {
  /** Folder of the configuration; a relative `repo` starts there. */
  readonly root: string;
  /** `state.repo`: a path or a URL. */
  readonly repo: string;
  readonly branch: string;
}

/** Trouble with the place itself, in words for people. */
export class StatePlaceError extends Error {}

/**
 * Git in a folder, for what needs no other machine; `input` is what its processes read. What they print comes whole: it
 * ends when they close it. Throws when the folder doesn't exist; so do processes that don't end with 0.
 */
export async function stateGit(folder: string, input?: string): Promise<SimpleGit> {
  const { simpleGit } = await import('simple-git');
  return simpleGit({
    ...settingsOf(folder),
    completion: { onClose: true, onExit: false },
    ...(input === undefined ? {} : { input: () => input }),
  });
}

/**
 * Git in a folder, for what talks to a remote. A connection that ssh keeps for later holds on to git's output, so that
 * counts as complete shortly behind git's end, and what's missing in it proves nothing. Throws as `stateGit`.
 */
export async function remoteGit(folder: string): Promise<SimpleGit> {
  const { simpleGit } = await import('simple-git');
  return simpleGit(settingsOf(folder));
}

function settingsOf(folder: string): Partial<SimpleGitOptions> {
  return {
    baseDir: folder,
    timeout: { block: SILENCE_MS },
    allowEnvironment: CREDENTIALS,
    // By default a process that is killed, or fails without a word, has done well.
    errors: (error, { exitCode, stdOut, stdErr }) => {
      if (exitCode === 0 || error instanceof Error) return error;
      const said = Buffer.concat([...stdOut, ...stdErr])
        .toString()
        .trim();
      return Buffer.from(`${said === '' ? 'fatal:' : `${said}\n`} git ended with ${exitCode ?? 'a signal'}`);
    },
  };
}

/** True for a process that ended with the code, told by what it threw. */
export function endedWith(error: unknown, code: number): boolean {
  return error instanceof Error && error.message.endsWith(` git ended with ${code}`);
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
  if (isUrl(repo)) {
    return { folder: (await repositoryAt(root)) === null ? await scratch() : root, remote: repo, here: false };
  }
  const path = resolve(root, repo);
  if (await isNothing(path)) return { folder: path, remote: null, here: false };
  const there = await repositoryAt(path);
  const isRoot = path === resolve(root);
  if (there === null || (!isRoot && there.prefix !== '')) {
    throw new StatePlaceError(`${repo} is no git repository: run git init there, or correct state.repo`);
  }
  // Nobody has checked out a bare repository without worktrees, so the profiles aren't in it.
  const isApart = there.bare && (await isNothing(join(there.common, 'worktrees')));
  const isProfiles = isRoot || (!isApart && (await repositoryAt(root))?.common === there.common);
  if (isProfiles && (await remotesOf(path)).includes('origin')) return { folder: path, remote: 'origin', here: false };
  return { folder: path, remote: there.common, here: isApart && !(await hasHooks(there.hooks)) };
}

/**
 * Makes a bare repository at `folder`. Several runs may do so at once: each makes its own beside it, and the first to
 * rename it wins.
 */
export async function createBare(folder: string, branch: string): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  const own = await mkdtemp(`${folder}.`);
  try {
    await (await stateGit(own)).raw(['init', '--bare', `--initial-branch=${branch}`]);
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
  try {
    await (await stateGit(folder)).raw(['init', '--bare']);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
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

/** The repository that a folder belongs to; null where there is none. */
async function repositoryAt(path: string): Promise<RepositoryAt | null> {
  const asked = ['--git-common-dir', '--git-path', 'hooks', '--is-bare-repository', '--show-prefix'];
  try {
    const told = await (await stateGit(path)).raw(['rev-parse', '--path-format=absolute', ...asked]);
    const [common = '', hooks = '', bare, prefix = ''] = told.split('\n');
    return common === '' ? null : { common, hooks, bare: bare === 'true', prefix };
  } catch {
    return null;
  }
}

async function hasHooks(folder: string): Promise<boolean> {
  if (await isNothing(folder)) return false;
  return (await readdir(folder)).some((name) => RECEIVING.includes(name.replace(/\.exe$/, '')));
}

async function remotesOf(path: string): Promise<readonly string[]> {
  return (await (await stateGit(path)).raw(['remote'])).split('\n');
}
