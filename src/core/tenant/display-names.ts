/** Ids → names, gathered from everything that was read, so that people never have to read an id. */

import { type CertificateFacts, certificateText } from '../../model/certificate.ts';
import { isJsonObject, type JsonObject, type JsonValue, stringAt } from '../../model/json.ts';
import type { Directory, Entry } from './directory.ts';

/** Names of the groups, filters and other objects of a directory, and of the objects of the lists. */
export function namesOf(
  directory: Directory,
  listed: readonly Entry[],
  more: readonly Entry[],
): ReadonlyMap<string, string> {
  const known = [
    ...listed,
    ...[
      ...directory.groupsByName.values(),
      ...directory.groupsById.values(),
      ...directory.collections.values(),
    ].flatMap((entries) => entries ?? []),
    ...(directory.filters ?? []),
    ...more,
  ];
  return new Map(known.map((entry) => [entry.id, entry.name]));
}

/** Fingerprints → the certificates they stand for: those of the repository's files, and those that the tenant holds. */
export function certificateNames(
  own: readonly CertificateFacts[],
  objects: readonly JsonObject[],
  describe: (base64: string) => CertificateFacts | null = () => null,
): ReadonlyMap<string, string> {
  const held = [...new Set(objects.flatMap((object) => stringAt(object, 'trustedRootCertificate') ?? []))];
  const known = [...held.flatMap((base64) => describe(base64) ?? []), ...own];
  return new Map(known.map((facts) => [facts.sha256, certificateText(facts)]));
}

/** A value as people read it where the value itself is an id; undefined where the value needs no translation. */
export function describeValue(value: JsonValue, names: ReadonlyMap<string, string>): string | undefined {
  if (!isJsonObject(value)) return undefined;
  const id = stringAt(value, 'id');
  if (id !== undefined) return names.get(id);
  const sha256 = stringAt(value, 'sha256');
  if (sha256 !== undefined) return names.get(sha256) ?? `certificate with SHA-256 ${sha256}`;
  return stringAt(value, 'key');
}

/** Scope tag ids as names. */
export function describeTag(value: JsonValue, tags: readonly Entry[] | null): string | undefined {
  if (tags === null || !Array.isArray(value)) return undefined;
  const names = new Map(tags.map((tag): readonly [string, string] => [tag.id, tag.name]));
  return value.map((id) => (typeof id === 'string' ? (names.get(id) ?? id) : String(id))).join(', ');
}
