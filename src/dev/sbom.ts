/** `npm run sbom`: what npm knows of the packages in the bundle, as CycloneDX on stdout. */

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { stdout } from 'node:process';
import { isJsonObject, type JsonObject, type JsonValue, objectsAt, stringAt } from '../model/json.ts';
import { makeBundle } from './make-bundle.ts';
import { bundledPackages } from './third-party.ts';

const REPOSITORY = join(import.meta.dirname, '..', '..');

const { metafile } = await makeBundle();
const bundled = new Set(bundledPackages(metafile, REPOSITORY).map(({ name, version }) => `${name}@${version}`));
stdout.write(`${JSON.stringify(only(bundled, everything()), null, 2)}\n`);

/** Every package of the lock file: npm can't know which of them the bundler took. */
function everything(): JsonObject {
  const args = ['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application', '--package-lock-only'];
  const told: unknown = JSON.parse(execFileSync('npm', args, { cwd: REPOSITORY, encoding: 'utf8', maxBuffer: 1e8 }));
  if (!isJsonObject(told)) throw new Error('npm sbom gave no document');
  return told;
}

/** The document about some packages alone, each taken once, though npm installed some of them in several places. */
function only(names: ReadonlySet<string>, document: JsonObject): JsonObject {
  const found = new Map(objectsAt(document, 'components').map((one) => [nameOf(one), one]));
  const missing = [...names].filter((name) => !found.has(name));
  if (missing.length > 0) throw new Error(`the lock file does not hold ${missing.join(', ')}`);
  const components = [...found].filter(([name]) => names.has(name)).map(([, one]) => one);
  const refs = new Set(components.map((one) => stringAt(one, 'bom-ref')));
  const root = stringAt(rootOf(document), 'bom-ref');
  const dependencies = objectsAt(document, 'dependencies')
    .filter((one) => refs.has(stringAt(one, 'ref')) || stringAt(one, 'ref') === root)
    .map((one) => ({ ...one, dependsOn: textsAt(one, 'dependsOn').filter((ref) => refs.has(ref)) }));
  return { ...document, metadata: named(document['metadata']), components: components.map(shipped), dependencies };
}

/** npm takes the name of the folder for the package's. */
function named(metadata: JsonValue | undefined): JsonObject {
  if (!isJsonObject(metadata) || !isJsonObject(metadata['component'])) throw new Error('npm sbom names no component');
  return { ...metadata, component: { ...metadata['component'], name: 'postilion' } };
}

/** npm marks all of them as needed for development only, since the bundle is what people install. */
function shipped(component: JsonObject): JsonObject {
  const properties = objectsAt(component, 'properties').filter(
    (one) => stringAt(one, 'name') !== 'cdx:npm:package:development',
  );
  return { ...component, scope: 'required', properties };
}

function nameOf(component: JsonObject): string {
  return `${stringAt(component, 'name') ?? ''}@${stringAt(component, 'version') ?? ''}`;
}

function rootOf(document: JsonObject): JsonObject {
  const metadata = document['metadata'];
  const component = isJsonObject(metadata) ? metadata['component'] : undefined;
  return isJsonObject(component) ? component : {};
}

function textsAt(object: JsonObject, name: string): readonly string[] {
  const value = object[name];
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
