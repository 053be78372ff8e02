/** Who gets a profile: the targets of an assignment in one normal form, independent of how Graph spells them. */

import type { GraphId } from './ids.ts';
import { canonical, type JsonObject } from './json.ts';

export type AssignmentTarget =
  | { readonly type: 'group'; readonly id: GraphId }
  | { readonly type: 'allUsers' }
  | { readonly type: 'allDevices' }
  /** A target that Postilion doesn't know (a Configuration Manager collection, something newer): kept as it came. */
  | { readonly type: 'other'; readonly raw: JsonObject };

export interface AssignmentFilter {
  readonly id: GraphId;
  readonly mode: 'include' | 'exclude';
}

/** One target of a profile. `exclude` exists for groups only. */
export interface Assignment {
  readonly intent: 'include' | 'exclude';
  readonly target: AssignmentTarget;
  readonly filter: AssignmentFilter | null;
}

/** What an assignment reaches, without its filter: two assignments of one object with the same target are a filter change. */
export function targetId(assignment: Assignment): string {
  const { target } = assignment;
  switch (target.type) {
    case 'group':
      return `${assignment.intent}:group:${target.id}`;
    case 'allUsers':
    case 'allDevices':
      return `${assignment.intent}:${target.type}`;
    case 'other':
      return `${assignment.intent}:other:${canonical(target.raw)}`;
  }
}

/** Target and filter: equal texts are equal assignments. */
export function assignmentId(assignment: Assignment): string {
  const { filter } = assignment;
  return filter === null ? targetId(assignment) : `${targetId(assignment)}|${filter.mode}:${filter.id}`;
}

/** Without repetitions, in one order: assignments are a set. */
export function sortAssignments(assignments: readonly Assignment[]): readonly Assignment[] {
  const byId = new Map(assignments.map((assignment) => [assignmentId(assignment), assignment]));
  return [...byId.keys()].sort().flatMap((id) => byId.get(id) ?? []);
}

/** The canonical ids of a set, as preconditions hold them. */
export function assignmentIds(assignments: readonly Assignment[]): readonly string[] {
  return [...new Set(assignments.map(assignmentId))].sort();
}
