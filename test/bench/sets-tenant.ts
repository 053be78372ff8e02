/** A large company for the bench of the set engine: its folder for the embedded tenant, and the profiles that git wants. */

import { type CollectionName, type Entity, writeTenant } from '../../src/embedded/store/store.ts';
import type { JsonObject } from '../../src/model/json.ts';

export const DEVICES = 40_000;
export const GROUPS = 100;
export const PROFILES = 100;
const LARGEST = 20_000;

/** Ids look like Graph's: 36 characters, different in the middle. */
function guid(sort: string, number: number): string {
  return `${sort}-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

const personId = (number: number): string => guid('0000a001', number);
const groupId = (number: number): string => guid('0000a002', number);
const filterId = (number: number): string => guid('0000a003', number);

/** Ten groups of 20,000, the others from 40 to 4,000; every tenth holds the group before it as well. */
function membersOf(group: number): readonly string[] {
  const size = group % 10 === 0 ? LARGEST : 40 + ((group * 977) % 3961);
  const people = Array.from({ length: size }, (_, index) => personId((group * 397 + index * 3) % DEVICES));
  return group % 10 === 5 ? [...people, groupId(group - 1)] : people;
}

function entity(id: string, order: number, type: string, properties: JsonObject): Entity {
  return { id, order, type, properties };
}

function managedDevice(number: number): Entity {
  const corporate = number % 3 !== 0;
  return entity(guid('0000a004', number), number + 1, 'managedDevice', {
    deviceName: `phone-${number}`,
    userId: number % 50 === 0 ? '' : personId(number),
    operatingSystem: number % 7 === 0 ? 'iPadOS' : 'iOS',
    osVersion: `${16 + (number % 3)}.${number % 8}.0`,
    model: `iPhone ${12 + (number % 5)}`,
    managedDeviceOwnerType: corporate ? 'company' : 'personal',
    enrollmentProfileName: corporate ? 'Corporate iOS' : '',
    azureADDeviceId: guid('0000a005', number),
  });
}

const RULES = [
  '(device.deviceOwnership -eq "Corporate") and (device.model -startsWith "iPhone 1")',
  '(device.operatingSystemVersion -ge 17.2.0) or (device.enrollmentProfileName -eq $null)',
  '(device.model -in ["iPhone 12", "iPhone 13"]) and (device.osVersion -startsWith "18")',
];

function target(group: number, filter: number | null): JsonObject {
  return {
    '@odata.type': '#microsoft.graph.groupAssignmentTarget',
    groupId: groupId(group),
    deviceAndAppManagementAssignmentFilterId: filter === null ? null : filterId(filter),
    deviceAndAppManagementAssignmentFilterType: filter === null ? 'none' : 'include',
  };
}

/** The groups of a profile, before and after: four stay, one is exchanged. */
function groupsOf(profile: number, after: boolean): readonly number[] {
  return [0, 1, 2, 3, after ? 5 : 4].map((step) => (profile + step * 17) % GROUPS);
}

/** A mail profile's own members as the tenant holds them; all are of one account. */
export function mailProperties(number: number): JsonObject {
  return {
    displayName: `iOS: Mail - ${number}`,
    description: '',
    accountName: 'Contoso mail',
    hostName: 'outlook.office365.com',
    usernameSource: 'userPrincipalName',
    usernameAADSource: 'userPrincipalName',
    emailAddressSource: 'primarySmtpAddress',
    authenticationMethod: 'usernameAndPassword',
    useOAuth: true,
    requireSsl: true,
    version: 1,
    createdDateTime: '2026-01-05T08:00:00Z',
    lastModifiedDateTime: '2026-01-05T08:00:00Z',
  };
}

function liveProfile(number: number): Entity {
  const id = guid('0000a006', number);
  const assignments = groupsOf(number, false).map((group, index) => ({
    id: `${id}_${groupId(group)}`,
    source: 'direct',
    sourceId: id,
    intent: 'apply',
    target: target(group, index % 2 === 0 ? null : index % RULES.length),
  }));
  return { ...entity(id, number + 1, 'iosEasEmailProfileConfiguration', mailProperties(number)), assignments };
}

/** Writes the tenant into an empty folder. */
export function writeLargeTenant(dir: string): void {
  const many = (count: number, make: (number: number) => Entity): readonly Entity[] =>
    Array.from({ length: count }, (_, number) => make(number));
  writeTenant(
    dir,
    new Map<CollectionName, readonly Entity[]>([
      ['organization', [entity(guid('0000a007', 1), 1, 'organization', { displayName: 'Large' })]],
      ['users', many(DEVICES, (number) => entity(personId(number), number + 1, 'user', { displayName: `P${number}` }))],
      ['devices', []],
      ['managedDevices', many(DEVICES, managedDevice)],
      [
        'groups',
        many(GROUPS, (number) => ({
          ...entity(groupId(number), number + 1, 'group', { displayName: `Group ${number}` }),
          members: [...new Set(membersOf(number))],
        })),
      ],
      [
        'assignmentFilters',
        RULES.map((rule, number) =>
          entity(filterId(number), number + 1, 'deviceAndAppManagementAssignmentFilter', {
            displayName: `Filter ${number}`,
            platform: 'iOS',
            rule,
          }),
        ),
      ],
      ['deviceConfigurations', many(PROFILES, liveProfile)],
    ]),
  );
}

/** Keys and the ids that they adopt. */
export function adoptions(): readonly (readonly [string, string])[] {
  return Array.from({ length: PROFILES }, (_, number) => [`mail-${number}`, guid('0000a006', number)]);
}

/** All profiles as one YAML text, each with one group exchanged for another. */
export function profilesText(): string {
  return Array.from({ length: PROFILES }, (_, number) => profileText(number)).join('---\n');
}

function profileText(number: number): string {
  const include = groupsOf(number, true).map((group, index) => {
    const filter = index % 2 === 0 ? '' : `, filter: {include: Filter ${index % RULES.length}}`;
    return `    - {group: Group ${group}${filter}}\n`;
  });
  return [
    `kind: ios-mail\nkey: mail-${number}\nname: "iOS: Mail - ${number}"\nsettings:\n`,
    '  accountName: Contoso mail\n  host: outlook.office365.com\n  ssl: true\n  username: userPrincipalName\n',
    '  emailAddress: primarySmtpAddress\n  authentication: usernameAndPassword\n  oauth: true\n',
    `assign:\n  include:\n${include.join('')}`,
  ].join('');
}
