/** Mail on Samsung devices managed as Android device administrator: the built-in Email app. */

import type { AndroidEasEmailProfileConfiguration } from '@microsoft/microsoft-graph-types-beta';
import { always, labelsChanged, verdict } from '../../catalogue/effects.ts';
import { fieldsOf } from '../../catalogue/fields/builders.ts';
import { defineKind } from '../../catalogue/kind.ts';
import {
  accountMoved,
  accountRemoved,
  anotherAccount,
  approvedChange,
  certificateChanges,
  certificateDeliveries,
  contentChanges,
  credentialChanges,
  encryptionChanges,
  type MailPlatform,
} from './acts.ts';
import { CONFIGURATION_PERMISSIONS } from './android-work.ts';
import { contentFields } from './content-types.ts';
import { SYNC_SPANS, USERNAME_DOMAIN } from './same-settings.ts';
import { samsungMail } from './samsung-knox-traits.ts';

const knox = fieldsOf<AndroidEasEmailProfileConfiguration>();

const CERTIFICATES = {
  collection: '/deviceManagement/deviceConfigurations',
  types: ['androidScepCertificateProfile', 'androidPkcsCertificateProfile'],
  noun: 'Android device administrator SCEP or PKCS certificate profile',
} as const;

const KNOX: MailPlatform = { id: 'KNOX', pages: ['ADA'], mayAlso: [] };

const identity = anotherAccount(KNOX, 'IDENTITY');

/** Samsung's app knows an account by its address alone, so another host overwrites it. */
const newHost = anotherAccount(KNOX, 'HOST');
const signing = approvedChange(
  KNOX,
  'SMIME',
  'outgoing mail is signed, no longer signed, or signed with another certificate',
);
const synchronizing = approvedChange(KNOX, 'SYNC', 'more or less mail synchronizes from now on, or at other times');

/** Samsung's app knows an account by its address: nobody can read a person's own one from the tenant. */
const ownAccount = 'people who set up the same address themselves sign in again: their account is overwritten';
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
      changes: [approvedChange(KNOX, 'ACCOUNT-NAME', "the account's label changes")],
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
      changes: encryptionChanges(KNOX),
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
    usernameDomain: knox.choiceOrCustom({ ...USERNAME_DOMAIN, changes: [identity] }),
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
      changes: credentialChanges(KNOX),
    }),
    identityCertificate: knox.navigation({
      graph: 'identityCertificate',
      label: 'Certificates',
      doc: 'The SCEP or PKCS certificate profile that the account signs in with.',
      target: CERTIFICATES,
      usedWhen: (settings) => settings['authentication'] === 'certificate',
      changes: certificateChanges(KNOX),
    }),
    smime: knox.flag({
      graph: 'requireSmime',
      label: 'S/MIME',
      doc: 'Sign outgoing mail with the certificate of `smimeSigningCertificate`.',
      initial: false,
      changes: [signing],
    }),
    smimeSigningCertificate: knox.navigation({
      graph: 'smimeSigningCertificate',
      label: 'S/MIME certificate',
      doc: 'The SCEP or PKCS certificate profile that signs.',
      target: CERTIFICATES,
      usedWhen: (settings) => settings['smime'] === true,
      changes: [signing],
    }),
    mailToSync: knox.choice({
      graph: 'durationOfEmailToSync',
      label: 'Amount of email to synchronize',
      doc: 'How far back mail synchronizes.',
      initial: 'userDefined',
      meanings: SYNC_SPANS,
      changes: [synchronizing],
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
      changes: [synchronizing],
    }),
    sync: knox.switches({
      graph: { contacts: 'syncContacts', calendars: 'syncCalendar', tasks: 'syncTasks' },
      label: 'Content type to synchronize',
      doc: 'What synchronizes besides mail. What is not listed is switched off again at each sync, even if people switch it on.',
      meanings: contentFields,
      initial: [],
      changes: contentChanges(KNOX, ['the content type is switched off again at each sync, where people switch it on']),
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
      ...certificateDeliveries(KNOX, { confidence: 'inferred', sources: ['CFG', 'TSE'] }, [ownAccount, ownEdits]),
      always(
        verdict('EFF-KNOX-FIRST', 'sign-in', 'inferred', 'the account appears and asks for the password', {
          sources: ['CFG', 'TSE'],
          mayAlso: [ownAccount, ownEdits],
        }),
      ),
    ],
    removal: accountRemoved(KNOX),
    moved: accountMoved(KNOX),
    metadata: labelsChanged,
  },
});
