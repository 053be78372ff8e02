/** Flags that every command understands. */

import type { CommandName, Format } from '../formats.ts';

export interface CommonOptions<V extends CommandName = CommandName> {
  readonly config?: string;
  readonly format: Format<V>;
  readonly color: boolean;
  readonly logLevel: string;
}
