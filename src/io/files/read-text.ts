/** Reads single text files of a folder whose contents are not trusted: checks links, sizes and encoding. */

import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SourceTree } from '../../app/ports/repository.ts';
import type { Finding } from '../../model/finding.ts';
import { decode } from './decode.ts';
import { describePassedLimits, fileError } from './limits.ts';
import { unreadableWords } from './unreadable.ts';

export type SourceText = SourceTree['files'][number];

/** A text, or why it can't be had. */
export type ReadText = SourceText | { readonly finding: Finding };

/** The finding about a symbolic link; `what` names other things that point elsewhere, such as submodules. */
export function linkFinding(path: string, what = 'a symbolic link'): Finding {
  return fileError('FIL-001', path, `this is ${what}: put the file itself here, links are not followed`);
}

/** A file by its path below `root`, with every check; null where there is none. */
export async function readIfThere(root: string, path: string): Promise<ReadText | null> {
  const status = await statFile(root, path);
  if (status === null) return null;
  if (status.isLink) return { finding: linkFinding(path) };
  const [tooLarge] = describePassedLimits([{ path, bytes: status.bytes }]);
  return tooLarge === undefined ? readText(root, path) : { finding: tooLarge };
}

/** A file whose size and nature the caller has looked at. */
export async function readText(root: string, path: string): Promise<ReadText> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(join(root, path));
  } catch (error) {
    return {
      finding: fileError('FIL-005', path, `the file ${unreadableWords(error)}`),
    };
  }
  const decoded = decode(path, bytes);
  return 'text' in decoded ? { path, text: decoded.text } : decoded;
}

/** What the path is, without following it; null where nothing is, or nothing that may be looked at. */
export async function statFile(
  root: string,
  path: string,
): Promise<{ readonly isLink: boolean; readonly bytes: number } | null> {
  try {
    const status = await lstat(join(root, path));
    return { isLink: status.isSymbolicLink(), bytes: status.size };
  } catch {
    return null;
  }
}
