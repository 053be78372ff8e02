/** Who moved a field, in a clause: git, the portal (and there who and when, where the audit log told), or both. */

import { authorWords } from '../../model/audit.ts';
import type { Change, FieldChange } from '../../model/change.ts';
import { canonical, type JsonValue } from '../../model/json.ts';

/** `OAuth changed in the portal by admin@contoso.example on 22 Nov 2026 14:31 UTC: false → true`. */
export function originWords(field: FieldChange, { changedBy }: Pick<Change, 'changedBy'>): string {
  const by = changedBy === undefined ? '' : ` ${authorWords(changedBy)}`;
  const values = `${text(field.fromText ?? field.from)} → ${text(field.toText ?? field.to)}`;
  const name = field.label || field.path;
  switch (field.origin) {
    case 'drift':
      return `${name} changed in the portal${by}: ${values}`;
    case 'conflict':
      return `${name} changed in git and in the portal${by}: ${values}`;
    case 'intended':
      return `${name} changed in git: ${values}`;
    case 'unknown':
      return `${name} differs, and nobody recorded who changed it: ${values}`;
  }
}

function text(value: JsonValue): string {
  return typeof value === 'string' ? value : canonical(value);
}
