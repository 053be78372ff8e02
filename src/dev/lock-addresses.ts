/**
 * Where the packages of a lock file lie below a registry, whichever it is: without that npm asks for the whole history of
 * each package first, which takes a third of an install. A real registry's address would bind everybody to it.
 */

import { isJsonObject, type JsonValue, stringAt } from '../model/json.ts';

/** A host that can't exist (RFC 2606); `replace-registry-host=always` in .npmrc puts everybody's own registry there. */
const ANY_REGISTRY = 'https://registry.invalid';

/** The text of a lock file with the address of each package that has a digest; that of any other form stays as it is. */
export function withAddresses(text: string): string {
  const lock: unknown = JSON.parse(text);
  if (!isJsonObject(lock) || !isJsonObject(lock['packages'])) return text;
  const packages = Object.entries(lock['packages']).map(([path, entry]) => [path, addressed(path, entry)] as const);
  return `${JSON.stringify({ ...lock, packages: Object.fromEntries(packages) }, null, 2)}\n`;
}

function addressed(path: string, entry: JsonValue): JsonValue {
  if (!isJsonObject(entry) || entry['integrity'] === undefined) return entry;
  const { version = '', resolved: _, ...others } = entry;
  const name = stringAt(entry, 'name') ?? path.replace(/^.*node_modules\//, '');
  const file = `${name.replace(/^.*\//, '')}-${stringAt(entry, 'version')}.tgz`;
  // In npm's own order, so that a lock file differs by the lines that changed.
  return { version, resolved: `${ANY_REGISTRY}/${name}/-/${file}`, ...others };
}
