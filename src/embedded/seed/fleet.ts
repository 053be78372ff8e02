/** Contoso's devices: each known to Intune (managed device) and to Entra (device). */
import type { Entity } from '../store/store.ts';
import { draw, pick } from './draw.ts';
import type { Person } from './people.ts';
import { seedEntity, seedId } from './seed-entity.ts';

type Sort =
  | 'personal iPhone'
  | 'corporate iPhone'
  | 'corporate iPad'
  | 'meeting room iPad'
  | 'work profile'
  | 'corporate Android'
  | 'dedicated Android'
  | 'Windows';

export interface FleetDevice {
  readonly sort: Sort;
  readonly managed: Entity;
  readonly entra: Entity;
}

interface Make {
  readonly system: string;
  readonly manufacturer: string;
  readonly models: readonly [string, ...string[]];
  readonly versions: readonly [string, ...string[]];
  readonly type: string;
  readonly enrollment: string;
  readonly agent: string;
  readonly owner: 'company' | 'personal';
  readonly profile: string | null;
}

const iPhones = ['iPhone 12', 'iPhone 13', 'iPhone 14', 'iPhone 15', 'iPhone 15 Pro', 'iPhone 16'] as const;
const iPads = ['iPad (9th generation)', 'iPad Air (5th generation)', 'iPad Pro 11-inch (4th generation)'] as const;
const iosVersions = ['16.7.10', '17.7.2', '18.1', '18.6.2', '26.0.1'] as const;
const apple = { manufacturer: 'Apple', versions: iosVersions, agent: 'mdm' } as const;
const pixelsAndGalaxies = ['Pixel 7', 'Pixel 8', 'SM-S911B', 'SM-A546B', 'SM-S921B'] as const;
const google = {
  system: 'Android',
  manufacturer: 'samsung',
  models: pixelsAndGalaxies,
  agent: 'googleCloudDevicePolicyController',
} as const;
const androidVersions = ['12.0', '13.0', '14.0', '15.0'] as const;

const makes: Readonly<Record<Sort, Make>> = {
  'personal iPhone': {
    ...apple,
    system: 'iOS',
    models: iPhones,
    type: 'iPhone',
    enrollment: 'appleUserEnrollment',
    owner: 'personal',
    profile: null,
  },
  'corporate iPhone': {
    ...apple,
    system: 'iOS',
    models: iPhones,
    type: 'iPhone',
    enrollment: 'appleBulkWithUser',
    owner: 'company',
    profile: 'Corporate iOS',
  },
  'corporate iPad': {
    ...apple,
    system: 'iPadOS',
    models: iPads,
    type: 'iPad',
    enrollment: 'appleBulkWithUser',
    owner: 'company',
    profile: 'Corporate iOS',
  },
  'meeting room iPad': {
    ...apple,
    system: 'iPadOS',
    models: iPads,
    type: 'iPad',
    enrollment: 'appleBulkWithoutUser',
    owner: 'company',
    profile: 'Meeting rooms',
  },
  'work profile': {
    ...google,
    versions: androidVersions,
    type: 'androidForWork',
    enrollment: 'userEnrollment',
    owner: 'personal',
    profile: null,
  },
  'corporate Android': {
    ...google,
    versions: androidVersions,
    type: 'androidEnterprise',
    enrollment: 'androidEnterpriseFullyManaged',
    owner: 'company',
    profile: 'Corporate Android',
  },
  'dedicated Android': {
    ...google,
    versions: androidVersions,
    type: 'androidEnterprise',
    enrollment: 'androidEnterpriseDedicatedDevice',
    owner: 'company',
    profile: 'Warehouse scanners',
  },
  Windows: {
    system: 'Windows',
    manufacturer: 'Dell Inc.',
    models: ['Latitude 5440', 'Latitude 7440', 'Precision 3580'],
    versions: ['10.0.19045.6456', '10.0.22631.6060', '10.0.26100.6899'],
    type: 'windows10x',
    enrollment: 'windowsAzureADJoin',
    agent: 'mdm',
    owner: 'company',
    profile: 'Contoso Autopilot',
  },
};

/** Devices without a user: meeting rooms and the warehouse. */
const userless: readonly (readonly [Sort, number])[] = [
  ['meeting room iPad', 24],
  ['dedicated Android', 60],
];

