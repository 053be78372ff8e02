/** The use case `apply`: does what an approved plan says, step by step, and ends with a plan that must be empty. */

import { odataType } from '../../catalogue/kind.ts';
import { withBundleMates } from '../../core/bundles/waiting.ts';
import { shutGates } from '../../core/policy/grants.ts';
import { recordCreated } from '../../core/state/record.ts';
import { kindNamed } from '../../kinds/catalogue.ts';
import type { Approval, Grant } from '../../model/approval.ts';
import { isAssigned } from '../../model/assignment.ts';
import { compareText, isLeftDrift } from '../../model/finding.ts';
import { stringAt } from '../../model/json.ts';
import type { Outcome, StepStatus } from '../../model/outcome.ts';
import type { Plan, Problem, Step } from '../../model/plan.ts';
import type { EnvironmentApproval } from '../../model/review.ts';
import type { SecretValues } from '../../model/secret.ts';
import { EMPTY_INVENTORY } from '../../model/state/inventory.ts';
import { confirmAbsence } from '../plan/confirm-absence.ts';
import type { Planned } from '../plan/plan.ts';
import { serviceClock } from '../plan/service-clock.ts';
import type { StateStore } from '../ports/state.ts';
import type { Clock, Interruption, Progress, TenantReader, TenantWriter } from '../ports/tenant.ts';
import type { ApprovedPlan } from './guard.ts';
import { watchHours } from './hours-watch.ts';
import { watched } from './lock-watch.ts';
import { beginRun, endRun } from './run-lease.ts';
import { isDone, NOTHING_DONE, type Run, runSteps, untouched } from './run-steps.ts';

export interface ApplyRequest {
  /** What could not be read beside the plan; the run goes on without it. */
  readonly problems?: readonly Problem[];
  /** A plan made just now, with the approval that its guard found. */
  readonly approved: ApprovedPlan;
  readonly approvedBy: string | null;
  /** Left out: nobody asked for them. */
  readonly environments?: readonly EnvironmentApproval[] | null | undefined;
  /** Who runs, for the lock and the record. */
  readonly who: string;
  /** Makes the plan again, afterwards. `isSettled`: nothing of this run is in doubt. */
  readonly replan: (isSettled: boolean) => Promise<Planned>;
  /** What the same approval opens of that plan. */
  readonly grantsAfter: (after: Planned) => readonly Grant[];
  readonly tool: string;
}

export interface ApplyPorts {
  readonly tenant: TenantReader & TenantWriter;
  /** Null: nothing is remembered between runs. */
  readonly state: StateStore | null;
  readonly clock: Clock;
  readonly progress: Progress;
  readonly interruption: Interruption;
  /** What the environment says about secrets; left out: nothing. */
  readonly secrets?: SecretValues;
}

/** Applies what the gates let through; the rest waits. Remote faults end up in the outcome, they don't throw. */
export async function apply(request: ApplyRequest, machine: ApplyPorts): Promise<Outcome> {
  const { planned, grants } = request.approved;
  const ports = { ...machine, clock: serviceClock(machine.tenant, machine.clock) };
  const { plan } = planned;
  const started = ports.clock.now();
  const gated = waitingIn(plan, grants);
  const begun = await beginRun(planned, new Set(gated), request.who, ports);
  if (begun.problem !== null) return outcomeOf(request, NOTHING_DONE, gated, null, { started, ...begun }, ports);
  ports.progress.stepsBegin(plan.steps.filter(({ key }) => !gated.includes(key)).length);
  const hours = watchHours(planned, grants, () => ports.clock.now());
  const guarded = { ...ports, hours, tenant: watched(ports.tenant, begun.watch, ports.clock) };
  const run = await runSteps(planned, new Set(gated), begun, guarded);
  // Who asks to stop waits for no other plan: the next run sees what this one left.
  const after = run.wrote && !ports.interruption.requested() ? await request.replan(isSettled(planned, run)) : null;
  const late = after === null ? new Set<string>() : await lateIn(planned, after, run, ports.tenant, ports.clock.now());
  const outcome = outcomeOf(request, { ...run, late }, gated, after, { started, problem: null }, ports);
  const ended = { planned, after, outcome, ...run, waiting: new Set(gated), who: request.who };
  const trouble = await endRun(begun, ended, ports);
  return trouble === null ? outcome : { ...outcome, problems: [...outcome.problems, trouble] };
}

/** True where every step came to its end, nothing waits, and no earlier run left anything open. */
function isSettled({ refresh }: Planned, { outcomes, problems, unsure, approvals, held }: Run): boolean {
  const isOpen = problems.length + unsure.size + approvals.size + held.length + refresh.memory.intents.length > 0;
  return !isOpen && outcomes.every(({ status }) => isDone(status));
}

/** Keys of the changes that a gate holds, and of those of their bundles. */
export function waitingIn(plan: Plan, grants: readonly Grant[]): readonly string[] {
  const shut = plan.changes.filter((change) => shutGates(change, grants).length > 0);
  return withBundleMates(
    shut.map(({ key }) => key),
    plan.bundles,
  );
}

