/** A certificate that YAML names as a file beside it, and Graph keeps as base64 of its bytes. */

import { sha256OfBase64 } from '../../model/digest.ts';
import { isJsonObject, type JsonValue, stringAt } from '../../model/json.ts';
import type { Field } from '../field.ts';
import type { Common } from './basic.ts';

/**
 * A certificate file. In YAML it's a path; once the file is read, and as a normal form, it's `{sha256}` of the DER
 * bytes, so that no plan, record or comment ever holds the bytes. Bodies hold `{$certificate: sha256}` until they are sent.
 */
export function certificateFileField(
  spec: Common & { graph: string; nameIn: string; examples: readonly string[] },
): Field {
  return {
    label: spec.label,
    doc: spec.doc,
    changes: spec.changes,
    required: true,
    inverted: false,
    public: true,
    usedWhen: null,
    shape: { type: 'file', nameIn: spec.nameIn },
    initial: null,
    examples: spec.examples,
    graph: [spec.graph],
    normalise: (value) => value,
    encode: (value) => ({ [spec.graph]: isJsonObject(value) ? { $certificate: value['sha256'] ?? null } : null }),
    decode: (object) => fingerprint(object[spec.graph] ?? null),
  };
}

function fingerprint(value: JsonValue): JsonValue {
  if (isJsonObject(value)) return { sha256: stringAt(value, '$certificate') ?? null };
  return typeof value === 'string' && value !== '' ? { sha256: sha256OfBase64(value) } : null;
}
