/** Mail on Windows: an Exchange account written through the ActiveSync CSP. */

import type { Windows10EasEmailProfileConfiguration } from '@microsoft/microsoft-graph-types-beta';
import { fieldsOf } from '../../catalogue/builders.ts';
import { isExchangeOnline, turnedOff } from '../../catalogue/conditions.ts';
import { always, type EffectCase, verdict, when } from '../../catalogue/effects.ts';
import { defineKind } from '../../catalogue/kind.ts';
import { CONFIGURATION_PERMISSIONS } from './android-work.ts';
import { contentFields } from './content-types.ts';
import { applicabilityFields } from './windows-applicability.ts';

const windows = fieldsOf<Windows10EasEmailProfileConfiguration>();

/** The app that the profile feeds ended on 31 December 2024; Outlook doesn't use ActiveSync. */
const retired = 'nothing at all, where only Outlook is used: the Mail app that this profile feeds ended in 2024';

const quiet = always(
  verdict('EFF-WIN-SYNC', 'silent', 'documented', 'the account follows; the sync status shows after a restart', {
    sources: ['CSP'],
  }),
);

const identity = always(
  verdict(
    'EFF-WIN-IDENTITY',
    'account-reset',
    'inferred',
    'the account becomes another one: people sign in again, mail downloads again',
    {
      sources: ['CSP', 'MAIL'],
      mayAlso: [retired],
    },
  ),
);

const username = always(
  verdict(
    'EFF-WIN-USERNAME',
    'account-reset',
    'inferred',
    'Windows cannot change the user name of an account that has synchronized: it must be set up anew',
    {
      sources: ['CSP', 'MAIL'],
      mayAlso: ['the change fails on the device', retired],
    },
  ),
);

/** Windows takes the switch over quietly, but what the server makes of it is the same on every client. */
const sslChanges: readonly EffectCase[] = [
  when(
    'switched off for Exchange Online',
    (transition) => turnedOff(transition) && isExchangeOnline(transition.after),
    verdict('EFF-WIN-SSL-OFF-EXO', 'silent', 'inferred', 'Exchange Online refuses a plain connection: mail stops', {
      sources: ['WIN', 'CSP', 'MAIL'],
      outage: true,
      mayAlso: [retired],
    }),
  ),
  always(
    verdict('EFF-WIN-SSL', 'silent', 'documented', 'the account follows; the sync status shows after a restart', {
      sources: ['CSP'],
      mayAlso: ['mail stops, where the server expects the other way of connecting'],
    }),
  ),
];

