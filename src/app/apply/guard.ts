/**
 * What stands between a plan and a write. `apply` takes only the value that `guardPlan` makes, so that no caller can
 * leave a refusal out: the plan is complete and has no errors that concern all of it, it does no more than the plan that was approved, and it was
 * made from what stands in git.
 */

import { unfinishedChanges } from '../../core/bundles/unfinished.ts';
import { gatedAmong } from '../../core/plan/summary.ts';
import { uncovered } from '../../core/policy/approved-plan.ts';
import { type Granted, grantsOf, shutGates } from '../../core/policy/grants.ts';
import { withBudget } from '../../core/windows/budget.ts';
import { type Approval, type Grant } from '../../model/approval.ts';
import { OPENED_BY_TIME, openableGates } from '../../model/change.ts';
import type { Config } from '../../model/config.ts';
import type { Plan, Problem } from '../../model/plan.ts';
import { appliesIn, type Planned } from '../plan/plan.ts';

/** Why nothing is written. */
export type RunRefusal =
  /** The working tree differs from its commit. */
  | { readonly reason: 'dirty'; readonly commit: string | null }
  /** The configuration suspends every schedule of this tenant; `problem`: why that could not be remembered. */
  | { readonly reason: 'suspended'; readonly problem: Problem | null }
  /** A person was asked, and said no. */
  | { readonly reason: 'declined' }
  /** Something could not be read. */
  | { readonly reason: 'incomplete'; readonly plan: Plan }
  | { readonly reason: 'errors'; readonly plan: Plan }
  /** What the plan does beyond the one that was approved, in lines for people (tenant texts are not escaped). */
  | { readonly reason: 'uncovered'; readonly beyond: readonly string[] }
  /** Parts of the approval fit nothing, or may not be used here; in lines for people. */
  | { readonly reason: 'approval'; readonly faults: readonly string[] }
  /** Codes were given for fewer people than there are now. */
  | { readonly reason: 'outgrown'; readonly faults: readonly string[] };

export interface GuardTerms {
  readonly approval: Approval;
  /** A plan that was saved and approved; null: whatever is planned now. */
  readonly saved: Plan | null;
  readonly growth: Config['approval']['growth'];
  /** True for a tenant of one's own, which may follow a working tree that nobody committed. */
  readonly mayBeDirty: boolean;
  /** ISO 8601, UTC. */
  readonly now: string;
}

/** Only `guardPlan` makes one: its private members keep every other value from being taken for it. */
class GuardedPlan {
  readonly #planned: Planned;
  readonly #approval: Approval;
  readonly #grants: readonly Grant[];

  constructor(planned: Planned, approval: Approval, grants: readonly Grant[]) {
    this.#planned = planned;
    this.#approval = approval;
    this.#grants = grants;
  }

  get planned(): Planned {
    return this.#planned;
  }

  /** As it was given. */
  get approval(): Approval {
    return this.#approval;
  }

  /** What it opened of the plan. */
  get grants(): readonly Grant[] {
    return this.#grants;
  }
}

/** A plan that may be applied. */
export type ApprovedPlan = GuardedPlan;

export type GuardVerdict =
  | { readonly ok: true; readonly approved: ApprovedPlan }
  | { readonly ok: false; readonly refusal: RunRefusal };

/** The plan as one that may be applied, or why it may not. */
export function guardPlan(planned: Planned, terms: GuardTerms): GuardVerdict {
  const { plan } = planned;
  const { approval } = terms;
  const refusal = refuseSource(plan.source, terms.mayBeDirty) ?? refusePlan(plan) ?? refuseBeyond(plan, terms);
  if (refusal !== null) return { ok: false, refusal };
  const { grants, refused, outgrown } = grantsIn(planned, terms);
  if (refused.length > 0) return { ok: false, refusal: { reason: 'approval', faults: refused } };
  if (outgrown.length > 0) return { ok: false, refusal: { reason: 'outgrown', faults: outgrown } };
  return { ok: true, approved: new GuardedPlan(inTurn(planned, grants), approval, grants) };
}

/** What an approval opens of a plan: of the one to be applied, and of the one that is made afterwards. */
export function grantsIn(planned: Planned, terms: Pick<GuardTerms, 'approval' | 'saved' | 'growth'>): Granted {
  const { used, outgrown, grants } = planned.policyGrants;
  const { growth } = terms;
  // Codes of settings were used when the policy was chosen.
  const approval = { ...terms.approval, codes: terms.approval.codes.filter(({ text }) => !used.has(text)) };
  const granted = grantsOf(approval, { ...planned, ...terms, growth, applies: appliesIn(planned.refresh) });
  return {
    ...granted,
    outgrown: [...granted.outgrown, ...outgrown],
    grants: [...granted.grants, ...grants, ...unfinishedGrants(planned, terms.growth)],
  };
}

/** The plan as the budget lets it out, now that it is known what was approved. */
function inTurn(planned: Planned, grants: readonly Grant[]): Planned {
  const { plan, budget } = planned;
  const changes = withBudget(plan, budget, (unit) => {
    const shut = unit.flatMap((change) => shutGates(change, grants)).filter((gate) => gate !== 'budget');
    if (shut.length > 0) return 'waits';
    const opened = grants.filter(({ key }) => unit.some((change) => change.key === key)).flatMap(({ gates }) => gates);
    return opened.includes('budget') || opened.includes('over-budget') ? 'goes-anyway' : 'goes';
  });
  const gated = gatedAmong(changes, plan.bundles);
  return { ...planned, plan: { ...plan, changes, summary: { ...plan.summary, gated } } };
}

/** What is left of a bundle that was begun goes on under the approval that it had. */
function unfinishedGrants({ plan, refresh }: Planned, growth: GuardTerms['growth']): readonly Grant[] {
  const { proposals, memory } = refresh;
  const rest = unfinishedChanges({ plan, proposals, intents: memory.intents, growth });
  return rest.map((change) => ({
    key: change.key,
    // Whoever has lost an account meanwhile waits for no hours.
    gates: [...openableGates(change), ...OPENED_BY_TIME],
    given: 'the approval of the run that began it',
    people: null,
  }));
}

/** What is written must be what a commit says; known before the tenant is asked anything. */
export function refuseSource({ dirty, commit }: Plan['source'], mayBeDirty: boolean): RunRefusal | null {
  return dirty && !mayBeDirty ? { reason: 'dirty', commit } : null;
}

function refusePlan(plan: Plan): RunRefusal | null {
  if (!plan.complete || plan.problems.length > 0) return { reason: 'incomplete', plan };
  // An error of one profile holds that profile alone.
  const concernsAll = plan.findings.some(({ severity, key }) => severity === 'error' && key === null);
  return concernsAll ? { reason: 'errors', plan } : null;
}

function refuseBeyond(plan: Plan, { saved, growth, now }: GuardTerms): RunRefusal | null {
  const beyond = saved === null ? [] : uncovered(saved, plan, { growth, now });
  return beyond.length === 0 ? null : { reason: 'uncovered', beyond };
}
