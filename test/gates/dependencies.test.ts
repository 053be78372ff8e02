/** Every package has its line in docs/dependencies.md, with a reason and how its version is chosen. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isJsonObject, stringAt } from '../../src/model/json.ts';
import { REPOSITORY } from './canary-workshop.ts';
import { dependencyFaults } from './dependency-lines.ts';
import { PACKAGES } from './import-table.ts';

const DOCUMENT = readFileSync(join(REPOSITORY, 'docs/dependencies.md'), 'utf8');
const OWN = packagesIn('package.json', 'devDependencies');
/** What the product imports is in the bundle, so that who installs it installs nothing else. */
const PRODUCT = new Set(
  PACKAGES.filter(({ path, only }) => path !== 'dev' && only === undefined).flatMap(({ packages }) => packages),
);
const INSTALLED = new Map([
  ['In the program', new Map([...OWN].filter(([name]) => PRODUCT.has(name)))],
  ['For development', new Map([...OWN].filter(([name]) => !PRODUCT.has(name)))],
  ['Installed by the nightly run alone', packagesIn('test/mutation/package.json', 'devDependencies')],
]);

function packagesIn(file: string, member: string): ReadonlyMap<string, string> {
  const manifest: unknown = JSON.parse(readFileSync(join(REPOSITORY, file), 'utf8'));
  const packages = isJsonObject(manifest) ? manifest[member] : undefined;
  if (!isJsonObject(packages)) return new Map();
  return new Map(Object.keys(packages).map((name) => [name, stringAt(packages, name) ?? '']));
}

/** The faults of a document in which one text stands in another's place. */
function faultsWith(text: string, other: string): readonly string[] {
  expect(DOCUMENT).toContain(text);
  return dependencyFaults(DOCUMENT.replace(text, other), INSTALLED);
}

describe('docs/dependencies.md', () => {
  it('has one line for each package, and no other', () => {
    expect(INSTALLED.get('In the program')?.size).toBeGreaterThan(5);
    expect(dependencyFaults(DOCUMENT, INSTALLED)).toEqual([]);
  });

  it('holds for a package that installs nothing else: the bundle has what it imports', () => {
    expect([...packagesIn('package.json', 'dependencies').keys()]).toEqual([]);
  });

  it('is refused without a line, and with two', () => {
    const line = DOCUMENT.split('\n').find((one) => one.startsWith('| `ajv`')) ?? '';
    expect(faultsWith(`${line}\n`, '')).toEqual(['"In the program" has 0 lines for ajv: write one']);
    expect(faultsWith(line, `${line}\n${line}`)).toEqual(['"In the program" has 2 lines for ajv: write one']);
  });

  it('is refused with a line for what is not installed, or installed for something else', () => {
    const vite = '| `vite` |';
    expect(faultsWith(vite, `| \`p-retry\` | tries again | newest |\n${vite}`)).toEqual([
      '"For development" has a line for p-retry, which is not installed there: take it out',
    ]);
    expect(faultsWith(vite, `| \`ajv\` | checks YAML | newest |\n${vite}`)).toEqual([
      '"For development" has a line for ajv, which is not installed there: take it out',
    ]);
  });

  it('is refused without a reason, without a policy, and with one that is not kept', () => {
    expect(faultsWith('| JSON log on stderr |', '| |')).toEqual(['pino has no reason']);
    expect(faultsWith('| JSON log on stderr | newest |', '| JSON log on stderr | any |')).toEqual([
      'pino: "any" says neither newest nor below what and why',
    ]);
    expect(faultsWith('below 15, which needs Node 22', 'below 14, which needs Node 22')).toEqual([
      'commander is installed as 14.0.3, yet held below 14',
    ]);
  });
});
