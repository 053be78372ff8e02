/**
 * Whether a path may hold the state branch. Below the working tree a pull request decides what is there, and git would
 * run what a repository's settings and hooks name: only a place that git ignores, that no commit fills and that looks
 * as we made it is one.
 */

import { lstat, readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { getuid } from 'node:process';
import { repositoryAddress } from '../../../model/repository-address.ts';
import { isThere } from '../../files/is-there.ts';
import { isBelow, resolveRealPath } from '../../files/real-path.ts';
import { findWorkingTree } from '../head.ts';
import { gitFault, openGit } from '../open.ts';

export interface PlaceAsked {
  /** Folder of the configuration. */
  readonly root: string;
  /** A path or an address, as written. */
  readonly repo: string;
  /** Whether nobody wrote it: the place of a tenant on this machine, also in a folder without git. */
  readonly isDefault: boolean;
}

/** What is wrong with the place and what to write, as a clause behind its name; null when it may be used. */
export async function findStatePlaceFault({ root, repo, isDefault }: PlaceAsked): Promise<string | null> {
  const path = pathIn(root, repo);
  if (path === null) return null;
  const top = await findWorkingTree(root);
  const tree = await resolveRealPath(top ?? root);
  const real = await resolveRealPath(path);
  if (real === tree || real === (await resolveRealPath(root))) return null;
  const isInside = isBelow(tree, real) || isBelow(resolve(top ?? root), path) || isBelow(resolve(root), path);
  if (!isInside)
    return (await isOfAnother(real)) ? 'belongs to another user of this machine: choose another place' : null;
  const inTree = relative(tree, real).split(sep).join('/');
  if (!isBelow(tree, real) || (await isBehindLink(top ?? root, path))) {
    return `is behind a symbolic link in the working tree, where a pull request may put it: ${ELSEWHERE}`;
  }
  if (top === null)
    return isDefault ? oursFault(real) : `lies among the profiles, and there is no git that ignores it: ${ELSEWHERE}`;
  const kept = await keptFault(top, inTree, isDefault);
  return kept ?? oursFault(real);
}

const ELSEWHERE = 'write a path outside of the repository, or "." for the repository itself';

/** The path that is meant; null for an address of another machine. */
function pathIn(root: string, repo: string): string | null {
  const address = repositoryAddress(repo);
  if (address.way !== 'path') return null;
  return resolve(root, address.path);
}

/** What speaks against a path of the working tree: commits hold something there, or it isn't ignored. */
async function keptFault(top: string, path: string, isDefault: boolean): Promise<string | null> {
  if (/^\.git(?:\/|$)/i.test(path)) return `is the inside of the repository: write "." for the repository itself`;
  const git = await openGit(top);
  // Folders of other spelling are one folder on many machines.
  const tracked = await git
    .raw(['ls-files', '-z', '--cached', '--', `:(top,icase,literal)${path}`])
    .catch((error: unknown) => error);
  if (typeof tracked !== 'string') return `can not be checked (${gitFault(tracked)}): ${ELSEWHERE}`;
  if (tracked !== '') return `holds files of the repository, which a pull request can bring: ${ELSEWHERE}`;
  // Our own choice ignores itself from its first write on.
  if (isDefault) return null;
  const ignored = await git.raw(['check-ignore', '--', path]).catch(() => '');
  return ignored === '' ? `lies in the working tree, and git does not ignore it: ${ELSEWHERE}` : null;
}

/** Settings that git writes into a repository it makes, and the two that we add. None of them names a program. */
const PLAIN =
  /^(?:\[core\]|\[receive\]|\[extensions\]|(?:repositoryformatversion|filemode|bare|ignorecase|precomposeunicode|symlinks|logallrefupdates|denydeletes|denynonfastforwards|objectformat|refstorage)\s*=\s*[\w-]+)$/i;

/** What lies in a bare repository and is only data. */
const PARTS =
  /^(?:\.gitignore|HEAD|FETCH_HEAD|ORIG_HEAD|config|description|objects|refs|logs|info|branches|hooks|packed-refs|gc\.log|gc\.pid|reftable|shallow)$/;

/** Why a place is not as we made it; null where it is, and where nothing is yet. */
async function oursFault(path: string): Promise<string | null> {
  const fault = `is not a repository as Postilion makes one: move it away, or ${ELSEWHERE}`;
  let entries: Awaited<ReturnType<typeof entriesOf>>;
  try {
    entries = await entriesOf(path);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? null : fault;
  }
  if (entries.length === 0) return null;
  if (entries.some((entry) => !PARTS.test(entry.name) || entry.isSymbolicLink())) return fault;
  const config = await readFile(join(path, 'config'), 'utf8').catch(() => null);
  const lines = config?.split('\n').map((line) => line.trim()) ?? ['missing'];
  if (lines.some((line) => line !== '' && !PLAIN.test(line))) return fault;
  const hooks = await readdir(join(path, 'hooks')).catch(() => []);
  if (hooks.some((name) => !name.endsWith('.sample'))) return fault;
  return (await isThere(join(path, 'objects', 'info', 'alternates'))) ? fault : null;
}

function entriesOf(path: string) {
  return readdir(path, { withFileTypes: true });
}

/** True when a step of the path below the tree is a link. */
async function isBehindLink(top: string, path: string): Promise<boolean> {
  const way = relative(resolve(top), path);
  if (way.startsWith('..')) return false;
  const steps = way.split(sep);
  for (const index of steps.keys()) {
    const status = await lstat(join(top, ...steps.slice(0, index + 1))).catch(() => null);
    if (status?.isSymbolicLink() === true) return true;
  }
  return false;
}

/** A repository that somebody else filled is theirs: git itself would refuse it, unless its user says otherwise. */
async function isOfAnother(path: string): Promise<boolean> {
  const own = getuid?.();
  const status = await stat(path).catch(() => null);
  if (own === undefined || status === null || status.uid === own || status.uid === 0) return false;
  return !(await isCalledSafe(path));
}

/** Asked where no repository is, so that only this machine's and the user's own settings count. */
async function isCalledSafe(path: string): Promise<boolean> {
  const told = await (await openGit('/')).raw(['config', '--get-all', '-z', 'safe.directory']).catch(() => '');
  return told.split('\0').some((name) => name === '*' || name === path);
}