export const windowsMail = defineKind({
  name: 'windows-mail',
  title: 'Windows mail',
  doc: 'An Exchange account of Windows (Email & accounts). It does not set up Outlook.',
  portalPath: 'Devices > Windows > Configuration > Templates > Email',
  platform: 'windows',
  devices: { systems: ['windows'], types: [] },
  delivers: 'mail',
  mail: {
    account: {
      family: 'windows-mail',
      disturbs: 'alike',
      sameBy: ['host', 'emailAddress'],
      code: 'CNF-003',
      happens: 'one overwrites the account of the other',
    },
    apps: [],
    speaker: 'system',
    compliance: null,
    ended: {
      code: 'LIF-002',
      since: '2024-12-31',
      message:
        'windows-mail sets up the Mail app, which ended on 31 December 2024, and presumably not Outlook: take the profile away unless another app uses the account',
    },
  },
  graph: {
    collection: '/deviceManagement/deviceConfigurations',
    type: 'windows10EasEmailProfileConfiguration',
    permissions: CONFIGURATION_PERMISSIONS,
  },
  fields: {
    accountName: windows.text({
      graph: 'accountName',
      label: 'Account name',
      doc: 'The name of the account as people see it.',
      required: true,
      examples: ['Contoso'],
      changes: [
        always(
          verdict('EFF-WIN-ACCOUNT-NAME', 'may-reapprove', 'documented', "the account's label changes", {
            sources: ['CFG', 'MAIL'],
            mayAlso: [retired],
          }),
        ),
      ],
    }),
    host: windows.host({
      graph: 'hostName',
      label: 'Email server',
      doc: 'The Exchange server as a bare host name, without scheme or path.',
      required: true,
      examples: ['mail.contoso.com', 'outlook.office365.com'],
      changes: [identity],
    }),
    ssl: windows.flag({
      graph: 'requireSsl',
      label: 'SSL',
      doc: 'Encrypt the connection.',
      initial: true,
      changes: sslChanges,
    }),
    username: windows.choice({
      graph: 'usernameAADSource',
      label: 'Username attribute from Microsoft Entra ID',
      doc: 'Which attribute of the person is the user name. `samAccountName` needs `usernameDomain`.',
      required: true,
      meanings: {
        userPrincipalName: 'user principal name, such as user@contoso.com',
        primarySmtpAddress: 'primary SMTP address',
        samAccountName: 'SAM account name, such as user1',
      },
      changes: [username],
    }),
    usernameDomain: windows.choiceOrCustom({
      graph: 'userDomainNameSource',
      custom: 'customDomainName',
      label: 'User domain name source',
      doc: 'The domain in front of a SAM account name: from Entra, or `{custom: NAME}`. Only with `username: samAccountName`.',
      meanings: {
        fullDomainName: 'full domain name, such as contoso.com',
        netBiosDomainName: 'NetBIOS name, such as CONTOSO',
      },
      examples: ['fullDomainName', 'netBiosDomainName', { custom: 'CONTOSO' }],
      changes: [username],
    }),
    emailAddress: windows.choice({
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
    mailToSync: windows.choice({
      graph: 'durationOfEmailToSync',
      label: 'Amount of email to synchronize',
      doc: 'How far back mail synchronizes.',
      initial: 'userDefined',
      meanings: {
        userDefined: 'not configured: one week',
        oneDay: 'one day',
        threeDays: 'three days',
        oneWeek: 'one week',
        twoWeeks: 'two weeks',
        oneMonth: 'one month',
        unlimited: 'all mail',
      },
      changes: [quiet],
    }),
    syncSchedule: windows.choice({
      graph: 'emailSyncSchedule',
      label: 'Sync schedule',
      doc: 'How often mail synchronizes.',
      initial: 'manual',
      meanings: {
        userDefined: 'not configured: as messages arrive',
        asMessagesArrive: 'as messages arrive',
        manual: 'when people ask for it',
        fifteenMinutes: 'every 15 minutes',
        thirtyMinutes: 'every 30 minutes',
        sixtyMinutes: 'every hour',
        basedOnMyUsage: 'depending on use',
      },
      changes: [quiet],
    }),
    sync: windows.switches({
      graph: { contacts: 'syncContacts', calendars: 'syncCalendar', tasks: 'syncTasks' },
      label: 'Content type to synchronize',
      doc: 'What synchronizes besides mail; what is not listed synchronizes only when people ask for it.',
      meanings: contentFields,
      initial: [],
      changes: [quiet],
    }),
    ...applicabilityFields,
  },
  constants: {
    usernameSource: {
      value: 'userPrincipalName',
      because: 'the admin center always sends this constant; the real choice is usernameAADSource (source: PORTAL)',
    },
  },
  leftAlone: {},
  effects: {
    firstDelivery: [
      always(
        verdict(
          'EFF-WIN-FIRST',
          'sign-in',
          'inferred',
          'the account appears for the signed-in user and asks for the password',
          {
            sources: ['CFG', 'CSP', 'WIN', 'MAIL'],
            mayAlso: [
              'account-reset for people who set up the same account themselves: it is overwritten',
              'nothing until people sign in, where the profile is assigned to devices',
              retired,
            ],
          },
        ),
      ),
    ],
    removal: verdict('EFF-WIN-REMOVED', 'mail-removed', 'documented', 'the account and its mail leave Windows', {
      sources: ['TDP', 'MAIL'],
      mayAlso: [retired],
    }),
    moved: verdict(
      'EFF-WIN-MOVED',
      'account-reset',
      'inferred',
      'the account is taken away and set up anew: mail downloads again',
      {
        sources: ['PR1156', 'CSP', 'MAIL'],
        mayAlso: [retired],
      },
    ),
    metadata: verdict('EFF-METADATA', 'silent', 'inferred', 'nothing is expected on the device', { sources: ['CFG'] }),
  },
});
