/** A company of eight: small enough for tens of thousands of runs, with a bit of everything that a plan asks for. */

import { guidOf } from '../../src/embedded/store/identifiers.ts';
import type { CollectionName, Entity } from '../../src/embedded/store/store.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { type StoreImage, storeImage } from './memory-store.ts';

const BORN = '2024-01-10T08:00:00Z';

/** The id of an object of the company by what it's called. */
export function tinyId(name: string): string {
  return guidOf(`tiny/${name}`);
}

function entity(type: string, name: string, order: number, properties: JsonObject): Entity {
  return { id: tinyId(name), order, type, properties };
}

const PEOPLE = ['ada', 'bea', 'cem', 'dan', 'eva', 'fay', 'gus', 'hal'] as const;

const GROUPS: Readonly<Record<string, readonly string[]>> = {
  Staff: ['ada', 'bea', 'cem'],
  Sales: ['dan', 'eva'],
  Board: ['fay'],
  Contractors: ['bea'],
  Lawyers: ['gus'],
  Strangers: ['hal'],
  Kiosks: ['ada-computer'],
  Nobody: [],
};

function people(): readonly Entity[] {
  return PEOPLE.map((name, index) =>
    entity('user', name, index + 1, {
      displayName: name,
      userPrincipalName: `${name}@contoso.example`,
      mail: `${name}@contoso.example`,
      accountEnabled: true,
      createdDateTime: BORN,
    }),
  );
}

function groups(): readonly Entity[] {
  return Object.entries(GROUPS).map(([name, members], index) => ({
    ...entity('group', name, index + 1, {
      displayName: name,
      createdDateTime: BORN,
      groupTypes: [],
      mailEnabled: false,
      mailNickname: name.toLowerCase(),
      securityEnabled: true,
    }),
    members: members.map(tinyId),
  }));
}

function phones(): readonly Entity[] {
  return PEOPLE.map((name, index) =>
    entity('managedDevice', `${name}-phone`, index + 1, {
      deviceName: `${name}-phone`,
      userId: tinyId(name),
      operatingSystem: 'iOS',
      osVersion: '26.0.1',
      model: 'iPhone 14',
      deviceType: 'iPhone',
      azureADDeviceId: tinyId(`${name}-entra`),
      managedDeviceOwnerType: index % 2 === 0 ? 'company' : 'personal',
      ownerType: index % 2 === 0 ? 'company' : 'personal',
      managementState: 'managed',
      enrolledDateTime: BORN,
    }),
  );
}

function configuration(type: string, name: string, order: number, properties: JsonObject, more: Partial<Entity> = {}) {
  const stamps = { createdDateTime: BORN, lastModifiedDateTime: BORN, version: 1 };
  const whole = { displayName: name, description: null, roleScopeTagIds: ['0'], ...properties, ...stamps };
  return { ...entity(type, name, order, whole), ...more };
}

/** Nobody's but other people's: whatever happens, these stay as they are. */
function strangers(): readonly Entity[] {
  const scep = { certificateStore: 'user', keySize: 'size2048', subjectNameFormat: 'commonName' };
  const id = tinyId('Mail of strangers');
  const target = {
    '@odata.type': '#microsoft.graph.groupAssignmentTarget',
    deviceAndAppManagementAssignmentFilterId: null,
    deviceAndAppManagementAssignmentFilterType: 'none',
    groupId: tinyId('Strangers'),
  };
  const assigned = { id: `${id}_1`, source: 'direct', sourceId: id, intent: 'apply', target };
  const mail = {
    usernameSource: 'userPrincipalName',
    usernameAADSource: 'userPrincipalName',
    emailAddressSource: 'primarySmtpAddress',
    hostName: 'mail.contoso.com',
    requireSsl: true,
    accountName: 'By hand',
    authenticationMethod: 'usernameAndPassword',
    durationOfEmailToSync: 'oneMonth',
  };
  return [
    configuration('iosScepCertificateProfile', 'iOS: certificate', 1, scep),
    configuration('iosScepCertificateProfile', 'iOS: next certificate', 2, scep),
    configuration('iosEasEmailProfileConfiguration', 'Mail of strangers', 3, mail, { assignments: [assigned] }),
    configuration('iosEasEmailProfileConfiguration', 'Mail by hand', 4, mail),
  ];
}

/** The company before Postilion. */
export function tinyCompany(): StoreImage {
  const filter = { displayName: 'Company phones', platform: 'iOS', rule: '(device.deviceOwnership -eq "Corporate")' };
  const tag = (id: string, displayName: string, order: number): Entity => ({
    id,
    order,
    type: 'roleScopeTag',
    properties: { displayName, description: '', isBuiltIn: id === '0' },
  });
  const organization = { displayName: 'Contoso', createdDateTime: BORN, mobileDeviceManagementAuthority: 'intune' };
  const stamps = { createdDateTime: BORN, lastModifiedDateTime: BORN };
  return storeImage(
    new Map<CollectionName, readonly Entity[]>([
      ['organization', [entity('organization', 'organization', 1, organization)]],
      ['users', people()],
      ['devices', [entity('device', 'ada-computer', 1, { displayName: 'ada', deviceId: tinyId('ada-entra') })]],
      ['managedDevices', phones()],
      ['groups', groups()],
      [
        'assignmentFilters',
        [
          entity('deviceAndAppManagementAssignmentFilter', 'Company phones', 1, {
            ...filter,
            ...stamps,
            description: '',
          }),
        ],
      ],
      ['roleScopeTags', [tag('0', 'Default', 1), tag('1', 'EMEA', 2)]],
      ['deviceConfigurations', strangers()],
    ]),
  );
}
