/** One step against the tenant: precondition read, request sent exactly as planned, result read back. No decisions. */

import type { Kind } from '../../catalogue/kind.ts';
import { type Binding, bindRequest, UnboundKeyError } from '../../core/plan/bind.ts';
import {
  checkAssign,
  checkDelete,
  checkPatch,
  checkReference,
  idInLink,
  markedAlike,
  notAsSent,
  type PreconditionResult,
} from '../../core/plan/precondition.ts';
import { bodyQuery } from '../../core/tenant/requests.ts';
import { isJsonObject, type JsonObject, stringAt } from '../../model/json.ts';
import type { StepStatus } from '../../model/outcome.ts';
import type { Problem, Step } from '../../model/plan.ts';
import type { TenantReader, TenantWriter, WriteAnswer, WriteRequest } from '../ports/tenant.ts';

export interface StepResult {
  readonly status: StepStatus;
  readonly message: string;
  readonly requestIds: readonly string[];
  /** Of the object that a create made or found. */
  readonly createdId: string | null;
  readonly problem: Problem | null;
  /** The tenant no longer holds what the plan was made from. */
  readonly stale: boolean;
  /** The request as it was bound and sent, for the approval that it waits for; null where none was sent. */
  readonly request: Step['request'] | null;
}

/** What multi admin approval wants to be told with a request. */
export type Words = (request: Step['request']) => NonNullable<WriteRequest['approval']>;

type Tenant = TenantReader & TenantWriter;

/** Executes a step. Never throws for a remote fault. */
export async function executeStep(
  step: Step,
  kind: Kind,
  binding: Binding,
  tenant: Tenant,
  words: Words,
): Promise<StepResult> {
  try {
    const request = bindRequest(step, binding);
    const told = { ...tenant, write: (bare: WriteRequest) => tenant.write({ ...bare, approval: words(request) }) };
    const ended =
      step.verb === 'create' ? await create(step, request, kind, told) : await change(step, request, kind, told);
    return { ...ended, request };
  } catch (error) {
    if (error instanceof UnboundKeyError) return result('skipped', error.message);
    throw error;
  }
}

async function create(step: Step, request: Step['request'], kind: Kind, tenant: Tenant): Promise<StepResult> {
  const before = await tenant.list({ path: request.path });
  if (before.problem !== null) return failed(before.problem);
  const existing = found(step, request, before.items, 'an object with this marker exists already');
  if (existing !== null) return existing;
  const answer = await tenant.write(sendable(request));
  if (answer.status === 'refused') return failed(answer.problem);
  const id = answer.status === 'accepted' && isJsonObject(answer.body) ? stringAt(answer.body, 'id') : undefined;
  if (id === undefined) return recover(step, request, answer, tenant);
  const back = await tenant.get({ path: `${request.path}/${id}${bodyQuery(kind)}` });
  const missing = back.status === 'found' && isJsonObject(back.body) ? notAsSent(request.body, kind, back.body) : [];
  const message =
    missing.length === 0 ? `created ${id}` : `created ${id}, but read back otherwise: ${missing.join(', ')}`;
  return { ...result('done', message, requestIdsOf(answer)), createdId: id };
}

/** After a lost answer nothing is sent again: the object, if it was made, carries the marker. */
async function recover(step: Step, request: Step['request'], answer: WriteAnswer, tenant: Tenant): Promise<StepResult> {
  const after = await tenant.list({ path: request.path });
  const why = 'the answer was lost; the object was found by its marker';
  const made = after.complete ? found(step, request, after.items, why) : null;
  if (made !== null) return made;
  // Where the look failed too, its reason is the one to act upon.
  const problem = after.problem ?? (answer.status === 'uncertain' ? answer.problem : null);
  const reason = after.problem === null ? '' : ` (${after.problem.message})`;
  const text = `nobody knows whether "${step.key}" was created${reason}: run apply again, it looks before it creates`;
  return { ...result('failed', text, requestIdsOf(answer)), problem };
}

/**
 * The object that a create made before; null where there is none. A copy from the portal carries the marker too, and
 * nothing tells which of the two came first, so both are left to a person: the next plan names them (OWN-001).
 */
function found(step: Step, { body }: Step['request'], objects: readonly JsonObject[], why: string): StepResult | null {
  const [one, ...others] = markedAlike(body, objects);
  if (one === undefined) return null;
  const id = stringAt(one, 'id') ?? null;
  if (others.length === 0) return { ...result('already-done', `${why}: ${id}`), createdId: id };
  const ids = [one, ...others].map((object) => stringAt(object, 'id')).join(', ');
  return result(
    'failed',
    `several objects carry the marker of "${step.key}": ${ids}; nothing is done with any of them`,
  );
}

