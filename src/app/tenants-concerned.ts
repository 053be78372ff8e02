/** The tenants of a repository for many that a change of files concerns. */

import { tenantsConcerned } from '../core/tenants/concerned.ts';
import type { Fleet, FleetTenant } from '../core/tenants/fleet.ts';
import { readFleetDocuments } from './fleet-documents.ts';
import type { RepositoryReader } from './ports/repository.ts';

/** `paths` are relative to the root; `matches` holds paths against patterns. Files that can't be read concern everybody. */
export async function readTenantsConcerned(
  fleet: Fleet,
  paths: readonly string[],
  { workingTree, configFile }: Pick<RepositoryReader, 'workingTree' | 'configFile'>,
  matches: (globs: readonly string[]) => (path: string) => boolean,
): Promise<readonly FleetTenant[]> {
  const { globsOf, profiles, complete } = await readFleetDocuments(fleet, workingTree);
  const reached = new Map(fleet.tenants.map((tenant) => [tenant, matches(globsOf(tenant))]));
  return tenantsConcerned(fleet, paths, {
    configFile,
    isProfile: (tenant, path) => reached.get(tenant)?.(path) === true,
    documents: complete ? profiles : null,
  });
}
