/** The steps of a plan: what is done, what waits for whom, and what each of them brought to light. */

import type { Binding } from '../../core/plan/bind.ts';
import { approvalWords, requestDigest } from '../../core/policy/tenant-approval.ts';
import { kindNamed } from '../../kinds/catalogue.ts';
import { compareText } from '../../model/finding.ts';
import { type GraphId, isGraphId } from '../../model/ids.ts';
import type { StepOutcome, StepStatus } from '../../model/outcome.ts';
import type { Plan, Problem, Step } from '../../model/plan.ts';
import { NO_SECRETS, type SecretValues } from '../../model/secret.ts';
import type { Intent } from '../../model/state/log.ts';
import type { Planned } from '../plan/plan.ts';
import type { Clock, Interruption, Progress, TenantReader, TenantWriter } from '../ports/tenant.ts';
import { executeStep } from './execute-step.ts';
import { createFreshLooks } from './fresh-look.ts';
import type { HoursWatch } from './hours-watch.ts';
import { LOST } from './lock-watch.ts';
import type { Begun } from './run-lease.ts';
import { runSideBySide } from './side-by-side.ts';
import type { StepResult, StepRun, Words } from './step-result.ts';

/** What the steps of a run came to. */
export interface Run {
  readonly outcomes: readonly StepOutcome[];
  readonly problems: readonly Problem[];
  readonly stale: boolean;
  readonly wrote: boolean;
  readonly created: ReadonlyMap<string, GraphId>;
  /** Keys of what was made and is there, although the lists of the last plan don't show it. */
  readonly late: ReadonlySet<string>;
  /** Ids of steps that were sent, and of which nobody knows whether they were carried out. */
  readonly unsure: ReadonlySet<string>;
  readonly held: readonly string[];
  /** Keys of changes whose hours were over before they were begun. */
  readonly shut: readonly string[];
  /** Step id → what its request waits for. */
  readonly approvals: ReadonlyMap<string, NonNullable<Intent['approval']>>;
}

export const NOTHING_DONE: Run = {
  outcomes: [],
  problems: [],
  stale: false,
  wrote: false,
  created: new Map(),
  late: new Set(),
  unsure: new Set(),
  held: [],
  shut: [],
  approvals: new Map(),
};

interface Ports {
  readonly tenant: TenantReader & TenantWriter;
  readonly clock: Clock;
  readonly progress: Progress;
  readonly interruption: Interruption;
  readonly secrets?: SecretValues;
  readonly hours: HoursWatch;
}

/** What steps leave behind for those after them. */
interface Notes {
  readonly ids: Map<string, string>;
  readonly outcomes: Map<string, StepOutcome>;
  /** By the id of the step. */
  readonly problems: Map<string, Problem>;
  readonly created: Map<string, GraphId>;
  readonly births: Map<string, string>;
  readonly unsure: Set<string>;
  readonly approvals: Map<string, NonNullable<Intent['approval']>>;
  readonly held: Set<string>;
  readonly shut: Set<string>;
  stale: boolean;
  /** The sign-in was refused: so would be every other write. */
  isSignInRefused: boolean;
  /** Keys of which the tenant refused a write. */
  readonly refused: Set<string>;
}

/** Does what may be done. Several steps are in flight at once where they don't wait for each other. */
export async function runSteps(
  planned: Planned,
  gated: ReadonlySet<string>,
  { watch, intents }: Begun,
  ports: Ports,
): Promise<Run> {
  const { plan } = planned;
  const notes = newNotes(plan);
  const kinds = new Map(plan.changes.map(({ key, kind }) => [key, kind]));
  const intentOf = new Map(intents.toReversed().map((intent) => [intent.step, intent]));
  const binding = bindingOf(planned, notes.ids, ports);
  const started = ports.clock.now();
  const looks = createFreshLooks(plan, ports.clock);
  const work = async (step: Step): Promise<void> => {
    const why = reasonNotTo(step, gated, notes, ports.interruption) ?? reasonOfHours(step, ports.hours);
    if (why !== null) {
      if (why.isHeld === true) notes.held.add(step.key);
      if (why.isShut === true) notes.shut.add(step.key);
      notes.outcomes.set(step.id, outcome(step, why.status, why.message, []));
      return;
    }
    if (!(await watch.mayGoOn())) {
      notes.outcomes.set(step.id, untouched(step, LOST.message));
      return;
    }
    ports.progress.stepStarted(step.id, step.verb, step.key);
    const kind = kindNamed(kinds.get(step.key) ?? '');
    if (kind === undefined) throw new Error(`the plan has a step of an unknown kind: ${step.id}`);
    const words: Words = (request) => approvalWords(plan, step, request, intents);
    const times = timesOf(intentOf.get(step.id), started);
    const result = await executeStep(step, kind, binding, ports.tenant, {
      ...times,
      births: notes.births,
      words,
      looks,
    });
    takeNote(notes, step, result, words);
    ports.progress.stepEnded(step.id, result.status, result.message);
  };
  await runSideBySide(plan.steps, planned.refresh.policy.config.apply.concurrency, work);
  return runOf(notes, plan, ports.tenant.writes() > 0);
}