async function change(step: Step, request: Step['request'], kind: Kind, tenant: Tenant): Promise<StepResult> {
  const first = await look(step, request, kind, tenant);
  // A replica that is late answers 404 too: what is to be taken away is gone when it is gone twice.
  const isGone = ON_ABSENCE.includes(step.verb) && !('problem' in first) && first.verdict === 'done';
  const before = isGone ? await look(step, request, kind, tenant) : first;
  if ('problem' in before) return failed(before.problem);
  if (before.verdict === 'done') return result('already-done', 'the tenant holds this already');
  if (before.verdict === 'changed') {
    return { ...result('failed', `changed since the plan was made: ${before.what}; nothing was written`), stale: true };
  }
  const answer = await tenant.write(sendable(request));
  if (answer.status === 'refused') return failed(answer.problem);
  const after = await look(step, request, kind, tenant);
  if ('problem' in after) {
    const status = answer.status === 'accepted' ? 'done' : 'failed';
    return {
      ...result(status, `could not be read back: ${after.problem.message}`, requestIdsOf(answer)),
      problem: after.problem,
    };
  }
  if (after.verdict === 'done') return result('done', DONE_WORDS[step.verb], requestIdsOf(answer));
  const text = `sent, but the tenant holds something else${after.verdict === 'changed' ? `: ${after.what}` : ''}`;
  return result('failed', text, requestIdsOf(answer));
}

/** Verbs whose work is done where nothing is found. */
const ON_ABSENCE: readonly Step['verb'][] = ['delete', 'clear-reference'];

const DONE_WORDS = {
  create: 'created',
  patch: 'settings written',
  'set-reference': 'reference set',
  'clear-reference': 'reference cleared',
  'target-apps': 'apps written',
  assign: 'assignments written',
  delete: 'deleted',
} as const;

/** Reads what the step is about and compares. */
async function look(
  step: Step,
  request: Step['request'],
  kind: Kind,
  tenant: Tenant,
): Promise<PreconditionResult | { readonly problem: Problem }> {
  const path = pathToLookAt(step, request.path, kind);
  // A first page of assignments looks like a changed object: a list has to be read to its end, as a batch does.
  const [answer] = step.verb === 'assign' ? await tenant.batch([{ path }]) : [await tenant.get({ path })];
  if (answer === undefined) throw new Error('bug: a batch of one without an answer');
  if (answer.status === 'unreadable') return { problem: answer.problem };
  if (step.verb === 'set-reference' || step.verb === 'clear-reference') {
    return checkReference(step, idInLink(request.body), answer);
  }
  if (step.verb === 'delete') return checkDelete(step, kind, answer);
  if (answer.status === 'missing' || !isJsonObject(answer.body))
    return { verdict: 'changed', what: 'the object is gone' };
  return step.verb === 'assign'
    ? checkAssign(step, request.body, kind, answer.body)
    : checkPatch(step, request.body, kind, answer.body);
}

/** Behind a cast an action is the object's own, so its path goes back to the object. */
function pathToLookAt({ verb }: Step, path: string, kind: Kind): string {
  switch (verb) {
    case 'delete':
      return `${path}?$expand=assignments`;
    case 'assign':
      return path.replace(/(?:\/microsoft\.graph\.\w+)?\/assign$/, '/assignments');
    case 'set-reference':
    case 'clear-reference':
      return path.replace(/\/\$ref$/, '');
    case 'target-apps':
      return `${path.replace(/\/\w+$/, '')}${bodyQuery(kind)}`;
    case 'create':
    case 'patch':
      return `${path}${bodyQuery(kind)}`;
  }
}

function sendable({ method, path, body }: Step['request']): WriteRequest {
  if (method !== 'POST' && method !== 'PATCH' && method !== 'PUT' && method !== 'DELETE') {
    throw new Error(`a step of the plan has the method ${method}`);
  }
  return { method, path, body };
}

function failed(problem: Problem): StepResult {
  const waiting = problem.type === 'approval';
  return { ...result(waiting ? 'waiting' : 'failed', problem.message, problem.requestIds), problem };
}

function result(status: StepStatus, message: string, requestIds: readonly string[] = []): StepResult {
  return { status, message, requestIds, createdId: null, problem: null, stale: false, request: null };
}

function requestIdsOf(answer: WriteAnswer): readonly string[] {
  if (answer.status === 'accepted') return answer.requestId === null ? [] : [answer.requestId];
  return answer.problem.requestIds;
}
