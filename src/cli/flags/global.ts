/** Flags that every command understands. */
export interface CommonOptions {
  readonly config?: string;
  readonly format: string;
  readonly color: boolean;
  readonly logLevel: string;
}