/** All devices: 55 of 100 people have an iPhone or iPad, some have several devices, some none. */
export function makeFleet(people: readonly Person[]): readonly FleetDevice[] {
  const fleet: FleetDevice[] = [];
  const add = (sort: Sort, owner: Person | undefined, key: string) =>
    fleet.push(device(sort, owner, key, fleet.length));
  for (const person of people) {
    for (const sort of sortsOf(person)) add(sort, person, `${person.upn}/${sort}`);
  }
  for (const [sort, count] of userless) {
    for (let number = 1; number <= count; number += 1) add(sort, undefined, `${sort}/${number}`);
  }
  return fleet;
}

function sortsOf(person: Person): readonly Sort[] {
  const phone = draw(`phone/${person.upn}`, 1000);
  const second = draw(`second/${person.upn}`, 1000);
  const sorts: Sort[] = [];
  // Executives and field service carry what the company gives them.
  const given = person.department === 'Executive' || person.department === 'Field service';
  if (phone < 550) sorts.push(given || phone < 330 ? 'corporate iPhone' : 'personal iPhone');
  else if (phone < 760) sorts.push(given ? 'corporate Android' : 'work profile');
  else if (phone < 805) sorts.push('corporate Android');
  if (phone < 550 && second < 140) sorts.push('corporate iPad');
  if (draw(`desk/${person.upn}`, 1000) < 489) sorts.push('Windows');
  return sorts;
}

function device(sort: Sort, person: Person | undefined, key: string, number: number): FleetDevice {
  const make = makes[sort];
  const model = pick(`model/${key}`, make.models);
  const version = pick(`version/${key}`, make.versions);
  const manufacturer = model.startsWith('Pixel') ? 'Google' : make.manufacturer;
  const serial = `C${String(100_000 + number)}`;
  const name = person === undefined ? `${sort.split(' ')[0]}-${serial}` : `${person.name.replace(' ', '-')}-${serial}`;
  const deviceId = seedId('devices', `${key}/deviceId`);
  const compliant = draw(`compliant/${key}`, 100) >= 4;
  const day = String(1 + draw(`sync/${key}`, 20)).padStart(2, '0');
  const enrolled = `202${3 + draw(`year/${key}`, 3)}-0${1 + draw(`month/${key}`, 9)}-${day}T09:30:00Z`;
  const managed = seedEntity('managedDevices', key, number + 1, 'managedDevice', {
    deviceName: name,
    userId: person?.id ?? '',
    userPrincipalName: person?.upn ?? '',
    userDisplayName: person?.name ?? '',
    emailAddress: person?.upn ?? '',
    operatingSystem: make.system,
    osVersion: version,
    model,
    manufacturer,
    serialNumber: serial,
    azureADDeviceId: deviceId,
    azureActiveDirectoryDeviceId: deviceId,
    azureADRegistered: true,
    managedDeviceOwnerType: make.owner,
    ownerType: make.owner,
    deviceEnrollmentType: make.enrollment,
    deviceType: make.type,
    deviceRegistrationState: 'registered',
    managementAgent: make.agent,
    managementState: 'managed',
    joinType: sort === 'Windows' ? 'azureADJoined' : 'azureADRegistered',
    deviceCategoryDisplayName: make.owner === 'company' ? 'Corporate' : 'Personal',
    enrollmentProfileName: make.profile,
    complianceState: compliant ? 'compliant' : 'noncompliant',
    enrolledDateTime: enrolled,
    lastSyncDateTime: `2026-11-${day}T06:${day}:00Z`,
    isEncrypted: true,
    isSupervised: make.owner === 'company' && make.manufacturer === 'Apple',
    jailBroken: 'False',
    easActivated: person !== undefined,
  });
  const entra = seedEntity('devices', key, number + 1, 'device', {
    accountEnabled: true,
    deviceId,
    displayName: name,
    isCompliant: compliant,
    isManaged: true,
    manufacturer,
    model,
    operatingSystem: make.system,
    operatingSystemVersion: version,
    deviceOwnership: make.owner === 'company' ? 'Company' : 'Personal',
    enrollmentProfileName: make.profile,
    trustType: sort === 'Windows' ? 'AzureAd' : 'Workplace',
  });
  return { sort, managed, entra };
}
