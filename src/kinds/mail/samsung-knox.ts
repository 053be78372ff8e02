/** Mail on Samsung devices managed as Android device administrator: the built-in Email app. */

import type { AndroidEasEmailProfileConfiguration } from '@microsoft/microsoft-graph-types-beta';
import { fieldsOf } from '../../catalogue/builders.ts';
import { isExchangeOnline, losesMember, turnedOn } from '../../catalogue/conditions.ts';
import { always, type EffectCase, type FieldTransition, verdict, when } from '../../catalogue/effects.ts';
import { defineKind } from '../../catalogue/kind.ts';
import { CONFIGURATION_PERMISSIONS } from './android-work.ts';
import { contentFields } from './content-types.ts';
import { samsungMail } from './samsung-knox-traits.ts';

const knox = fieldsOf<AndroidEasEmailProfileConfiguration>();

const CERTIFICATES = {
  collection: '/deviceManagement/deviceConfigurations',
  types: ['androidScepCertificateProfile', 'androidPkcsCertificateProfile'],
  noun: 'Android device administrator SCEP or PKCS certificate profile',
} as const;

const other = always(
  verdict('EFF-KNOX-OTHER', 'may-reapprove', 'documented', 'people may be asked to approve the changed settings', {
    sources: ['CFG'],
  }),
);

const identity = always(
  verdict(
    'EFF-KNOX-IDENTITY',
    'account-reset',
    'inferred',
    'the account becomes another one: people sign in again, mail downloads again',
    {
      sources: ['CFG', 'TSE'],
    },
  ),
);

/** Samsung's app knows an account by its address alone, so another host overwrites it. */
const newHost = always(
  verdict(
    'EFF-KNOX-HOST',
    'account-reset',
    'documented',
    'the account is overwritten with the other server: mail downloads again',
    {
      sources: ['CFG'],
    },
  ),
);

const sslChanges: readonly EffectCase[] = [
  when(
    'switched on for Exchange Online',
    (transition) => turnedOn(transition) && isExchangeOnline(transition.after),
    verdict('EFF-KNOX-SSL-ON', 'may-reapprove', 'inferred', 'the connection is encrypted as Exchange Online demands', {
      sources: ['ADA', 'CFG'],
    }),
  ),
  always(
    verdict(
      'EFF-KNOX-SSL',
      'may-reapprove',
      'inferred',
      'if the server expects the other way of connecting, mail stops',
      { sources: ['ADA', 'CFG'], outage: true },
    ),
  ),
];

/** Samsung's app knows an account by its address: nobody can read a person's own one from the tenant. */
const ownAccount = 'account-reset for people who set up the same address themselves: their account is overwritten';
const ownEdits = 'what people change in the account themselves is overwritten again';

