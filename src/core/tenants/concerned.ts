/** Which tenants a change of files concerns: those whose profiles are made of one of them. */

import { isJsonArray, isJsonObject, type JsonValue } from '../../model/json.ts';
import { pathFrom } from '../config/references.ts';
import type { YamlDocument } from '../config/yaml/parse.ts';
import { BASE_FOLDER, type Fleet, type FleetTenant, TENANTS_FILE, tenantFolder } from './fleet.ts';
import { withVariables } from './variables.ts';

/** What is read besides the folders of all and of each tenant. */
export interface FleetSources {
  /** The name of the configuration of all. */
  readonly configFile: string;
  /** True for paths that the patterns of the tenant's configuration reach. */
  readonly isProfile: (tenant: FleetTenant, path: string) => boolean;
  /** The documents of profiles, with what the variables stand for still to be written in; null where they can't all be read. */
  readonly documents: readonly YamlDocument[] | null;
}

/** In the order of tenants.yaml. Where nobody can tell, a tenant is concerned. */
export function tenantsConcerned(
  { tenants }: Fleet,
  paths: readonly string[],
  sources: FleetSources,
): readonly FleetTenant[] {
  if (paths.length === 0) return [];
  const named = namedFiles(sources.documents);
  return tenants.filter((tenant) => {
    const folder = tenantFolder(tenant.name);
    const isNamed = named(tenant);
    return paths.some(
      (path) =>
        [TENANTS_FILE, sources.configFile, 'adopt.yaml'].includes(path) ||
        ([BASE_FOLDER, folder].some((below) => path.startsWith(below)) && !isPage(path)) ||
        sources.isProfile(tenant, path) ||
        isNamed(path),
    );
  });
}

/** Pages for people lie beside profiles and are none. */
function isPage(path: string): boolean {
  return /\.(?:md|markdown)$/i.test(path);
}

/** By tenant: true for paths that a text of its documents names, whichever field it is in. */
function namedFiles(documents: FleetSources['documents']): (tenant: FleetTenant) => (path: string) => boolean {
  if (documents === null) return () => () => true;
  const isShared = (document: YamlDocument): boolean => !fileOf(document).startsWith('tenants/');
  const isOpen = (document: YamlDocument): boolean => textsIn(document).some((text) => text.includes('${{'));
  const ofAll = new Set(documents.filter((one) => isShared(one) && !isOpen(one)).flatMap(filesNamedIn));
  return ({ name, variables }) => {
    const own = documents.filter((one) => (isShared(one) ? isOpen(one) : fileOf(one).startsWith(tenantFolder(name))));
    const files = new Set(own.flatMap((one) => filesNamedIn(withVariables(one, variables).document)));
    return (path) => ofAll.has(path) || files.has(path);
  };
}

function filesNamedIn(document: YamlDocument): readonly string[] {
  return textsIn(document).flatMap((text) => pathFrom(fileOf(document), text) ?? []);
}

function fileOf({ places }: YamlDocument): string {
  return places['']?.file ?? '';
}

function textsIn({ value }: YamlDocument): readonly string[] {
  const found: string[] = [];
  const visit = (one: JsonValue): void => {
    if (typeof one === 'string') found.push(one);
    else if (isJsonArray(one)) one.forEach(visit);
    else if (isJsonObject(one)) Object.values(one).forEach(visit);
  };
  visit(value);
  return found;
}
