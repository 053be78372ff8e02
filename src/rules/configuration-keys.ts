/** Rules about the keys of app configurations: spelling, and where each of them works. */

import type { Kind } from '../catalogue/kind.ts';
import { type AppPlatform, type ConfigurationTraits, configurationTraits } from '../catalogue/traits.ts';
import type { AppKey } from '../kinds/app-config/keys/app-key.ts';
import { keyInAnotherCase, keyNamed, TOKENS } from '../kinds/app-config/keys/known-keys.ts';
import type { RuleCode } from '../model/findings/table.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../model/json.ts';
import type { DesiredProfile } from '../model/profile.ts';
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
      const meant = keyInAnotherCase(name);
      return meant === undefined ? [] : [hitAt(name, `${name} is ignored, case matters: write ${meant.key}`)];
    });
  },
};

/** APP-005. */
export const knownKeys: Rule = {
  id: 'APP-005',
  check(profile, kind) {
    return Object.keys(configurationOf(profile, kind)).flatMap((name) =>
      keyNamed(name) === undefined && keyInAnotherCase(name) === undefined
        ? [hitAt(name, `${name} is not known here: it is passed on as it is, and nothing about it was checked`)]
        : [],
    );
  },
};

/** APP-008. */
export const allowedAccountsByPlatform = aboutKeys('APP-008', ({ key, platforms, concern }, place) =>
  concern === 'allowed-accounts' && place.channel === 'devices' && !works(platforms, place.platforms)
    ? `${key} is a key of ${platforms.join(' and ')}: Outlook here would let every account in`
    : null,
);

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
    return Object.entries(configurationOf(profile, kind)).flatMap(([name, value]) =>
      unknownTokens(value).map((token) =>
        (configurationTraits(kind)?.tokens === 'complete' ? hitAt : otherCaseAt)(
          name,
          `${name}: {{${token}}} is no token, people would get it as it stands: write {{mail}}, {{userprincipalname}} or another one`,
        ),
      ),
    );
  },
};

function unknownTokens(value: JsonValue): readonly string[] {
  if (typeof value !== 'string') return [];
  const tokens = [...value.matchAll(/\{\{([^{}]*)\}\}/g)].map(([, token]) => token ?? '');
  return tokens.filter((token) => !TOKENS.has(token.trim().toLowerCase()));
}
