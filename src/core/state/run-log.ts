/** What a run writes ahead of its first request, and what it leaves behind after its last. */

import { kindNamed } from '../../kinds/catalogue.ts';
import type { Grant } from '../../model/approval.ts';
import { assignmentIds } from '../../model/assignment.ts';
import type { Change } from '../../model/change.ts';
import { digestText } from '../../model/digest.ts';
import { canonical, isJsonObject, type JsonObject } from '../../model/json.ts';
import type { Outcome, StepStatus } from '../../model/outcome.ts';
import type { Plan, Step } from '../../model/plan.ts';
import type { Inventory } from '../../model/state/inventory.ts';
import type { BundleIntent, Intent, RecordedChange, RunRecord } from '../../model/state/log.ts';
import { assignmentsIn, decodeAssignments } from '../assignments/graph.ts';
import { isOpenIntent } from './open-creates.ts';

/** Who runs, as both records say it. */
export interface RunIdentity {
  /** The lease's nonce and epoch. */
  readonly nonce: string;
  readonly epoch: number;
  readonly who: string;
  readonly now: string;
}

/**
 * The intents of all steps that are about to be sent: those of changes that no gate holds. `generations` has the
 * generation that a key's object has or gets (1 where it's missing). `earlier` are intents still on the branch: those of
 * keys that aren't touched now stay, since what they wait for may still turn up.
 */
export function intentsFor(
  plan: Plan,
  gated: ReadonlySet<string>,
  generations: ReadonlyMap<string, number>,
  earlier: readonly Intent[],
  now: string,
  bundleOf: (key: string) => BundleIntent | undefined = () => undefined,
): readonly Intent[] {
  const changes = new Map<string, Change>(plan.changes.map((change) => [change.key, change]));
  const fresh = plan.steps.flatMap((step): readonly Intent[] => {
    const change = changes.get(step.key);
    if (change === undefined || gated.has(step.key)) return [];
    const { kind, digest } = change;
    const generation = generations.get(step.key) ?? 1;
    const { id, key } = step;
    const times = { since: now, latest: now };
    const bundle = bundleOf(key);
    const told = { ...assignedBy(step, kind), ...(bundle === undefined ? {} : { bundle }) };
    return [{ step: id, key, kind, generation, digest, ...times, approval: null, ...told }];
  });
  const again = new Map(fresh.map((intent) => [intent.step, intent]));
  // The first intent counts: an object may have been made by the run that wrote it.
  const kept = earlier.map((intent) => {
    const repeated = again.get(intent.step);
    again.delete(intent.step);
    return repeated === undefined || repeated.generation !== intent.generation
      ? intent
      : // An approval holds for its request, whatever else became of the change: the request's own digest decides.
        { ...bundledAs(intent, repeated), since: intent.since, approval: intent.approval };
  });
  return [...kept, ...again.values()];
}

/** The rest of a bundle is a bundle no more; what it belonged to is remembered until all is done. */
function bundledAs({ bundle }: Intent, repeated: Intent): Intent {
  return repeated.bundle === undefined && bundle !== undefined ? { ...repeated, bundle } : repeated;
}

/** Steps on behalf of another change name that change's key, and carry the other object's body: nothing is told of those. */
function assignedBy({ verb, request: { body, path }, key }: Step, kindName: string): Pick<Intent, 'assigned'> {
  const kind = kindNamed(kindName);
  if (verb !== 'assign' || kind === undefined || !isJsonObject(body) || !path.includes(`{${key}}`)) return {};
  return { assigned: assignmentIds(decodeAssignments(assignmentsIn(body, kind), kind)) };
}

/** What a run knows at its end about what it wrote ahead. */
export interface RunEnd {
  readonly outcome: Outcome;
  /** What the branch held before the run. */
  readonly earlier: readonly Intent[];
  /** What is recorded now. */
  readonly inventory: Inventory;
  /** Ids of steps that were sent, and of which nobody knows whether they were carried out. */
  readonly unsure: ReadonlySet<string>;
  /** Step id → the approval that its request waits for. */
  readonly approvals: ReadonlyMap<string, NonNullable<Intent['approval']>>;
}

/**
 * The intents that outlive the run: steps that wait for the tenant's approval, and creates of which nobody knows
 * whether they happened. What was never sent by this run is as it was before.
 */
export function intentsAfter(intents: readonly Intent[], end: RunEnd): readonly Intent[] {
  const status = new Map(end.outcome.steps.map((step) => [step.id, step.status]));
  const halfWritten = halfWrittenIn(intents, status);
  return intents.flatMap((written): readonly Intent[] => {
    const { step } = written;
    const intent = { ...written, approval: end.approvals.get(step) ?? written.approval };
    const ended = status.get(step);
    const isDone = ended === 'done' || ended === 'already-done';
    if (intent.bundle !== undefined && halfWritten.has(intent.bundle.id)) return [intent];
    // Asked for, and not used yet; what the plan doesn't contain any more needs none.
    if (intent.approval !== null && ended !== undefined) return isDone ? [] : [intent];
    if (isDone || !isOpenIntent(intent, end.inventory)) return [];
    if (ended === undefined || end.unsure.has(step)) return [intent];
    return end.earlier.filter((one) => one.step === step && one.generation === intent.generation);
  });
}

