/** Waivers are policy: one that a profile of the tenant gets anew counts only once somebody approved it. */

import type { JsonObject } from '../../model/json.ts';
import { isJsonObject } from '../../model/json.ts';
import { nearestPlace } from '../../model/nearest-span.ts';
import type { DesiredProfile } from '../../model/profile.ts';
import { entryOf, rename } from '../state/record.ts';
import type { Loosening, PolicySources } from './policy-in-force.ts';
import type { PolicyItems } from './policy-setting.ts';
import { isWithinTime, PROFILE_POLICY } from './policy-settings.ts';

const PREFIX = 'waive.';

/** The profiles with the waivers that count, and the settings that wait. A profile that is made anew brings its own. */
export function keepWaivers(
  { config, profiles, inventory, accepted }: PolicySources,
  remembered: JsonObject | null,
): { readonly profiles: readonly DesiredProfile[]; readonly loosened: readonly Loosening[] } {
  if (inventory === null || !profiles.some(({ waive = [] }) => waive.length > 0)) return { profiles, loosened: [] };
  const { inventory: renamed } = rename(inventory, config.moved);
  const before = (key: string): ReturnType<typeof waivedBy> => {
    const [was = key] = Object.entries(config.moved).flatMap(([from, to]) => (to === key ? [from] : []));
    return recorded(remembered?.[`${PREFIX}${key}`] ?? remembered?.[`${PREFIX}${was}`]);
  };
  const loosened = profiles.flatMap((profile): readonly Loosening[] => {
    const [from, to] = [before(profile.key), waivedBy(profile)];
    if (entryOf(renamed, profile.key) === undefined || !PROFILE_POLICY.waive.loosens(from, to)) return [];
    const [one] = (profile.waive ?? []).filter(({ rule, until }) => !isWithinTime(until, from[rule]));
    const at = one?.at ?? nearestPlace(profile.places, '/waive');
    return [{ setting: `${PREFIX}${profile.key}`, from, to, because: one?.because ?? null, at }];
  });
  const waiting = new Set(loosened.map(({ setting }) => setting).filter((setting) => !accepted.has(setting)));
  return {
    loosened,
    profiles: profiles.map((profile) => {
      if (!waiting.has(`${PREFIX}${profile.key}`)) return profile;
      const known = before(profile.key);
      // Of a waiver that was prolonged the day that was agreed upon counts.
      const waive = (profile.waive ?? []).flatMap((one) => {
        const until = known[one.rule];
        if (until === undefined) return [];
        return [isWithinTime(one.until, until) ? one : { ...one, until }];
      });
      return { ...profile, waive };
    }),
  };
}

/** What a run records of them. */
export function waiverItems(profiles: readonly DesiredProfile[]): PolicyItems {
  return Object.fromEntries(
    profiles.flatMap((profile) =>
      (profile.waive ?? []).length === 0 ? [] : [[`${PREFIX}${profile.key}`, waivedBy(profile)]],
    ),
  );
}

/** The key of the profile that the setting is about; undefined for other settings. */
export function waivingKey(setting: string): string | undefined {
  return setting.startsWith(PREFIX) ? setting.slice(PREFIX.length) : undefined;
}

function waivedBy({ waive = [] }: DesiredProfile): Readonly<Record<string, string | null>> {
  return Object.fromEntries(waive.map(({ rule, until }) => [rule, until]));
}

function recorded(value: JsonObject[string] | undefined): ReturnType<typeof waivedBy> {
  if (!isJsonObject(value)) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([rule, until]) =>
      until === null || typeof until === 'string' ? [[rule, until]] : [],
    ),
  );
}