export const samsungKnoxMail = defineKind({
  name: 'samsung-knox-mail',
  title: 'Samsung Knox mail (device administrator)',
  doc: "An Exchange account in Samsung's built-in Email app, on devices managed as Android device administrator.",
  portalPath: 'Devices > Android > Configuration > Android device administrator > Email (Samsung Knox only)',
  platform: 'android',
  // Devices without Google services have a type of their own, and are where device administrator lives on.
  devices: { systems: ['android'], types: ['android', 'androidnGMS'] },
  delivers: 'mail',
  mail: samsungMail,
  graph: {
    collection: '/deviceManagement/deviceConfigurations',
    type: 'androidEasEmailProfileConfiguration',
    permissions: CONFIGURATION_PERMISSIONS,
  },
  fields: {
    accountName: knox.text({
      graph: 'accountName',
      label: 'Account name',
      doc: 'The name of the account as people see it.',
      required: true,
      examples: ['Contoso'],
      changes: [other],
    }),
    host: knox.host({
      graph: 'hostName',
      label: 'Email server',
      doc: 'The Exchange server as a bare host name, without scheme or path.',
      required: true,
      examples: ['mail.contoso.com', 'outlook.office365.com'],
      changes: [newHost],
    }),
    ssl: knox.flag({
      graph: 'requireSsl',
      label: 'SSL',
      doc: 'Encrypt the connection.',
      initial: true,
      changes: sslChanges,
    }),
    username: knox.choice({
      graph: 'usernameSource',
      label: 'Username attribute from Microsoft Entra ID',
      doc: 'Which attribute of the person is the user name. `samAccountName` needs `usernameDomain`.',
      required: true,
      meanings: {
        userPrincipalName: 'user principal name, such as user@contoso.com',
        username: 'the part before the @',
        samAccountName: 'SAM account name, such as user1',
        primarySmtpAddress: 'primary SMTP address; not offered by the admin center',
      },
      changes: [identity],
    }),
    usernameDomain: knox.choiceOrCustom({
      graph: 'userDomainNameSource',
      custom: 'customDomainName',
      label: 'User domain name source',
      doc: 'The domain in front of a SAM account name: from Entra, or `{custom: NAME}`. Only with `username: samAccountName`.',
      meanings: {
        fullDomainName: 'full domain name, such as contoso.com',
        netBiosDomainName: 'NetBIOS name, such as CONTOSO',
      },
      examples: ['fullDomainName', 'netBiosDomainName', { custom: 'CONTOSO' }],
      changes: [identity],
    }),
    emailAddress: knox.choice({
      graph: 'emailAddressSource',
      label: 'Email address attribute from Microsoft Entra ID',
      doc: 'Which attribute of the person is the mail address.',
      required: true,
      meanings: {
        userPrincipalName: 'user principal name, such as user@contoso.com',
        primarySmtpAddress: 'primary SMTP address',
      },
      changes: [identity],
    }),
    authentication: knox.choice({
      graph: 'authenticationMethod',
      label: 'Authentication method',
      doc: 'How the account signs in.',
      required: true,
      meanings: {
        usernameAndPassword: 'user name and password',
        certificate: 'the certificate of `identityCertificate`',
      },
      changes: [identity],
    }),
    identityCertificate: knox.navigation({
      graph: 'identityCertificate',
      label: 'Certificates',
      doc: 'The SCEP or PKCS certificate profile that the account signs in with.',
      target: CERTIFICATES,
      usedWhen: (settings) => settings['authentication'] === 'certificate',
      changes: [identity],
    }),
    smime: knox.flag({
      graph: 'requireSmime',
      label: 'S/MIME',
      doc: 'Sign outgoing mail with the certificate of `smimeSigningCertificate`.',
      initial: false,
      changes: [other],
    }),
    smimeSigningCertificate: knox.navigation({
      graph: 'smimeSigningCertificate',
      label: 'S/MIME certificate',
      doc: 'The SCEP or PKCS certificate profile that signs.',
      target: CERTIFICATES,
      usedWhen: (settings) => settings['smime'] === true,
      changes: [other],
    }),
    mailToSync: knox.choice({
      graph: 'durationOfEmailToSync',
      label: 'Amount of email to synchronize',
      doc: 'How far back mail synchronizes.',
      initial: 'userDefined',
      meanings: {
        userDefined: 'not configured: people choose',
        oneDay: 'one day',
        threeDays: 'three days',
        oneWeek: 'one week',
        twoWeeks: 'two weeks',
        oneMonth: 'one month',
        unlimited: 'all mail',
      },
      changes: [other],
    }),
    syncSchedule: knox.choice({
      graph: 'emailSyncSchedule',
      label: 'Sync schedule',
      doc: 'How often mail synchronizes.',
      initial: 'manual',
      meanings: {
        userDefined: 'not configured: people choose',
        asMessagesArrive: 'as messages arrive',
        manual: 'when people ask for it',
        fifteenMinutes: 'every 15 minutes',
        thirtyMinutes: 'every 30 minutes',
        sixtyMinutes: 'every hour',
        basedOnMyUsage: 'depending on use',
      },
      changes: [other],
    }),
    sync: knox.switches({
      graph: { contacts: 'syncContacts', calendars: 'syncCalendar', tasks: 'syncTasks' },
      label: 'Content type to synchronize',
      doc: 'What synchronizes besides mail. What is not listed is switched off again at each sync, even if people switch it on.',
      meanings: contentFields,
      initial: [],
      changes: [
        when(
          'content types are only switched off',
          onlyLosesMembers,
          verdict('EFF-KNOX-CONTENT-OFF', 'silent', 'documented', 'the content type is switched off at each sync', {
            sources: ['ADA'],
            mayAlso: ['what it had synchronized vanishes from the device'],
          }),
        ),
        other,
      ],
    }),
  },
  constants: {},
  leftAlone: {
    syncNotes:
      'synchronizing Samsung notes fails with 0x87D1FDE8, and the admin center has no switch for it (source: TSE)',
    deviceManagementApplicabilityRuleDeviceMode: 'applicability rules are for Windows only',
    deviceManagementApplicabilityRuleOsEdition: 'applicability rules are for Windows only',
    deviceManagementApplicabilityRuleOsVersion: 'applicability rules are for Windows only',
  },
  effects: {
    firstDelivery: [
      when(
        'with a certificate',
        ({ after }) => after['authentication'] === 'certificate',
        verdict('EFF-KNOX-FIRST-CERTIFICATE', 'silent', 'inferred', 'the account works without typing anything', {
          sources: ['CFG', 'TSE'],
          mayAlso: [ownAccount, ownEdits],
        }),
      ),
      always(
        verdict('EFF-KNOX-FIRST', 'sign-in', 'documented', 'the account appears and asks for the password', {
          sources: ['CFG', 'TSE'],
          mayAlso: [ownAccount, ownEdits],
        }),
      ),
    ],
    removal: verdict(
      'EFF-KNOX-REMOVED',
      'mail-removed',
      'documented',
      'the account and its cached mail leave the device',
      {
        sources: ['TDP'],
      },
    ),
    moved: verdict(
      'EFF-KNOX-MOVED',
      'account-reset',
      'inferred',
      'the account is taken away and set up anew: mail downloads again',
      {
        sources: ['PR1156'],
      },
    ),
    metadata: verdict('EFF-METADATA', 'silent', 'inferred', 'nothing is expected on the device', { sources: ['CFG'] }),
  },
});

/** A set loses members and gains none. */
function onlyLosesMembers(transition: FieldTransition): boolean {
  return losesMember(transition) && !losesMember({ ...transition, from: transition.to, to: transition.from });
}
