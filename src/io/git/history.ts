/** Which commits lie between two, asked of git in the repository of the profiles. */

import type { CommitHistory, CommitRange } from '../../app/ports/reviews.ts';
import { gitFault, openGit } from './open.ts';

/** More commits than anybody reviews between two applies. */
const MOST = 1000;

const ID = /^[0-9a-f]{40,64}$/;

/** The history of the repository that `root` lies in. */
export function commitHistory(root: string): CommitHistory {
  return {
    between: async (range) => {
      try {
        return await idsBetween(root, range);
      } catch (error) {
        return { unknown: `git does not tell its commits: ${gitFault(error)}` };
      }
    },
  };
}

async function idsBetween(
  root: string,
  { from, to, paths }: CommitRange,
): Promise<readonly string[] | { readonly unknown: string }> {
  if (!ID.test(to) || (from !== null && !ID.test(from))) return { unknown: 'the state names no commit of git' };
  const git = await openGit(root);
  const shallow = await git.raw(['rev-parse', '--is-shallow-repository']);
  if (shallow.trim() !== 'false')
    return { unknown: 'this checkout holds only the last commits: fetch all of them (fetch-depth: 0)' };
  if (from !== null && !(await isBehind(root, from, to)))
    return { unknown: `${from.slice(0, 12)}, which was applied last, is no longer part of the branch` };
  const listed = await git.raw([
    'rev-list',
    `--max-count=${MOST + 1}`,
    from === null ? to : `${from}..${to}`,
    // A name of a file may look like a pattern.
    ...(paths === null ? [] : ['--', ...paths.map((path) => `:(literal)${path}`)]),
  ]);
  const ids = listed.split('\n').filter((id) => id !== '');
  if (ids.length > MOST) return { unknown: `more than ${MOST} commits came since it was applied last` };
  return ids;
}

async function isBehind(root: string, from: string, to: string): Promise<boolean> {
  const common = await (await openGit(root)).raw(['merge-base', from, to]).catch(() => '');
  return common.trim() === from;
}
