/** Which policy judges a run: the remembered one is read before the tenant is asked anything. */

import { DEFAULT_CONFIG } from '../../core/config/postilion-yaml.ts';
import { type PolicyInForce, policyInForce } from '../../core/policy/policy-in-force.ts';
import type { Config } from '../../model/config.ts';
import type { JsonObject } from '../../model/json.ts';
import type { DesiredProfile } from '../../model/profile.ts';
import type { Inventory } from '../../model/state/inventory.ts';
import type { Memory } from './read-state.ts';

/** The policy that a commit's postilion.yaml says; null where that can't be read. */
export type ReadPolicyAt = (commit: string) => Promise<JsonObject | null>;

export interface PolicyRequest {
  readonly config: Config;
  readonly profiles: readonly DesiredProfile[];
  /** Settings whose loosening somebody approved; none when left out. */
  readonly accepted?: ReadonlySet<string>;
}

export async function readPolicy(
  { config, profiles, accepted = new Set() }: PolicyRequest,
  { inventory }: Memory,
  policyAt: ReadPolicyAt | undefined,
): Promise<PolicyInForce> {
  const commit = inventory === null || inventory.policy !== null ? null : lastApplied(inventory);
  const earlier = commit === null || policyAt === undefined ? null : await policyAt(commit);
  return policyInForce({ config, profiles, defaults: DEFAULT_CONFIG, inventory, earlier, accepted });
}

/** The commit that was applied last, as far as the records of the objects tell. */
function lastApplied({ entries }: Inventory): string | null {
  const applied = Object.values(entries).flatMap(({ applied: one }) =>
    one === null || one.commit === null ? [] : [one],
  );
  return applied.toSorted((a, b) => (a.at < b.at ? 1 : -1))[0]?.commit ?? null;
}
