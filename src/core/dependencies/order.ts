/**
 * The order of steps along the chain, so that after every single write the people who have mail are among those who have
 * its certificate, and those among the ones who have its root: widen from the root up, narrow from the mail down.
 */

import { type Assignment, sameAssignments } from '../../model/assignment.ts';
import { isOurs, isWriting } from '../../model/change.ts';
import { compareText } from '../../model/finding.ts';
import { grouped } from '../../model/grouped.ts';
import type { Step } from '../../model/plan.ts';
import { isManaged } from '../../model/profile.ts';
import { narrows, unionOf } from '../assignments/algebra.ts';
import { whyKept } from '../assignments/graph.ts';
import { currentAssignments, type ProposedChange, plannedAssignments } from '../diff/proposed-change.ts';
import type { DependencyLink, Links } from './graph.ts';

/** A proposed change with its own steps, each of which waits for the one before it. */
export interface Row {
  readonly proposed: ProposedChange;
  readonly steps: readonly Step[];
}

/** The assignments of an object between those of today and those it will have; for whose sake, where it doesn't move itself. */
export interface Transition {
  readonly assignments: readonly Assignment[];
  /** Key of the change that the writes belong to: a gate before it keeps the object as it is. Null: the object's own. */
  readonly host: string | null;
  /** Left out: first wider, then narrower. `narrow`: first taken from those who lose it, then given to those who get it. */
  readonly first?: 'narrow';
}

/** Key → the stop of the object on its way. */
export type Transitions = ReadonlyMap<string, Transition>;

/**
 * Where an object gains people while it loses others, it is first assigned to both, and to the new ones alone once
 * nobody stands on the old ones any more. The same goes for one that gets a new user whose own people change: until
 * they do, the old ones need it as well, also where the object itself stays as it is.
 */
export function transitionsOf(proposals: readonly ProposedChange[], links: Links): Transitions {
  const byKey = new Map(proposals.map((proposed) => [proposed.key, proposed]));
  const used = new Set(
    [...links.before, ...links.after].flatMap(({ user, target }) => {
      const above = byKey.get(user);
      return above !== undefined && isWriting(above) ? [target] : [];
    }),
  );
  const indexed = {
    before: new Set(links.before.map(({ user, target }) => pairName(user, target))),
    after: grouped(distinct(links.after), ({ target }) => target),
  };
  const found = proposals.flatMap((proposed): readonly (readonly [string, Transition])[] => {
    const { key, kind } = proposed;
    const [before, after] = [currentAssignments(proposed), plannedAssignments(proposed)];
    // A certificate too many does nothing to a person; an app would be installed.
    if (kind.delivers !== 'certificate' || after.length === 0) return [];
    const dependents = newDependentsOf(key, byKey, indexed);
    const moves = isWriting(proposed) && proposed.action !== 'delete' && proposed.assignments !== null;
    if (moves ? !used.has(key) && dependents.length === 0 : dependents.length === 0 || !mayBeWider(proposed)) return [];
    const own = moves && before.length > 0 ? unionOf(before, after) : after;
    const assignments = dependents.map(currentAssignments).reduce(unionOf, own);
    if (sameAssignments(assignments, before) || sameAssignments(assignments, after)) return [];
    return [[key, { assignments, host: moves ? null : (dependents[0]?.key ?? null) }]];
  });
  return new Map(found);
}

/** An object that stays as it is can be given to more people for a while where git alone decides who has it. */
function mayBeWider(proposed: ProposedChange): boolean {
  const { desired, live, assignments, action } = proposed;
  const isStill = action === 'unchanged' || (action === 'update' && assignments === null);
  if (!isStill || desired === null || live === null || whyKept(live) !== null) return false;
  return desired.assignments !== undefined && isManaged(desired, 'assign');
}

interface IndexedLinks {
  /** Pairs of user and target. */
  readonly before: ReadonlySet<string>;
  /** By target, each user once. */
  readonly after: ReadonlyMap<string, readonly DependencyLink[]>;
}

function pairName(user: string, target: string): string {
  return `${user} ${target}`;
}

/** Users that are new to the object, directly or not, and still have other people than they will have; by key. */
function newDependentsOf(
  key: string,
  byKey: ReadonlyMap<string, ProposedChange>,
  links: IndexedLinks,
): readonly ProposedChange[] {
  const found = (links.after.get(key) ?? []).flatMap(({ user }) => {
    const above = byKey.get(user);
    if (above === undefined || !isOurs(above)) return [];
    const isNew = !links.before.has(pairName(user, key));
    const before = currentAssignments(above);
    // Whoever only loses people does so before it is bound to anything else.
    const comes = isNew && isWriting(above) && before.length > 0 && !narrows(before, plannedAssignments(above));
    return [...(comes ? [above] : []), ...newDependentsOf(user, byKey, links)];
  });
  return [...new Set(found)].sort((a, b) => compareText(a.key, b.key));
}

/** The rows with what each step waits for in other rows. */
export function inChainOrder(rows: readonly Row[], links: Links): readonly Row[] {
  const byKey = new Map(rows.map((row) => [row.proposed.key, row]));
  const waits = new Map<string, Set<string>>();
  const wait = (step: Step | undefined, first: Step | undefined): void => {
    if (step === undefined || first === undefined || step.id === first.id) return;
    waits.set(step.id, (waits.get(step.id) ?? new Set()).add(first.id));
  };
  const after = new Set(links.after.map(({ user, target }) => pairName(user, target)));
  for (const { user, target } of distinct([...links.before, ...links.after])) {
    const [above, below] = [byKey.get(user), byKey.get(target)];
    if (above === undefined || below === undefined) continue;
    if (after.has(pairName(user, target))) wait(above.steps[0], readyStep(below));
    wait(narrowingStep(below), above.steps.at(-1));
  }
  return rows.map(({ proposed, steps }) => ({
    proposed,
    steps: steps.map((step) => ({ ...step, after: [...new Set([...step.after, ...(waits.get(step.id) ?? [])])] })),
  }));
}

function distinct(links: readonly DependencyLink[]): readonly DependencyLink[] {
  return [...new Map(links.map((link) => [pairName(link.user, link.target), link])).values()];
}

/** The last step that gives the object to somebody: what stands on it comes afterwards. */
function readyStep({ proposed, steps }: Row): Step | undefined {
  const narrowing = narrowingAt({ proposed, steps });
  return narrowing === -1 ? steps.at(-1) : steps[narrowing - 1];
}

/** The step that takes the object from somebody: what stands on it has to go first. */
function narrowingStep(row: Row): Step | undefined {
  return row.steps[narrowingAt(row)];
}

function narrowingAt({ proposed, steps }: Row): number {
  const at = steps.findLastIndex(({ verb }) => verb === 'assign' || verb === 'delete');
  const isSecond = steps[at - 1]?.verb === 'assign';
  const after = plannedAssignments(proposed);
  const widens =
    steps[at]?.verb === 'assign' && !isSecond && sameAssignments(unionOf(currentAssignments(proposed), after), after);
  return widens ? -1 : at;
}
