/** Secrets of the tenant stay in the tenant: an imported profile leaves their keys to it. */

import type { Field } from '../../catalogue/field.ts';
import { isJsonObject, type JsonValue } from '../../model/json.ts';
import { holdsSecret } from '../../model/secret.ts';

/** A setting without its secrets, and what `unmanaged` and the head of the file say of these. */
interface WithoutSecrets {
  readonly value: JsonValue;
  readonly unmanaged: readonly string[];
  readonly notes: readonly string[];
}

/** The setting as it can be written. */
export function withoutSecretKeys(name: string, field: Field, value: JsonValue): WithoutSecrets {
  if (field.secrets === undefined || !holdsSecret(value)) return { value, unmanaged: [], notes: [] };
  const members = isJsonObject(value) ? Object.entries(value) : [];
  const left = members.filter(([key, inner]) => key !== '$secret' && holdsSecret(inner)).map(([key]) => key);
  if (left.length === 0) {
    const note = `${name} is left as it is in the tenant: it can't be read, and there may be secrets in it`;
    return { value: null, unmanaged: [name], notes: [note] };
  }
  const open = Object.fromEntries(members.filter(([key]) => !left.includes(key)));
  const isEmpty = Object.keys(open).length === 0 && !field.required;
  return {
    value: isEmpty ? null : open,
    unmanaged: isEmpty ? [name] : left.map((key) => `${name}/${key}`),
    notes: [
      `${name}: the values of ${left.join(', ')} may be secret, so they are left in the tenant (unmanaged). to have one managed, or to make this profile elsewhere, write {secret: NAME} for it, set POSTILION_SECRET_NAME, and take it out of unmanaged`,
    ],
  };
}
