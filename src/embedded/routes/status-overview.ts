/** Counts of devices and users that a configuration has reached, from who is assigned and when devices checked in. */
import type { JsonObject, JsonValue } from '../../model/json.ts';
import { isJsonObject, stringAt } from '../../model/json.ts';
import { lineage } from '../schema/schema.ts';
import { transitiveMembers } from '../store/membership.ts';
import type { Entity } from '../store/store.ts';
import type { Tenant } from '../tenant.ts';

/** What the navigations are called, of configurations and of app configurations (beta CSDL). */
const NAMES: Readonly<Record<string, { readonly devices: string; readonly users: string }>> = {
  deviceConfigurations: { devices: 'deviceStatusOverview', users: 'userStatusOverview' },
  mobileAppConfigurations: { devices: 'deviceStatusSummary', users: 'userStatusSummary' },
};

/** The counts of a configuration's devices or users; undefined for another name. */
export function makeStatusOverview(
  tenant: Tenant,
  entity: Entity,
  collection: string,
  name: string,
): JsonObject | undefined {
  const names = NAMES[collection];
  if (names === undefined || (name !== names.devices && name !== names.users)) return undefined;
  const isOfDevices = name === names.devices;
  const reached = reachedDevices(tenant, entity);
  const changed = stringAt(entity.properties, 'lastModifiedDateTime') ?? '';
  const isDone = (device: Entity) => (stringAt(device.properties, 'lastSyncDateTime') ?? '') >= changed;
  const users = (devices: readonly Entity[]) => new Set(devices.map((device) => device.properties['userId'])).size;
  const done = reached.filter(isDone);
  const all = isOfDevices ? reached.length : users(reached);
  const success = isOfDevices ? done.length : users(done);
  return {
    id: entity.id,
    pendingCount: all - success,
    notApplicableCount: 0,
    ...(isOfDevices ? { notApplicablePlatformCount: 0 } : {}),
    successCount: success,
    errorCount: 0,
    failedCount: 0,
    conflictCount: 0,
    lastUpdateDateTime: changed,
    configurationVersion: entity.properties['version'] ?? 1,
  };
}

/** Devices of the type's platform that are assigned, directly or through their user. Filters aren't evaluated. */
function reachedDevices(tenant: Tenant, entity: Entity): readonly Entity[] {
  const included = new Set<string>();
  const excluded = new Set<string>();
  let everybody = false;
  for (const assignment of entity.assignments ?? []) {
    const target = assignment['target'];
    if (!isJsonObject(target)) continue;
    const group = stringAt(target, 'groupId');
    if (group === undefined) everybody = true;
    const type = stringAt(target, '@odata.type') ?? '';
    const side = type.includes('exclusion') ? excluded : included;
    for (const id of group === undefined ? [] : transitiveMembers(tenant.store, group)) side.add(id);
  }
  const platform = platformOf(entity.type);
  const entraIds = idsOf(tenant.store.all('devices'));
  return tenant.store.all('managedDevices').filter((device) => {
    if (!isOn(device, platform)) return false;
    const user = stringAt(device.properties, 'userId') ?? '';
    const machine = entraIds.get(device.properties['azureADDeviceId']) ?? '';
    if (excluded.has(user) || excluded.has(machine)) return false;
    return everybody || included.has(user) || included.has(machine);
  });
}

/** Groups hold Entra's devices; Intune's rows name them by their device id. */
function idsOf(devices: readonly Entity[]): ReadonlyMap<JsonValue | undefined, string> {
  const known = entraIdsOf.get(devices);
  if (known !== undefined) return known;
  const ids = new Map(devices.map((device) => [device.properties['deviceId'], device.id] as const));
  entraIdsOf.set(devices, ids);
  return ids;
}

/** A store hands out the same list until something in it changes, and every configuration asks. */
const entraIdsOf = new WeakMap<readonly Entity[], ReadonlyMap<JsonValue | undefined, string>>();

function platformOf(type: string): string {
  const name = lineage(type)[0]?.toLowerCase() ?? '';
  if (name.startsWith('ios')) return 'ios';
  if (name.startsWith('android') || name.startsWith('aosp')) return 'android';
  return name.startsWith('mac') ? 'macos' : 'windows';
}

function isOn(device: Entity, platform: string): boolean {
  const system = (stringAt(device.properties, 'operatingSystem') ?? '').toLowerCase();
  return platform === 'ios' ? system === 'ios' || system === 'ipados' : system === platform;
}
