/**
 * The configuration keys of Outlook for iOS and Android as Microsoft documents them (sources: EXC, EXS, EXB, EXM, ACI,
 * ACA). Outlook learns keys faster than pages are written: a key that isn't here is passed through with a warning.
 */

import type { AppPlatform, Channel } from '../../../catalogue/traits.ts';
import { ANYWHERE, type AppKey, BOTH, type KeyConcern } from './app-key.ts';

const OUTLOOK = 'com.microsoft.outlook.';
const DEVICES: readonly Channel[] = ['devices'];
const APPS: readonly Channel[] = ['apps'];

function account(name: string, doc: string, more: Pick<AppKey, 'values' | 'usual'> = {}): AppKey {
  const key = `${OUTLOOK}EmailProfile.${name}`;
  return { key, type: 'text', platforms: BOTH, channels: DEVICES, concern: 'account', doc, ...more };
}

const ACCOUNT: readonly AppKey[] = [
  account('EmailAddress', 'The mail address of the account.', { usual: '{{mail}}' }),
  account('EmailUPN', 'The user principal name of the account.', { usual: '{{userprincipalname}}' }),
  account(
    'AccountType',
    'ModernAuth for Exchange Online and hybrid modern authentication; BasicAuth on-premises only.',
    {
      values: ['ModernAuth', 'BasicAuth'],
    },
  ),
  account('EmailAccountName', 'The user name, for BasicAuth.', { usual: '{{username}}' }),
  account('ServerHostName', 'The Exchange server as a bare host name, for BasicAuth.'),
  account('ServerAuthentication', 'How to sign in to the server, for BasicAuth.', {
    values: ['Username and Password'],
  }),
  account('AccountDomain', 'The NetBIOS domain in front of the user name, for BasicAuth.'),
];

function allowed(
  key: string,
  platforms: readonly AppPlatform[],
  doc: string,
  more: Pick<AppKey, 'values' | 'usual'>,
): AppKey {
  return { key, type: 'text', platforms, channels: DEVICES, concern: 'allowed-accounts', doc, ...more };
}

const ON_OFF = { values: ['Enabled', 'Disabled'] } as const;

const ALLOWED_ACCOUNTS: readonly AppKey[] = [
  allowed(
    'IntuneMAMAllowedAccountsOnly',
    BOTH,
    'Enabled: no other accounts than the named ones; others are removed. On Android the admin center writes it beside com.microsoft.intune.mam.AllowedAccountUPNs.',
    ON_OFF,
  ),
  allowed(
    'IntuneMAMRequireAccounts',
    ['ios'],
    'Enabled: people sign in with the account named here before the app receives data of the organisation; needs an app protection policy that lets all apps in with such data.',
    ON_OFF,
  ),
  allowed('IntuneMAMUPN', ['ios'], 'The account that is allowed or required.', { usual: '{{userprincipalname}}' }),
  allowed('IntuneMAMOID', ['ios'], 'The Entra id of the person.', { usual: '{{userid}}' }),
  allowed(
    'com.microsoft.intune.mam.AllowedAccountUPNs',
    ['android'],
    'The accounts that are allowed, separated by semicolons; others are removed.',
    { usual: '{{userprincipalname}}' },
  ),
];

interface Switch {
  readonly doc: string;
  readonly platforms?: readonly AppPlatform[];
  readonly concern?: KeyConcern;
  /** Whether people's own choice may be allowed with a key beside it. */
  readonly changeable?: true;
  readonly alsoWritten?: readonly string[];
}

/** A switch, and the one beside it that lets people choose. */
function switches(
  name: string,
  { doc, platforms = BOTH, concern = 'behaviour', changeable, alsoWritten }: Switch,
): readonly AppKey[] {
  const key = `${OUTLOOK}${name}`;
  const common = { type: 'boolean', platforms, channels: ANYWHERE } as const;
  const first: AppKey = { ...common, key, concern, doc, ...(alsoWritten === undefined ? {} : { alsoWritten }) };
  const beside: AppKey = {
    ...common,
    key: `${key}.UserChangeAllowed`,
    concern: 'behaviour',
    doc: `Whether people may change ${name}. Without it they may.`,
  };
  return changeable === true ? [first, beside] : [first];
}

