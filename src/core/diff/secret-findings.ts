/** What is to be said of secrets: which are not compared, and which have no value. */

import { type Finding, finding } from '../../model/finding.ts';
import type { JsonValue } from '../../model/json.ts';
import { nearestPlace } from '../../model/nearest-span.ts';
import type { DesiredProfile } from '../../model/profile.ts';
import { type SecretValues, secretNamesIn, secretVariable } from '../../model/secret.ts';

/**
 * Secrets whose variables are not set. A plan doesn't compare them; before something is sent (`isRun`) that is an error at
 * the place in YAML, since the whole setting is sent with every change of it.
 */
export function missingSecretFindings(
  profiles: readonly DesiredProfile[],
  secrets: SecretValues,
  isRun: boolean,
): readonly Finding[] {
  return profiles.flatMap((profile) =>
    Object.entries(profile.settings).flatMap(([name, value]) =>
      secretNamesIn(value)
        .filter((secret) => secrets.valueOf(secret) === undefined)
        .map((secret) => {
          const at = nearestPlace(profile.places, pointerTo(value, secret, `/settings/${name}`));
          const variable = secretVariable(secret);
          const severity = isRun ? 'error' : undefined;
          const text = isRun
            ? `${name}: the value of {secret: ${secret}} is not known, so nothing of this profile is sent: set ${variable}`
            : `${name}: {secret: ${secret}} was not compared: set ${variable}`;
          return finding('SEC-001', text, { key: profile.key, at, severity });
        }),
    ),
  );
}

/** Where the symbol stands. */
function pointerTo(value: JsonValue, secret: string, pointer: string): string {
  if (typeof value !== 'object' || value === null) return pointer;
  const inner = Object.entries(value).find(([, one]) => secretNamesIn(one).includes(secret));
  if (inner === undefined) return pointer;
  return pointerTo(inner[1], secret, `${pointer}/${inner[0].replaceAll('~', '~0').replaceAll('/', '~1')}`);
}
