/** What a branch changed since it left another one. */

import { openGit } from './open.ts';

const QUIETLY = ['--name-only', '-z', '--no-renames', '--no-ext-diff', '--no-textconv', '--relative'];

/** Paths below `root` that differ between the working tree's commit and where it left `since`; null where git can't tell. */
export async function listChangedPaths(root: string, since: string): Promise<readonly string[] | null> {
  // A name that begins so would be a flag.
  if (since.startsWith('-')) return null;
  try {
    const git = await openGit(root);
    const text = await git.raw(['diff', ...QUIETLY, '--merge-base', since, '--']);
    return text.split('\0').filter((path) => path !== '');
  } catch {
    return null;
  }
}
