/** What a profile leaves to a tenant that has no object of it yet: nobody can bring it along. */

import type { Field } from '../../catalogue/field.ts';
import { fieldsIn } from '../../catalogue/kind.ts';
import { kindNamed } from '../../kinds/catalogue.ts';
import { type Finding, finding } from '../../model/finding.ts';
import { type ResolvedProfile, unmanagedKeys } from '../../model/profile.ts';

/**
 * A new profile with settings under `unmanaged`. Without what it can't work without, a key of an app's configuration among
 * them, nothing is created; other settings begin with their defaults.
 */
export function leftToTenantFindings({ key, kind, settings, unmanaged, at }: ResolvedProfile): readonly Finding[] {
  const known = kindNamed(kind);
  const fields = known === undefined ? [] : fieldsIn(known);
  const left = fields.filter(([name]) => unmanaged.includes(name));
  const isVital = ([, field]: readonly [string, Field]): boolean =>
    field.required || field.mapping === true || field.usedWhen?.(settings) === true;
  const keys = fields.flatMap(([name]) => unmanagedKeys({ unmanaged }, name).map((one) => `${name}/${one}`));
  const vital = left.filter(isVital).map(([name]) => name);
  const others = left.filter((one) => !isVital(one)).map(([name]) => name);
  const where = { key, at };
  const words = (names: readonly string[]): string =>
    `unmanaged leaves ${names.join(', ')} to the tenant (the comment at the head of the file says why, where import wrote it), and this tenant has no such profile yet`;
  return [
    ...(keys.length === 0
      ? []
      : [
          finding(
            'SEC-002',
            `${words(keys)}: write the values, secret ones as {secret: NAME}, and take these lines out of unmanaged`,
            where,
          ),
        ]),
    ...(vital.length === 0
      ? []
      : [finding('GRA-002', `${words(vital)}: write them in settings, and take them out of unmanaged`, where)]),
    ...(others.length === 0
      ? []
      : [finding('GRA-002', `${words(others)}: they begin with their defaults`, { ...where, severity: 'warning' })]),
  ];
}
