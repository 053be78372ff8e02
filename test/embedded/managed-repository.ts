/** A repository of profiles held in memory, planned and applied by the real planner over real HTTP. */

import { apply } from '../../src/app/apply/apply.ts';
import { planned } from '../../src/app/plan/plan.ts';
import { readConfig } from '../../src/core/config/postilion-yaml.ts';
import { readProfiles } from '../../src/core/config/profiles.ts';
import { connectReader, connectWriter } from '../../src/io/graph/connect.ts';
import { CATALOGUE } from '../../src/kinds/catalogue.ts';
import type { Outcome } from '../../src/model/outcome.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { Result } from '../../src/model/result.ts';

export interface ManagedRepository {
  plan(): Promise<Plan>;
  /** Applies with the approval of everything, whatever it does to people. */
  apply(): Promise<Outcome>;
}

const CONFIG = 'version: 1\nowner: contoso-mail\ntenant: {embedded: tenant}\nprofiles: [profiles/*.yaml]\n';
const clock = { now: () => '2026-03-02T09:00:00.000Z' };

/** The repository of the profiles in `text` against the tenant at `url`. Each plan opens a connection of its own, as each run does. */
export function managedRepository(url: string, text: string): ManagedRepository {
  const options = { root: url, token: async () => 'shapes', log: () => {} };
  const config = valueOf(readConfig({ path: 'postilion.yaml', text: CONFIG }, null, CATALOGUE));
  const request = {
    config,
    profiles: valueOf(readProfiles([{ path: 'profiles/mail.yaml', text }], CATALOGUE)),
    findings: [],
    source: { commit: null, dirty: false },
    tool: 'postilion test',
    targets: [],
  };
  const planNow = async () => planned(request, { reader: await connectReader(options), clock });
  return {
    plan: async () => (await planNow()).plan,
    async apply() {
      const made = await planNow();
      const keys = made.plan.changes.map(({ key }) => key);
      return apply(
        {
          planned: made,
          who: 'test',
          approval: { levels: [{ level: 'lock-out', keys }], digests: [] },
          approvedBy: null,
          replan: planNow,
          tool: 'postilion test',
        },
        {
          tenant: await connectWriter(options),
          state: null,
          clock,
          progress: { stepStarted: () => {}, stepEnded: () => {} },
          interruption: { requested: () => false },
        },
      );
    },
  };
}

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.findings));
  return result.value;
}
