/** What apps and their configurations have in common: permissions, devices, and what their changes do to people. */

import { always, type EffectCase, type FieldTransition, verdict, when } from '../../catalogue/effects.ts';
import type { EffectLevel, EffectVerdict } from '../../model/effect.ts';
import { isJsonObject, type JsonValue } from '../../model/json.ts';
import type { SourceKey } from '../../model/sources.ts';
import { type AppKey, changedKeys, type KeyConcern } from '../app-config/keys/app-key.ts';
import { keyNamed } from '../app-config/keys/known-keys.ts';

export const APP_PERMISSIONS = {
  read: 'DeviceManagementApps.Read.All',
  write: 'DeviceManagementApps.ReadWrite.All',
} as const;

export const APPS = '/deviceAppManagement/mobileApps';

export const IOS_DEVICES = { systems: ['ios', 'ipados'], types: [] } as const;
/** Work profiles and corporate devices; device administrator has no managed Google Play. */
export const ANDROID_DEVICES = {
  systems: ['android', 'androidforwork', 'androidenterprise'],
  types: ['androidForWork', 'androidEnterprise'],
} as const;

const metadata = verdict('EFF-METADATA', 'silent', 'inferred', 'nothing is expected on the device', {
  sources: ['CFG'],
});

/** An app is what it is; a change of it never gets as far as a device. */
export const anotherApp = always(
  verdict('EFF-APP-ANOTHER', 'mail-removed', 'inferred', 'people would get another app', { sources: ['GST'] }),
);

export const appTerms = verdict(
  'EFF-APP-TERMS',
  'notice',
  'inferred',
  'the app stays, and is offered or required from now on where it was not before',
  { sources: ['GST'], mayAlso: ['the app is installed without asking, where it becomes required'] },
);

/** Only an assignment that says so takes an app away (source: RET, of Microsoft 365 Apps). */
export const appUninstalled = verdict(
  'EFF-APP-UNINSTALLED',
  'mail-removed',
  'inferred',
  'the mail app is uninstalled, and its mail leaves the device',
  { sources: ['GST'] },
);

/** The same for people who get another mail app. */
export const appReplaced = verdict(
  'EFF-APP-REPLACED',
  'account-reset',
  'inferred',
  'the mail app is uninstalled, and another one takes its place: people sign in again, mail downloads again',
  { sources: ['GST', 'CFG'] },
);

const NO_LONGER_OFFERED = 'the app stays where it is installed, and is no longer required or offered';

function noLongerAssigned(
  rule: `EFF-${string}`,
  level: EffectLevel,
  sources: readonly SourceKey[],
  mayAlso: readonly string[],
): EffectVerdict {
  return verdict(rule, level, 'inferred', NO_LONGER_OFFERED, { sources, mayAlso });
}

export const appEffects = {
  firstDelivery: [
    always(
      verdict('EFF-APP-FIRST', 'notice', 'inferred', 'the mail app is installed or offered', {
        sources: ['CFG', 'GST'],
      }),
    ),
  ],
  removal: noLongerAssigned('EFF-APP-REMOVED', 'silent', ['RET'], []),
  moved: verdict(
    'EFF-APP-MOVED',
    'sign-in',
    'inferred',
    'another mail app is installed or offered beside the old one, which stays: people sign in to it',
    { sources: ['VPP', 'CFG'] },
  ),
  metadata,
} as const;

/** No page says what Android does with an app that is no longer assigned. */
export const androidAppEffects = {
  ...appEffects,
  removal: noLongerAssigned(
    'EFF-APP-REMOVED-ANDROID',
    'notice',
    ['GST'],
    ['the app and its mail leave the device: no page says so'],
  ),
} as const;

/** Apple asks people before it installs an app on a device that isn't supervised. */
export const iosAppEffects = {
  ...appEffects,
  firstDelivery: [
    always(
      verdict('EFF-APP-FIRST-IOS', 'notice', 'inferred', 'the mail app is installed or offered', {
        sources: ['CFG', 'GST'],
        mayAlso: ['people are asked to allow the installation, on devices that are not supervised'],
      }),
    ),
  ],
  removal: noLongerAssigned(
    'EFF-APP-REMOVED-IOS',
    'silent',
    ['VPP'],
    ['the app no longer starts, where its licence was bought for the company'],
  ),
} as const;

function concerns({ from, to }: FieldTransition): ReadonlySet<KeyConcern | 'unknown'> {
  return new Set(changedKeys({ from, to }).map((name) => keyNamed(name)?.concern ?? 'unknown'));
}

function valueIn(value: JsonValue, key: string): JsonValue {
  return isJsonObject(value) ? (value[key] ?? null) : null;
}

const ALLOWED = 'IntuneMAMAllowedAccountsOnly';
const ACCOUNT_IOS = 'IntuneMAMUPN';
const ALLOWED_ANDROID = 'com.microsoft.intune.mam.AllowedAccountUPNs';

/** The mode is on, on iOS by its switch (in any case, source: ACI), on Android by naming accounts. */
function allowsOnlyNamed(value: JsonValue): boolean {
  const mode = valueIn(value, ALLOWED);
  return (typeof mode === 'string' && mode.toLowerCase() === 'enabled') || valueIn(value, ALLOWED_ANDROID) !== null;
}

/** Accounts go where the mode comes, or where an account that was named isn't named any more. */
function letsFewerIn({ from, to }: FieldTransition): boolean {
  if (!allowsOnlyNamed(to)) return false;
  return !allowsOnlyNamed(from) || [ACCOUNT_IOS, ALLOWED_ANDROID].some((key) => namesFewer(from, to, key));
}

