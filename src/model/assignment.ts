/** Who gets a profile: the targets of an assignment in one normal form, independent of how Graph spells them. */

import type { GraphId } from './ids.ts';
import { canonical, type JsonObject } from './json.ts';

export type AssignmentTarget =
  | { readonly type: 'group'; readonly id: GraphId }
  | { readonly type: 'allUsers' }
  | { readonly type: 'allDevices' }
  /** A target that Postilion doesn't know (a Configuration Manager collection, something newer): kept as it came. */
  | { readonly type: 'other'; readonly raw: JsonObject };

/** What an assignment of an app asks for, in Graph's words. */
export const INSTALL_INTENTS = ['required', 'available', 'availableWithoutEnrollment', 'uninstall'] as const;
export type InstallIntent = (typeof INSTALL_INTENTS)[number];

/** How an app arrives at a target: whether it must be there, and settings by their names in YAML. */
export interface Install {
  readonly intent: InstallIntent;
  readonly settings: JsonObject;
}

export interface AssignmentFilter {
  readonly id: GraphId;
  readonly mode: 'include' | 'exclude';
}

/** One target of a profile. `exclude` exists for groups only. */
export interface Assignment {
  readonly intent: 'include' | 'exclude';
  readonly target: AssignmentTarget;
  readonly filter: AssignmentFilter | null;
  /** Of apps only. */
  readonly install?: Install;
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

/** Target, filter and, of apps, what is asked for: equal texts are equal assignments. */
export function assignmentId(assignment: Assignment): string {
  const { filter, install } = assignment;
  const filtered = filter === null ? targetId(assignment) : `${targetId(assignment)}|${filter.mode}:${filter.id}`;
  if (install === undefined) return filtered;
  const { intent, settings } = install;
  return `${filtered}~${intent}${Object.keys(settings).length === 0 ? '' : canonical(settings)}`;
}

/** The target that an assignment's id begins with; of a target that Postilion doesn't know the whole id, filter included. */
export function targetOfId(id: string): string {
  return /^(?:include|exclude):(?:group:[^|~]+|allUsers|allDevices)/.exec(id)?.[0] ?? id;
}

/**
 * The assignments that bring something: without those that take an app away. Where an app is both required and to be
 * uninstalled, Intune installs it, so what takes away never outweighs what brings.
 */
export function delivering(assignments: readonly Assignment[]): readonly Assignment[] {
  const brings = ({ install }: Assignment): boolean => install?.intent !== 'uninstall';
  return assignments.every(brings) ? assignments : assignments.filter(brings);
}

/** What brings an object, without the way in which it does. */
export function arriving(assignments: readonly Assignment[]): readonly Assignment[] {
  return delivering(assignments).map(({ intent, target, filter }) => ({ intent, target, filter }));
}

/** The assignments that take an app away. */
export function uninstalling(assignments: readonly Assignment[]): readonly Assignment[] {
  return assignments.filter(({ install }) => install?.intent === 'uninstall');
}

/** Of the assignments those that bring an app to a target which had it in another way, filters aside. */
export function onOtherTerms(before: readonly Assignment[], after: readonly Assignment[]): readonly Assignment[] {
  const known = new Map(delivering(before).map((one) => [targetId(one), one.install?.intent]));
  return delivering(after).filter((one) => {
    const was = known.get(targetId(one));
    return was !== undefined && was !== one.install?.intent;
  });
}

/** True for one of Graph's four intents. */
export function isInstallIntent(text: string): text is InstallIntent {
  return INSTALL_INTENTS.some((intent) => intent === text);
}

/** True where somebody may get the object: exclusions alone reach nobody. */
export function isAssigned(assignments: readonly Pick<Assignment, 'intent'>[]): boolean {
  return assignments.some(({ intent }) => intent === 'include');
}

/** True when both lists hold the same assignments, in whatever order. */
export function sameAssignments(a: readonly Assignment[], b: readonly Assignment[]): boolean {
  return assignmentIds(a).join('\n') === assignmentIds(b).join('\n');
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
