/** What Graph's managed devices say, in the words of the rule language. */

import type { JsonObject, JsonValue } from '../../model/json.ts';
import type { Fact, FactsOf } from './evaluate.ts';
import { ANDROID_MANAGEMENT, findFilterProperty, WINDOWS_EDITIONS } from './properties.ts';

/** Values of a managed device by Graph property name, as far as they were read. */
export type DeviceColumns = JsonObject;

const OWNERSHIP: Readonly<Record<string, string>> = {
  company: 'Corporate',
  personal: 'Personal',
  unknown: 'Unknown',
};

const JOIN: Readonly<Record<string, string>> = {
  azureADJoined: 'Azure AD joined',
  azureADRegistered: 'Azure AD registered',
  hybridAzureADJoined: 'Hybrid Azure AD joined',
  unknown: 'Unknown',
};

const ROOTED: Readonly<Record<string, string>> = { true: 'True', false: 'False', unknown: 'Unknown' };

/** Enrolment → management type, as the names suggest (inferred): Graph doesn't tell dedicated devices apart by shared mode. */
const MANAGEMENT: Readonly<Record<string, readonly string[]>> = {
  androidEnterpriseDedicatedDevice: [ANDROID_MANAGEMENT.shared, ANDROID_MANAGEMENT.dedicated],
  androidEnterpriseFullyManaged: [ANDROID_MANAGEMENT.fullyManaged],
  androidEnterpriseCorporateWorkProfile: [ANDROID_MANAGEMENT.workProfile],
  androidAOSPUserOwnedDeviceEnrollment: [ANDROID_MANAGEMENT.aospUser],
  androidAOSPUserlessDeviceEnrollment: [ANDROID_MANAGEMENT.aospUserless],
};

/**
 * The facts about one device. `system` and `type` are Graph's `operatingSystem` and `deviceType`. Anything about apps is unknown: a
 * managed device doesn't hold it.
 */
export function gatherDeviceFacts(columns: DeviceColumns, system: string, type: string | null): FactsOf {
  return (entity, name) => {
    const column = findFilterProperty(entity, name)?.columns[0];
    if (column === undefined) return 'unknown';
    const value = columns[column];
    if (value === undefined) return 'unknown';
    switch (name) {
      case 'deviceOwnership':
        return oneOf(OWNERSHIP, value);
      case 'deviceTrustType':
        return oneOf(JOIN, value);
      case 'isRooted':
        return oneOf(ROOTED, typeof value === 'string' ? value.toLowerCase() : value);
      case 'cpuArchitecture':
        return architecture(value, system.toLowerCase());
      case 'operatingSystemSKU':
        return edition(value);
      case 'deviceManagementType':
        return management(value, type);
      default:
        return text(value);
    }
  };
}

/** Graph's own descriptions give the empty text for "no enrolment profile" and "no category": no value, like null. */
function text(value: JsonValue): Fact {
  if (value === null || value === '') return [null];
  return typeof value === 'string' ? [value] : 'unknown';
}

function oneOf(table: Readonly<Record<string, string>>, value: JsonValue): Fact {
  const found = typeof value === 'string' && Object.hasOwn(table, value) ? table[value] : undefined;
  return found === undefined ? 'unknown' : [found];
}

/** The page calls the same processor amd64 on Windows and x64 on a Mac. Graph's `unknown` may only mean "not collected". */
function architecture(value: JsonValue, system: string): Fact {
  if (value === 'x64') return system === 'windows' ? ['amd64'] : system === 'macos' ? ['x64'] : 'unknown';
  if (value === 'arM64') return ['arm64'];
  return value === 'x86' ? ['x86'] : 'unknown';
}

/** 0 is Graph's number for a device that reported none. */
function edition(value: JsonValue): Fact {
  const name = typeof value === 'number' ? WINDOWS_EDITIONS.get(value) : undefined;
  return name === undefined ? 'unknown' : [name];
}

function management(value: JsonValue, type: string | null): Fact {
  if (value === 'userEnrollment' && type === 'androidForWork') return [ANDROID_MANAGEMENT.personal];
  const known = typeof value === 'string' && Object.hasOwn(MANAGEMENT, value) ? MANAGEMENT[value] : undefined;
  return known ?? 'unknown';
}
