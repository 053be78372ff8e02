/** Configurations of apps: what people see when Outlook is told something else. */

import type { JsonObject } from '../../src/model/json.ts';
import type { Expected } from './effect-case.ts';
import type { KindSituation } from './kind-situation.ts';
import { delivered, departures, kept, type PlatformCase } from './platform-case.ts';

type Case = PlatformCase<KindSituation>;

const OUTLOOK = 'com.microsoft.outlook';
const ACCOUNT = {
  [`${OUTLOOK}.EmailProfile.AccountType`]: 'ModernAuth',
  [`${OUTLOOK}.EmailProfile.EmailAddress`]: '{{mail}}',
  [`${OUTLOOK}.EmailProfile.EmailUPN`]: '{{userprincipalname}}',
} as const;
const FOCUSED = `${OUTLOOK}.Mail.FocusedInbox`;
const IMAGES = `${OUTLOOK}.Mail.BlockExternalImagesEnabled`;
const CALM = { [FOCUSED]: false } as const;

function ios(configuration: JsonObject): KindSituation {
  return { kind: 'ios-app-config', settings: { targetedApp: { id: 'outlook' }, configuration } };
}

function android(configuration: JsonObject, more: JsonObject = {}): KindSituation {
  const app = { app: 'outlook', targetedApp: { id: 'outlook' } };
  return { kind: 'android-app-config', settings: { ...app, configuration, ...more } };
}

function managed(configuration: JsonObject, more: JsonObject = {}): KindSituation {
  const apps = [{ ios: 'com.microsoft.office.outlook' }];
  return { kind: 'managed-app-config', settings: { apps, configuration, ...more } };
}

const NOTICED = { level: 'notice', confidence: 'documented', gates: [] } as const;
const OWN_CHOICE = { ...NOTICED, mayAlso: 'their own choice stays' } as const;
const ANEW = { level: 'notice', confidence: 'inferred', gates: [], mayAlso: 'account-reset' } as const;
const ASKED = { level: 'user-action', confidence: 'documented' } as const;
const THROWS_OUT = { level: 'user-action', confidence: 'documented', mayAlso: 'no other account' } as const;
const UNKNOWN = { level: 'may-reapprove', confidence: 'inferred' } as const;

const FIRST: readonly Case[] = [
  delivered('config-first-account', 'Outlook is told for the first time whose account it sets up', ios(ACCOUNT), {
    level: 'sign-in',
    confidence: 'documented',
    mayAlso: 'where the app runs already',
  }),
  delivered('config-first-account-android', 'The same on Android', android(ACCOUNT), {
    level: 'sign-in',
    confidence: 'documented',
    mayAlso: 'where the app runs already',
  }),
  delivered('config-first-general', 'Outlook is told for the first time how to behave', managed(CALM), {
    ...NOTICED,
  }),
  delivered(
    'config-first-allowed-accounts',
    'Outlook is told for the first time which accounts it lets in',
    ios({ ...ACCOUNT, IntuneMAMAllowedAccountsOnly: 'Enabled', IntuneMAMUPN: '{{userprincipalname}}' }),
    THROWS_OUT,
  ),
];

