/** What the state branch holds at a commit: objects and folders, read by git's plumbing without a checkout. */

import { Buffer } from 'node:buffer';
import { stateGit } from './state-place.ts';

/** One object; `text` is its content as git keeps it. */
export interface StateObject {
  readonly type: string;
  readonly text: string;
}

/** Name → type and id of what lies in a folder. */
export type StateListing = ReadonlyMap<string, { readonly type: string; readonly id: string }>;

/**
 * The objects with these names (ids, `<commit>:<path>`, one line each), by one process and in their order; null for one
 * that isn't there. Throws unless git says one or the other of each: a process that dies halfway is no absence.
 */
export async function readStateObjects(
  folder: string,
  names: readonly string[],
): Promise<readonly (StateObject | null)[]> {
  if (names.length === 0) return [];
  const git = await stateGit(folder, `${names.join('\n')}\n`);
  const printed: unknown = await git.binaryCatFile(['--batch']);
  if (!(printed instanceof Uint8Array)) throw new Error('git prints no bytes');
  const bytes = Buffer.from(printed);
  let offset = 0;
  return names.map((name) => {
    const end = bytes.indexOf('\n', offset);
    const head = end < 0 ? '' : bytes.toString('utf8', offset, end);
    offset = end + 1;
    if (head === `${name} missing`) return null;
    const [, type, size] = /^[0-9a-f]+ (\w+) (\d+)$/.exec(head) ?? [];
    const start = offset;
    offset += Number(size) + 1;
    if (type === undefined || offset > bytes.length) throw new Error(`git does not say what ${name} is`);
    return { type, text: bytes.toString('utf8', start, offset - 1) };
  });
}

/** What lies in a folder of a commit; nothing where there's no such folder. Throws when the commit isn't there. */
export async function listStateFolder(folder: string, revision: string, path: string): Promise<StateListing> {
  const listing = await (await stateGit(folder)).raw(['ls-tree', '-z', '--full-tree', revision, `${path}/`]);
  const lines = listing.split('\0').flatMap((line) => {
    const [, type, id, name] = /^\d+ (\w+) ([0-9a-f]+)\t(.+)$/s.exec(line) ?? [];
    const isInside = name?.startsWith(`${path}/`) === true;
    return isInside && type !== undefined && id !== undefined
      ? [[name.slice(path.length + 1), { type, id }] as const]
      : [];
  });
  return new Map(lines);
}
