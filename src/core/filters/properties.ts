/**
 * The documented properties of filters: which operators each takes, and where Graph holds the value for a managed
 * device. Source: Microsoft Intune documentation, "App and device properties, operators, and rule editing when creating
 * assignment filters" (MicrosoftDocs/memdocs, intune/fundamentals/filters/ref-device-properties.md, February 2026).
 */

import type { FilterEntity, FilterOperator } from './rule.ts';

/** `choice`: one of `values`; `version`: compared number by number. */
export interface FilterProperty {
  readonly entity: FilterEntity;
  readonly name: string;
  readonly sort: 'text' | 'choice' | 'version';
  readonly operators: readonly FilterOperator[];
  /** The documented values of a choice. */
  readonly values: readonly string[];
  /** Properties of Graph's managedDevice that the value is made of; none where Graph's devices don't hold it. */
  readonly columns: readonly string[];
}

const FULL = ['eq', 'ne', 'in', 'notIn'] as const;
const PARTIAL = [...FULL, 'startsWith', 'contains', 'notContains'] as const;
const ORDER = ['eq', 'ne', 'gt', 'ge', 'lt', 'le'] as const;

/** Types of Android management that the page lists for devices and for apps. */
export const ANDROID_MANAGEMENT = {
  shared: 'Corporate-owned dedicated devices with Entra ID Shared mode',
  dedicated: 'Corporate-owned dedicated devices without Entra ID Shared mode',
  workProfile: 'Corporate-owned with work profile',
  fullyManaged: 'Corporate-owned fully managed',
  personal: 'Personally-owned work profile',
  aospUser: 'AOSP user-associated devices',
  aospUserless: 'AOSP userless devices',
} as const;

const APP_MANAGEMENT = [
  'Unmanaged',
  'Android device administrator',
  ...Object.values(ANDROID_MANAGEMENT),
  'Android Enterprise',
  'Automated Device Enrollment user-associated devices',
  'Automated Device Enrollment userless devices',
  'Account Driven User Enrollment',
  'Device Enrollment with Company Portal and Web Enrollment',
  'Managed',
];

/** The page's table of Windows editions, by the number that Graph has in `skuNumber`. */
export const WINDOWS_EDITIONS: ReadonlyMap<number, string> = new Map([
  [4, 'Enterprise'],
  [10, 'Core'],
  [27, 'EnterpriseN'],
  [48, 'Professional'],
  [49, 'BusinessN'],
  [72, 'EnterpriseEval'],
  [84, 'EnterpriseNEval'],
  [98, 'CoreN'],
  [99, 'CoreCountrySpecific'],
  [100, 'CoreSingleLanguage'],
  [111, 'Core'],
  [119, 'PPIPro'],
  [121, 'Education'],
  [122, 'EducationN'],
  [123, 'IoTUAP'],
  [125, 'EnterpriseS'],
  [126, 'EnterpriseSN'],
  [129, 'EnterpriseSEval'],
  [131, 'IoTUAPCommercial'],
  [136, 'Holographic'],
  [138, 'ProfessionalSingleLanguage'],
  [161, 'ProfessionalWorkstation'],
  [162, 'ProfessionalN'],
  [164, 'ProfessionalEducation'],
  [165, 'ProfessionalEducationN'],
  [171, 'EnterpriseG'],
  [172, 'EnterpriseGN'],
  [175, 'ServerRdsh'],
  [188, 'IoTEnterprise'],
  [202, 'CloudEditionN'],
  [203, 'CloudEdition'],
]);

const FILTER_PROPERTIES: readonly FilterProperty[] = [
  choice('device', 'cpuArchitecture', FULL, ['amd64', 'x86', 'x64', 'arm64', 'unknown'], ['processorArchitecture']),
  text('device', 'deviceCategory', ['deviceCategoryDisplayName']),
  choice('device', 'deviceManagementType', ['eq', 'ne'], Object.values(ANDROID_MANAGEMENT), ['deviceEnrollmentType']),
  text('device', 'deviceName', ['deviceName']),
  choice('device', 'deviceOwnership', ['eq', 'ne'], ['Personal', 'Corporate', 'Unknown'], ['managedDeviceOwnerType']),
  choice(
    'device',
    'deviceTrustType',
    FULL,
    ['Azure AD joined', 'Azure AD registered', 'Hybrid Azure AD joined', 'Unknown'],
    ['joinType'],
  ),
  text('device', 'enrollmentProfileName', ['enrollmentProfileName']),
  choice('device', 'isRooted', ['eq', 'ne'], ['True', 'False', 'Unknown'], ['jailBroken']),
  text('device', 'manufacturer', ['manufacturer']),
  text('device', 'model', ['model']),
  version('device', ['osVersion']),
  text('device', 'osVersion', ['osVersion']),
  text('device', 'operatingSystemSKU', ['skuNumber']),
  text('app', 'appVersion', []),
  choice('app', 'deviceManagementType', ['eq', 'ne'], APP_MANAGEMENT, []),
  text('app', 'deviceManufacturer', []),
  text('app', 'deviceModel', []),
  version('app', []),
  text('app', 'osVersion', []),
];

/** The property of that name, whatever its case; undefined for one that no page documents. */
export function findFilterProperty(entity: FilterEntity, name: string): FilterProperty | undefined {
  // Asked for each device anew: nearly always in the documented case, for which no text has to be made.
  return BY_NAME[entity].get(name) ?? BY_NAME[entity].get(name.toLowerCase());
}

const BY_NAME: Readonly<Record<FilterEntity, ReadonlyMap<string, FilterProperty>>> = {
  device: byName('device'),
  app: byName('app'),
};

/** In the documented case and in lower case. */
function byName(entity: FilterEntity): ReadonlyMap<string, FilterProperty> {
  const those = FILTER_PROPERTIES.filter((property) => property.entity === entity);
  return new Map(
    those.flatMap((property) => [property.name.toLowerCase(), property.name].map((name) => [name, property])),
  );
}

function text(entity: FilterEntity, name: string, columns: readonly string[]): FilterProperty {
  return { entity, name, sort: 'text', operators: PARTIAL, values: [], columns };
}

function version(entity: FilterEntity, columns: readonly string[]): FilterProperty {
  return { entity, name: 'operatingSystemVersion', sort: 'version', operators: ORDER, values: [], columns };
}

function choice(
  entity: FilterEntity,
  name: string,
  operators: readonly FilterOperator[],
  values: readonly string[],
  columns: readonly string[],
): FilterProperty {
  return { entity, name, sort: 'choice', operators, values, columns };
}
