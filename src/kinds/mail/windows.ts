/** Mail on Windows: an Exchange account written through the ActiveSync CSP. */

import type { Windows10EasEmailProfileConfiguration } from '@microsoft/microsoft-graph-types-beta';
import { always, labelsChanged, verdict } from '../../catalogue/effects.ts';
import { fieldsOf } from '../../catalogue/fields/builders.ts';
import { defineKind } from '../../catalogue/kind.ts';
import {
  accountMoved,
  accountRemoved,
  anotherAccount,
  approvedChange,
  contentChanges,
  encryptionChanges,
  type MailPlatform,
} from './acts.ts';
import { CONFIGURATION_PERMISSIONS } from './android-work.ts';
import { contentFields } from './content-types.ts';
import { SYNC_SPANS, USERNAME_DOMAIN } from './same-settings.ts';
import { applicabilityFields } from './windows-applicability.ts';

const windows = fieldsOf<Windows10EasEmailProfileConfiguration>();

/** The app that the profile feeds ended on 31 December 2024; Outlook doesn't use ActiveSync. */
const retired = 'nothing at all, where only Outlook is used: the Mail app that this profile feeds ended in 2024';

const WINDOWS: MailPlatform = { id: 'WIN', pages: ['CSP', 'MAIL'], mayAlso: [retired] };

const identity = anotherAccount(WINDOWS, 'IDENTITY');

/** Windows can't change the user name of an account that has synchronized: it must be set up anew. */
const username = anotherAccount(WINDOWS, 'USERNAME', ['the change fails on the device']);

const afterRestart = 'the sync status shows after a restart only';
const synchronizing = approvedChange(WINDOWS, 'SYNC', 'more or less mail synchronizes from now on, or at other times', [
  afterRestart,
]);

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
      changes: [approvedChange(WINDOWS, 'ACCOUNT-NAME', "the account's label changes")],
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
      changes: encryptionChanges(WINDOWS),
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
    usernameDomain: windows.choiceOrCustom({ ...USERNAME_DOMAIN, changes: [username] }),
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
      meanings: { ...SYNC_SPANS, userDefined: 'not configured: one week' },
      changes: [synchronizing],
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
      changes: [synchronizing],
    }),
    sync: windows.switches({
      graph: { contacts: 'syncContacts', calendars: 'syncCalendar', tasks: 'syncTasks' },
      label: 'Content type to synchronize',
      doc: 'What synchronizes besides mail; what is not listed synchronizes only when people ask for it.',
      meanings: contentFields,
      initial: [],
      changes: contentChanges(WINDOWS, [afterRestart]),
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
              'people who set up the same account themselves sign in again: it is overwritten',
              'nothing until people sign in, where the profile is assigned to devices',
              retired,
            ],
          },
        ),
      ),
    ],
    removal: accountRemoved(WINDOWS),
    moved: accountMoved(WINDOWS),
    metadata: labelsChanged,
  },
});
