/** What each rule objects to, and the nearest that it doesn't: lines of a profile, each pair tried by the tests. */

import type { RuleCode } from './table.ts';

interface RuleExample {
  readonly fails: string;
  /** Nothing where the lines that fail are left out. */
  readonly passes: string;
}

export const RULE_EXAMPLES: Readonly<Record<RuleCode, RuleExample>> = {
  'APP-002': {
    fails: 'com.microsoft.outlook.EmailProfile.EmailAddress: "{{mail}}"',
    passes: 'com.microsoft.outlook.Mail.FocusedInbox: false',
  },
  'APP-003': {
    fails: 'com.microsoft.intune.mam.areWearablesAllowed: false',
    passes: 'com.microsoft.outlook.Mail.FocusedInbox: false',
  },
  'APP-004': {
    fails: 'com.microsoft.outlook.mail.focusedInbox: false',
    passes: 'com.microsoft.outlook.Mail.FocusedInbox: false',
  },
  'APP-005': {
    fails: 'com.microsoft.outlook.Mail.Newer: true',
    passes: 'com.microsoft.outlook.Mail.FocusedInbox: false',
  },
  'APP-006': { fails: '', passes: 'com.microsoft.outlook.EmailProfile.EmailAddress: "{{mail}}"' },
  'APP-007': {
    fails: 'com.microsoft.outlook.EmailProfile.AccountType: BasicAuth',
    passes:
      'com.microsoft.outlook.EmailProfile.AccountType: ModernAuth; com.microsoft.outlook.EmailProfile.EmailUPN: "{{userprincipalname}}"; com.microsoft.outlook.EmailProfile.EmailAddress: "{{mail}}"',
  },
  'APP-008': {
    fails: 'IntuneMAMUPN: "{{userprincipalname}}"',
    passes: 'com.microsoft.intune.mam.AllowedAccountUPNs: "{{userprincipalname}}"',
  },
  'APP-009': { fails: '', passes: 'IntuneMAMUPN: "{{userprincipalname}}"' },
  'APP-010': {
    fails: 'com.microsoft.outlook.Auth.Biometric: true',
    passes: 'com.microsoft.outlook.Mail.FocusedInbox: true',
  },
  'APP-013': { fails: 'applicability: default', passes: 'applicability: androidDeviceOwner' },
  'APP-017': {
    fails: 'settings: {products: [o365ProPlusRetail], excluded: [outlook, lync]}',
    passes: 'settings: {products: [o365ProPlusRetail], excluded: [lync]}',
  },
  'APP-018': { fails: 'IntuneMAMUPN: "{{upn}}"', passes: 'IntuneMAMUPN: "{{UserPrincipalName}}"' },
  'APP-019': {
    fails: 'assign: {include: [{group: Sales users, intent: available, filter: {include: Corporate}}]}',
    passes: 'assign: {include: [{group: Sales users, intent: required, filter: {include: Corporate}}]}',
  },
  'APP-020': { fails: 'settings: {app: nineWork}', passes: 'settings: {app: gmail}' },
  'APP-022': { fails: 'allowSendingFromOtherApps: false', passes: 'allowSendingFromOtherApps: true' },
  'APP-023': {
    fails: 'com.microsoft.outlook.Mail.SMIMEEnabled: true',
    passes: 'com.microsoft.outlook.Mail.SMIMEEnabled: false',
  },
  'APP-025': {
    fails: 'com.microsoft.outlook.Calendar.Notifications.IntuneMAMOnly: 1',
    passes: 'com.microsoft.outlook.Calendar.Notifications.IntuneMAMOnly: 0',
  },
  'APP-026': {
    fails: 'settings: {products: [o365BusinessRetail]}',
    passes: 'settings: {products: [o365ProPlusRetail]}',
  },
  'APP-027': {
    fails: 'com.microsoft.outlook.EmailProfile.EmailAddress: $EMAIL',
    passes: 'com.microsoft.outlook.EmailProfile.EmailAddress: "{{mail}}"',
  },
  'APP-028': { fails: 'exchange_trust_all_certificates: true', passes: 'exchange_trust_all_certificates: false' },
  'ASG-001': { fails: 'assign: {include: [{allDevices: true}]}', passes: 'assign: {include: [{allUsers: true}]}' },
  'ASG-005': {
    fails: 'assign: {include: [{allUsers: true}, {allDevices: true}, {group: Sales}]}',
    passes: 'assign: {include: [{allUsers: true}, {allDevices: true}], exclude: [{group: Sales}]}',
  },
  'ASG-008': { fails: 'assign: null', passes: 'protect: true' },
  'AUT-001': { fails: 'oauth: false', passes: 'oauth: true' },
  'AUT-002': { fails: 'oauth: false', passes: 'oauth: true' },
  'AUT-003': { fails: 'oauth: true', passes: 'oauth: false' },
  'AUT-004': {
    fails: 'authentication: derivedCredential',
    passes: 'authentication: certificate; identityCertificate: {name: SCEP}',
  },
  'AUT-007': { fails: 'host: outlook.office365.com', passes: 'host: mail.contoso.com' },
  'AUT-011': { fails: 'host: outlook.office365.com', passes: 'host: mail.contoso.com' },
  'AUT-012': { fails: 'exchange_host: outlook.office365.com', passes: 'exchange_host: mail.contoso.com' },
  'CRT-001': { fails: '', passes: 'identityCertificate: {name: SCEP}' },
  'CRT-003': { fails: 'identityCertificate: {name: SCEP}', passes: 'identityCertificate: null' },
  'CRT-006': { fails: '', passes: 'rootCertificate: {name: "Contoso root CA"}' },
  'CRT-007': { fails: 'authentication: certificate', passes: 'authentication: usernameAndPassword' },
  'CRT-008': { fails: '', passes: 'smimeSigningCertificate: {name: PFX}' },
  'CRT-009': {
    fails:
      'kind: ios-scep; key: scep; rootCertificate: {name: "Contoso root CA"}; store: user; subject: "CN={{UserName}},E={{EmailAddress}}"; validity: {years: 1}; keySize: 2048; servers: ["https://ndes.contoso.com/certsrv/mscep/mscep.dll"]',
    passes: 'kind: ios-imported-pfx; key: imported; settings: {intendedPurpose: smimeEncryption}',
  },
  'CRT-011': {
    fails: 'subject: "CN={{UserName}},E={{EmailAddress}}"',
    passes: 'subject: "CN={{UserName}},G={{givenname}},SN={{SurName}}"',
  },
  'CRT-012': {
    fails: 'alternativeNames: [{userPrincipalName: "{{UserPrincipalName}}"}]',
    passes:
      'alternativeNames: [{universalResourceIdentifier: "tag:microsoft.com,2022-09-14:sid:{{OnPremisesSecurityIdentifier}}"}]',
  },
  'CRT-014': { fails: 'kind: android-work-scep', passes: 'kind: android-corporate-scep' },
  'CRT-016': { fails: 'subject: "CN={{UserNmae}}"', passes: 'subject: "CN={{username}}"' },
  'CRT-017': { fails: 'subject: "CN={{UserName}}"', passes: 'subject: "CN={{DeviceId}}"' },
  'CRT-018': { fails: 'kind: android-work-scep', passes: 'kind: ios-scep' },
  'CRT-019': {
    fails: "subject: 'CN={{UserName}} (Contoso\\, Ltd)'",
    passes: 'subject: \'CN="{{UserName}} (Contoso, Ltd)"\'',
  },
  'CRT-020': { fails: 'validity: {months: 25}', passes: 'validity: {months: 24}' },
  'CRT-021': { fails: 'keyStorage: useTpmKspOtherwiseFail', passes: 'keyStorage: useSoftwareKsp' },
  'LIF-001': {
    fails: 'kind: samsung-knox-mail; name: "Samsung: Mail - Sales"; accountName: Contoso mail; sync: [contacts]',
    passes: 'kind: android-work-gmail; name: "Android: Gmail - Sales"',
  },
  'LIF-002': {
    fails: 'kind: windows-mail; name: "Windows: Mail - Sales"; accountName: Contoso mail',
    passes: 'kind: android-work-nine; name: "Android: Nine Work - Sales"; authentication: usernameAndPassword',
  },
  'LIF-003': {
    fails: 'applicableVersions: {include: {max: "10.0.19045"}}',
    passes: 'applicableVersions: {include: {min: "10.0.19045"}}',
  },
  'RBC-006': { fails: 'name: Mail for sales', passes: 'name: iPhone mail for sales' },
  'SCH-002': { fails: 'host: mail.contoso.com:444', passes: 'host: mail.contoso.com' },
  'SCH-005': { fails: '', passes: 'usernameDomain: {custom: CONTOSO}' },
  'SCH-006': {
    fails: 'kind: android-work-gmail; name: "Android: Gmail - Sales"',
    passes:
      'kind: samsung-knox-mail; name: "Samsung: Mail - Sales"; accountName: Contoso mail; sync: [contacts]; usernameDomain: {custom: CONTOSO}',
  },
  'SCH-007': {
    fails: 'kind: samsung-knox-mail; name: "Samsung: Mail - Sales"; authentication: usernameAndPassword',
    passes: 'kind: windows-mail; name: "Windows: Mail - Sales"',
  },
  'SCH-008': { fails: 'username: userPrincipalName', passes: 'username: samAccountName' },
  'SCH-012': { fails: 'sync: [email, contacts]', passes: 'sync: [contacts, calendars]' },
  'SCH-013': { fails: 'sync: [email]', passes: 'sync: [notes, reminders, email, contacts, calendars]' },
  'SCH-015': { fails: '', passes: 'sync: [contacts, calendars, tasks]' },
  'SCH-016': { fails: 'ssl: false', passes: '' },
  'SCH-017': { fails: 'mailToSync: unlimited', passes: 'mailToSync: oneMonth' },
  'SCH-018': { fails: 'mailToSync: oneMonth', passes: 'mailToSync: userDefined' },
  'SCH-019': {
    fails: 'smimeSigning: true; smimeEncryptByDefault: true',
    passes: 'smimeSigning: false; smimeSigningCertificateType: none',
  },
  'SCH-020': { fails: '', passes: 'smimeEncryptionCertificateType: none' },
  'SCH-021': { fails: 'allowMovingMessages: false', passes: 'allowMovingMessages: true' },
  'SEC-004': { fails: 'apiToken: abc', passes: 'apiToken: {secret: API}; passwordRequired: true' },
};