/** Ids of bundles of which some steps were done, in this run or an earlier one, and others not. */
function halfWrittenIn(intents: readonly Intent[], status: ReadonlyMap<string, StepStatus>): ReadonlySet<string> {
  const [begun, open] = [new Set<string>(), new Set<string>()];
  for (const { step, bundle } of intents) {
    const ended = status.get(step);
    // What the plan doesn't contain any more was done before.
    const isDone = ended === undefined || ended === 'done' || ended === 'already-done';
    if (bundle !== undefined) (isDone ? begun : open).add(bundle.id);
  }
  return new Set([...begun].filter((id) => open.has(id)));
}

/** The record of a run, null where it sent nothing. Digests stand for what was replaced and sent, so no value is in it. */
export function runRecord(plan: Plan, outcome: Outcome, run: RunIdentity): RunRecord | null {
  if (outcome.run.writes === 0) return null;
  const steps = new Map(plan.steps.map((step) => [step.id, step]));
  const attempted = outcome.steps.filter(({ status }) => status !== 'not-attempted');
  const keys = new Set(attempted.map(({ key }) => key));
  return {
    nonce: run.nonce,
    epoch: run.epoch,
    who: run.who,
    started: outcome.run.started,
    ended: run.now,
    tool: outcome.run.tool,
    commit: plan.source.commit,
    planDigest: plan.digest,
    approved: { level: outcome.approved.level, by: outcome.approved.by },
    approvals: (outcome.approved.changes ?? []).map((grant) => recordedGrant(grant, plan, outcome.approved)),
    changes: plan.changes.filter(({ key }) => keys.has(key)).map((change) => recordedChange(change)),
    steps: attempted.map(({ id, key, verb, status, requestIds }) => {
      const step = steps.get(id);
      return {
        id,
        key,
        verb,
        status,
        requestIds,
        before: digestText(canonical(replacedBy(step))),
        after: digestText(canonical(step?.request.body ?? null)),
      };
    }),
    healed: healedBy(plan, outcome),
    converged: outcome.converged,
  };
}

/** What was planned, and what was said of it. */
function recordedChange(change: Change): RecordedChange {
  const { key, kind, id, action, digest, fields, disturbed } = change;
  const { level, confidence, basis, people, kept, gained, lost, devices } = change.effect;
  const causes = fields
    .filter(({ effect }) => effect === level)
    .map(({ path }) => path.replace(/^\/(?:settings\/)?/, ''));
  const predicted = { level, confidence, basis, people, kept, gained, lost, devices, causes };
  const counts = { people, ...(disturbed === undefined ? {} : { disturbed }) };
  return { key, kind, id, action, digest, ...counts, predicted };
}

/** What the step replaces; whose the object is, is another matter. */
function replacedBy(step: Step | undefined): JsonObject {
  const { witness: _witness, ...replaced } = step?.precondition ?? {};
  return replaced;
}

/** Who allowed what, as `state show` and reviews of the branch find it. */
function recordedGrant(
  { key, gates, given, people, reviews = [] }: Grant,
  plan: Plan,
  { by, environments }: Outcome['approved'],
): JsonObject {
  const change = plan.changes.find((one) => one.key === key);
  // Of its own: what a code of several leaves for later goes out under that one.
  const code = change?.code === undefined || change.code === given ? {} : { code: change.code };
  const own = { key, gates: [...gates], given, ...code, level: change?.effect.disturbs ?? null, people };
  if (reviews.length === 0) return { ...own, by, ...(environments === undefined ? {} : released(environments)) };
  return {
    ...own,
    by: [...new Set(reviews.map((one) => one.by.login))].join(', '),
    reviews: reviews.map((one) => ({
      pull: one.pull,
      head: one.head,
      review: one.review,
      reviewer: { login: one.by.login, id: one.by.id },
    })),
  };
}

/** Who let the run go on that was given a code by hand; null where that could not be read. */
function released(environments: NonNullable<Outcome['approved']['environments']> | null): JsonObject {
  return {
    environments:
      environments?.map(({ environment, by }) => ({ environment, reviewer: { login: by.login, id: by.id } })) ?? null,
  };
}

/** Drifted fields of changes all of whose steps were done. Assignments are among them where the change set some back. */
function healedBy(plan: Plan, outcome: Outcome): RunRecord['healed'] {
  const undone = new Set(outcome.steps.filter(({ status }) => status !== 'done').map(({ key }) => key));
  const done = new Set(outcome.steps.map(({ key }) => key).filter((key) => !undone.has(key)));
  return plan.changes
    .filter(({ key }) => done.has(key))
    .flatMap((change) => healedPaths(change).map((path) => ({ key: change.key, path })));
}

/** A change doesn't say who moved its assignments: in one that is drift they count as drift, which errs towards a fight. */
function healedPaths({ fields, assignments: { add, remove, change }, origin }: Change): readonly string[] {
  const paths = fields.filter((field) => field.origin === 'drift').map(({ path }) => path);
  const reassigned = add.length + remove.length + change.length > 0;
  return origin === 'drift' && reassigned ? [...paths, '/assign'] : paths;
}
