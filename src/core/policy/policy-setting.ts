/** What the table of policy says of one setting. */

import type { Config } from '../../model/config.ts';
import type { JsonValue } from '../../model/json.ts';

/** Setting → value; what has a name of its own is a setting of its own: `effects.ios-mail.server`. */
export type PolicyItems = Readonly<Record<string, JsonValue>>;

/** One setting, or several that a mapping or a list holds. A value is undefined where the setting is left out. */
export interface JudgingSetting {
  readonly items: (config: Config) => PolicyItems;
  readonly loosens: (before: JsonValue | undefined, after: JsonValue | undefined, item: string) => boolean;
  /** The configuration with what it must not let through any more or not yet. */
  readonly keep: (config: Config, item: string, before: JsonValue | undefined) => Config;
}

/** No value of it lets a change through that another one holds back. */
export interface NeutralSetting {
  readonly neutral: string;
}

export type PolicySetting = JudgingSetting | NeutralSetting;
