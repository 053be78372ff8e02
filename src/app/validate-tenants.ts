/** Everything that can be known about a repository for many tenants without asking one. */

import type { Fleet } from '../core/tenants/fleet.ts';
import { ofNobody, togetherFindings, unusedByAll } from '../core/tenants/together.ts';
import { type Finding, sortFindings } from '../model/finding.ts';
import { readFleetDocuments } from './fleet-documents.ts';
import type { Repository } from './load-repository.ts';
import type { RepositoryVersion } from './ports/repository.ts';

export interface ValidatedFleet {
  readonly findings: readonly Finding[];
  /** Of all tenants together. */
  readonly profiles: number;
  readonly tenants: number;
}

/** `load` reads one of them; they come one after the other, since no one has to wait for a tenant. */
export async function validateTenants(
  fleet: Fleet,
  version: RepositoryVersion,
  load: (tenant: string) => Promise<Repository>,
): Promise<ValidatedFleet> {
  const rows: { readonly tenant: string; readonly findings: readonly Finding[] }[] = [];
  let profiles = 0;
  for (const { name } of fleet.tenants) {
    const { findings, usable } = await load(name);
    rows.push({ tenant: name, findings });
    profiles += usable?.profiles.length ?? 0;
  }
  const all = await readFleetDocuments(fleet, version);
  // A file that can't be read may use any of them.
  const unused = all.complete ? unusedByAll(fleet, [...all.profiles, ...all.configurations]) : [];
  const findings = sortFindings([...togetherFindings(rows), ...unused, ...ofNobody(fleet, all.tenantPaths)]);
  return { findings, profiles, tenants: fleet.tenants.length };
}
