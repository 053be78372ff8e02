/** The lines of a plan about loosened settings: each is tried out on the plan that it would let more through of. */

import { DEFAULT_CONFIG } from '../../core/config/postilion-yaml.ts';
import { makePlan, type PlanInput } from '../../core/plan/plan.ts';
import { policyChanges, policyFindings } from '../../core/policy/policy-changes.ts';
import { type PolicyInForce, policyInForce } from '../../core/policy/policy-in-force.ts';
import { waivingKey } from '../../core/policy/waivers-in-force.ts';
import { sortFindings } from '../../model/finding.ts';
import type { Plan } from '../../model/plan.ts';
import type { Inventory } from '../../model/state/inventory.ts';
import type { PolicyRequest } from './read-policy.ts';

interface Judged {
  readonly input: PlanInput;
  /** As the commit says it. */
  readonly request: PolicyRequest;
  readonly inventory: Inventory | null;
  readonly policy: PolicyInForce;
  readonly isMemoryLost: boolean;
  readonly peopleOf: (keys: readonly string[]) => number | null;
}

/** A first set-up that lets nothing through needs no approval of its own. */
export function withPolicy(plan: Plan, { input, request, inventory, policy, isMemoryLost, peopleOf }: Judged): Plan {
  if (policy.loosened.length === 0) return plan;
  const { accepted = new Set<string>() } = request;
  const planWith = (settings: ReadonlySet<string>): Plan => {
    const tried = policyInForce({
      ...request,
      defaults: DEFAULT_CONFIG,
      inventory,
      earlier: policy.before,
      accepted: new Set([...accepted, ...settings]),
    });
    const { config, forNew, profiles, loosened } = tried;
    const protects = new Map<string, boolean>(profiles.map(({ key, protect }) => [key, protect]));
    const proposals = input.proposals.map((one) => ({ ...one, protect: protects.get(one.key) ?? one.protect }));
    return makePlan({ ...input, config, forNew, proposals, isBranchHeld: isBranchHeld(loosened) });
  };
  const heldBy = (setting: string): readonly string[] =>
    input.findings.flatMap(({ key, severity, message }) =>
      key !== null && severity === 'error' && (key === waivingKey(setting) || message.startsWith(`${setting}: `))
        ? [key]
        : [],
    );
  const terms = { tenant: plan.tenant, applies: input.applies ?? {}, peopleOf, planWith, heldBy };
  const lines = policyChanges(plan.changes, policy.loosened, terms);
  // What a rebuilt state protects is no first set-up: the line is the way out.
  const isRebuilt = policy.loosened.some(({ setting }) => setting.startsWith('protect.'));
  const isFirst = !policy.isRemembered && !isMemoryLost && !isRebuilt;
  if (isFirst && (lines.policyChanges ?? []).every(({ letsThrough }) => letsThrough.length === 0)) return plan;
  return { ...plan, ...lines, findings: sortFindings([...plan.findings, ...policyFindings(policy)]) };
}

/** While nobody approved that runs follow another branch, nothing of that branch is applied. */
export function isBranchHeld(loosened: PolicyInForce['loosened']): boolean {
  return loosened.some(({ setting }) => setting === 'branch');
}
