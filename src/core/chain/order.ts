/**
 * The order of steps along the chain, so that after every single write the people who have mail are among those who have
 * its certificate, and those among the ones who have its root: widen from the root up, narrow from the mail down.
 */

import { type Assignment, assignmentIds } from '../../model/assignment.ts';
import type { Step } from '../../model/plan.ts';
import type { Draft } from '../draft.ts';
import type { Link, Links } from './links.ts';
import { unionOf } from './widening.ts';

/** A draft with its own steps, each of which waits for the one before it. */
export interface Row {
  readonly draft: Draft;
  readonly steps: readonly Step[];
}

/** Key → the assignments that an object has while what stands on it moves, between those of today and those it will have. */
export type Stopovers = ReadonlyMap<string, readonly Assignment[]>;

/**
 * Where an object gains people while it loses others, it is first assigned to both, and to the new ones alone once
 * nobody stands on the old ones any more. The same goes for one that gets a new user whose own people change: until
 * they do, the old ones need it as well. Only where something on top changes; an object that itself stays as it is
 * is left alone.
 */
export function stopoversOf(drafts: readonly Draft[], links: Links): Stopovers {
  const byKey = new Map(drafts.map((draft) => [draft.key, draft]));
  const acting = drafts.filter(acts);
  const used = new Set(
    [...links.before, ...links.after].flatMap(({ user, target }) => {
      const above = byKey.get(user);
      return above !== undefined && acts(above) ? [target] : [];
    }),
  );
  const found = acting.flatMap((draft): readonly (readonly [string, readonly Assignment[]])[] => {
    const { before, after, action, kind } = draft;
    // A certificate too many does nothing to a person; an app would be installed.
    if (
      kind.delivers !== 'certificate' ||
      !used.has(draft.key) ||
      before === after ||
      after.length === 0 ||
      action === 'delete'
    )
      return [];
    const extra = guestsOf(draft.key, byKey, links);
    const both = extra.reduce(unionOf, before.length === 0 ? after : unionOf(before, after));
    return isSame(both, before) || isSame(both, after) ? [] : [[draft.key, both]];
  });
  return new Map(found);
}

/** Assignments of users that are new to the object and still have other people than they will have. */
function guestsOf(key: string, byKey: ReadonlyMap<string, Draft>, links: Links): readonly (readonly Assignment[])[] {
  return distinct(links.after.filter(({ target }) => target === key)).flatMap(({ user }) => {
    const above = byKey.get(user);
    if (above === undefined || !acts(above)) return [];
    const isNew = !links.before.some((link) => link.user === user && link.target === key);
    const own = isNew && above.before !== above.after && above.before.length > 0 ? [above.before] : [];
    return [...own, ...guestsOf(user, byKey, links)];
  });
}

function acts({ action }: Draft): boolean {
  return action !== 'unchanged' && action !== 'unmanaged' && action !== 'adopt' && action !== 'forget';
}

function isSame(a: readonly Assignment[], b: readonly Assignment[]): boolean {
  return assignmentIds(a).join('\n') === assignmentIds(b).join('\n');
}

/** The rows with what each step waits for in other rows. */
export function inChainOrder(rows: readonly Row[], links: Links): readonly Row[] {
  const byKey = new Map(rows.map((row) => [row.draft.key, row]));
  const waits = new Map<string, Set<string>>();
  const wait = (step: Step | undefined, first: Step | undefined): void => {
    if (step === undefined || first === undefined || step.id === first.id) return;
    waits.set(step.id, (waits.get(step.id) ?? new Set()).add(first.id));
  };
  for (const { user, target } of distinct([...links.before, ...links.after])) {
    const [above, below] = [byKey.get(user), byKey.get(target)];
    if (above === undefined || below === undefined) continue;
    if (links.after.some((link) => link.user === user && link.target === target))
      wait(above.steps[0], readyStep(below));
    wait(narrowingStep(below), above.steps.at(-1));
  }
  return rows.map(({ draft, steps }) => ({
    draft,
    steps: steps.map((step) => ({ ...step, after: [...new Set([...step.after, ...(waits.get(step.id) ?? [])])] })),
  }));
}

function distinct(links: readonly Link[]): readonly Link[] {
  return [...new Map(links.map((link) => [`${link.user} ${link.target}`, link])).values()];
}

/** The last step that gives the object to somebody: what stands on it comes afterwards. */
function readyStep({ draft, steps }: Row): Step | undefined {
  const narrowing = narrowingAt({ draft, steps });
  return narrowing === -1 ? steps.at(-1) : steps[narrowing - 1];
}

/** The step that takes the object from somebody: what stands on it has to go first. */
function narrowingStep(row: Row): Step | undefined {
  return row.steps[narrowingAt(row)];
}

function narrowingAt({ draft, steps }: Row): number {
  const at = steps.findLastIndex(({ verb }) => verb === 'assign' || verb === 'delete');
  const isSecond = steps[at - 1]?.verb === 'assign';
  const widens = steps[at]?.verb === 'assign' && !isSecond && isSame(unionOf(draft.before, draft.after), draft.after);
  return widens ? -1 : at;
}
