/** Contoso's apps, their assignments, and their configurations. */
import type { JsonObject } from '../../model/json.ts';
import type { Entity } from '../store/store.ts';
import { groupId } from './groups.ts';
import { type SeedTarget, seedAssignments, seedTarget } from './names.ts';
import { seedEntity, seedId } from './seed-entity.ts';

const stamp = { createdDateTime: '2022-09-05T10:40:11.5522113Z', lastModifiedDateTime: '2025-06-17T08:15:09.7710045Z' };
const intentNumbers: Readonly<Record<string, number>> = {
  available: 0,
  required: 1,
  uninstall: 2,
  availableWithoutEnrollment: 3,
};

interface SeedApp {
  readonly key: string;
  readonly type: string;
  readonly settings: JsonObject;
  readonly assigned: readonly (SeedTarget & { readonly intent: string; readonly settings?: JsonObject })[];
}

const iosSettings = {
  '@odata.type': '#microsoft.graph.iosStoreAppAssignmentSettings',
  vpnConfigurationId: null,
  uninstallOnDeviceRemoval: true,
  isRemovable: null,
  preventManagedAppBackup: null,
};

const playSettings = {
  '@odata.type': '#microsoft.graph.androidManagedStoreAppAssignmentSettings',
  androidManagedStoreAppTrackIds: [],
  autoUpdateMode: 'default',
};

function play(key: string, displayName: string, publisher: string, packageId: string, group: string): SeedApp {
  return {
    key,
    type: 'androidManagedStoreApp',
    settings: {
      displayName,
      publisher,
      packageId,
      appIdentifier: `app:${packageId}`,
      appStoreUrl: `https://play.google.com/store/apps/details?id=${packageId}`,
      appTracks: [],
    },
    assigned: [{ to: group, intent: 'required', settings: playSettings }],
  };
}

const apps: readonly SeedApp[] = [
  {
    key: 'outlook-ios',
    type: 'iosStoreApp',
    settings: {
      displayName: 'Microsoft Outlook',
      publisher: 'Microsoft Corporation',
      description: 'Outlook for iOS',
      bundleId: 'com.microsoft.Office.Outlook',
      appStoreUrl: 'https://apps.apple.com/us/app/microsoft-outlook/id951937596',
      applicableDeviceType: { iPad: true, iPhoneAndIPod: true },
    },
    assigned: [
      { to: 'All employees', intent: 'available', settings: iosSettings },
      { to: 'Executives', intent: 'required', settings: iosSettings },
    ],
  },
  play(
    'outlook-android',
    'Microsoft Outlook',
    'Microsoft Corporation',
    'com.microsoft.office.outlook',
    'All employees',
  ),
  play('gmail-android', 'Gmail', 'Google LLC', 'com.google.android.gm', 'Android work profile devices'),
  play(
    'nine-android',
    'Nine Work for Intune',
    '9Folders Inc.',
    'com.ninefolders.hd3.work.intune',
    'Android pilot users',
  ),
  {
    key: 'm365-apps',
    type: 'officeSuiteApp',
    settings: {
      displayName: 'Microsoft 365 Apps for Windows 10 and later',
      publisher: 'Microsoft',
      productIds: ['o365ProPlusRetail'],
      officePlatformArchitecture: 'x64',
      updateChannel: 'monthlyEnterprise',
      autoAcceptEula: true,
      officeSuiteAppDefaultFileFormat: 'officeOpenXMLFormat',
    },
    assigned: [{ to: 'Windows laptops', intent: 'required' }],
  },
  {
    key: 'portal-ios',
    type: 'iosStoreApp',
    settings: {
      displayName: 'Intune Company Portal',
      publisher: 'Microsoft Corporation',
      bundleId: 'com.microsoft.CompanyPortal',
      appStoreUrl: 'https://apps.apple.com/us/app/intune-company-portal/id719171358',
      applicableDeviceType: { iPad: true, iPhoneAndIPod: true },
    },
    assigned: [{ to: 'allUsers', intent: 'required', settings: iosSettings }],
  },
  {
    key: 'vpn-client-winget',
    type: 'winGetApp',
    settings: { displayName: 'Contoso VPN client', publisher: 'Contoso', packageIdentifier: '9WZDNCRDJ8LH' },
    assigned: [],
  },
  {
    key: 'intranet',
    type: 'webApp',
    settings: {
      displayName: 'Intranet',
      publisher: 'Contoso',
      appUrl: 'https://intranet.contoso.com',
      useManagedBrowser: true,
    },
    assigned: [{ to: 'All employees', intent: 'available' }],
  },
  play('chrome-android', 'Google Chrome', 'Google LLC', 'com.android.chrome', 'Android work profile devices'),
];

function appId(key: string): string {
  return seedId('mobileApps', key);
}

export function makeApps(): readonly Entity[] {
  return apps.map((app, index) => ({
    ...seedEntity('mobileApps', app.key, index + 1, app.type, { roleScopeTagIds: [], ...app.settings, ...stamp }),
    assignments: app.assigned.map((assigned) => ({
      id: `${groupId(assigned.to)}_${intentNumbers[assigned.intent]}_0`,
      intent: assigned.intent,
      source: 'direct',
      sourceId: null,
      target: seedTarget(assigned),
      settings: assigned.settings ?? null,
    })),
  }));
}

