/** What is to be said of secrets: which are not compared, which have no value, and which nobody can bring along. */

import { fieldsIn } from '../../catalogue/kind.ts';
import { kindNamed } from '../../kinds/catalogue.ts';
import { type Finding, finding } from '../../model/finding.ts';
import type { JsonValue } from '../../model/json.ts';
import { nearestPlace } from '../../model/nearest-span.ts';
import { type DesiredProfile, type ResolvedProfile, unmanagedKeys } from '../../model/profile.ts';
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

/** Keys that are left to a tenant that has no object to leave them in. */
export function leftSecretFindings({ key, kind, unmanaged, at }: ResolvedProfile): readonly Finding[] {
  const known = kindNamed(kind);
  const fields = known === undefined ? [] : fieldsIn(known);
  const left = fields.flatMap(([name, { secrets }]) =>
    secrets === undefined ? [] : unmanagedKeys({ unmanaged }, name).map((one) => `${name}/${one}`),
  );
  if (left.length === 0) return [];
  const text = `unmanaged leaves ${left.join(', ')} to the tenant, as the comment at the head of the file says, and this tenant has no such profile yet: write the values as {secret: NAME}, or take these lines out of unmanaged`;
  return [finding('SEC-002', text, { key, at })];
}
