/** The verbs that write, as use cases: each plans, is guarded, and applies what its selection takes of the plan. */

import { withGrants } from '../../core/policy/grants.ts';
import type { Approval, Grant } from '../../model/approval.ts';
import type { Outcome } from '../../model/outcome.ts';
import type { Plan } from '../../model/plan.ts';
import type { EnvironmentApproval } from '../../model/review.ts';
import { type ReviewsRead, readReviews } from '../approvals/read-reviews.ts';
import type { UsableRepository } from '../load-repository.ts';
import { type Planned, type PlanPorts, planWithSources } from '../plan/plan.ts';
import { readHealLoops } from '../plan/read-heal-loops.ts';
import type { Selection } from '../plan/select-changes.ts';
import { serviceClock } from '../plan/service-clock.ts';
import type { NewsDesk } from '../ports/news.ts';
import type { ReviewPorts } from '../ports/reviews.ts';
import type { HeartbeatKeeper, StateStore } from '../ports/state.ts';
import { type ApplyPorts, apply, waitingIn } from './apply.ts';
import { grantsIn, guardPlan, type RunRefusal, refuseSource } from './guard.ts';
import { heartbeatOf } from './heartbeat.ts';
import { tellNews, toldIn } from './news.ts';
import { recordSuspension } from './record-policy.ts';

export interface RunRequest {
  readonly repository: UsableRepository;
  /** True for a tenant of one's own, which may follow a working tree that nobody committed. */
  readonly mayBeDirty: boolean;
  readonly approvedBy: string | null;
  /** Who of an environment's reviewers let the run go on; null where that is not known, left out where nobody asks. */
  readonly environments?: readonly EnvironmentApproval[] | null;
  /** Who runs, for the lock and the record. */
  readonly who: string;
  readonly tool: string;
  /** Reads also what the record answers for; a schedule always does. */
  readonly isFull?: boolean;
}

export interface RunPorts extends Omit<ApplyPorts, 'state'>, Pick<PlanPorts, 'describe' | 'secrets' | 'policyAt'> {
  readonly state: StateStore;
  /** Left out: nobody watches over these runs. */
  readonly heartbeat?: HeartbeatKeeper;
  /** Left out: nobody asks who reviewed what. */
  readonly reviews?: ReviewPorts;
  /** Whom to tell at the end; left out: nobody. */
  readonly news?: NewsDesk | null;
}

/**
 * How a run ended: refused before its first write, or with an outcome. The plan is null where none was made. `untold`: why whoever
 * watches over the schedule hears nothing of this run.
 */
export type Ran = (
  | { readonly refusal: RunRefusal; readonly plan: Plan | null; readonly outcome: null }
  | { readonly refusal: null; readonly plan: Plan; readonly outcome: Outcome }
) & {
  readonly untold?: string;
  /** Left out where nobody was asked. */
  readonly reviews?: ReviewsRead;
  /** News that could not be delivered, and why. */
  readonly unsent?: readonly string[];
};

export interface ApplyVerb extends RunRequest {
  readonly approval: Approval;
  /** A plan that was saved and approved; null: whatever is planned now. */
  readonly saved: Plan | null;
}

/** `apply`: what needs no approval or has one. A saved plan is carried out as it was seen: nothing of it is deferred. */
export function applyRepository(request: ApplyVerb, ports: RunPorts): Promise<Ran> {
  const { approval, saved } = request;
  return run({ ...request, selection: saved === null ? { verb: 'apply', approval } : { verb: 'plan' } }, ports);
}

/** `reconcile`: heals what policy allows unattended and applies what is approved. */
export async function reconcile(request: RunRequest & Pick<ApplyVerb, 'approval'>, ports: RunPorts): Promise<Ran> {
  const { approval, repository } = request;
  const refusal = refuseReconcile(repository, request.mayBeDirty);
  if (refusal?.reason === 'suspended')
    return { refusal: await recordSuspended(request, ports), plan: null, outcome: null };
  if (refusal !== null) return { refusal, plan: null, outcome: null };
  const healLoops = await readHealLoops(ports.state, ports.clock.now());
  return run({ ...request, saved: null, selection: { verb: 'reconcile', approval, healLoops } }, ports);
}

/**
 * `prune`: deletes objects whose YAML is gone and whose grace is over. Nobody has them, so nobody's mail is disturbed; what others
 * may stand on waits for an approval all the same.
 */
export function prune(request: ApplyVerb, ports: RunPorts): Promise<Ran> {
  return run({ ...request, selection: { verb: 'prune' } }, ports);
}

