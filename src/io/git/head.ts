/** Which commit a folder stands at, and whether what is in it is what the commit says. */

import { access } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { SimpleGit } from 'simple-git';
import type { SourceTree } from '../../app/ports/repository.ts';
import { openGit } from './open.ts';
import { type CommitPlace, findCommitPlace, readCommitPlace } from './read-commit.ts';

/**
 * The checked-out commit, and whether `files` differ from its files that match `globs`. Texts are compared, not git's
 * status: an ignored or hidden file counts as well. Line ends don't, as git may change them on checkout. Without a
 * repository or without git: no commit, not dirty.
 */
export async function describeHead(
  root: string,
  globs: readonly string[],
  files: SourceTree['files'],
): Promise<Pick<SourceTree, 'commit' | 'dirty'>> {
  if ((await findWorkingTree(root)) === null) return { commit: null, dirty: false };
  let git: SimpleGit;
  let place: CommitPlace;
  try {
    git = await openGit(root);
    place = await findCommitPlace(git, 'HEAD');
  } catch {
    return { commit: null, dirty: await isRepository(root) };
  }
  const committed = await readCommitPlace(git, place, globs);
  const { commit } = place;
  return { commit, dirty: !committed.ok || fingerprint(committed.value.files) !== fingerprint(files) };
}

/** True where git is there and has a repository before it, also one without a commit or one that it refuses to enter. */
async function isRepository(root: string): Promise<boolean> {
  if ((await findWorkingTree(root)) === null) return false;
  try {
    await (await openGit(root)).raw(['--version']);
    return true;
  } catch {
    return false;
  }
}

/**
 * The root of the working tree that a folder lies in; null where there is none. Looked for by hand: git stops at files
 * that look like a repository, which a pull request can bring, and a file named .git is the one thing that it can't.
 */
export async function findWorkingTree(folder: string): Promise<string | null> {
  for (let at = resolve(folder); ; at = dirname(at)) {
    if (await exists(join(at, '.git'))) return at;
    if (at === dirname(at)) return null;
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}

function fingerprint(files: SourceTree['files']): string {
  const texts = new Map(files.map(({ path, text }) => [path, text.replaceAll('\r\n', '\n')]));
  return JSON.stringify([...texts].sort(([a], [b]) => (a < b ? -1 : 1)));
}
