/** The names by which things are known, branded so that a key is never taken for an id. The guards are the only constructors. */

declare const brand: unique symbol;

/** The stable id of a profile in git, unique in the tenant. */
export type ProfileKey = string & { readonly [brand]: 'ProfileKey' };
/** The id of an object in Graph: a GUID, or a prefixed one such as `A_<guid>`. */
export type GraphId = string & { readonly [brand]: 'GraphId' };
/** `sha256:` and 64 hexadecimal digits. */
export type Digest = string & { readonly [brand]: 'Digest' };

/** What every object of JavaScript has as a member; a table by keys must not find it there. */
export const RESERVED_KEY = 'constructor';

const KEY = /^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const GRAPH_ID = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,127}$/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** What a key may look like, for schemas and messages. */
export const KEY_PATTERN = KEY.source;

/** True for 1 to 63 lower-case letters, digits and inner hyphens that aren't reserved. */
export function isProfileKey(text: string): text is ProfileKey {
  return KEY.test(text);
}

/** True for what Graph uses as an object id. Ids go into request paths, so nothing else may pass. */
export function isGraphId(text: string): text is GraphId {
  return GRAPH_ID.test(text);
}

/** True for a plain GUID, the form in which people write ids in YAML. */
export function isGuid(text: string): text is GraphId {
  return GUID.test(text);
}

/** True for a digest as Postilion prints them. */
export function isDigest(text: string): text is Digest {
  return DIGEST.test(text);
}
