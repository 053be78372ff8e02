/** Rules about the keys of app configurations: spelling, and where each of them works. */

import type { Kind } from '../catalogue/kind.ts';
import { type AppPlatform, type ConfigurationTraits, configurationTraits } from '../catalogue/traits.ts';
import type { AppKey } from '../kinds/app-config/keys/app-key.ts';
import { findKeyInAnotherCase, IOS_TOKENS, keyNamed, TOKENS } from '../kinds/app-config/keys/known-keys.ts';
import type { RuleCode } from '../model/findings/table.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../model/json.ts';
import type { DesiredProfile } from '../model/profile.ts';
import { OWNERS, replaceSecrets, secretName } from '../model/secret.ts';
import { type OtherCaseHit, type Rule, type RuleHit, setting } from './rule.ts';

/** The keys that a profile sets; none for kinds without any. */
export function configurationOf(profile: DesiredProfile, kind: Kind): JsonObject {
  const value = kind.delivers !== 'configuration' ? undefined : setting(profile, 'configuration');
  return isJsonObject(value) ? value : {};
}

/** A hit at a key. */
export function hitAt(key: string, message: string): RuleHit {
  return { pointer: `/settings/configuration/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`, message };
}

/** A hit at a key that is as grave as the rule's other case. */
export function otherCaseAt(key: string, message: string): OtherCaseHit {
  return { pointer: hitAt(key, message).pointer, message, isOtherCase: true };
}

/** A rule that looks at each key on its own. */
function aboutKeys(id: RuleCode, fault: (key: AppKey, place: ConfigurationTraits) => string | null): Rule {
  return {
    id,
    check(profile, kind) {
      const place = configurationTraits(kind);
      if (place === undefined) return [];
      return Object.keys(configurationOf(profile, kind)).flatMap((name) => {
        const key = keyNamed(name);
        const message = key === undefined ? null : fault(key, place);
        return message === null ? [] : [hitAt(name, message)];
      });
    },
  };
}

/** APP-002. */
export const accountKeysForDevices = aboutKeys('APP-002', ({ key, channels }, { channel }) =>
  channel === 'apps' && !channels.includes(channel)
    ? `${key} does nothing in a managed-app configuration: move it to an ios-app-config or android-app-config`
    : null,
);

/** APP-003. */
export const managedKeysForApps = aboutKeys('APP-003', ({ key, channels }, { channel }) =>
  channel === 'devices' && !channels.includes(channel)
    ? `${key} does nothing on managed devices: move it to a managed-app-config`
    : null,
);

/** APP-004. */
export const keysInTheirCase: Rule = {
  id: 'APP-004',
  check(profile, kind) {
    return Object.keys(configurationOf(profile, kind)).flatMap((name) => {
      const meant = findKeyInAnotherCase(name);
      return meant === undefined ? [] : [hitAt(name, `${name} is ignored, case matters: write ${meant.key}`)];
    });
  },
};

/** APP-005. */
export const knownKeys: Rule = {
  id: 'APP-005',
  check(profile, kind) {
    return Object.keys(configurationOf(profile, kind)).flatMap((name) =>
      keyNamed(name) === undefined && findKeyInAnotherCase(name) === undefined
        ? [hitAt(name, `${name} is not known here: it is passed on as it is, and nothing about it was checked`)]
        : [],
    );
  },
};

/** APP-025. Values that tenants hold, and that no page knows. */
export const documentedValues: Rule = {
  id: 'APP-025',
  check(profile, kind) {
    return Object.entries(configurationOf(profile, kind)).flatMap(([name, value]) => {
      const { values = [], undocumented = [] } = keyNamed(name) ?? {};
      const known = values.filter((one) => !undocumented.includes(one));
      return undocumented.some((one) => one === value)
        ? [
            hitAt(
              name,
              `${name}: ${JSON.stringify(value)} is not documented: write ${known.join(' or ')}, or take the key away`,
            ),
          ]
        : [];
    });
  },
};

/** SEC-004. Git keeps what was once in it, so the value has to be changed where it is used too. */
export const noOpenSecrets: Rule = {
  id: 'SEC-004',
  check(profile, kind) {
    return Object.entries(configurationOf(profile, kind)).flatMap(([name, value]) =>
      literalsIn(value)
        ? [
            hitAt(
              name,
              `${name}: a secret stands here for all to read: write {secret: NAME} and set POSTILION_SECRET_NAME, then change the secret itself, since git keeps the old one`,
            ),
          ]
        : [],
    );
  },
};

function literalsIn(value: JsonValue): boolean {
  let found = false;
  replaceSecrets(value, (symbol) => {
    found ||= secretName(symbol) === OWNERS.yaml;
    return null;
  });
  return found;
}

/** APP-010. */
export const keysOfThePlatform = aboutKeys('APP-010', ({ key, platforms, concern }, place) =>
  concern !== 'allowed-accounts' && !works(platforms, place.platforms)
    ? `${key} works on ${platforms.join(' and ')} only: take it away`
    : null,
);

function works(platforms: readonly AppPlatform[], there: readonly AppPlatform[]): boolean {
  return platforms.some((platform) => there.includes(platform));
}

/** APP-018. Nothing but a token may stand in double braces on iOS (source: ACI); Android's list is nowhere whole. */
export const knownTokens: Rule = {
  id: 'APP-018',
  check(profile, kind) {
    const isComplete = configurationTraits(kind)?.tokens === 'complete';
    return Object.entries(configurationOf(profile, kind)).flatMap(([name, value]) =>
      unknownTokens(value, isComplete ? IOS_TOKENS : TOKENS).map((token) =>
        (isComplete ? hitAt : otherCaseAt)(
          name,
          `${name}: {{${token}}} is no token${isComplete && TOKENS.has(token.trim().toLowerCase()) ? ' on iOS' : ''}, people would get it as it stands: write {{mail}}, {{userprincipalname}} or another one`,
        ),
      ),
    );
  },
};

function unknownTokens(value: JsonValue, known: ReadonlySet<string>): readonly string[] {
  if (typeof value !== 'string') return [];
  const tokens = [...value.matchAll(/\{\{([^{}]*)\}\}/g)].map(([, token]) => token ?? '');
  return tokens.filter((token) => !known.has(token.trim().toLowerCase()));
}

/** APP-027. `$EMAIL` and `%email%` are placeholders of other products. */
export const noForeignPlaceholders: Rule = {
  id: 'APP-027',
  check(profile, kind) {
    return Object.entries(configurationOf(profile, kind)).flatMap(([name, value]) => {
      const [placeholder] = typeof value === 'string' ? (FOREIGN.exec(value) ?? []) : [];
      return placeholder === undefined
        ? []
        : [
            hitAt(
              name,
              `${name}: ${placeholder} looks like a placeholder of another product, and people would get it as it stands: write a token such as {{mail}}`,
            ),
          ];
    });
  },
};

const FOREIGN = /\$\{?[A-Z][A-Z_]{2,}\}?|\$[a-z]+\$|%[A-Za-z_]{3,}%/;
