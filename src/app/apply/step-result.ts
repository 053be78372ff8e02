/** What became of one step, in one shape for all verbs. */

import type { StepStatus } from '../../model/outcome.ts';
import type { Problem, Step } from '../../model/plan.ts';
import type { WriteAnswer, WriteRequest } from '../ports/tenant.ts';
import type { FreshLooks } from './fresh-look.ts';

export interface StepResult {
  readonly status: StepStatus;
  readonly message: string;
  readonly requestIds: readonly string[];
  /** Of the object that a create made or found. */
  readonly createdId: string | null;
  readonly problem: Problem | null;
  /** The tenant no longer holds what the plan was made from. */
  readonly stale: boolean;
  /** Of the object that a create made: when it was born, as far as the service says. */
  readonly born: string | null;
  /** The request was sent, and nobody knows whether it was carried out. */
  readonly unsure: boolean;
  /** The request as it was bound, its secrets as symbols, for the approval that it waits for; null where none was sent. */
  readonly request: Step['request'] | null;
}

/** What multi admin approval wants to be told with a request. */
export type Words = (request: Step['request']) => NonNullable<WriteRequest['approval']>;

/** What a step is to know of the run that it belongs to. */
export interface StepRun {
  /** When this create was first meant to be sent: whatever it made is not older. */
  readonly since: string;
  /** An earlier run may have sent it already. */
  readonly isRepeated: boolean;
  /** Births of the objects that this run made, by key. */
  readonly births: ReadonlyMap<string, string>;
  readonly words: Words;
  readonly looks: FreshLooks;
}

/** The request as a writer takes it. */
export function sendable(request: Step['request'], words: Words): WriteRequest {
  const { method, path, body } = request;
  if (method !== 'POST' && method !== 'PATCH' && method !== 'PUT' && method !== 'DELETE') {
    throw new Error(`a step of the plan has the method ${method}`);
  }
  return { method, path, body, approval: words(request) };
}

/** A step that the tenant refused, or that waits for its approval. */
export function failedStep(problem: Problem): StepResult {
  const waiting = problem.type === 'approval';
  return { ...stepResult(waiting ? 'waiting' : 'failed', problem.message, problem.requestIds), problem };
}

/** A step that ended so, and nothing else is known of it. */
export function stepResult(status: StepStatus, message: string, requestIds: readonly string[] = []): StepResult {
  return {
    status,
    message,
    requestIds,
    createdId: null,
    born: null,
    unsure: false,
    problem: null,
    stale: false,
    request: null,
  };
}

/** What support can search by. */
export function requestIdsOf(answer: WriteAnswer): readonly string[] {
  if (answer.status === 'accepted') return answer.requestId === null ? [] : [answer.requestId];
  return answer.problem.requestIds;
}
