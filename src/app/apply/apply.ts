/** The use case `apply`: does what an approved plan says, step by step, and ends with a plan that must be empty. */

import type { Binding } from '../../core/plan/bind.ts';
import { type Approval, shutGates } from '../../core/plan/gates.ts';
import { approvalWords, requestDigest } from '../../core/policy/tenant-approval.ts';
import { kindNamed } from '../../kinds/catalogue.ts';
import type { Certificate } from '../../model/certificate.ts';
import { compareText } from '../../model/finding.ts';
import { type GraphId, isGraphId } from '../../model/ids.ts';
import type { Outcome, StepOutcome, StepStatus } from '../../model/outcome.ts';
import type { Plan, Problem, Step } from '../../model/plan.ts';
import type { Intent } from '../../model/state/log.ts';
import type { Planned } from '../plan/plan.ts';
import type { StateStore } from '../ports/state.ts';
import type { Clock, Interruption, Progress, TenantReader, TenantWriter } from '../ports/tenant.ts';
import { executeStep, type StepResult, type Words } from './execute-step.ts';
import type { ApprovedPlan } from './guard.ts';
import { type Begun, beginRun, endRun } from './run-lease.ts';

export interface ApplyRequest {
  /** A plan made just now, with the approval that its guard found. */
  readonly approved: ApprovedPlan;
  readonly approvedBy: string | null;
  /** Who runs, for the lock and the record. */
  readonly who: string;
  /** Makes the plan again, afterwards. */
  readonly replan: () => Promise<Planned>;
  readonly tool: string;
}

export interface ApplyPorts {
  readonly tenant: TenantReader & TenantWriter;
  /** Null: nothing is remembered between runs. */
  readonly state: StateStore | null;
  readonly clock: Clock;
  readonly progress: Progress;
  readonly interruption: Interruption;
}

/** Applies what the gates let through; the rest waits. Remote faults end up in the outcome, they don't throw. */
export async function apply(request: ApplyRequest, ports: ApplyPorts): Promise<Outcome> {
  const { planned, approval } = request.approved;
  const { plan } = planned;
  const started = ports.clock.now();
  const gated = waitingIn(plan, approval);
  const begun = await beginRun(planned, new Set(gated), request.who, ports);
  if (begun.problem !== null) return outcomeOf(request, NOTHING_DONE, gated, null, { started, ...begun }, ports);
  const guarded = { ...ports, tenant: whileHeld(begun, ports.tenant) };
  const run = await runSteps(plan, new Set(gated), begun, guarded, planned.certificates);
  // Who asks to stop waits for no other plan: the next run sees what this one left.
  const after = run.wrote && !ports.interruption.requested() ? await request.replan() : null;
  const outcome = outcomeOf(request, run, gated, after, { started, problem: null }, ports);
  const trouble = await endRun(begun, { planned, after, outcome, ...run, who: request.who }, ports);
  return trouble === null ? outcome : { ...outcome, problems: [...outcome.problems, trouble] };
}

/** Keys of the changes that a gate holds. */
function waitingIn(plan: Plan, approval: Approval): readonly string[] {
  return plan.changes.filter((change) => shutGates(change, plan.digest, approval).length > 0).map(({ key }) => key);
}

/** A run that slept between looking and writing sends nothing any more: what it looked at may be another run's by now. */
function whileHeld({ maySend }: Begun, tenant: ApplyPorts['tenant']): ApplyPorts['tenant'] {
  return {
    ...tenant,
    write: async (request) =>
      maySend() ? tenant.write(request) : { status: 'refused', httpStatus: 0, problem: SLEPT },
  };
}

const SLEPT: Problem = {
  type: 'lock',
  message: 'this run slept longer than its lock lasts: nothing was sent, run again',
  requestIds: [],
};

interface Run {
  readonly outcomes: readonly StepOutcome[];
  readonly problems: readonly Problem[];
  readonly stale: boolean;
  readonly wrote: boolean;
  readonly created: ReadonlyMap<string, GraphId>;
  readonly held: readonly string[];
  /** Step id → what its request waits for. */
  readonly approvals: ReadonlyMap<string, NonNullable<Intent['approval']>>;
}

const NOTHING_DONE: Run = {
  outcomes: [],
  problems: [],
  stale: false,
  wrote: false,
  created: new Map(),
  held: [],
  approvals: new Map(),
};

