/** Reads single binary files of the working tree, with the same limits and link checks as texts. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { statFile } from './read-text.ts';
import { unreadableWords } from './unreadable.ts';

/** Far above any certificate. */
const MAX_BYTES = 65_536;

/** The bytes, or a clause about why there are none. */
export type ReadBytes = { readonly bytes: Uint8Array } | { readonly fault: string };

/** A file by its path below `root`. A symbolic link in the path is refused: it could point outside the repository. */
export async function readBytes(root: string, path: string): Promise<ReadBytes> {
  const steps = path.split('/');
  for (const index of steps.keys()) {
    const way = steps.slice(0, index + 1).join('/');
    const status = await statFile(root, way);
    if (status === null) return { fault: 'is not there: put the file there, or correct the path' };
    if (status.isLink) return { fault: `is behind the symbolic link ${way}: put the file itself there` };
    if (way === path && status.bytes > MAX_BYTES) return tooLarge(status.bytes);
  }
  try {
    return { bytes: await readFile(join(root, path)) };
  } catch (error) {
    return { fault: unreadableWords(error) };
  }
}

/** The fault of a file that can't be a certificate by its size alone. */
export function tooLarge(bytes: number): ReadBytes {
  return { fault: `has ${bytes} bytes, far more than a certificate: ${MAX_BYTES} are read at most` };
}

/** True for what `readBytes` would not read. */
export function isFileTooLarge(bytes: number): boolean {
  return bytes > MAX_BYTES;
}
