/** Rules about keys that only work together, and what they set off. */

import { isExchangeOnline } from '../catalogue/conditions.ts';
import type { JsonObject } from '../model/json.ts';
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

/** APP-009. The value of these keys may stand in any case (source: ACI); without an account nobody is let in. */
export const allowedAccountNamed: Rule = {
  id: 'APP-009',
  check(profile, kind) {
    const configuration = configurationOf(profile, kind);
    const named = ['IntuneMAMUPN', 'IntuneMAMOID'].some((name) => (configuration[name] ?? '') !== '');
    return [ALLOWED, REQUIRED].flatMap((name) =>
      configuration[name] === 'Enabled' && !named
        ? [hitAt(name, `${name} names no account: add IntuneMAMUPN with {{userprincipalname}}`)]
        : [],
    );
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
