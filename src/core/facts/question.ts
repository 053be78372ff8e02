/** A question to the tenant: when it matters, which requests answer it under which permission, and how answers are read. */

import { isJsonArray, isJsonObject, type JsonObject, objectsAt } from '../../model/json.ts';
import type { ReadAnswer, ReadRequest } from '../../model/reads.ts';
import { type ProposedChange, plannedAssignments } from '../diff/proposed-change.ts';

export interface Question<Value> {
  /** What is asked for, as it follows "could not be read". */
  readonly what: string;
  /** The application permission that the requests need. */
  readonly needs: string;
  /** Whether the change makes the answer matter. */
  readonly isAsked: (proposed: ProposedChange) => boolean;
  /** The requests for the changes that ask; nobody asks for the members of groups that are too large to be read. */
  readonly reads: (asking: readonly ProposedChange[], large: ReadonlySet<string>) => readonly ReadRequest[];
  /** The value from the answers, in the order of the requests; null where one of them has another form. */
  readonly answer: (answers: readonly ReadAnswer[]) => Value | null;
  /** Groups whose members the value needs. */
  readonly groups: (value: Value) => readonly string[];
}

/** True where the change brings one of the fields, or its people, to somebody: otherwise nothing becomes true that was not. */
export function brings(proposed: ProposedChange, fields: readonly string[]): boolean {
  const { action, assignments, differences } = proposed;
  if (plannedAssignments(proposed).length === 0) return false;
  const isChanged = differences.some(({ field }) => field !== null && fields.includes(field));
  return action === 'create' || assignments !== null || isChanged;
}

/** The objects of an answered list; null for anything else. */
export function listedIn(answer: ReadAnswer | undefined): readonly JsonObject[] | null {
  if (answer?.status !== 'found' || !isJsonObject(answer.body)) return null;
  return isJsonArray(answer.body['value']) ? objectsAt(answer.body, 'value') : null;
}
