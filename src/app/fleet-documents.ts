/** All files of a repository for many tenants, each read once, before anything is rendered. */

import { withBothEndings } from '../core/config/both-endings.ts';
import { readYaml, type YamlDocument } from '../core/config/yaml/parse.ts';
import { BASE_FOLDER, type Fleet, type FleetTenant, isConfiguration, tenantFolder } from '../core/tenants/fleet.ts';
import { isJsonArray, isJsonObject } from '../model/json.ts';
import type { RepositoryVersion } from './ports/repository.ts';

export interface FleetDocuments {
  /** The patterns by which the tenant's profiles are found. */
  readonly globsOf: (tenant: FleetTenant) => readonly string[];
  readonly profiles: readonly YamlDocument[];
  /** The configuration of all, and those of tenants. */
  readonly configurations: readonly YamlDocument[];
  /** False where something could not be read, so that what it says is unknown. */
  readonly complete: boolean;
  /** Of the files below `tenants/`. */
  readonly tenantPaths: readonly string[];
}

type Text = { readonly path: string; readonly text: string };

export async function readFleetDocuments(fleet: Fleet, version: RepositoryVersion): Promise<FleetDocuments> {
  const texts = await version.config(null);
  const below = await version.texts(withBothEndings(['tenants/**/*.yaml']));
  const inTenants = below.ok ? below.value.files : [];
  const shared = (texts.ok ? globsIn(texts.value.config) : null) ?? [`${BASE_FOLDER}**/*.yaml`];
  const globsOf = ({ name }: FleetTenant): readonly string[] => {
    const own = inTenants.find(({ path }) => path === `${tenantFolder(name)}postilion.yaml`);
    const globs = (own === undefined ? null : globsIn(own)) ?? shared;
    return withBothEndings([...globs, `${tenantFolder(name)}**/*.yaml`]);
  };
  const tree = await version.texts([...new Set(fleet.tenants.flatMap(globsOf))]);
  const files = (tree.ok ? tree.value.files : []).filter(({ path }) => !isConfiguration(path)).map(readYaml);
  const configurations = [
    ...(texts.ok ? [texts.value.config] : []),
    ...inTenants.filter(({ path }) => /^tenants\/[^/]+\/postilion\.yaml$/.test(path)),
  ].map(readYaml);
  return {
    globsOf,
    profiles: files.flatMap(({ documents }) => documents),
    configurations: configurations.flatMap(({ documents }) => documents),
    complete: texts.ok && below.ok && tree.ok && [...files, ...configurations].every(({ complete }) => complete),
    tenantPaths: inTenants.map(({ path }) => path),
  };
}

/** Null where the configuration names none itself. */
function globsIn(file: Text): readonly string[] | null {
  const [document] = readYaml(file).documents;
  const globs = isJsonObject(document?.value) ? document.value['profiles'] : undefined;
  if (!isJsonArray(globs)) return null;
  // What a variable stands for may be anything.
  return globs.map((glob) => (typeof glob === 'string' && !glob.includes('${{') ? glob : '**'));
}