const GENERAL: readonly AppKey[] = [
  ...switches('Mail.FocusedInbox', { doc: 'Focused inbox. Without it on.' }),
  ...switches('Auth.Biometric', {
    doc: 'Ask for face or finger. Without it off.',
    platforms: ['ios'],
    changeable: true,
  }),
  ...switches('Contacts.LocalSyncEnabled', {
    doc: 'Save contacts on the device; people must grant it. Without it off.',
    concern: 'permission',
    changeable: true,
  }),
  ...switches('Calendar.NativeSyncEnabled', {
    doc: 'Synchronize calendars with the device; people must grant it. Without it off.',
    platforms: ['android'],
    concern: 'permission',
    changeable: true,
  }),
  ...switches('Mail.ExternalRecipientsToolTipEnabled', { doc: 'Tell about recipients outside. Without it on.' }),
  ...switches('Mail.BlockExternalImagesEnabled', {
    doc: 'Block images from outside. Without it off.',
    changeable: true,
  }),
  ...switches('Mail.DefaultSignatureEnabled', { doc: '"Get Outlook for …" below new mail. Without it on.' }),
  ...switches('Mail.SuggestedRepliesEnabled', { doc: 'Suggested replies. Without it on.', changeable: true }),
  ...switches('Mail.OfficeFeedEnabled', {
    doc: 'The feed of Office files in search. Without it on.',
    alsoWritten: [`${OUTLOOK}Mail.officeFeedEnabled`],
  }),
  ...switches('Mail.OrganizeByThreadEnabled', { doc: 'Organize mail by thread. Without it on.' }),
  ...switches('Mail.PlayMyEmailsEnabled', {
    doc: 'The banner that offers to read mail aloud; people may switch the feature on without it. Without it on.',
  }),
  ...switches('Mail.TextPredictionsEnabled', { doc: 'Suggest words while typing. Without it on.', changeable: true }),
  ...switches('Settings.OpenLinks.UseSystemDefaultBrowser', {
    doc: "Open links in the system's browser, in place of Microsoft Edge.",
  }),
  {
    key: `${OUTLOOK}Settings.OpenLinks.UserChangeAllowed`,
    type: 'boolean',
    platforms: BOTH,
    channels: ANYWHERE,
    concern: 'behaviour',
    doc: 'Whether people may choose the browser that opens links.',
  },
  ...switches('Settings.ThemesEnabled', { doc: 'Let people choose a theme. Without it on.' }),
];

const SMIME: readonly AppKey[] = [
  ...switches('Mail.SMIMEEnabled', { doc: 'S/MIME. Without it off.', concern: 'smime', changeable: true }),
  ...switches('Mail.SMIMEEnabled.EncryptAllMail', {
    doc: 'Encrypt all mail. Without it off.',
    concern: 'smime',
    changeable: true,
  }),
  ...switches('Mail.SMIMEEnabled.SignAllMail', {
    doc: 'Sign all mail. Without it off.',
    concern: 'smime',
    changeable: true,
  }),
  ...switches('Mail.SMIMEEnabled.CertsFromIntune', {
    doc: 'Take the S/MIME certificates that Intune delivers.',
    concern: 'smime',
  }),
  {
    key: `${OUTLOOK}Mail.SMIMEEnabled.LDAPHostName`,
    type: 'text',
    platforms: BOTH,
    channels: ANYWHERE,
    concern: 'smime',
    doc: "The directory for other people's certificates, as a host, or with ldap:// or ldaps:// and a port.",
  },
];

const CONTACT_PARTS =
  'Address Birthday Company Department Email InstantMessage JobTitle Nickname Notes PhoneHome PhoneHomeFax PhoneMobile PhoneOther PhonePager PhoneWork PhoneWorkFax Prefix Suffix';

const MANAGED_ONLY: readonly AppKey[] = [
  managed(`${OUTLOOK}Calendar.NativeSyncAvailable.IntuneMAMOnly`, 'Offer to synchronize calendars with the device.', [
    'android',
  ]),
  managed(`${OUTLOOK}AddinsAvailable.IntuneMAMOnly`, 'Offer add-ins.'),
  {
    ...managed(
      `${OUTLOOK}Calendar.Notifications.IntuneMAMOnly`,
      '0: calendar notifications show details although app protection blocks data of the organisation in notifications. Without it they show none.',
    ),
    type: 'integer',
    values: [0, 1],
    undocumented: [1],
  },
  managed('com.microsoft.intune.mam.areWearablesAllowed', 'Show mail on wearables. Without it on.'),
  ...CONTACT_PARTS.split(' ').map((part) =>
    managed(
      `${OUTLOOK}ContactSync.${part}Allowed`,
      `Save this part of contacts on the device: ${part}. Without it on.`,
    ),
  ),
];

function managed(key: string, doc: string, platforms: readonly AppPlatform[] = BOTH): AppKey {
  return { key, type: 'boolean', platforms, channels: APPS, concern: 'behaviour', doc };
}

export const OUTLOOK_KEYS: readonly AppKey[] = [...ACCOUNT, ...ALLOWED_ACCOUNTS, ...GENERAL, ...SMIME, ...MANAGED_ONLY];