/** What symbols stand for; `ids` grows with every create. Secrets are those of YAML, and of the tenant as the plan saw it. */
function bindingOf(
  { certificates, refresh }: Planned,
  ids: ReadonlyMap<string, string>,
  { tenant, secrets: values = NO_SECRETS }: Ports,
): Binding {
  const proposals = new Map(refresh.proposals.map((proposed) => [proposed.key, proposed]));
  return {
    ids,
    certificates: new Map(certificates.map(({ sha256, der }) => [sha256, der])),
    secrets: (key) => {
      const { desired = null, live = null } = proposals.get(key) ?? {};
      return { values, literals: desired?.literals ?? {}, held: live?.raw ?? null };
    },
    absolute: (path) => tenant.absolute(path),
  };
}

function newNotes(plan: Plan): Notes {
  return {
    ids: new Map(plan.changes.flatMap(({ key, id }) => (id === null ? [] : [[key, id] as const]))),
    outcomes: new Map(),
    problems: new Map(),
    created: new Map(),
    births: new Map(),
    unsure: new Set(),
    approvals: new Map(),
    held: new Set(),
    shut: new Set(),
    stale: false,
    isSignInRefused: false,
    refused: new Set(),
  };
}

function takeNote(notes: Notes, step: Step, result: StepResult, words: Words): void {
  const { problem, createdId } = result;
  const asked = awaited(result, words);
  if (asked !== null) notes.approvals.set(step.id, asked);
  if (result.born !== null) notes.births.set(step.key, result.born);
  if (result.unsure) notes.unsure.add(step.id);
  if (createdId !== null) notes.ids.set(step.key, createdId);
  if (createdId !== null && isGraphId(createdId)) notes.created.set(step.key, createdId);
  if (problem !== null) notes.problems.set(step.id, problem);
  notes.isSignInRefused ||= problem?.type === 'auth';
  if (problem?.type === 'permission') notes.refused.add(step.key);
  notes.stale ||= result.stale;
  notes.outcomes.set(step.id, outcome(step, result.status, result.message, result.requestIds));
}

/** What became of the steps, in the plan's order, whichever ended first. */
function runOf(notes: Notes, { steps }: Plan, wrote: boolean): Run {
  const { stale, created, unsure, approvals } = notes;
  const [held, shut] = [notes.held, notes.shut].map((keys) => [...keys].sort(compareText));
  const outcomes = steps.flatMap(({ id }) => notes.outcomes.get(id) ?? []);
  const problems = steps.flatMap(({ id }) => notes.problems.get(id) ?? []);
  return {
    outcomes,
    problems,
    stale,
    wrote,
    created,
    late: new Set(),
    unsure,
    held: held ?? [],
    shut: shut ?? [],
    approvals,
  };
}

/** Since when a create may have been carried out, and whether an earlier run may have done it. */
function timesOf(intent: Intent | undefined, started: string): Pick<StepRun, 'since' | 'isRepeated'> {
  return { since: intent?.since ?? started, isRepeated: intent !== undefined && intent.since !== intent.latest };
}

/** The code that a step waits with: the one just given, or the one that it was sent with. */
function awaited({ status, problem, request }: StepResult, words: Words): Intent['approval'] {
  if (status !== 'waiting' || request === null) return null;
  const code = problem?.approvalCode ?? words(request).code;
  return code === null ? null : { code, requestDigest: requestDigest(request) };
}

/** A role may lack one object, whose scope tags differ; so many of them mean that it may write nothing. */
const MOST_REFUSED = 3;

interface Reason {
  readonly status: StepStatus;
  readonly message: string;
  /** Because of a gate before another change. */
  readonly isHeld?: true;
  /** Because its hours are over. */
  readonly isShut?: true;
}

function reasonOfHours({ key }: Step, hours: HoursWatch): Reason | null {
  if (hours.mayBegin(key)) return null;
  return {
    status: 'not-attempted',
    message: 'the hours for changes are over: it waits for the next ones',
    isShut: true,
  };
}

function reasonNotTo(
  step: Step,
  gated: ReadonlySet<string>,
  { isSignInRefused, refused, held, shut, outcomes }: Notes,
  interruption: Interruption,
): Reason | null {
  if (isSignInRefused || refused.size >= MOST_REFUSED)
    return { status: 'not-attempted', message: 'the sign-in may not write: see the first refusal' };
  if (gated.has(step.key)) return { status: 'not-attempted', message: 'waits for an approval' };
  if (interruption.requested()) return { status: 'not-attempted', message: 'stopped before this step' };
  if (refused.has(step.key)) return { status: 'skipped', message: 'the tenant refused another write to it' };
  const blocker = step.after.map((id) => outcomes.get(id)).find((one) => one !== undefined && !isDone(one.status));
  if (blocker === undefined) return null;
  if (gated.has(blocker.key) || held.has(blocker.key) || shut.has(blocker.key)) {
    const message = `comes after "${blocker.key}", which waits`;
    return { status: 'not-attempted', message, isHeld: true };
  }
  return blocker.status === 'waiting'
    ? { status: 'waiting', message: `${blocker.id} waits for another admin's approval` }
    : { status: 'skipped', message: `${blocker.id} was not done` };
}

/** True for a step whose work is there, whoever did it. */
export function isDone(status: StepStatus): boolean {
  return status === 'done' || status === 'already-done';
}

/** A step that was never begun. */
export function untouched(step: Step, why: string): StepOutcome {
  return outcome(step, 'not-attempted', why, []);
}

function outcome(step: Step, status: StepStatus, message: string, requestIds: readonly string[]): StepOutcome {
  return { id: step.id, key: step.key, verb: step.verb, status, message, requestIds };
}
