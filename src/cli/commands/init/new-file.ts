/** One file that `init` writes. */
export interface NewFile {
  readonly path: string;
  readonly text: string;
  /** Files that people have already are left as they are; of the others none may exist. */
  readonly optional: boolean;
}
