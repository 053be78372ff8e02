/** The account of iOS mail: server, identity and authentication, the settings whose change people feel most. */

import type { IosEasEmailProfileConfiguration } from '@microsoft/microsoft-graph-types-beta';
import { isExchangeOnline, isTurnedOff, isTurnedOn, losesMember } from '../../catalogue/conditions.ts';
import { always, type EffectCase, verdict, when } from '../../catalogue/effects.ts';
import { fieldsOf } from '../../catalogue/fields/builders.ts';
import { isJsonArray, type JsonValue } from '../../model/json.ts';
import {
  anotherAccount,
  approvedChange,
  certificateChanges,
  credentialChanges,
  encryptionChanges,
  type MailPlatform,
} from './acts.ts';
import { USERNAME_DOMAIN } from './same-settings.ts';

const ios = fieldsOf<IosEasEmailProfileConfiguration>();

export const IOS: MailPlatform = { id: 'IOS', pages: ['IOS'], mayAlso: [] };

const identity = anotherAccount(IOS, 'IDENTITY');

/** Apple's own words on this differ from version to version of the payload. */
const otherServer: readonly EffectCase[] = [
  when(
    'with OAuth',
    ({ after }) => after['oauth'] === true,
    verdict(
      'EFF-IOS-HOST-OAUTH',
      'account-reset',
      'inferred',
      'the account becomes another one: people sign in again, mail downloads again, their own mail settings are lost',
      {
        sources: ['CFG', 'APL'],
        mayAlso: ['nothing: with OAuth some versions ignore the server and discover their own'],
      },
    ),
  ),
  identity,
];

const ADDRESSES = {
  userPrincipalName: 'user principal name, such as user@contoso.com',
  primarySmtpAddress: 'primary SMTP address',
} as const;

const oauthChanges: readonly EffectCase[] = [
  when(
    'switched on',
    isTurnedOn,
    verdict(
      'EFF-IOS-OAUTH-ON',
      'account-reset',
      'documented',
      'the profile is issued anew: people sign in again with modern authentication, and mail downloads again',
      {
        sources: ['IOS', 'WNA'],
        mayAlso: ["an approval page at sign-in, where the tenant hasn't consented to Apple's mail app"],
      },
    ),
  ),
  when(
    'switched off for Exchange Online',
    (transition) => isTurnedOff(transition) && isExchangeOnline(transition.after),
    verdict(
      'EFF-IOS-OAUTH-OFF-EXO',
      'account-reset',
      'inferred',
      'the profile is issued anew, and Exchange Online then refuses the sign-in: mail stops',
      { sources: ['DEP', 'CBA', 'IOS'], outage: true },
    ),
  ),
  always(
    verdict(
      'EFF-IOS-OAUTH-OFF',
      'account-reset',
      'inferred',
      'the profile is issued anew: people enter their password, and mail downloads again',
      { sources: ['IOS'] },
    ),
  ),
];

const signInChanges = withOauth(credentialChanges(IOS));

/** With OAuth people sign in again, whatever it is that changes. */
function withOauth(others: readonly EffectCase[]): readonly EffectCase[] {
  return [
    when(
      'with OAuth',
      ({ after }) => after['oauth'] === true,
      verdict(
        'EFF-IOS-AUTH-OAUTH',
        'sign-in',
        'inferred',
        'people sign in with Microsoft Entra again, and choose the certificate where one is used',
        { sources: ['IOS'] },
      ),
    ),
    ...others,
  ];
}

/** Documented where services are set for the first time; that a later change of them does the same is inferred. */
const syncChanges: readonly EffectCase[] = [
  when(
    'mail is switched off',
    (transition) => losesMember(transition) && !has(transition.to, 'email') && has(transition.from, 'email'),
    verdict(
      'EFF-IOS-SYNC-NO-MAIL',
      'mail-removed',
      'inferred',
      'the profile is issued anew and asks for the password, and mail leaves the device',
      { sources: ['IOS', 'APL'] },
    ),
  ),
  when(
    'a service other than mail is switched off',
    losesMember,
    verdict(
      'EFF-IOS-SYNC-LESS',
      'sign-in',
      'inferred',
      'the profile is issued anew and asks for the password; what no longer synchronizes, such as contacts, leaves the device',
      { sources: ['IOS', 'APL'] },
    ),
  ),
  always(
    verdict(
      'EFF-IOS-SYNC',
      'sign-in',
      'inferred',
      'the profile is issued anew: people enter their password before the new services synchronize',
      { sources: ['IOS'] },
    ),
  ),
];

function has(value: JsonValue, member: string): boolean {
  return isJsonArray(value) && value.includes(member);
}