function namesFewer(from: JsonValue, to: JsonValue, key: string): boolean {
  const after = namesIn(to, key);
  const before = namesIn(from, key);
  return after.size > 0 && (before.size === 0 || [...before].some((name) => !after.has(name)));
}

function namesIn(value: JsonValue, key: string): ReadonlySet<string> {
  const text = valueIn(value, key);
  const names = typeof text === 'string' ? text.split(';').map((name) => name.trim().toLowerCase()) : [];
  return new Set(names.filter((name) => name !== ''));
}

function switchedOn(test: (key: AppKey) => boolean): (transition: FieldTransition) => boolean {
  return ({ from, to }) =>
    changedKeys({ from, to }).some((name) => {
      const key = keyNamed(name);
      return key !== undefined && test(key) && valueIn(to, name) === true;
    });
}

/** A change of keys, the worst of what they are about first. */
export const keyChanges: readonly EffectCase[] = [
  when(
    'fewer accounts are allowed than before',
    letsFewerIn,
    verdict(
      'EFF-KEY-ALLOWED-ACCOUNTS',
      'user-action',
      'documented',
      'accounts other than the allowed ones leave the app with their mail, and cannot be added again',
      { sources: ['ACI', 'EXS'], mayAlso: ['nothing for people who have no other account in the app'] },
    ),
  ),
  when(
    'a key of the account changes',
    (transition) => concerns(transition).has('account'),
    verdict(
      'EFF-KEY-ACCOUNT',
      'notice',
      'inferred',
      'the app takes the change over, typically when it starts for the first time',
      {
        sources: ['ACO', 'EXS'],
        mayAlso: ['account-reset: the app sets the account up anew, people sign in again and mail downloads again'],
      },
    ),
  ),
  when(
    'contacts or calendars go to the device from now on',
    switchedOn(({ concern }) => concern === 'permission'),
    verdict(
      'EFF-KEY-PERMISSION',
      'user-action',
      'documented',
      'the app tells of it, and people must grant a permission',
      {
        sources: ['EXC'],
      },
    ),
  ),
  when(
    'S/MIME is switched on',
    switchedOn(({ concern }) => concern === 'smime'),
    verdict(
      'EFF-KEY-SMIME-ON',
      'user-action',
      'documented',
      'mail is no longer organized by thread, for all accounts in the app; on iPhones people must open Company Portal',
      { sources: ['EXM'] },
    ),
  ),
  when(
    'a key that is not known changes',
    (transition) => concerns(transition).has('unknown'),
    verdict('EFF-KEY-UNKNOWN', 'may-reapprove', 'inferred', 'what the app makes of the key is not known here', {
      sources: ['ACO'],
    }),
  ),
  always(
    verdict('EFF-KEY-BEHAVIOUR', 'notice', 'documented', 'the app tells of the change, and follows it', {
      sources: ['EXC'],
      mayAlso: ['nothing, where people chose for themselves and may: their own choice stays'],
    }),
  ),
];

function setsUp({ after }: FieldTransition): boolean {
  const configuration = after['configuration'] ?? null;
  return (
    isJsonObject(configuration) && Object.keys(configuration).some((name) => keyNamed(name)?.concern === 'account')
  );
}

export const configurationEffects = {
  firstDelivery: [
    when(
      'with accounts that alone are allowed',
      ({ after }) => allowsOnlyNamed(after['configuration'] ?? null),
      verdict(
        'EFF-KEYS-FIRST-ALLOWED',
        'user-action',
        'documented',
        'accounts other than the allowed ones leave the app with their mail, and cannot be added again',
        { sources: ['ACI', 'EXS'], mayAlso: ['nothing for people who have no other account in the app'] },
      ),
    ),
    when(
      'with keys of the account',
      setsUp,
      verdict(
        'EFF-KEYS-FIRST-ACCOUNT',
        'sign-in',
        'documented',
        'the app finds the account, people add it and sign in',
        {
          sources: ['EXS'],
          mayAlso: ['nothing, where the app runs already: most keys are read when it starts for the first time'],
        },
      ),
    ),
    always(
      verdict('EFF-KEYS-FIRST', 'notice', 'documented', 'the app tells of its new settings', { sources: ['EXC'] }),
    ),
  ],
  removal: verdict(
    'EFF-KEYS-REMOVED',
    'may-reapprove',
    'inferred',
    'the app is no longer told anything: what was enforced is free, what was set up stays until the app is set up anew',
    { sources: ['ACO'] },
  ),
  moved: verdict('EFF-KEYS-MOVED', 'notice', 'inferred', 'the app follows another configuration from now on', {
    sources: ['EXC'],
  }),
  metadata,
} as const;

/** Managed-app configurations set up no accounts, so nothing but behaviour goes to other apps. */
export const otherApps = always(
  verdict('EFF-MANAGED-APPS', 'notice', 'inferred', 'other apps than before follow the configuration', {
    sources: ['EXC', 'ACO'],
  }),
);

/** The keys go to another app, or to other devices. */
export const elsewhere = always(
  verdict(
    'EFF-KEYS-ELSEWHERE',
    'notice',
    'inferred',
    'another app or other devices get the configuration, and take it over when the app starts for the first time',
    {
      sources: ['ACO'],
      mayAlso: ['account-reset: the app sets the account up anew, people sign in again and mail downloads again'],
    },
  ),
);
