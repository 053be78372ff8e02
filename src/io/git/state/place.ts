/** Where the state branch lives, and in which repository git builds its commits without a working tree or an index. */

import { Buffer } from 'node:buffer';
import { appendFile, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { SimpleGit, SimpleGitOptions } from 'simple-git';
import { isBranchName, repositoryAddress, withoutCredentials } from '../../../model/repository-address.ts';
import { makeFolder } from '../../files/make-folder.ts';
import { isBareRepository, openGit, type Transport } from '../open.ts';

/** A remote that doesn't answer for so long is unreachable. */
const SILENCE_MS = 60_000;

/**
 * `folder` is a repository that git runs in: its objects are shared, its index and working tree are left alone.
 * `remote` is what is fetched from and pushed to; null while the repository at `folder` is yet to be created. `here`: it's
 * that repository itself, nobody works in it, and nothing there wants to hear of a push.
 */
export interface StatePlace {
  readonly folder: string;
  readonly remote: string | null;
  readonly here: boolean;
  /** It's the profiles repository, pushed to by itself: its hooks may lie in the working tree, where a pull request fills them. */
  readonly isOwn?: true;
}

interface RepositoryAt {
  readonly common: string;
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
export async function openStateGit(folder: string, input?: string): Promise<SimpleGit> {
  const settings = { ...SETTINGS, completion: { onClose: true, onExit: false } };
  return openGit(folder, { settings, ...(await insideOf(folder)), ...(input === undefined ? {} : { input }) });
}

/**
 * Git in a folder, for what talks to `remote`. A connection that ssh keeps for later holds on to git's output, so that
 * counts as complete shortly behind git's end, and what's missing in it proves nothing. Throws as `openStateGit`.
 */
export async function openRemoteGit(folder: string, remote: string): Promise<SimpleGit> {
  return openGit(folder, { settings: SETTINGS, ...(await insideOf(folder)), transports: transportsTo(remote) });
}

/** Where the folder is itself the inside of a repository, git is told so: it never finds that by itself. */
async function insideOf(folder: string): Promise<{ readonly bare: string | null }> {
  return { bare: (await isBareRepository(folder)) ? resolve(folder) : null };
}

/** A user's own settings may lead from https to ssh and back; what a checkout calls `origin`, whoever made it has named. */
function transportsTo(remote: string): readonly Transport[] {
  if (remote === ORIGIN) return ['file', 'http', 'https', 'ssh'];
  const address = repositoryAddress(remote);
  switch (address.way) {
    case 'none':
      return [];
    case 'path':
      return ['file'];
    case 'http':
      return ['http'];
    case 'https':
    case 'ssh':
      return ['https', 'ssh'];
  }
}

const ORIGIN = 'origin';

const SETTINGS: Partial<SimpleGitOptions> = {
  timeout: { block: SILENCE_MS },
  // By default a process that is killed, or fails without a word, has done well.
  errors: (error, { exitCode, stdOut, stdErr }) => {
    if (exitCode === 0 || error instanceof Error) return error;
    const said = Buffer.concat([...stdOut, ...stdErr])
      .toString()
      .trim();
    return Buffer.from(`${said === '' ? 'fatal:' : `${said}\n`} git ended with ${exitCode ?? 'a signal'}`);
  },
};

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
  const address = repositoryAddress(repo);
  if (address.way === 'none') {
    throw new StatePlaceError(`"${withoutCredentials(repo)}" ${address.fault}, and correct state.repo`);
  }
  if (address.way !== 'path' || isFileUrl(repo)) {
    return { folder: (await repositoryAt(root)) === null ? await scratch() : root, remote: repo, here: false };
  }
  const path = resolve(root, repo);
  if (await isNothing(path)) return { folder: path, remote: null, here: false };
  const isRoot = path === resolve(root);
  const there = await repositoryAt(path, isRoot ? {} : await insideOf(path));
  if (there === null || (!isRoot && there.prefix !== '')) {
    throw new StatePlaceError(`${repo} is no git repository: run git init there, or correct state.repo`);
  }
  // Nobody has checked out a bare repository without worktrees, so the profiles aren't in it.
  const isApart = there.bare && (await isNothing(join(there.common, 'worktrees')));
  const isProfiles = isRoot || (!isApart && (await repositoryAt(root))?.common === there.common);
  if (isProfiles && (await remotesOf(path)).includes(ORIGIN)) return { folder: path, remote: ORIGIN, here: false };
  if (isProfiles) return { folder: path, remote: there.common, here: false, isOwn: true };
  return { folder: path, remote: there.common, here: isApart && !(await hasHooks(there.common)) };
}

/**
 * Makes a bare repository at `folder`. Several runs may do so at once: each makes its own beside it, and the first to
 * rename it wins.
 */
export async function createBare(folder: string, branch: string): Promise<void> {
  await makeFolder(dirname(folder));
  const own = await mkdtemp(`${folder}.`);
  try {
    await (await openStateGit(own)).raw(['init', '--bare', '--template=', `--initial-branch=${branch}`]);
    await appendFile(join(own, 'config'), '[receive]\n\tdenyDeletes = true\n\tdenyNonFastForwards = true\n');
    // Beside profiles it must not get into a commit.
    await writeFile(join(own, '.gitignore'), '*\n');
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
    await (await openStateGit(folder)).raw(['init', '--bare', '--template=']);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
  return folder;
}

function isFileUrl(repo: string): boolean {
  return /^file:/i.test(repo);
}

/** An absent path, or an empty folder. */
async function isNothing(path: string): Promise<boolean> {
  try {
    return (await readdir(path)).length === 0;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT';
  }
}

/** The repository that a folder belongs to; null where there is none. A bare one is found only when it is named. */
async function repositoryAt(path: string, named: { readonly bare?: string | null } = {}): Promise<RepositoryAt | null> {
  const asked = ['--git-common-dir', '--is-bare-repository', '--show-prefix'];
  try {
    const git = await openGit(path, { settings: SETTINGS, ...named });
    const told = await git.raw(['rev-parse', '--path-format=absolute', ...asked]);
    const [common = '', bare, prefix = ''] = told.split('\n');
    return common === '' ? null : { common, bare: bare === 'true', prefix };
  } catch {
    return null;
  }
}

/** A repository whose settings keep its hooks elsewhere has some. */
async function hasHooks(common: string): Promise<boolean> {
  if (/hookspath/i.test(await readFile(join(common, 'config'), 'utf8'))) return true;
  const folder = join(common, 'hooks');
  if (await isNothing(folder)) return false;
  return (await readdir(folder)).some((name) => RECEIVING.includes(name.replace(/\.exe$/, '')));
}

async function remotesOf(path: string): Promise<readonly string[]> {
  return (await (await openStateGit(path)).raw(['remote'])).split('\n');
}