export const accountFields = {
  accountName: ios.text({
    graph: 'accountName',
    label: 'Account name',
    doc: 'The name of the account as people see it in Mail.',
    required: true,
    examples: ['Contoso mail', 'Contoso'],
    changes: [approvedChange(IOS, 'ACCOUNT-NAME', "the account's label changes")],
  }),
  host: ios.host({
    graph: 'hostName',
    label: 'Email server',
    doc: 'The Exchange server as a bare host name, without scheme or path.',
    required: true,
    examples: ['outlook.office365.com', 'mail.contoso.com'],
    changes: otherServer,
  }),
  ssl: ios.flag({
    graph: 'requireSsl',
    label: 'SSL',
    doc: "Encrypt the connection. Apple's own default is off, so Postilion always sends it.",
    initial: true,
    changes: encryptionChanges(IOS),
  }),
  username: ios.choice({
    graph: 'usernameAADSource',
    label: 'Username attribute from Microsoft Entra ID',
    doc: 'Which attribute of the person is the user name. `samAccountName` needs `usernameDomain`.',
    required: true,
    meanings: { ...ADDRESSES, samAccountName: 'SAM account name, such as user1' },
    changes: [identity],
  }),
  usernameDomain: ios.choiceOrCustom({ ...USERNAME_DOMAIN, changes: [identity] }),
  emailAddress: ios.choice({
    graph: 'emailAddressSource',
    label: 'Email address attribute from Microsoft Entra ID',
    doc: 'Which attribute of the person is the mail address.',
    required: true,
    meanings: ADDRESSES,
    changes: [identity],
  }),
  authentication: ios.choice({
    graph: 'authenticationMethod',
    label: 'Authentication method',
    doc: 'How the account signs in; `oauth` is a switch of its own beside it.',
    required: true,
    meanings: {
      usernameAndPassword: 'user name and password, or modern sign-in with `oauth`',
      certificate: 'the certificate of `identityCertificate`',
      derivedCredential: "the tenant's derived credential",
    },
    changes: signInChanges,
  }),
  identityCertificate: ios.navigation({
    graph: 'identityCertificate',
    label: 'Certificates',
    doc: 'The SCEP or PKCS certificate profile that the account signs in with.',
    target: {
      collection: '/deviceManagement/deviceConfigurations',
      types: ['iosScepCertificateProfile', 'iosPkcsCertificateProfile'],
      noun: 'iOS SCEP or PKCS certificate profile',
    },
    usedWhen: (settings) => settings['authentication'] === 'certificate',
    changes: withOauth(certificateChanges(IOS)),
  }),
  derivedCredentialSettings: ios.navigation({
    graph: 'derivedCredentialSettings',
    label: 'Derived credential',
    doc: "The tenant's derived credential issuer, when `authentication` or S/MIME uses it.",
    target: { collection: '/deviceManagement/derivedCredentials', types: [], noun: 'derived credential issuer' },
    usedWhen: (settings) =>
      ['authentication', 'smimeSigningCertificateType', 'smimeEncryptionCertificateType'].some(
        (name) => settings[name] === 'derivedCredential',
      ),
    changes: [
      always(
        verdict(
          'EFF-IOS-DERIVED-CREDENTIAL',
          'user-action',
          'documented',
          'people are told to open Company Portal and fetch their credential',
          { sources: ['DRV'] },
        ),
      ),
    ],
  }),
  oauth: ios.flag({
    graph: 'useOAuth',
    label: 'OAuth',
    doc: 'Modern authentication. Exchange Online accepts nothing else with a password.',
    initial: false,
    changes: oauthChanges,
  }),
  sync: ios.set({
    graph: 'easServices',
    label: 'Exchange data to sync',
    doc: 'What synchronizes. The admin center offers [email], [calendars], [contacts], [calendars, contacts], or all five.',
    meanings: {
      calendars: 'calendars',
      contacts: 'contacts',
      email: 'mail',
      notes: 'notes',
      reminders: 'reminders',
    },
    initial: ['calendars', 'contacts', 'email', 'notes', 'reminders'],
    none: 'none',
    atLeast: 1,
    changes: syncChanges,
  }),
  usersMayChangeSync: ios.flag({
    graph: 'easServicesUserOverrideEnabled',
    label: 'Allow users to change sync settings',
    doc: 'People may switch single services on and off. Say no where only a part synchronizes.',
    initial: true,
    changes: [
      always(
        verdict(
          'EFF-IOS-SYNC-OVERRIDE',
          'sign-in',
          'documented',
          'the profile is issued anew: people enter their password, and their own sync choices are set back',
          { sources: ['IOS'] },
        ),
      ),
    ],
  }),
} as const;
