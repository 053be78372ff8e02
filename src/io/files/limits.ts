/** How much text a repository of profiles may hold: far above any real one, far below what would exhaust the machine. */

import { type Finding, inputError } from '../../model/finding.ts';
import type { InputCode } from '../../model/findings/table.ts';
import { MOST_PROFILES } from '../../model/limits.ts';

const MAX_FILE_BYTES = 1_048_576;
const MAX_TOTAL_BYTES = 33_554_432;

/** A file as its folder lists it, before its text is read. */
export interface ListedFile {
  readonly path: string;
  readonly bytes: number;
}

/** What is too large or too many, so that nothing of it gets read. */
export function describePassedLimits(files: readonly ListedFile[]): readonly Finding[] {
  if (files.length > MOST_PROFILES) {
    const message = `${files.length} files match the patterns of profiles: ${MOST_PROFILES} are read at most`;
    return [inputError('FIL-004', message)];
  }
  const large = files
    .filter(({ bytes }) => bytes > MAX_FILE_BYTES)
    .map(({ path, bytes }) =>
      fileError('FIL-003', path, `the file has ${bytes} bytes: split it, ${MAX_FILE_BYTES} are read at most`),
    );
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  if (large.length > 0 || total <= MAX_TOTAL_BYTES) return large;
  return [inputError('FIL-003', `the files have ${total} bytes together: ${MAX_TOTAL_BYTES} are read at most`)];
}

/** An error about a whole file: its first line is where tools can show it. */
export function fileError(code: InputCode & `FIL-${string}`, path: string, message: string): Finding {
  return inputError(code, message, { at: { file: path, line: 1, column: 1 } });
}
