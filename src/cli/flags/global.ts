/** Flags that every command understands. */

import type { Language } from '../../report/announce/messages.ts';
import type { CommandName, Format } from '../formats.ts';

export interface CommonOptions<V extends CommandName = CommandName> {
  readonly config?: string;
  /** Of a repository for many tenants. */
  readonly tenant?: string;
  readonly format: Format<V>;
  /** Of announcements; English where it is left out. */
  readonly language?: Language;
  readonly color: boolean;
  readonly logLevel: string;
  /** Each request as it is sent, and nothing folded. */
  readonly verbose?: boolean;
  /** Only what waits or failed; of the commands that write. */
  readonly quiet?: boolean;
  /** Nobody is asked before a command writes. */
  readonly yes?: boolean;
}
