/** Plans against the seeded company over HTTP: profiles as YAML in, a plan and what it asked of the tenant out. */

import { plan } from '../../../src/app/plan/plan.ts';
import { readProfiles } from '../../../src/core/config/profiles.ts';
import { connectReader } from '../../../src/io/graph/connect.ts';
import { CATALOGUE } from '../../../src/kinds/catalogue.ts';
import { type JsonObject, stringAt } from '../../../src/model/json.ts';
import type { Plan } from '../../../src/model/plan.ts';
import { CONFIG } from '../../laws/pure-plan.ts';
import { companyStore } from '../../scenarios/company.ts';
import { openServer, type TenantServer } from '../../scenarios/tenant-server.ts';
import { graphId } from '../tenant.ts';

export interface Company {
  readonly server: TenantServer;
  /** Paths that the last plan asked for, without their queries. */
  asked(): Promise<readonly string[]>;
  /** Plans the profiles; `adopt` maps keys to the display names of live profiles. */
  plan(profiles: string, adopt?: Readonly<Record<string, string>>, readUpTo?: number, token?: string): Promise<Plan>;
  close(): Promise<void>;
}

export async function openCompany(): Promise<Company> {
  const server = await openServer(companyStore());
  return {
    server,
    asked: async () => (await server.asked()).map(({ path }) => path).filter((path) => !path.endsWith('$batch')),
    plan: async (text, adopt = {}, readUpTo = CONFIG.groups.readUpTo, token = 'reader') => {
      const live = await server.state('deviceConfigurations');
      await server.forget();
      const read = readProfiles([{ path: 'profiles/all.yaml', text }], CATALOGUE);
      if (!read.ok) throw new Error(JSON.stringify(read.findings));
      const ids = Object.entries(adopt).map(([key, name]) => [key, graphId(idOf(live, name))] as const);
      const groups = { ...CONFIG.groups, readUpTo };
      const config = {
        ...CONFIG,
        groups,
        tenant: { ...CONFIG.tenant, embedded: 'tenant' },
        adopt: Object.fromEntries(ids),
      };
      const source = { commit: null, dirty: true };
      const options = { root: server.url, token: async () => token, log: () => {}, agent: 'test' };
      const reader = await connectReader(options);
      const clock = { now: () => '2026-03-02T09:00:00.000Z' };
      const request = { config, profiles: read.value, findings: [], source, tool: 'postilion', targets: [] };
      return plan(request, { reader, clock });
    },
    close: () => server.close(),
  };
}

function idOf(live: readonly JsonObject[], name: string): string {
  const found = live.find((one) => stringAt(one, 'displayName') === name);
  const id = found === undefined ? undefined : stringAt(found, 'id');
  if (id === undefined) throw new Error(`the company has no ${name}`);
  return id;
}