/** App configurations for managed devices: Outlook's account set-up on both phone platforms. */
export function makeAppConfigurations(): readonly Entity[] {
  const outlookIos = seedEntity('mobileAppConfigurations', 'outlook-ios', 1, 'iosMobileAppConfiguration', {
    displayName: 'Outlook iOS account setup',
    description: 'pre-fills the address',
    targetedMobileApps: [appId('outlook-ios')],
    settings: [
      {
        appConfigKey: 'com.microsoft.outlook.EmailProfile.AccountType',
        appConfigKeyType: 'stringType',
        appConfigKeyValue: 'ModernAuth',
      },
      {
        appConfigKey: 'com.microsoft.outlook.EmailProfile.EmailUPN',
        appConfigKeyType: 'stringType',
        appConfigKeyValue: '{{userprincipalname}}',
      },
      {
        appConfigKey: 'com.microsoft.outlook.EmailProfile.EmailAddress',
        appConfigKeyType: 'stringType',
        appConfigKeyValue: '{{mail}}',
      },
    ],
    ...stamp,
    version: 2,
  });
  const payload = {
    kind: 'androidenterprise#managedConfiguration',
    productId: 'app:com.microsoft.office.outlook',
    managedProperty: [{ key: 'com.microsoft.outlook.EmailProfile.EmailAddress', valueString: '{{mail}}' }],
  };
  const outlookAndroid = seedEntity(
    'mobileAppConfigurations',
    'outlook-android',
    2,
    'androidManagedStoreAppConfiguration',
    {
      displayName: 'Outlook Android account setup',
      targetedMobileApps: [appId('outlook-android')],
      packageId: 'app:com.microsoft.office.outlook',
      payloadJson: Buffer.from(JSON.stringify(payload), 'utf8').toString('base64'),
      profileApplicability: 'androidWorkProfile',
      permissionActions: [],
      ...stamp,
      version: 1,
    },
  );
  return [outlookIos, outlookAndroid].map((entity) => ({
    ...entity,
    assignments: [{ id: `${entity.id}_${groupId('All employees')}`, target: seedTarget({ to: 'All employees' }) }],
  }));
}

/** One app configuration for managed apps; their ids carry a prefix, their versions are etags. */
export function makeManagedAppConfigurations(): readonly Entity[] {
  const id = `A_${seedId('targetedManagedAppConfigurations', 'outlook')}`;
  const app = (type: string, identifier: JsonObject, key: string) => ({
    id: key,
    version: null,
    mobileAppIdentifier: { '@odata.type': `#microsoft.graph.${type}`, ...identifier },
  });
  return [
    {
      id,
      order: 1,
      type: 'targetedManagedAppConfiguration',
      properties: {
        displayName: 'Outlook: focused inbox off',
        description: null,
        appGroupType: 'selectedPublicApps',
        customSettings: [{ name: 'com.microsoft.outlook.Mail.FocusedInbox', value: 'false' }],
        createdDateTime: '2024-01-09T13:37:21.164722Z',
        lastModifiedDateTime: '2024-01-09T13:37:21.164722Z',
        version: '"4b0077e1-0000-0d00-0000-659d4a310000"',
      },
      contained: {
        apps: [
          app(
            'iosMobileAppIdentifier',
            { bundleId: 'com.microsoft.office.outlook' },
            'com.microsoft.office.outlook.ios',
          ),
          app(
            'androidMobileAppIdentifier',
            { packageId: 'com.microsoft.office.outlook' },
            'com.microsoft.office.outlook.android',
          ),
        ],
      },
      assignments: [
        {
          id: `${groupId('Executives')}_incl`,
          source: 'direct',
          sourceId: '00000000-0000-0000-0000-000000000000',
          target: seedTarget({ to: 'Executives' }),
        },
      ],
    },
  ];
}

/** A compliance policy that asks for a managed mail profile: who loses the profile loses access. */
export function makeCompliancePolicies(): readonly Entity[] {
  const executives = seedEntity('deviceCompliancePolicies', 'ios-executives', 1, 'iosCompliancePolicy', {
    displayName: 'iOS compliance Executives',
    description: 'managed mail profile required',
    managedEmailProfileRequired: true,
    passcodeRequired: true,
    passcodeMinimumLength: 6,
    securityBlockJailbrokenDevices: true,
    ...stamp,
    version: 2,
  });
  const everybody = seedEntity('deviceCompliancePolicies', 'ios-all', 2, 'iosCompliancePolicy', {
    displayName: 'iOS compliance baseline',
    passcodeRequired: true,
    securityBlockJailbrokenDevices: true,
    ...stamp,
    version: 1,
  });
  return [
    { ...executives, assignments: seedAssignments(executives.id, [{ to: 'Executives' }], false) },
    { ...everybody, assignments: seedAssignments(everybody.id, [{ to: 'All employees' }], false) },
  ];
}
