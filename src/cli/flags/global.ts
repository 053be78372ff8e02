/** Flags that every command understands. */

import type { Format, Verb } from '../formats.ts';

export interface CommonOptions<V extends Verb = Verb> {
  readonly config?: string;
  readonly format: Format<V>;
  readonly color: boolean;
  readonly logLevel: string;
}