function outcomeOf(
  { approved, approvedBy, environments, grantsAfter, tool, problems: beside = [] }: ApplyRequest,
  run: Run,
  gated: readonly string[],
  after: Planned | null,
  { started, problem }: { readonly started: string; readonly problem: Problem | null },
  ports: ApplyPorts,
): Outcome {
  const { approval, grants, planned } = approved;
  const { plan } = planned;
  const steps = problem === null ? run.outcomes : plan.steps.map((step) => untouched(step, problem.message));
  const count = (status: StepStatus): number => steps.filter((one) => one.status === status).length;
  const last = after?.plan ?? null;
  // What was left for later, or moved meanwhile, may wait for an approval by now; what should have been done doesn't.
  const undone = new Set(steps.filter(({ status }) => !isDone(status)).map(({ key }) => key));
  const later = after === null ? [] : waitingIn(after.plan, grantsAfter(after)).filter((key) => !undone.has(key));
  const waiting = [...new Set([...gated, ...run.shut, ...later])].sort(compareText);
  const stopped = (last ?? plan).held ?? [];
  const left = (last ?? plan).findings.filter(isLeftDrift);
  return {
    planDigest: plan.digest,
    approved: {
      level: levelText(approval),
      by: approversOf(grants, approvedBy, environments ?? []),
      ...(environments === undefined ? {} : { environments }),
      ...(grants.length === 0 ? {} : { changes: grants }),
    },
    steps,
    gated: waiting,
    ...(run.held.length === 0 ? {} : { held: run.held }),
    ...(stopped.length === 0 ? {} : { heldByErrors: stopped }),
    // What waits to be taken over has no step, and yet the next plan isn't empty.
    converged: waiting.length === 0 && stopped.length === 0 && left.length === 0 && isConverged(after ?? planned, run),
    ...(left.length === 0 ? {} : { findings: left }),
    interrupted: ports.interruption.requested(),
    stale: run.stale,
    problems: [...beside, ...(problem === null ? [] : [problem]), ...run.problems, ...(last?.problems ?? [])],
    summary: {
      done: count('done') + count('already-done'),
      failed: count('failed'),
      skipped: count('skipped'),
      waiting: count('waiting'),
      notAttempted: count('not-attempted'),
    },
    run: { started, tool, requests: ports.tenant.counts().requests, writes: ports.tenant.writes() },
  };
}

/** Nothing is left to do, and nothing waits for what nobody knows yet. */
function isConverged({ plan, refresh }: Planned, run: Run): boolean {
  const { waiting } = refresh.pairing;
  const unknown = [...waiting].filter((key) => !run.late.has(key));
  return (
    plan.complete && unknown.length === 0 && provisionalIn({ refresh }).size === 0 && plan.steps.every(isUnseen(run))
  );
}

/** Keys whose people wait, since an earlier object of them may hide. */
function provisionalIn({ refresh }: Pick<Planned, 'refresh'>): ReadonlySet<string> {
  const open = refresh.pairing.pairs.filter(
    ({ desired, provisional = null }) => provisional !== null && isAssigned(desired.assignments ?? []),
  );
  return new Set(open.map(({ desired }) => desired.key));
}

/**
 * What was made, and what the lists of the last plan lack, is asked for by its id: it may be late, or somebody deleted it
 * meanwhile, and then nothing is converged.
 */
async function lateIn(
  before: Planned,
  { plan, refresh }: Planned,
  { created }: Run,
  tenant: TenantReader,
  now: string,
): Promise<ReadonlySet<string>> {
  const again = plan.changes.flatMap(({ key, action }) => (action === 'create' ? [key] : []));
  const unseen = new Set([...again, ...refresh.pairing.waiting]);
  const open = provisionalIn(before);
  const missing = before.plan.changes.flatMap(({ key, kind }) => {
    const [id, known] = [created.get(key), kindNamed(kind)];
    return !unseen.has(key) || open.has(key) || id === undefined || known === undefined ? [] : [{ key, id, known }];
  });
  const inventory = missing.reduce((made, { key, id, known }) => {
    const born = { id, kind: known.name, type: odataType(known), generation: 1 };
    return recordCreated(made, key, born, false);
  }, EMPTY_INVENTORY);
  const collections = new Set(missing.map(({ known }) => known.graph.collection));
  const { late } = await confirmAbsence(inventory, [], collections, tenant, now);
  const ids = new Set(late.map((object) => stringAt(object, 'id')));
  return new Set(missing.flatMap(({ key, id }) => (ids.has(id) ? [key] : [])));
}

/** Of what is late everything is done: the last plan would only do it again. */
function isUnseen({ late, outcomes }: Run): (step: Step) => boolean {
  const undone = new Set(outcomes.filter(({ status }) => !isDone(status)).map(({ key }) => key));
  return ({ key }) => late.has(key) && !undone.has(key);
}

/** Reviewers, whoever gave the rest, and who let the run go on. */
function approversOf(
  grants: readonly Grant[],
  approvedBy: string | null,
  environments: readonly EnvironmentApproval[],
): string | null {
  const reviewers = grants.flatMap(({ reviews = [] }) => reviews.map(({ by }) => by.login));
  const released = environments.map(({ by }) => by.login);
  const names = [...new Set([...reviewers, ...(approvedBy === null ? [] : [approvedBy]), ...released])];
  return names.length === 0 ? null : names.join(', ');
}

function levelText({ levels }: Approval): string | null {
  const texts = levels.map(({ level, keys }) => (keys === null ? level : `${level}:${keys.join(',')}`));
  return texts.length === 0 ? null : texts.join(' ');
}
