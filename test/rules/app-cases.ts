/** What rules object to in apps and their configurations, each beside the nearest text that they don't object to. */

import { kindText } from './kind-text.ts';
import type { PlatformCase } from './platform-cases.ts';

type ConfigurationKind = 'ios-app-config' | 'android-app-config' | 'managed-app-config';

const USUAL: Readonly<Record<ConfigurationKind, string>> = {
  'ios-app-config': 'targetedApp: {name: Microsoft Outlook}',
  'android-app-config': 'app: outlook\n  targetedApp: {name: Microsoft Outlook}\n  applicability: androidDeviceOwner',
  'managed-app-config': 'apps: [{ios: com.microsoft.office.outlook}]',
};

/** A configuration with these keys and nothing else. */
function configurationText(
  kind: ConfigurationKind,
  keys: Readonly<Record<string, string>>,
  usual = USUAL[kind],
): string {
  const lines = Object.entries(keys).map(([key, value]) => `    ${key}: ${value}`);
  return [
    `kind: ${kind}`,
    'key: outlook',
    'name: "iOS and Android: Outlook - Sales"',
    'settings:',
    `  ${usual}`,
    '  configuration:',
    ...lines,
    'assign: {include: [{group: Sales users}]}',
    '',
  ].join('\n');
}

/** An app with a required assignment. */
function appText(kind: string, settings: string, target = 'group: Sales users'): string {
  return [
    `kind: ${kind}`,
    'key: app',
    'name: Mail app',
    `settings: ${settings}`,
    `assign: {include: [{${target}}]}`,
    '',
  ].join('\n');
}

const PROFILE = 'com.microsoft.outlook.EmailProfile';
const OUTLOOK = 'com.microsoft.outlook';
const NOTIFICATIONS = `${OUTLOOK}.Calendar.Notifications.IntuneMAMOnly`;
const FOCUSED = 'com.microsoft.outlook.Mail.FocusedInbox';
const MODERN = { [`${PROFILE}.AccountType`]: 'ModernAuth', [`${PROFILE}.EmailUPN`]: '"{{userprincipalname}}"' };
const WHOLE = { ...MODERN, [`${PROFILE}.EmailAddress`]: '"{{mail}}"' };
const BASIC = { [`${PROFILE}.AccountType`]: 'BasicAuth' };
const WEARABLES = { 'com.microsoft.intune.mam.areWearablesAllowed': 'false' };

function about(
  rule: string,
  kind: ConfigurationKind,
  hit: Readonly<Record<string, string>>,
  miss: Readonly<Record<string, string>>,
): PlatformCase {
  return { rule, hit: configurationText(kind, hit), miss: configurationText(kind, miss) };
}

const KEYS: readonly PlatformCase[] = [
  about('APP-002', 'managed-app-config', { [`${PROFILE}.EmailAddress`]: '"{{mail}}"' }, { [FOCUSED]: 'false' }),
  about('APP-003', 'ios-app-config', WEARABLES, { [FOCUSED]: 'false' }),
  {
    rule: 'APP-003',
    hit: configurationText('android-app-config', WEARABLES),
    miss: configurationText('managed-app-config', WEARABLES),
  },
  about('APP-004', 'ios-app-config', { 'com.microsoft.outlook.mail.focusedInbox': 'false' }, { [FOCUSED]: 'false' }),
  about('APP-005', 'android-app-config', { 'com.microsoft.outlook.Mail.Newer': 'true' }, { [FOCUSED]: 'false' }),
  about('APP-006', 'ios-app-config', MODERN, WHOLE),
  about(
    'APP-008',
    'android-app-config',
    { IntuneMAMUPN: '"{{userprincipalname}}"' },
    {
      'com.microsoft.intune.mam.AllowedAccountUPNs': '"{{userprincipalname}}"',
    },
  ),
  about(
    'APP-008',
    'android-app-config',
    { IntuneMAMAllowedAccountsOnly: 'Enabled' },
    {
      IntuneMAMAllowedAccountsOnly: 'Enabled',
      'com.microsoft.intune.mam.AllowedAccountUPNs': '"{{userprincipalname}}"',
    },
  ),
  about(
    'APP-008',
    'ios-app-config',
    { 'com.microsoft.intune.mam.AllowedAccountUPNs': '"{{userprincipalname}}"' },
    { IntuneMAMAllowedAccountsOnly: 'Enabled', IntuneMAMUPN: '"{{userprincipalname}}"' },
  ),
  about(
    'APP-004',
    'ios-app-config',
    { [`${OUTLOOK}.mail.officeFeedEnabled`]: 'false' },
    { [`${OUTLOOK}.Mail.officeFeedEnabled`]: 'false' },
  ),
  about('APP-025', 'managed-app-config', { [NOTIFICATIONS]: '1' }, { [NOTIFICATIONS]: '0' }),
  about('APP-027', 'ios-app-config', { ...WHOLE, [`${PROFILE}.EmailAddress`]: '$EMAIL' }, WHOLE),
  about(
    'APP-027',
    'android-app-config',
    { email_address: '"%emailaddress%"' },
    { email_address: '"{{mail}}"', default_signature: '100% Contoso, 5% off' },
  ),
  about(
    'AUT-012',
    'android-app-config',
    { exchange_login_certificate_alias: 'mail', exchange_host: 'outlook.office365.com' },
    { exchange_login_certificate_alias: 'mail', exchange_host: 'mail.contoso.com' },
  ),
  about(
    'AUT-012',
    'android-app-config',
    { AppUseLoginCertificate: '"true"', AppServiceHost: 'outlook.office365.com' },
    { AppUseLoginCertificate: '"false"', AppServiceHost: 'outlook.office365.com' },
  ),
  about(
    'APP-028',
    'android-app-config',
    { exchange_trust_all_certificates: 'true' },
    { exchange_trust_all_certificates: 'false' },
  ),
  about('SEC-004', 'managed-app-config', { apiToken: 'abc' }, { apiToken: '{secret: API}', passwordRequired: 'true' }),
  about('APP-010', 'android-app-config', { 'com.microsoft.outlook.Auth.Biometric': 'true' }, { [FOCUSED]: 'true' }),
  about(
    'APP-018',
    'ios-app-config',
    { ...WHOLE, IntuneMAMUPN: '"{{upn}}"' },
    { ...WHOLE, IntuneMAMUPN: '"{{UserPrincipalName}}"' },
  ),
  about(
    'APP-018',
    'ios-app-config',
    { 'com.contoso.device': '"{{imei}}"' },
    { 'com.contoso.device': '"{{serialnumber}}"' },
  ),
  {
    ...about(
      'APP-018',
      'android-app-config',
      { ...WHOLE, default_signature: '"{{signature}}"' },
      { ...WHOLE, default_signature: 'Bye' },
    ),
    severity: 'warning',
  },
];

