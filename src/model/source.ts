/** Places in a text, so that every finding names file, line and column. */

/** A place in a file; line and column count from 1, the file is relative to the repository's root. */
export interface SourceSpan {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}
