/** One step against the tenant: precondition read, request sent exactly as planned, result read back. No decisions. */

import type { Kind } from '../../catalogue/kind.ts';
import { type Binding, bindRequest, UnboundKeyError } from '../../core/plan/bind.ts';
import { revealPrecondition, revealRequest, UnknownSecretError, withoutSecrets } from '../../core/plan/bind-secrets.ts';
import {
  checkAssign,
  checkDelete,
  checkPatch,
  checkReference,
  checkWitness,
  idInLink,
  type PreconditionResult,
} from '../../core/plan/precondition.ts';
import { bodyQuery } from '../../core/tenant/requests.ts';
import { isJsonObject } from '../../model/json.ts';
import type { Problem, Step } from '../../model/plan.ts';
import type { TenantReader, TenantWriter, WriteAnswer, WriteRequest } from '../ports/tenant.ts';
import { executeCreate } from './execute-create.ts';
import { assignmentsPath, type FreshLook } from './fresh-look.ts';
import { failedStep, requestIdsOf, type StepResult, type StepRun, sendable, stepResult } from './step-result.ts';

type Tenant = TenantReader & TenantWriter;

/** Executes a step. Never throws for a remote fault. */
export async function executeStep(
  step: Step,
  kind: Kind,
  binding: Binding,
  tenant: Tenant,
  run: StepRun,
): Promise<StepResult> {
  try {
    const request = bindRequest(step, binding);
    const source = binding.secrets(step.key);
    const { value: whole, hidden } = revealRequest(request, kind, source);
    const discreet = { ...tenant, write: async (bare: WriteRequest) => silenced(await tenant.write(bare), hidden) };
    // Whoever must approve the request is told of it without its secrets.
    const told = { ...run, words: () => run.words(request) };
    const ended =
      step.verb === 'create'
        ? await executeCreate(step, whole, kind, discreet, told)
        : await change(revealPrecondition(step, kind, source), whole, kind, discreet, told);
    return { ...ended, request };
  } catch (error) {
    if (error instanceof UnboundKeyError) return stepResult('skipped', error.message);
    if (error instanceof UnknownSecretError) return stepResult('failed', error.message);
    throw error;
  }
}

/** A service that refuses a value may repeat it. */
function silenced(answer: WriteAnswer, hidden: readonly string[]): WriteAnswer {
  if (answer.status === 'accepted' || hidden.length === 0) return answer;
  const { problem } = answer;
  return { ...answer, problem: { ...problem, message: withoutSecrets(problem.message, hidden) } };
}

/** The key of the object that the step is about. */
function objectKeyOf({ request }: Step): string {
  const [, key = ''] = /\{([a-z0-9-]+)\}/.exec(request.path) ?? [];
  return key;
}

async function change(
  step: Step,
  request: Step['request'],
  kind: Kind,
  tenant: Tenant,
  run: StepRun,
): Promise<StepResult> {
  const key = objectKeyOf(step);
  const born = run.births.get(key) ?? null;
  // Also at an object that this run made: whoever assigned it in between is not overruled.
  const fresh = run.looks.take(step);
  const first = await look(step, request, kind, tenant, born, fresh);
  // A replica that is late answers 404 too: what is to be taken away is gone when it is gone twice.
  const isGone = ON_ABSENCE.includes(step.verb) && !('problem' in first) && first.verdict === 'done';
  const before = isGone ? await look(step, request, kind, tenant, born) : first;
  if ('problem' in before) return failedStep(before.problem);
  if (before.verdict === 'done') return stepResult('already-done', 'the tenant holds this already');
  if (before.verdict === 'changed') return changedMeanwhile(before.what);
  const answer = await tenant.write(sendable(request, run.words));
  if (answer.status === 'refused') return failedStep(answer.problem);
  const after = await look(step, request, kind, tenant, born);
  if ('problem' in after) {
    const status = answer.status === 'accepted' ? 'done' : 'failed';
    return {
      ...stepResult(status, `could not be read back: ${after.problem.message}`, requestIdsOf(answer)),
      problem: after.problem,
    };
  }
  if (after.verdict === 'done') return stepResult('done', DONE_WORDS[step.verb], requestIdsOf(answer));
  const text = `sent, but the tenant holds something else${after.verdict === 'changed' ? `: ${after.what}` : ''}`;
  return stepResult('failed', text, requestIdsOf(answer));
}

const GONE = 'the object is gone';

function changedMeanwhile(what: string): StepResult {
  return { ...stepResult('failed', `changed since the plan was made: ${what}; nothing was written`), stale: true };
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

/** Reads the object that the step is about, and what it replaces, and compares. */
async function look(
  step: Step,
  request: Step['request'],
  kind: Kind,
  tenant: Tenant,
  born: string | null,
  fresh: FreshLook | null = null,
): Promise<PreconditionResult | { readonly problem: Problem }> {
  const path = pathToLookAt(step, request.path, kind);
  const [object, answer] =
    fresh !== null
      ? [fresh.object, fresh.assignments]
      : APART.includes(step.verb)
        ? // A first page of assignments looks like a changed object: a list has to be read to its end, as a batch does.
          await tenant.batch([{ path: objectIn(request.path) }, { path }])
        : await tenant.get({ path }).then((whole) => [whole, whole]);
  if (object === undefined || answer === undefined) throw new Error('bug: a batch lacks an answer');
  for (const one of [object, answer]) if (one.status === 'unreadable') return { problem: one.problem };
  if (step.verb === 'delete' && object.status !== 'found') return checkDelete(step, kind, object);
  if (object.status !== 'found' || !isJsonObject(object.body)) {
    return { verdict: 'changed', what: GONE };
  }
  const stranger = checkWitness(step, object.body, born);
  if (stranger !== null) return stranger;
  if (step.verb === 'delete') return checkDelete(step, kind, object);
  if (step.verb === 'set-reference' || step.verb === 'clear-reference') {
    return checkReference(step, idInLink(request.body), answer);
  }
  if (answer.status !== 'found' || !isJsonObject(answer.body)) return { verdict: 'changed', what: GONE };
  return step.verb === 'assign'
    ? checkAssign(step, request.body, kind, answer.body)
    : checkPatch(step, request.body, kind, answer.body);
}

/** Verbs that replace something that stands beside the object. */
const APART: readonly Step['verb'][] = ['assign', 'set-reference', 'clear-reference'];

/** The object's own path, whose id stands behind a slash or in brackets: `/deviceManagement/deviceConfigurations/<id>`. */
function objectIn(path: string): string {
  const [object] = /^\/[^/]+\/[^/(]+(?:\('[^']+'\)|\/[^/]+)/.exec(path) ?? [];
  if (object === undefined) throw new Error(`bug: no object stands in ${path}`);
  return object;
}

function pathToLookAt({ verb }: Step, path: string, kind: Kind): string {
  switch (verb) {
    case 'delete':
      return `${path}?$expand=assignments`;
    case 'assign':
      return assignmentsPath(path);
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