const ACCOUNTS: readonly PlatformCase[] = [
  about('APP-007', 'ios-app-config', BASIC, WHOLE),
  {
    ...about(
      'APP-007',
      'ios-app-config',
      {
        ...BASIC,
        [`${PROFILE}.EmailAccountName`]: '"{{username}}"',
        [`${PROFILE}.ServerHostName`]: 'outlook.office365.com',
      },
      WHOLE,
    ),
    severity: 'error',
  },
  about(
    'APP-009',
    'ios-app-config',
    { IntuneMAMAllowedAccountsOnly: 'Enabled' },
    {
      IntuneMAMAllowedAccountsOnly: 'Enabled',
      IntuneMAMUPN: '"{{userprincipalname}}"',
    },
  ),
  {
    rule: 'APP-013',
    hit: configurationText(
      'android-app-config',
      { exchange_login_certificate_alias: 'mail' },
      'app: gmail\n  targetedApp: {name: Gmail}\n  applicability: default',
    ),
    miss: configurationText(
      'android-app-config',
      { exchange_login_certificate_alias: 'mail' },
      'app: gmail\n  targetedApp: {name: Gmail}\n  applicability: androidDeviceOwner',
    ),
  },
  about(
    'APP-023',
    'ios-app-config',
    { 'com.microsoft.outlook.Mail.SMIMEEnabled': 'true' },
    {
      'com.microsoft.outlook.Mail.SMIMEEnabled': 'false',
    },
  ),
];

const APPS: readonly PlatformCase[] = [
  {
    rule: 'APP-017',
    hit: appText('microsoft-365-apps', '{products: [o365ProPlusRetail], excluded: [outlook, lync]}'),
    miss: appText('microsoft-365-apps', '{products: [o365ProPlusRetail], excluded: [lync]}'),
  },
  {
    rule: 'APP-019',
    hit: appText(
      'android-play-app',
      '{app: outlook}',
      'group: Sales users, intent: available, filter: {include: Corporate}',
    ),
    miss: appText(
      'android-play-app',
      '{app: outlook}',
      'group: Sales users, intent: required, filter: {include: Corporate}',
    ),
  },
  {
    rule: 'APP-020',
    hit: appText('android-play-app', '{app: nineWork}'),
    miss: appText('android-play-app', '{app: gmail}'),
  },
  { rule: 'APP-020', hit: kindText('android-work-nine'), miss: kindText('android-work-gmail') },
  {
    rule: 'APP-026',
    hit: appText('microsoft-365-apps', '{products: [o365BusinessRetail]}'),
    miss: appText('microsoft-365-apps', '{products: [o365ProPlusRetail]}'),
  },
];

export const APP_CASES: readonly PlatformCase[] = [...KEYS, ...ACCOUNTS, ...APPS];
