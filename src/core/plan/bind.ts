/** Symbolic requests → requests as sent: keys become ids, and link values absolute URLs. */

import { isJsonArray, isJsonObject, type JsonValue } from '../../model/json.ts';
import type { Step } from '../../model/plan.ts';
import type { SecretSource } from './bind-secrets.ts';

/** What symbols stand for at the moment of sending. */
export interface Binding {
  /** Key → id of the object, for those that exist by now. */
  readonly ids: ReadonlyMap<string, string>;
  /** SHA-256 → base64 of the certificate's bytes, for the files of the repository. */
  readonly certificates: ReadonlyMap<string, string>;
  /** Key → what its secrets stand for. */
  readonly secrets: (key: string) => SecretSource;
  /** Path below the version segment → absolute URL. */
  readonly absolute: (path: string) => string;
}

/** A key whose object doesn't exist: the step that makes it has not been done. */
export class UnboundKeyError extends Error {
  override readonly name = 'UnboundKeyError';
  constructor(key: string) {
    super(`"${key}" has no object in the tenant yet`);
  }
}

/** The request with all symbols but secrets replaced. Throws UnboundKeyError for a key without an object. */
export function bindRequest(step: Step, binding: Binding): Step['request'] {
  const { method, path, body } = step.request;
  return { method, path: bindPath(path, binding), body: bindValue(body, '', binding) };
}

/** A path with `{key}` replaced by ids. */
function bindPath(path: string, binding: Binding): string {
  return path.replace(/\{([a-z0-9-]+)\}/g, (_, key: string) => idOf(key, binding));
}

function bindValue(value: JsonValue, name: string, binding: Binding): JsonValue {
  if (isJsonArray(value)) return value.map((item) => bindValue(item, name, binding));
  if (isJsonObject(value)) {
    // Nothing in a setting of that form is a symbol of ours but its secrets.
    if (typeof value['$setting'] === 'string') return value;
    const key = value['$id'];
    if (typeof key === 'string') return idOf(key, binding);
    const sha256 = value['$certificate'];
    if (typeof sha256 === 'string') return bytesOf(sha256, binding);
    return Object.fromEntries(
      Object.entries(value).map(([member, inner]) => [member, bindValue(inner, member, binding)]),
    );
  }
  const isLink = name === '@odata.id' || name.endsWith('@odata.bind');
  return isLink && typeof value === 'string' ? binding.absolute(bindPath(value, binding)) : value;
}

function idOf(key: string, { ids }: Binding): string {
  const id = ids.get(key);
  if (id === undefined) throw new UnboundKeyError(key);
  return id;
}

function bytesOf(sha256: string, { certificates }: Binding): string {
  const bytes = certificates.get(sha256);
  if (bytes === undefined) throw new Error(`no file of the repository holds the certificate ${sha256}`);
  return bytes;
}
