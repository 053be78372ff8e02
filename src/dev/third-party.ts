/** The packages of others that are in the bundle, and their licences, which must travel with it. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { isJsonObject, stringAt } from '../model/json.ts';

export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly text: string;
}

/** The packages of whose files the bundle was made, by name. */
export function bundledPackages({ inputs }: Metafile, root: string): readonly BundledPackage[] {
  const folders = Object.keys(inputs).flatMap((path) => FOLDER.exec(path)?.[0] ?? []);
  return [...new Set(folders)].sort().map((folder) => packageIn(join(root, folder)));
}

/** The innermost package of a path. */
const FOLDER = /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/;

export function licenceText(packages: readonly BundledPackage[]): string {
  const head = 'Parts of these packages are in the files beside this one. Each has its licence here.\n';
  const one = ({ name, version, licence, text }: BundledPackage): string =>
    `${'-'.repeat(78)}\n${name} ${version} (${licence})\n\n${text.replaceAll('\r\n', '\n').trim()}\n`;
  return [head, ...packages.map(one)].join('\n');
}

function packageIn(folder: string): BundledPackage {
  const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const facts = isJsonObject(manifest) ? manifest : {};
  const file = readdirSync(folder)
    .sort()
    .find((name) => /^licen[cs]e(?:\.(?:md|txt))?$/i.test(name));
  const licence = stringAt(facts, 'license') ?? 'licence not named';
  return {
    name: stringAt(facts, 'name') ?? folder,
    version: stringAt(facts, 'version') ?? 'unknown',
    licence,
    text:
      file === undefined
        ? `The package brings no text of its licence (${licence}).`
        : readFileSync(join(folder, file), 'utf8'),
  };
}
