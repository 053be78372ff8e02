/** The policy that judges a run: of what is remembered and what the commit says, the stricter one, setting by setting. */

import type { Config } from '../../model/config.ts';
import { compareText } from '../../model/finding.ts';
import type { JsonObject, JsonValue } from '../../model/json.ts';
import { nearestPlace } from '../../model/nearest-span.ts';
import type { DesiredProfile } from '../../model/profile.ts';
import type { SourceSpan } from '../../model/source.ts';
import type { Inventory } from '../../model/state/inventory.ts';
import { entryOf, rename } from '../state/record.ts';
import type { PolicyItems } from './policy-setting.ts';
import { type LoosenedItem, loosenedItems, PROFILE_POLICY, policyItems, withoutLoosening } from './policy-settings.ts';
import { keepWaivers, waiverItems } from './waivers-in-force.ts';

/** A setting that the commit loosens and nobody has approved. */
export interface Loosening {
  /** `limits.losingMail`, `protect.ios-it`. */
  readonly setting: string;
  /** Null where it was or is left out. */
  readonly from: JsonValue;
  readonly to: JsonValue;
  readonly because: string | null;
  readonly at: SourceSpan | undefined;
}

export interface PolicyInForce {
  /** Judges what the tenant holds already. */
  readonly config: Config;
  /** Judges what is made. */
  readonly forNew: Config;
  readonly profiles: readonly DesiredProfile[];
  /** What is not in force, sorted by setting. */
  readonly loosened: readonly Loosening[];
  readonly isRemembered: boolean;
  /** What was remembered, or read in its place; null where nothing was. */
  readonly before: JsonObject | null;
  /** What a run records: never what nobody approved. */
  readonly record: PolicyItems;
}

export interface PolicySources {
  readonly config: Config;
  readonly profiles: readonly DesiredProfile[];
  /** What the product does where nothing is said. */
  readonly defaults: Config;
  readonly inventory: Inventory | null;
  /** The policy of a state that remembers none: of the commit that was applied last; null where that can't be read. */
  readonly earlier: JsonObject | null;
  /** Settings whose loosening somebody approved. */
  readonly accepted: ReadonlySet<string>;
}

/** Without memory the defaults judge what the tenant holds, and the commit's own policy what is made. */
export function policyInForce(sources: PolicySources): PolicyInForce {
  const { config, defaults, inventory, earlier, accepted } = sources;
  const remembered: JsonObject | null = inventory?.policy ?? earlier;
  // A record of an earlier version may lack settings of today: those had their defaults.
  const before = { ...policyItems(defaults), ...remembered };
  // Nobody agreed upon the branch that is the default.
  const items = loosenedItems(before, config).filter(({ item }) => remembered !== null || item !== 'branch');
  const waiting = items.filter(({ item }) => !accepted.has(item));
  const judging = waiting.reduce(withoutLoosening, config);
  const protection = keepProtection(sources);
  const waivers = keepWaivers({ ...sources, profiles: protection.profiles }, remembered);
  const all = [...items.map((one) => looseningOf(one, config)), ...protection.loosened, ...waivers.loosened];
  const sorted = all.toSorted((a, b) => compareText(a.setting, b.setting));
  return {
    config: { ...judging, release: protection.release },
    forNew: remembered === null ? config : judging,
    profiles: waivers.profiles,
    loosened: sorted.filter(({ setting }) => !accepted.has(setting)),
    isRemembered: remembered !== null,
    before: remembered,
    record: { ...policyItems(judging), ...keptLines(waiting), ...waiverItems(waivers.profiles) },
  };
}

function looseningOf({ item, from, to }: LoosenedItem, config: Config): Loosening {
  const at = nearestPlace(config.places ?? {}, `/${item.replaceAll('.', '/')}`);
  return { setting: item, from: from ?? null, to: to ?? null, because: becauseOf(item, config), at };
}

/** Lines of `effects` that are gone from the file, or milder now, and count on until that is approved. */
function keptLines(waiting: readonly LoosenedItem[]): PolicyItems {
  return Object.fromEntries(
    waiting.flatMap(({ item, from }) => (item.startsWith('effects.') && from !== undefined ? [[item, from]] : [])),
  );
}

/** A record remembers its protection, whatever became of the YAML. */
function keepProtection({ config, profiles, inventory, accepted }: PolicySources) {
  if (inventory === null) return { profiles, release: config.release, loosened: [] };
  const { inventory: renamed } = rename(inventory, config.moved);
  const loosened = profiles.flatMap(({ key, protect, places }): readonly Loosening[] => {
    const was = entryOf(renamed, key)?.protect ?? false;
    if (!PROFILE_POLICY.protect.loosens(was, protect)) return [];
    const setting = `protect.${key}`;
    const at = nearestPlace(places, '/protect');
    return [{ setting, from: true, to: false, because: config.because?.[setting] ?? null, at }];
  });
  const released = Object.keys(config.release).flatMap((key): readonly Loosening[] => {
    if (entryOf(renamed, key)?.protect !== true) return [];
    const setting = `protect.${key}`;
    const at = nearestPlace(config.places ?? {}, `/release/${key}`);
    return [
      { setting, from: true, to: 'released', because: config.because?.[setting] ?? config.release[key] ?? null, at },
    ];
  });
  const kept = new Set(loosened.flatMap(({ setting }) => (accepted.has(setting) ? [] : [setting])));
  return {
    loosened: [...loosened, ...released],
    release: Object.fromEntries(
      Object.entries(config.release).filter(
        ([key]) => accepted.has(`protect.${key}`) || !released.some(({ setting }) => setting === `protect.${key}`),
      ),
    ),
    profiles: profiles.map((one) => (kept.has(`protect.${one.key}`) ? { ...one, protect: true } : one)),
  };
}

function becauseOf(item: string, { because = {}, effects }: Config): string | null {
  const override = effects.find(({ kind, field }) => item === `effects.${kind}.${field}`);
  return because[item] ?? override?.because ?? null;
}
