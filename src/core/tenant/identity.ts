/** Which Entra tenant a run is about, and whether it is the one that the configuration and the state are about. */

import type { Config } from '../../model/config.ts';
import { type Finding, finding } from '../../model/finding.ts';
import type { Problem } from '../../model/plan.ts';
import type { Entry } from './directory.ts';

/** `id` is null where neither the tenant nor the token says it. */
export interface TenantIdentity {
  readonly id: string | null;
  readonly name: string | null;
}

/** As the tenant says it; where that may not be read, as the token does. */
export function readTenantIdentity(organization: Entry | null, tokenTenant: string | null): TenantIdentity {
  return { id: organization?.id ?? tokenTenant, name: organization?.name ?? null };
}

/** What stops a run: another tenant than the configuration names, or than the state remembers. */
export function checkIdentity(
  { id, name }: TenantIdentity,
  config: Pick<Config, 'tenant' | 'state'>,
  recorded: string | null,
): readonly Finding[] {
  if (id === null) return [];
  const shown = name === null ? id : `${id} ("${name}")`;
  const { tenant, state } = config;
  const findings: Finding[] = [];
  if (tenant.id !== null && tenant.embedded === null && tenant.id !== id) {
    const text = `postilion.yaml names the tenant ${tenant.id}, but the token belongs to ${shown}: sign in to the right one`;
    findings.push(finding('TEN-001', text));
  }
  if (recorded !== null && recorded !== id) {
    const text = `the state branch "${state.branch}" remembers the objects of the tenant ${recorded}, and this is ${shown}: give each tenant a state of its own, as with "state: {branch: ${state.branch}-2}" in this postilion.yaml`;
    findings.push(finding('STA-005', text));
  }
  return findings;
}

/** The problem of a plan whose tenant could not be identified; null where the tenant is known. */
export function findUnknownTenant({ id }: TenantIdentity): Problem | null {
  if (id !== null) return null;
  const message =
    'nobody can say which tenant this is: /organization may not be read, and the token does not name it. allow Organization.Read.All, or sign in with a token of Microsoft Entra';
  return { type: 'incomplete', message, requestIds: [] };
}
