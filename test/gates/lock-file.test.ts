/** The lock file: whole on every platform, written for every registry, runnable on the oldest Node. */

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isJsonObject, type JsonObject } from '../../src/model/json.ts';

function packagesOf(text: string): JsonObject {
  const lock: unknown = JSON.parse(text);
  const packages = isJsonObject(lock) ? lock['packages'] : undefined;
  return isJsonObject(packages) ? packages : {};
}

/**
 * `npm ci` refuses a lock file that lacks an optional package of another platform, and a registry that serves only
 * some platforms makes npm write such a lock file without a word.
 */
function missingOptionals(packages: JsonObject): readonly string[] {
  const names = new Set(Object.keys(packages).map((path) => path.replace(/^.*node_modules\//, '')));
  return Object.values(packages).flatMap((entry) => {
    const optional = isJsonObject(entry) ? entry['optionalDependencies'] : undefined;
    return isJsonObject(optional) ? Object.keys(optional).filter((name) => !names.has(name)) : [];
  });
}

describe.each(['package-lock.json', 'test/mutation/package-lock.json'])('%s', (file) => {
  const packages = packagesOf(readFileSync(file, 'utf8'));

  it('has every optional package of every platform', () => {
    expect(missingOptionals(packages)).toEqual([]);
    expect(missingOptionals({ 'node_modules/a': { optionalDependencies: { 'a-darwin': '1.0.0' } } })).toEqual([
      'a-darwin',
    ]);
  });

  it('names no registry', () => {
    expect(JSON.stringify(packages)).not.toContain('"resolved":"http');
  });
});
