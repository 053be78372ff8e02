/** What changes of app configurations do to people, by what the keys are about. */

import {
  always,
  type EffectCase,
  type FieldTransition,
  labelsChanged,
  verdict,
  when,
} from '../../catalogue/effects.ts';
import { isJsonObject, type JsonValue } from '../../model/json.ts';
import { type AppKey, type KeyConcern, listChangedKeys } from './keys/app-key.ts';
import { keyNamed } from './keys/known-keys.ts';

function concerns({ from, to }: FieldTransition): ReadonlySet<KeyConcern | 'unknown'> {
  return new Set(listChangedKeys({ from, to }).map((name) => keyNamed(name)?.concern ?? 'unknown'));
}

function valueIn(value: JsonValue, key: string): JsonValue {
  return isJsonObject(value) ? (value[key] ?? null) : null;
}

const ALLOWED = 'IntuneMAMAllowedAccountsOnly';
const UNMANAGED = 'allow_unmanaged_accounts';
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
    listChangedKeys({ from, to }).some((name) => {
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
    'Gmail takes no account beside the managed one from now on',
    ({ from, to }) => valueIn(to, UNMANAGED) === false && valueIn(from, UNMANAGED) !== false,
    verdict(
      'EFF-KEY-UNMANAGED-ACCOUNTS',
      'user-action',
      'inferred',
      'people can no longer add Exchange accounts of their own to Gmail',
      { sources: ['GGL'], mayAlso: ['Exchange accounts that people added themselves leave Gmail with their mail'] },
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
  metadata: labelsChanged,
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
