/** Rules about keys that only work together, and what they set off. */

import { CALENDAR, isInForceOn } from '../catalogue/calendar.ts';
import { isExchangeOnline } from '../catalogue/conditions.ts';
import { configurationTraits } from '../catalogue/traits.ts';
import type { JsonObject, JsonValue } from '../model/json.ts';
import { configurationOf, hitAt, otherCaseAt } from './configuration-keys.ts';
import { isLacking, type Rule, setting } from './rule.ts';

const ACCOUNT = 'com.microsoft.outlook.EmailProfile';

function lacking(configuration: JsonObject, names: readonly string[]): readonly string[] {
  return names.filter((name) => (configuration[name] ?? '') === '');
}

/** APP-006. */
export const modernAuthComplete: Rule = {
  id: 'APP-006',
  check(profile, kind) {
    const configuration = configurationOf(profile, kind);
    if (configuration[`${ACCOUNT}.AccountType`] !== 'ModernAuth') return [];
    const missing = lacking(configuration, [`${ACCOUNT}.EmailAddress`, `${ACCOUNT}.EmailUPN`]);
    return missing.length === 0
      ? []
      : [
          hitAt(
            `${ACCOUNT}.AccountType`,
            `ModernAuth sets up no account without ${missing.join(' and ')}: add what is missing`,
          ),
        ];
  },
};

/** APP-007. */
export const basicAuthOnPremises: Rule = {
  id: 'APP-007',
  check(profile, kind) {
    const configuration = configurationOf(profile, kind);
    const type = `${ACCOUNT}.AccountType`;
    if (configuration[type] !== 'BasicAuth') return [];
    const host = configuration[`${ACCOUNT}.ServerHostName`] ?? null;
    const missing = lacking(configuration, [`${ACCOUNT}.EmailAccountName`, `${ACCOUNT}.ServerHostName`]);
    if (isExchangeOnline({ host })) {
      return [otherCaseAt(type, 'BasicAuth: Exchange Online has switched it off: write ModernAuth')];
    }
    const lack =
      missing.length === 0 ? '' : `, and ${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} missing`;
    return [
      hitAt(
        type,
        `BasicAuth works with Exchange servers of your own only, without conditional access or app protection${lack}`,
      ),
    ];
  },
};

const ALLOWED = 'IntuneMAMAllowedAccountsOnly';
const REQUIRED = 'IntuneMAMRequireAccounts';
const IOS_ACCOUNTS = ['IntuneMAMUPN', 'IntuneMAMOID'] as const;
const ANDROID_ACCOUNTS = 'com.microsoft.intune.mam.AllowedAccountUPNs';

/** Values of these keys may stand in any case (source: ACI). */
function isEnabled(value: JsonValue | undefined): boolean {
  return typeof value === 'string' && value.trim().toLowerCase() === 'enabled';
}

/** APP-008. Each platform names the accounts by a key of its own; the admin center writes the switch on both (source: OUT). */
export const allowedAccountsByPlatform: Rule = {
  id: 'APP-008',
  check(profile, kind) {
    const place = configurationTraits(kind);
    if (place?.channel !== 'devices') return [];
    const configuration = configurationOf(profile, kind);
    const isAndroid = place.platforms.includes('android');
    const foreign = isAndroid ? [REQUIRED, ...IOS_ACCOUNTS] : [ANDROID_ACCOUNTS];
    const own = isAndroid ? [ANDROID_ACCOUNTS] : IOS_ACCOUNTS;
    if (own.some((name) => (configuration[name] ?? '') !== '')) return [];
    const write = isAndroid ? ANDROID_ACCOUNTS : `${ALLOWED} and IntuneMAMUPN`;
    const hits = foreign.filter((name) => name in configuration);
    const alone = isAndroid && isEnabled(configuration[ALLOWED]) && hits.length === 0 ? [ALLOWED] : [];
    return [...hits, ...alone].map((name) =>
      hitAt(name, `${name} names no account here, and Outlook would let every account in: write ${write}`),
    );
  },
};

/** APP-009. On iOS, where nobody is let in without an account. */
export const allowedAccountNamed: Rule = {
  id: 'APP-009',
  check(profile, kind) {
    if (configurationTraits(kind)?.platforms.includes('ios') !== true) return [];
    const configuration = configurationOf(profile, kind);
    const named = IOS_ACCOUNTS.some((name) => (configuration[name] ?? '') !== '');
    return [ALLOWED, REQUIRED].flatMap((name) =>
      isEnabled(configuration[name]) && !named
        ? [hitAt(name, `${name} names no account: add IntuneMAMUPN with {{userprincipalname}}`)]
        : [],
    );
  },
};

/** APP-028. Whoever stands between the device and the server can then read mail and passwords. */
export const serverChecked: Rule = {
  id: 'APP-028',
  check(profile, kind) {
    const key = 'exchange_trust_all_certificates';
    return configurationOf(profile, kind)[key] === true
      ? [hitAt(key, `${key}: true lets anybody between device and server read mail and passwords: write false`)]
      : [];
  },
};

const ACTIVE_SYNC: readonly { readonly certificate: string; readonly host: string }[] = [
  { certificate: 'exchange_login_certificate_alias', host: 'exchange_host' },
  { certificate: 'AppUseLoginCertificate', host: 'AppServiceHost' },
];

/** AUT-012: as AUT-002, where the app is told of the certificate: Gmail and Nine Work speak ActiveSync. */
export const certificateInApp: Rule = {
  id: 'AUT-012',
  check(profile, kind, day) {
    const configuration = configurationOf(profile, kind);
    return ACTIVE_SYNC.flatMap(({ certificate, host }) => {
      const value = configuration[certificate] ?? '';
      const isUsed = value !== '' && value !== false && value !== 'false';
      if (!isUsed || !isExchangeOnline({ host: configuration[host] ?? null })) return [];
      const isOver = isInForceOn(day, CALENDAR.activeSyncCertificates);
      const when = isOver
        ? 'which Exchange Online has refused over ActiveSync since 31 December 2026: people get no mail'
        : 'which Exchange Online refuses over ActiveSync after 31 December 2026, in tenants made since 8 May 2026 already';
      const message = `${certificate} signs in with a certificate, ${when}: take it away, and let the app sign in with Microsoft Entra`;
      return [(isOver ? otherCaseAt : hitAt)(certificate, message)];
    });
  },
};

/** APP-013. */
export const certificateForOneEnrolment: Rule = {
  id: 'APP-013',
  check(profile, kind) {
    const key = 'exchange_login_certificate_alias';
    const configuration = configurationOf(profile, kind);
    const isForAll = setting(profile, 'applicability') === 'default' || isLacking(profile, kind, 'applicability');
    return key in configuration && isForAll
      ? [hitAt(key, `${key} needs an applicability of androidWorkProfile or androidDeviceOwner: write one of them`)]
      : [];
  },
};

/** APP-023. */
export const smimeInOutlook: Rule = {
  id: 'APP-023',
  check(profile, kind) {
    const key = 'com.microsoft.outlook.Mail.SMIMEEnabled';
    return configurationOf(profile, kind)[key] === true
      ? [
          hitAt(
            key,
            'S/MIME ends the view by thread for all accounts in the app; on iPhones people must open Company Portal',
          ),
        ]
      : [];
  },
};
