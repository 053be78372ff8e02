/** A create against the tenant: nothing that this run did not make counts as made by it, and no answer is no reason to send again. */

import type { Kind } from '../../catalogue/kind.ts';
import { madeBy, markedAlike, notAsSent } from '../../core/plan/precondition.ts';
import { bodyQuery } from '../../core/tenant/requests.ts';
import { isJsonObject, type JsonObject, stringAt } from '../../model/json.ts';
import type { Step } from '../../model/plan.ts';
import type { ReadAnswer } from '../../model/reads.ts';
import { birthOf } from '../../model/time.ts';
import type { TenantReader, TenantWriter, WriteAnswer } from '../ports/tenant.ts';
import { failedStep, requestIdsOf, type StepResult, type StepRun, sendable, stepResult } from './step-result.ts';

type Tenant = TenantReader & TenantWriter;

/**
 * Makes an object. The plan was made from whole lists just now, so they are read again only where an earlier run may have
 * made it, or where no answer came. Never sends twice.
 */
export async function executeCreate(
  step: Step,
  request: Step['request'],
  kind: Kind,
  tenant: Tenant,
  run: StepRun,
): Promise<StepResult> {
  const found = run.isRepeated ? await lookBefore(step, request, kind, tenant, run) : null;
  if (found !== null) return found;
  const answer = await tenant.write(sendable(request, run.words));
  if (answer.status === 'refused') return failedStep(answer.problem);
  const id = answer.status === 'accepted' && isJsonObject(answer.body) ? stringAt(answer.body, 'id') : undefined;
  if (id === undefined) return recover(step, request, kind, answer, tenant, run);
  const back = await lookBehind(step, `${request.path}/${id}${bodyQuery(kind)}`, id, tenant, run);
  const told = answer.status === 'accepted' && isJsonObject(answer.body) ? answer.body : {};
  const object = back.status === 'found' && isJsonObject(back.body) ? back.body : told;
  return readBack(step, request, kind, object, run, requestIdsOf(answer));
}

/** Reads back what was made, with its assignments where a step of the plan is about to replace them. */
async function lookBehind(
  step: Step,
  path: string,
  id: string,
  tenant: Tenant,
  { looks }: StepRun,
): Promise<ReadAnswer> {
  const assignments = looks.behind(step, id);
  if (assignments === null) return tenant.get({ path });
  const [object, beside] = await tenant.batch([{ path }, { path: assignments }]);
  if (object === undefined || beside === undefined) throw new Error('bug: a batch lacks an answer');
  if (object.status === 'found' && beside.status === 'found') looks.keep(step, { object, assignments: beside });
  return object;
}

/** Looks for what an earlier run may have made; null where nothing carries the marker. */
async function lookBefore(
  step: Step,
  request: Step['request'],
  kind: Kind,
  tenant: Tenant,
  run: StepRun,
): Promise<StepResult | null> {
  const { problem, items } = await tenant.list({ path: request.path });
  if (problem !== null) return failedStep(problem);
  const alike = markedAlike(request.body, items);
  return alike.length > 0 ? foundBefore(step, request, kind, alike, run) : null;
}

/** What was made must be ours, or nothing more is done to it; what isn't as it was sent gets nobody. */
function readBack(
  step: Step,
  { body }: Step['request'],
  kind: Kind,
  object: JsonObject,
  { since }: StepRun,
  requestIds: readonly string[],
): StepResult {
  const id = stringAt(object, 'id') ?? null;
  if (madeBy(body, since, [object]).length === 0) {
    const text = `${id} reads back as an object that this run did not make: nothing more is done to it. look at it in the admin center`;
    return { ...stepResult('failed', text, requestIds), unsure: true };
  }
  const made = { createdId: id, born: birthOf(stringAt(object, 'createdDateTime')) };
  const missing = notAsSent(body, kind, object);
  if (missing.length === 0) return { ...stepResult('done', `created ${id}`, requestIds), ...made };
  const text = `created ${id}, but it reads back otherwise than it was sent (${missing.join(', ')}), so nobody is assigned to "${step.key}": plan again`;
  return { ...stepResult('failed', text, requestIds), ...made };
}

/**
 * An object that carries the marker before anything was sent: an earlier run made it, or somebody put the line there
 * meanwhile. Only what an earlier run meant to make, and is as it meant it, is taken for that.
 */
function foundBefore(
  step: Step,
  { body }: Step['request'],
  kind: Kind,
  alike: readonly JsonObject[],
  { since }: StepRun,
): StepResult {
  const [only, second] = alike;
  const isOurs = second === undefined && madeBy(body, since, alike).length === 1;
  if (isOurs && only !== undefined && notAsSent(body, kind, only).length === 0) {
    const id = stringAt(only, 'id') ?? null;
    const made = { createdId: id, born: birthOf(stringAt(only, 'createdDateTime')) };
    return { ...stepResult('already-done', `an earlier run made it: ${id}`), ...made };
  }
  const ids = alike.map((object) => stringAt(object, 'id')).join(', ');
  const text = `the marker of "${step.key}" stands in an object that this run did not make: ${ids}. nothing was created: plan again`;
  return { ...stepResult('failed', text), stale: true };
}

/** After a lost answer nothing is sent again: the object, if it was made, carries the marker. */
async function recover(
  step: Step,
  request: Step['request'],
  kind: Kind,
  answer: WriteAnswer,
  tenant: Tenant,
  run: StepRun,
): Promise<StepResult> {
  const after = await tenant.list({ path: request.path });
  const alike = markedAlike(request.body, after.items);
  const [made, second] = madeBy(request.body, run.since, alike);
  if (after.complete && made !== undefined && second === undefined && alike.length === 1) {
    const found = readBack(step, request, kind, made, run, requestIdsOf(answer));
    const text = `the answer was lost; the object was found by its marker: ${found.createdId}`;
    return found.status === 'done' ? { ...found, status: 'already-done', message: text } : found;
  }
  const unknown = { ...stepResult('failed', '', requestIdsOf(answer)), unsure: true };
  if (alike.length > 1) {
    const ids = alike.map((object) => stringAt(object, 'id')).join(', ');
    const text = `several objects carry the marker of "${step.key}": ${ids}; nothing is done with any of them`;
    return { ...unknown, message: text };
  }
  // Where the look failed too, its reason is the one to act upon.
  const problem = after.problem ?? (answer.status === 'uncertain' ? answer.problem : null);
  const reason = after.problem === null ? '' : ` (${after.problem.message})`;
  const message = `nobody knows whether "${step.key}" was created${reason}: run apply again, it looks before it creates`;
  return { ...unknown, message, problem };
}