/** Needs the state alone: the refusal, with what went wrong when it was remembered. */
export async function recordSuspended(
  { repository, who, mayBeDirty }: Pick<RunRequest, 'repository' | 'who' | 'mayBeDirty'>,
  { state, policyAt }: Pick<RunPorts, 'state' | 'policyAt'>,
): Promise<RunRefusal> {
  // What no commit says is not remembered.
  const isCommitted = refuseSource(repository.source, mayBeDirty) === null;
  const problem = isCommitted ? await recordSuspension(repository, who, state, policyAt) : null;
  return { reason: 'suspended', problem };
}

/** Why a schedule does nothing; known before the tenant is asked anything. */
export function refuseReconcile({ config, source }: UsableRepository, mayBeDirty: boolean): RunRefusal | null {
  return config.suspend === true ? { reason: 'suspended', problem: null } : refuseSource(source, mayBeDirty);
}

async function run(request: ApplyVerb & { readonly selection: Selection }, ports: RunPorts): Promise<Ran> {
  const { repository, saved, mayBeDirty, approvedBy, environments, who, tool } = request;
  let { approval } = request;
  const early = refuseSource(repository.source, mayBeDirty);
  if (early !== null) return { refusal: early, plan: null, outcome: null };
  const reading = { ...ports, reader: ports.tenant };
  const isFull = request.isFull === true || request.selection.verb === 'reconcile';
  const replan = (isSettled: boolean): Promise<Planned> => {
    const selection = withApproval(request.selection, approval);
    return planWithSources(
      { ...repository, tool, targets: [], selection, approval, isRun: true, isFull, isSettled },
      reading,
    );
  };
  const first = await replan(false);
  const reviews = ports.reviews === undefined ? null : await readReviews(first, ports.reviews, ports.state, repository);
  if (reviews !== null) approval = { ...approval, reviewed: reviews.approved };
  const made = reviews === null || reviews.approved.length === 0 ? first : await replan(false);
  const { growth } = made.refresh.policy.config.approval;
  const verdict = guardPlan(made, { approval, saved, growth, mayBeDirty, now: ports.clock.now() });
  const { plan } = verdict.ok ? verdict.approved.planned : made;
  const told = verdict.ok ? withGrants(plan, verdict.approved.grants) : plan;
  await ports.progress.planMade(told);
  const ended = async (ran: Ran): Promise<Ran> => ({
    ...(await tellOf(ran, { request, plan, made }, ports)),
    ...(reviews === null ? {} : { reviews }),
  });
  if (!verdict.ok) return ended({ refusal: verdict.refusal, plan, outcome: null });
  const { approved } = verdict;
  const grantsAfter = (after: Planned): readonly Grant[] => grantsIn(after, { approval, saved, growth }).grants;
  const waiting = waitingIn(plan, approved.grants);
  if (!(await ports.progress.mayBegin(told, waiting)))
    return ended({ refusal: { reason: 'declined' }, plan, outcome: null });
  const problems = reviews?.problem === null || reviews === null ? [] : [reviews.problem];
  const outcome = await apply({ approved, approvedBy, environments, who, replan, grantsAfter, tool, problems }, ports);
  return ended({ refusal: null, plan: told, outcome });
}

function withApproval(selection: Selection, approval: Approval): Selection {
  return 'approval' in selection ? { ...selection, approval } : selection;
}

/** Prune is for people, and says nothing about the schedule. */
async function tellOf(
  ran: Ran,
  {
    request,
    plan,
    made,
  }: { readonly request: RunRequest & { readonly selection: Selection }; readonly plan: Plan; readonly made: Planned },
  { heartbeat, clock, tenant, news: desk = null, interruption }: RunPorts,
): Promise<Ran> {
  const { who, selection } = request;
  if (heartbeat === undefined || selection.verb === 'prune') return ran;
  const verb = selection.verb === 'reconcile' ? 'reconcile' : 'apply';
  const { refusal, outcome } = ran;
  const told = {
    verb,
    who,
    plan,
    refusal,
    outcome,
    peopleOf: made.peopleOf,
    ended: serviceClock(tenant, clock).now(),
  } as const;
  const { told: news, faults } = await tellNews(told, { heartbeat, news: desk, interruption });
  const untold = await heartbeat.replace((before) => ({ ...heartbeatOf(told, before), ...toldIn(news, before) }));
  const unsent = faults.length === 0 ? {} : { unsent: faults };
  return untold === null ? { ...ran, ...unsent } : { ...ran, ...unsent, untold };
}
