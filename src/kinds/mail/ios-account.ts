/** The account of iOS mail: server, identity and authentication, the settings whose change people feel most. */

import type { IosEasEmailProfileConfiguration } from '@microsoft/microsoft-graph-types-beta';
import { fieldsOf } from '../../catalogue/builders.ts';
import { isExchangeOnline, losesMember, turnedOff, turnedOn } from '../../catalogue/conditions.ts';
import { always, type EffectCase, verdict, when } from '../../catalogue/effects.ts';

const ios = fieldsOf<IosEasEmailProfileConfiguration>();

/** Apple's Mail identifies an Exchange account by host and address; a change of the recipe makes another account. */
const anotherIdentity = always(
  verdict(
    'EFF-IOS-IDENTITY',
    'account-reset',
    'inferred',
    'the account becomes another one: people sign in again, mail downloads again, their own mail settings are lost',
    { sources: ['CFG'] },
  ),
);

const ADDRESSES = {
  userPrincipalName: 'user principal name, such as user@contoso.com',
  primarySmtpAddress: 'primary SMTP address',
} as const;

const oauthChanges: readonly EffectCase[] = [
  when(
    'switched on',
    turnedOn,
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
    (transition) => turnedOff(transition) && isExchangeOnline(transition.after),
    verdict(
      'EFF-IOS-OAUTH-OFF-EXO',
      'account-reset',
      'inferred',
      'the profile is issued anew, and Exchange Online then refuses the password: mail stops',
      { sources: ['DEP', 'IOS'], outage: true },
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

const sslChanges: readonly EffectCase[] = [
  when(
    'switched on for Exchange Online',
    (transition) => turnedOn(transition) && isExchangeOnline(transition.after),
    verdict('EFF-IOS-SSL-ON', 'may-reapprove', 'inferred', 'the connection is encrypted as Exchange Online demands', {
      sources: ['IOS', 'CFG'],
    }),
  ),
  always(
    verdict(
      'EFF-IOS-SSL',
      'may-reapprove',
      'inferred',
      'if the server expects the other way of connecting, mail stops',
      { sources: ['IOS', 'APL'], outage: true },
    ),
  ),
];

const authenticationChanges: readonly EffectCase[] = [
  when(
    'to a certificate',
    (transition) => transition.to === 'certificate',
    verdict(
      'EFF-IOS-AUTH-CERTIFICATE',
      'sign-in',
      'inferred',
      'the account needs the certificate in place of a password',
      {
        sources: ['IOS', 'CRO'],
        mayAlso: ['nothing to type, where the certificate and its chain are on the device already'],
      },
    ),
  ),
  always(
    verdict('EFF-IOS-AUTH', 'sign-in', 'inferred', 'the account needs another credential: people are asked for it', {
      sources: ['IOS'],
    }),
  ),
];

const syncChanges: readonly EffectCase[] = [
  when(
    'a service is switched off',
    losesMember,
    verdict(
      'EFF-IOS-SYNC-LESS',
      'mail-removed',
      'inferred',
      'the profile is issued anew and asks for the password; what the switched-off service had synchronized vanishes from the device',
      { sources: ['IOS', 'APL'] },
    ),
  ),
  always(
    verdict(
      'EFF-IOS-SYNC',
      'sign-in',
      'documented',
      'the profile is issued anew: people enter their password before the new services synchronize',
      { sources: ['IOS'] },
    ),
  ),
];

export const accountFields = {
  accountName: ios.text({
    graph: 'accountName',
    label: 'Account name',
    doc: 'The name of the account as people see it in Mail.',
    required: true,
    examples: ['Contoso mail', 'Contoso'],
    changes: [
      always(
        verdict('EFF-IOS-ACCOUNT-NAME', 'may-reapprove', 'inferred', "the account's label changes", {
          sources: ['CFG'],
        }),
      ),
    ],
  }),
  host: ios.host({
    graph: 'hostName',
    label: 'Email server',
    doc: 'The Exchange server as a bare host name, without scheme or path.',
    required: true,
    examples: ['outlook.office365.com', 'mail.contoso.com'],
    changes: [anotherIdentity],
  }),
  ssl: ios.flag({
    graph: 'requireSsl',
    label: 'SSL',
    doc: "Encrypt the connection. Apple's own default is off, so Postilion always sends it.",
    initial: true,
    changes: sslChanges,
  }),
  username: ios.choice({
    graph: 'usernameAADSource',
    label: 'Username attribute from Microsoft Entra ID',
    doc: 'Which attribute of the person is the user name. `samAccountName` needs `usernameDomain`.',
    required: true,
    meanings: { ...ADDRESSES, samAccountName: 'SAM account name, such as user1' },
    changes: [anotherIdentity],
  }),
  usernameDomain: ios.choiceOrCustom({
    graph: 'userDomainNameSource',
    custom: 'customDomainName',
    label: 'User domain name source',
    doc: 'The domain in front of a SAM account name: from Entra, or `{custom: NAME}`. Only with `username: samAccountName`.',
    meanings: {
      fullDomainName: 'full domain name, such as contoso.com',
      netBiosDomainName: 'NetBIOS name, such as CONTOSO',
    },
    examples: ['fullDomainName', 'netBiosDomainName', { custom: 'CONTOSO' }],
    changes: [anotherIdentity],
  }),
  emailAddress: ios.choice({
    graph: 'emailAddressSource',
    label: 'Email address attribute from Microsoft Entra ID',
    doc: 'Which attribute of the person is the mail address.',
    required: true,
    meanings: ADDRESSES,
    changes: [anotherIdentity],
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
    changes: authenticationChanges,
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
    changes: [
      always(
        verdict(
          'EFF-IOS-IDENTITY-CERTIFICATE',
          'sign-in',
          'inferred',
          'the account signs in with another certificate',
          {
            sources: ['CFG', 'CRO'],
          },
        ),
      ),
    ],
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