function outcomeOf(
  { approved, approvedBy, tool }: ApplyRequest,
  run: Run,
  gated: readonly string[],
  after: Planned | null,
  { started, problem }: { readonly started: string; readonly problem: Problem | null },
  ports: ApplyPorts,
): Outcome {
  const { approval } = approved;
  const { plan } = approved.planned;
  const steps = problem === null ? run.outcomes : plan.steps.map((step) => untouched(step, problem.message));
  const count = (status: StepStatus): number => steps.filter((one) => one.status === status).length;
  const last = after?.plan ?? null;
  // What was left for later, or moved meanwhile, may wait for an approval by now; what should have been done doesn't.
  const undone = new Set(steps.filter(({ status }) => !isDone(status)).map(({ key }) => key));
  const later = last === null ? [] : waitingIn(last, approval).filter((key) => !undone.has(key));
  const waiting = [...new Set([...gated, ...later])].sort(compareText);
  return {
    planDigest: plan.digest,
    approved: { level: levelText(approval), by: approvedBy },
    steps,
    gated: waiting,
    ...(run.held.length === 0 ? {} : { held: run.held }),
    converged: last === null ? plan.steps.length === 0 : last.complete && last.steps.every(isUnseen(last, run)),
    interrupted: ports.interruption.requested(),
    stale: run.stale,
    problems: [...(problem === null ? [] : [problem]), ...run.problems, ...(last?.problems ?? [])],
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

/** What was made, read back and finished, but isn't in the lists of the last plan, is late and not undone. */
function isUnseen({ changes }: Plan, { created, outcomes }: Run): (step: Step) => boolean {
  const late = changes.filter(({ key, action }) => action === 'create' && created.has(key)).map(({ key }) => key);
  const undone = new Set(outcomes.filter(({ status }) => !isDone(status)).map(({ key }) => key));
  return ({ key }) => late.includes(key) && !undone.has(key);
}

function untouched(step: Step, why: string): StepOutcome {
  return outcome(step, 'not-attempted', why, []);
}

/** Sequential on purpose: the order is the plan's, logs stay readable, and the service's limits are kept. */
async function runSteps(
  plan: Plan,
  gated: ReadonlySet<string>,
  { mayGoOn, intents }: Begun,
  ports: ApplyPorts,
  certificates: readonly Certificate[],
): Promise<Run> {
  const ids = new Map(plan.changes.flatMap(({ key, id }) => (id === null ? [] : [[key, id] as const])));
  const kinds = new Map(plan.changes.map(({ key, kind }) => [key, kind]));
  const binding: Binding = {
    ids,
    certificates: new Map(certificates.map(({ sha256, der }) => [sha256, der])),
    absolute: (path) => ports.tenant.absolute(path),
  };
  const outcomes = new Map<string, StepOutcome>();
  const problems: Problem[] = [];
  const created = new Map<string, GraphId>();
  const approvals = new Map<string, NonNullable<Intent['approval']>>();
  let stale = false;
  let refused = false;
  const held = new Set<string>();
  for (const step of plan.steps) {
    const why = refused ? REFUSED : reasonNotTo(step, { gated, held }, outcomes, ports.interruption);
    if (why !== null) {
      if (why.isHeld === true) held.add(step.key);
      outcomes.set(step.id, outcome(step, why.status, why.message, []));
      continue;
    }
    if (!(await mayGoOn())) {
      outcomes.set(step.id, untouched(step, 'the lock was lost: somebody else runs now'));
      continue;
    }
    ports.progress.stepStarted(step.id, step.verb, step.key);
    const kind = kindNamed(kinds.get(step.key) ?? '');
    if (kind === undefined) throw new Error(`the plan has a step of an unknown kind: ${step.id}`);
    const words: Words = (request) => approvalWords(plan, step, request, intents);
    const result = await executeStep(step, kind, binding, ports.tenant, words);
    const asked = awaited(result, words);
    if (asked !== null) approvals.set(step.id, asked);
    if (result.createdId !== null) {
      ids.set(step.key, result.createdId);
      if (isGraphId(result.createdId)) created.set(step.key, result.createdId);
    }
    if (result.problem !== null) problems.push(result.problem);
    // The same refusal would answer every other write.
    refused ||= result.problem?.type === 'auth' || result.problem?.type === 'permission';
    stale ||= result.stale;
    outcomes.set(step.id, outcome(step, result.status, result.message, result.requestIds));
    ports.progress.stepEnded(step.id, result.status, result.message);
  }
  return {
    outcomes: [...outcomes.values()],
    problems,
    stale,
    wrote: ports.tenant.writes() > 0,
    created,
    held: [...held].sort(compareText),
    approvals,
  };
}

/** The code that a step waits with: the one just given, or the one that it was sent with. */
function awaited({ status, problem, request }: StepResult, words: Words): Intent['approval'] {
  if (status !== 'waiting' || request === null) return null;
  const code = problem?.approvalCode ?? words(request).code;
  return code === null ? null : { code, requestDigest: requestDigest(request) };
}

const REFUSED: Reason = { status: 'not-attempted', message: 'the sign-in may not write: see the first refusal' };

interface Reason {
  readonly status: StepStatus;
  readonly message: string;
  /** Because of a gate before another change. */
  readonly isHeld?: true;
}

function reasonNotTo(
  step: Step,
  { gated, held }: { readonly gated: ReadonlySet<string>; readonly held: ReadonlySet<string> },
  outcomes: ReadonlyMap<string, StepOutcome>,
  interruption: Interruption,
): Reason | null {
  if (gated.has(step.key)) return { status: 'not-attempted', message: 'waits for an approval' };
  if (interruption.requested()) return { status: 'not-attempted', message: 'stopped before this step' };
  const blocker = step.after.map((id) => outcomes.get(id)).find((one) => one !== undefined && !isDone(one.status));
  if (blocker === undefined) return null;
  if (gated.has(blocker.key) || held.has(blocker.key)) {
    const message = `comes after "${blocker.key}", which waits for an approval`;
    return { status: 'not-attempted', message, isHeld: true };
  }
  return blocker.status === 'waiting'
    ? { status: 'waiting', message: `${blocker.id} waits for another admin's approval` }
    : { status: 'skipped', message: `${blocker.id} was not done` };
}

function isDone(status: StepStatus): boolean {
  return status === 'done' || status === 'already-done';
}

function outcome(step: Step, status: StepStatus, message: string, requestIds: readonly string[]): StepOutcome {
  return { id: step.id, key: step.key, verb: step.verb, status, message, requestIds };
}

function levelText({ levels }: Approval): string | null {
  const texts = levels.map(({ level, keys }) => (keys === null ? level : `${level}:${keys.join(',')}`));
  return texts.length === 0 ? null : texts.join(' ');
}
