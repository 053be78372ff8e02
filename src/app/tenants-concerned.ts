/** The tenants of a repository for many that a change of files concerns. */

import { withBothEndings } from '../core/config/both-endings.ts';
import { readYaml } from '../core/config/yaml/parse.ts';
import { tenantsConcerned } from '../core/tenants/concerned.ts';
import { BASE_FOLDER, type Fleet, type FleetTenant, isConfiguration, tenantFolder } from '../core/tenants/fleet.ts';
import { isJsonArray, isJsonObject } from '../model/json.ts';
import type { RepositoryReader } from './ports/repository.ts';

type Text = { readonly path: string; readonly text: string };
type Matches = (globs: readonly string[]) => (path: string) => boolean;

/** `paths` are relative to the root; `matches` holds paths against patterns. Files that can't be read concern everybody. */
export async function readTenantsConcerned(
  fleet: Fleet,
  paths: readonly string[],
  { workingTree, configFile }: Pick<RepositoryReader, 'workingTree' | 'configFile'>,
  matches: Matches,
): Promise<readonly FleetTenant[]> {
  const texts = await workingTree.config(null);
  const owns = await workingTree.texts(['tenants/*/postilion.yaml']);
  const shared = (texts.ok ? globsIn(texts.value.config) : null) ?? [`${BASE_FOLDER}**/*.yaml`];
  const own = new Map((owns.ok ? owns.value.files : []).map((file) => [file.path, globsIn(file)]));
  const globsOf = ({ name }: FleetTenant): readonly string[] =>
    withBothEndings([...(own.get(`${tenantFolder(name)}postilion.yaml`) ?? shared), `${tenantFolder(name)}**/*.yaml`]);
  const globs = new Set(fleet.tenants.flatMap(globsOf));
  const tree = await workingTree.texts([...globs]);
  const files = (tree.ok ? tree.value.files : []).filter(({ path }) => !isConfiguration(path)).map(readYaml);
  const isWhole = texts.ok && owns.ok && tree.ok && files.every(({ complete }) => complete);
  const reached = new Map(fleet.tenants.map((tenant) => [tenant, matches(globsOf(tenant))]));
  return tenantsConcerned(fleet, paths, {
    configFile,
    isProfile: (tenant, path) => reached.get(tenant)?.(path) === true,
    documents: isWhole ? files.flatMap(({ documents }) => documents) : null,
  });
}

/** Null where the configuration names none itself. */
function globsIn(file: Text): readonly string[] | null {
  const [document] = readYaml(file).documents;
  const globs = isJsonObject(document?.value) ? document.value['profiles'] : undefined;
  if (!isJsonArray(globs)) return null;
  // What a variable stands for may be anything.
  return globs.map((glob) => (typeof glob === 'string' && !glob.includes('${{') ? glob : '**'));
}
