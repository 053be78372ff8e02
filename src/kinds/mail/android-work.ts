/** What Gmail and Nine Work in the Android work profile have in common: one Graph base type, one effect table. */

import type { AndroidWorkProfileEasEmailProfileBase } from '@microsoft/microsoft-graph-types-beta';
import { always, labelsChanged, verdict } from '../../catalogue/effects.ts';
import { fieldsOf } from '../../catalogue/fields/builders.ts';
import {
  accountMoved,
  accountRemoved,
  anotherAccount,
  approvedChange,
  certificateChanges,
  certificateDeliveries,
  credentialChanges,
  encryptionChanges,
  type MailPlatform,
} from './acts.ts';
import { SYNC_SPANS } from './same-settings.ts';

const base = fieldsOf<AndroidWorkProfileEasEmailProfileBase>();

/** An account that a person made in the app: nobody can read it from the tenant. */
const ownAccount = "an account that people made in the work app themselves isn't detected; the apps don't double it";

/** The apps read their managed configuration again; whether the account survives is documented nowhere. */
export const WORK_PROFILE: MailPlatform = { id: 'AWP', pages: ['AEW', 'GGL'], mayAlso: [] };

const identity = anotherAccount(WORK_PROFILE, 'ACCOUNT');

export const workMailFields = {
  host: base.host({
    graph: 'hostName',
    label: 'Email server',
    doc: 'The Exchange server as a bare host name, without scheme or path. A port is documented for Gmail only.',
    required: true,
    examples: ['outlook.office365.com', 'mail.contoso.com'],
    changes: [identity],
  }),
  ssl: base.flag({
    graph: 'requireSsl',
    label: 'SSL',
    doc: 'Encrypt the connection.',
    initial: true,
    changes: encryptionChanges(WORK_PROFILE),
  }),
  username: base.choice({
    graph: 'usernameSource',
    label: 'Username attribute from Microsoft Entra ID',
    doc: 'Which attribute of the person is the user name. The admin center offers the first two; there is no domain setting, so a SAM account name cannot work.',
    required: true,
    meanings: {
      userPrincipalName: 'user principal name, such as user@contoso.com',
      username: 'the part before the @',
      primarySmtpAddress: 'primary SMTP address; not offered by the admin center',
      samAccountName: 'SAM account name; not offered by the admin center',
    },
    changes: [identity],
  }),
  emailAddress: base.choice({
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
  authentication: base.choice({
    graph: 'authenticationMethod',
    label: 'Authentication method',
    doc: 'How the account signs in. Modern authentication is up to the app; Gmail may need Chrome in the work profile for it.',
    required: true,
    meanings: {
      usernameAndPassword: 'user name and password, or what the app makes of it',
      certificate: 'the certificate of `identityCertificate`',
    },
    changes: credentialChanges(WORK_PROFILE),
  }),
  identityCertificate: base.navigation({
    graph: 'identityCertificate',
    label: 'Certificates',
    doc: 'The SCEP or PKCS certificate profile of the work profile that the account signs in with.',
    target: {
      collection: '/deviceManagement/deviceConfigurations',
      types: ['androidWorkProfileScepCertificateProfile', 'androidWorkProfilePkcsCertificateProfile'],
      noun: 'Android work profile SCEP or PKCS certificate profile',
    },
    usedWhen: (settings) => settings['authentication'] === 'certificate',
    changes: certificateChanges(WORK_PROFILE),
  }),
  mailToSync: base.choice({
    graph: 'durationOfEmailToSync',
    label: 'Amount of email to synchronize',
    doc: 'How far back mail synchronizes.',
    initial: 'userDefined',
    meanings: SYNC_SPANS,
    changes: [approvedChange(WORK_PROFILE, 'SYNC', 'more or less mail synchronizes from now on')],
  }),
} as const;

/** What both kinds share of what rules ask about mail. */
export const workMailTraits = {
  account: {
    family: 'work-profile-mail',
    disturbs: 'different',
    sameBy: [],
    code: 'CNF-004',
    happens: 'people get two managed mail apps',
  },
  speaker: 'app',
  compliance: null,
  unofferedUsernames: ['primarySmtpAddress'],
} as const;

/** What both kinds share besides their settings. */
export const workMail = {
  platform: 'android',
  devices: { systems: ['android', 'androidforwork'], types: ['androidForWork'] },
  delivers: 'mail',
  constants: {},
  leftAlone: {
    deviceManagementApplicabilityRuleDeviceMode: 'applicability rules are for Windows only',
    deviceManagementApplicabilityRuleOsEdition: 'applicability rules are for Windows only',
    deviceManagementApplicabilityRuleOsVersion: 'applicability rules are for Windows only',
  },
  effects: {
    firstDelivery: [
      ...certificateDeliveries(WORK_PROFILE, { confidence: 'inferred', sources: ['AEW', 'CFG'] }, [ownAccount]),
      always(
        verdict('EFF-AWP-FIRST', 'sign-in', 'inferred', 'the account appears in the work app and asks to sign in', {
          sources: ['AEW', 'CFG'],
          mayAlso: [ownAccount],
        }),
      ),
    ],
    removal: accountRemoved(WORK_PROFILE),
    moved: accountMoved(WORK_PROFILE),
    metadata: labelsChanged,
  },
} as const;

/** Read and written with the same permissions as every other configuration. */
export const CONFIGURATION_PERMISSIONS = {
  read: 'DeviceManagementConfiguration.Read.All',
  write: 'DeviceManagementConfiguration.ReadWrite.All',
} as const;