const KEYS: readonly Case[] = [
  kept(
    'config-account-changed',
    'Another address for an account that is set up already',
    ios(ACCOUNT),
    ios({ ...ACCOUNT, [`${OUTLOOK}.EmailProfile.EmailAddress`]: '{{userprincipalname}}' }),
    ANEW,
  ),
  kept(
    'config-general-changeable',
    'A setting that people may change',
    ios(CALM),
    ios({ [FOCUSED]: true }),
    OWN_CHOICE,
  ),
  kept(
    'config-general-enforced',
    'A setting that people may not change',
    managed({ [IMAGES]: false, [`${IMAGES}.UserChangeAllowed`]: true }),
    managed({ [IMAGES]: true, [`${IMAGES}.UserChangeAllowed`]: false }),
    OWN_CHOICE,
  ),
  kept(
    'config-contacts-saved',
    'Contacts go to the device',
    ios(CALM),
    ios({ ...CALM, [`${OUTLOOK}.Contacts.LocalSyncEnabled`]: true }),
    ASKED,
  ),
  kept(
    'config-calendars-synchronized',
    'Calendars go to the device',
    android(CALM),
    android({ ...CALM, [`${OUTLOOK}.Calendar.NativeSyncEnabled`]: true }),
    ASKED,
  ),
  kept(
    'config-allowed-accounts',
    'Only the work account is let in from now on',
    ios(ACCOUNT),
    ios({ ...ACCOUNT, IntuneMAMAllowedAccountsOnly: 'Enabled', IntuneMAMUPN: '{{userprincipalname}}' }),
    THROWS_OUT,
  ),
  kept(
    'config-allowed-accounts-android',
    'The same on Android',
    android(ACCOUNT),
    android({ ...ACCOUNT, 'com.microsoft.intune.mam.AllowedAccountUPNs': '{{userprincipalname}}' }),
    THROWS_OUT,
  ),
  kept(
    'config-allowed-accounts-widened',
    'A second account is let in too',
    android({ ...ACCOUNT, 'com.microsoft.intune.mam.AllowedAccountUPNs': '{{userprincipalname}}' }),
    android({ ...ACCOUNT, 'com.microsoft.intune.mam.AllowedAccountUPNs': '{{userprincipalname}};info@contoso.com' }),
    OWN_CHOICE,
  ),
  kept(
    'config-allowed-account-id-added',
    'The id of the person stands beside the name',
    ios({ ...ACCOUNT, IntuneMAMAllowedAccountsOnly: 'Enabled', IntuneMAMUPN: '{{userprincipalname}}' }),
    ios({
      ...ACCOUNT,
      IntuneMAMAllowedAccountsOnly: 'Enabled',
      IntuneMAMUPN: '{{userprincipalname}}',
      IntuneMAMOID: '{{userid}}',
    }),
    OWN_CHOICE,
  ),
  kept(
    'config-allowed-accounts-narrowed',
    'One of two accounts is let in no more',
    android({ ...ACCOUNT, 'com.microsoft.intune.mam.AllowedAccountUPNs': '{{userprincipalname}};info@contoso.com' }),
    android({ ...ACCOUNT, 'com.microsoft.intune.mam.AllowedAccountUPNs': '{{userprincipalname}}' }),
    THROWS_OUT,
  ),
  kept(
    'config-unmanaged-accounts',
    'Gmail takes the managed account alone',
    android(CALM, { app: 'gmail' }),
    android({ ...CALM, allow_unmanaged_accounts: false }, { app: 'gmail' }),
    { level: 'user-action', confidence: 'inferred', mayAlso: 'added themselves' },
  ),
  kept(
    'config-smime-on',
    'S/MIME in Outlook',
    managed(CALM),
    managed({ ...CALM, [`${OUTLOOK}.Mail.SMIMEEnabled`]: true }),
    ASKED,
  ),
  {
    ...kept(
      'config-unknown-key',
      'A key that is newer than this version',
      ios(CALM),
      ios({ ...CALM, [`${OUTLOOK}.Mail.Newer`]: true }),
      UNKNOWN,
    ),
    because: 'keys come faster than pages about them, and what a new one does stands nowhere yet',
  },
];

const TARGETS: readonly Case[] = [
  kept(
    'config-for-another-app',
    'The same keys for another object of the app',
    ios(ACCOUNT),
    { ...ios(ACCOUNT), settings: { targetedApp: { id: 'outlook-2' }, configuration: ACCOUNT } },
    ANEW,
  ),
  kept(
    'config-for-other-devices',
    'For corporate devices only, from now on',
    android(ACCOUNT),
    android(ACCOUNT, { applicability: 'androidDeviceOwner' }),
    ANEW,
  ),
  kept(
    'config-permissions',
    'The app may read contacts without asking',
    android(ACCOUNT),
    android(ACCOUNT, { permissions: { 'android.permission.READ_CONTACTS': 'autoGrant' } }),
    { level: 'silent', confidence: 'documented' },
  ),
  kept(
    'config-permissions-asked',
    'The app asks for contacts',
    android(ACCOUNT),
    android(ACCOUNT, { permissions: { 'android.permission.READ_CONTACTS': 'prompt' } }),
    { level: 'user-action', confidence: 'inferred' },
  ),
  kept(
    'config-connected',
    'The app may be connected across profiles',
    android(ACCOUNT),
    android(ACCOUNT, { connectedApps: true }),
    { level: 'notice', confidence: 'inferred', gates: [] },
  ),
  kept(
    'config-not-connected',
    'The app may no longer be connected across profiles',
    android(ACCOUNT, { connectedApps: true }),
    android(ACCOUNT, { connectedApps: false }),
    { level: 'silent', confidence: 'inferred' },
  ),
  kept(
    'config-managed-apps',
    'Outlook on Android too',
    managed(CALM),
    managed(CALM, { apps: [{ android: 'com.microsoft.office.outlook' }, { ios: 'com.microsoft.office.outlook' }] }),
    {
      level: 'notice',
      confidence: 'inferred',
      gates: [],
    },
  ),
];

const REMOVED: Expected = UNKNOWN;
const MOVED = { level: 'notice', confidence: 'inferred', gates: [] } as const;
const AS_IT_WAS = 'no page says what the app does once nobody tells it anything; that it keeps the account is inferred';

/** Wherever nobody is told anything any more, no better is known; moving and metadata are. */
const WHOLE: readonly Case[] = departures('config', ios(ACCOUNT), { removed: REMOVED, moved: MOVED }).map((one) =>
  one.expected.level === 'may-reapprove' ? { ...one, because: AS_IT_WAS } : one,
);

export const CONFIGURATION_CASES: readonly Case[] = [...FIRST, ...KEYS, ...TARGETS, ...WHOLE];
