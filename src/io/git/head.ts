/** Which commit a folder stands at, and whether what is in it is what the commit says. */

import { access } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { SimpleGit } from 'simple-git';
import type { SourceTree } from '../../app/ports/repository.ts';
import { openGit } from './open.ts';
import { type CommitPlace, commitPlaceOf, readCommitPlace } from './read-commit.ts';

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
  if (!(await mayBeInRepository(root))) return { commit: null, dirty: false };
  let git: SimpleGit;
  let standing: CommitPlace;
  try {
    git = await openGit(root);
    standing = await commitPlaceOf(git, 'HEAD');
  } catch {
    return { commit: null, dirty: await isRepository(root) };
  }
  const committed = await readCommitPlace(git, standing, globs);
  const { commit } = standing;
  return { commit, dirty: !committed.ok || fingerprint(committed.value.files) !== fingerprint(files) };
}

/** True also before the first commit. */
async function isRepository(root: string): Promise<boolean> {
  try {
    await (await openGit(root)).raw(['rev-parse', '--show-prefix']);
    return true;
  } catch {
    return false;
  }
}

/** Starting git only to hear that there's no repository takes longer than looking for one where git would look. */
async function mayBeInRepository(folder: string): Promise<boolean> {
  for (let at = resolve(folder); ; at = dirname(at)) {
    // A file where a worktree or a submodule starts; a bare repository has its HEAD right there.
    const found = await Promise.all(['.git', 'HEAD'].map((name) => exists(join(at, name))));
    if (found.includes(true)) return true;
    if (at === dirname(at)) return false;
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
