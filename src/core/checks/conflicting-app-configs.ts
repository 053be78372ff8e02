/** When two app configurations, or one and a mail profile, tell an app two things at once. */

import { configurationTraits, mailTraits } from '../../catalogue/traits.ts';
import { isJsonObject, type JsonValue, sameJson, stringAt } from '../../model/json.ts';
import type { ProposedChange } from '../diff/proposed-change.ts';

/**
 * Both configure one app on the same sort of device and give a key two values: which of them the app follows is
 * documented nowhere (source: EXC).
 */
export function contradict(one: ProposedChange, other: ProposedChange): boolean {
  return (
    configuresDevicesAlike(one, other) &&
    sameApp(one, other) &&
    meetsOnDevices(one, other) &&
    contradictingKeys(one, other).length > 0
  );
}

/** Both configure one app and say two things of connected apps: Intune takes that for a conflict (source: ACA). */
export function disagreeOnConnecting(one: ProposedChange, other: ProposedChange): boolean {
  const [a, b] = [one, other].map(({ settings }) => settings['connectedApps'] ?? null);
  const isSaid = typeof a === 'boolean' && typeof b === 'boolean' && a !== b;
  return isSaid && configuresDevicesAlike(one, other) && sameApp(one, other) && meetsOnDevices(one, other);
}

/** Configurations that arrive with the app itself are merged by other rules. */
function configuresDevicesAlike({ kind }: ProposedChange, other: ProposedChange): boolean {
  return configurationTraits(kind)?.channel === 'devices' && kind.name === other.kind.name;
}

function sameApp(one: ProposedChange, other: ProposedChange): boolean {
  const [a, b] = [one, other].map(({ settings }) => settings['targetedApp'] ?? null);
  return sameTarget(a ?? null, b ?? null);
}

/** By id, or by key while the app doesn't exist yet. */
function sameTarget(a: JsonValue, b: JsonValue): boolean {
  if (!isJsonObject(a) || !isJsonObject(b)) return false;
  const name = (value: { readonly [name: string]: JsonValue }): string | undefined =>
    stringAt(value, 'id') ?? stringAt(value, 'key');
  return name(a) !== undefined && name(a) === name(b);
}

/** Work profiles and corporate devices are never the same device. */
function meetsOnDevices(one: ProposedChange, other: ProposedChange): boolean {
  const [a = 'default', b = 'default'] = [one, other].map(({ settings }) => settings['applicability'] ?? 'default');
  return a === 'default' || b === 'default' || sameJson(a, b);
}

function contradictingKeys(one: ProposedChange, other: ProposedChange): readonly string[] {
  const [a, b] = [one, other].map(({ settings }) => settings['configuration'] ?? null);
  if (a === undefined || b === undefined || !isJsonObject(a) || !isJsonObject(b)) return [];
  return Object.keys(a).filter((key) => key in b && !sameJson(a[key] ?? null, b[key] ?? null));
}

/** A mail profile of the work profile, and a configuration of the very app that it sets up (source: CFG). */
export function configureTwice(one: ProposedChange, other: ProposedChange): boolean {
  const [profile, configuration] = one.kind.delivers === 'mail' ? [one, other] : [other, one];
  const { app, applicability } = configuration.settings;
  if (configurationTraits(configuration.kind)?.channel !== 'devices' || applicability === 'androidDeviceOwner')
    return false;
  return mailTraits(profile.kind)?.apps.some(({ name }) => name === app) === true;
}
