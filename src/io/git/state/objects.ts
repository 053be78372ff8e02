/** What the state branch holds at a commit: objects and folders, read by git's plumbing without a checkout. */

import { Buffer } from 'node:buffer';
import { openStateGit } from './place.ts';

/** One object; `bytes` is its content as git keeps it. */
export interface StateObject {
  readonly id: string;
  readonly type: string;
  readonly bytes: Buffer;
}

/** Name → type and id of what lies in a folder. */
export type StateListing = ReadonlyMap<string, { readonly type: string; readonly id: string }>;

/**
 * The objects with these names (ids, refs, `<commit>:<path>`, one line each), by one process and in their order; null for
 * one that isn't there. Throws unless git says one or the other of each: a process that dies halfway is no absence.
 */
export async function readStateObjects(
  folder: string,
  names: readonly string[],
): Promise<readonly (StateObject | null)[]> {
  if (names.length === 0) return [];
  const git = await openStateGit(folder, `${names.join('\n')}\n`);
  const printed: unknown = await git.binaryCatFile(['--batch']);
  if (!(printed instanceof Uint8Array)) throw new Error('git prints no bytes');
  const bytes = Buffer.from(printed);
  let offset = 0;
  return names.map((name) => {
    const end = bytes.indexOf('\n', offset);
    const head = end < 0 ? '' : bytes.toString('utf8', offset, end);
    offset = end + 1;
    if (head === `${name} missing`) return null;
    const [, id, type, size] = /^([0-9a-f]+) (\w+) (\d+)$/.exec(head) ?? [];
    const start = offset;
    offset += Number(size) + 1;
    if (id === undefined || type === undefined || offset > bytes.length) {
      throw new Error(`git does not say what ${name} is`);
    }
    return { id, type, bytes: bytes.subarray(start, offset - 1) };
  });
}

/** The content of a file. */
export function textOf({ bytes }: StateObject): string {
  return bytes.toString('utf8');
}

/** What lies in a folder, from the object that it is; nothing where there's no such folder. */
export function readListing(folder: StateObject | null): StateListing {
  const listing = new Map<string, { readonly type: string; readonly id: string }>();
  if (folder?.type !== 'tree') return listing;
  const { bytes, id } = folder;
  // Entries are "<mode> <name>\0" and the bytes of an id, which are half as many as its hexadecimal digits.
  const idBytes = id.length / 2;
  for (let offset = 0; offset < bytes.length; ) {
    const end = bytes.indexOf(0, offset);
    const [, mode, name] = /^(\d+) (.+)$/s.exec(bytes.toString('utf8', offset, end)) ?? [];
    if (end < 0 || mode === undefined || name === undefined) throw new Error(`git does not say what lies in ${id}`);
    offset = end + 1 + idBytes;
    listing.set(name, { type: TYPES.get(mode) ?? 'blob', id: bytes.toString('hex', end + 1, offset) });
  }
  return listing;
}

/** By mode; everything else is a file or a link. */
const TYPES: ReadonlyMap<string, string> = new Map([
  ['40000', 'tree'],
  ['160000', 'commit'],
]);
