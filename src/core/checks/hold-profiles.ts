/** An error holds its own profile and what can't go without it; what was held stands as the tenant has it, for all counts. */

import { isActing, isOurs } from '../../model/change.ts';
import { compareText, type Finding } from '../../model/finding.ts';
import { addTo, grouped } from '../../model/grouped.ts';
import type { Bundle, HeldProfile } from '../../model/plan.ts';
import type { DesiredProfile } from '../../model/profile.ts';
import { surelyCovers } from '../assignments/algebra.ts';
import { linksOf } from '../dependencies/graph.ts';
import { currentAssignments, heldBack, type ProposedChange, plannedAssignments } from '../diff/proposed-change.ts';

export interface Holding {
  /** All proposed changes, the held ones as their live selves. Held creates are left out. */
  readonly proposals: readonly ProposedChange[];
  readonly held: readonly HeldProfile[];
}

/**
 * Holds every profile that an error finding is about, and on from there: what would stand on a held profile, what a held
 * profile stands on today and would lose, what takes its targets over from a held profile and would get narrower, and the
 * rest of a bundle.
 */
export function holdProfiles(
  proposals: readonly ProposedChange[],
  findings: readonly Finding[],
  profiles: readonly Pick<DesiredProfile, 'key' | 'follows'>[],
  bundles: readonly Pick<Bundle, 'keys'>[] = [],
): Holding {
  const errors = findings.filter(({ severity, key }) => severity === 'error' && key !== null);
  if (errors.length === 0) return { proposals, held: [] };
  const held = new Map<string, HeldProfile>();
  for (const [key, own] of grouped(errors, (one) => one.key ?? '')) {
    const because = [...new Set(own.map(({ code }) => code))].sort(compareText);
    held.set(key, { key, because, through: null });
  }
  const acting = new Map<string, ProposedChange>(
    proposals.flatMap((one) => (isOurs(one) && isActing(one) ? [[one.key, one]] : [])),
  );
  const ties = tiesOf(proposals, profiles);
  const mates = grouped(
    bundles.flatMap(({ keys }) => keys.map((key) => ({ key, keys }))),
    ({ key }) => key,
  );
  const tied = (key: string): readonly string[] => [
    ...(ties.get(key) ?? []),
    ...(mates.get(key) ?? []).flatMap(({ keys }) => keys),
  ];
  // A map is walked in the order of its entries, those added on the way included.
  for (const { key, because } of held.values()) {
    for (const other of tied(key)) {
      if (acting.has(other) && !held.has(other)) held.set(other, { key: other, because, through: key });
    }
  }
  return {
    proposals: proposals.flatMap((one) => (held.has(one.key) && isOurs(one) ? (heldBack(one) ?? []) : [one])),
    held: [...held.values()].sort((a, b) => compareText(a.key, b.key)),
  };
}

/** Key → the keys that are held with it. */
function tiesOf(
  proposals: readonly ProposedChange[],
  profiles: readonly Pick<DesiredProfile, 'key' | 'follows'>[],
): ReadonlyMap<string, readonly string[]> {
  const ties = new Map<string, string[]>();
  const tie = (key: string, other: string): void => addTo(ties, key, other);
  const byKey = new Map(proposals.map((one) => [one.key, one]));
  const { before, after } = linksOf(proposals);
  for (const { user, target } of after) tie(target, user);
  for (const { user, target } of before) {
    const below = byKey.get(target);
    if (below !== undefined && takesAway(below)) tie(user, target);
  }
  for (const { key, follows = [] } of profiles) {
    const follower = byKey.get(key);
    if (follower === undefined || !takesAway(follower)) continue;
    for (const model of follows) {
      const live = currentAssignments(byKey.get(model) ?? { live: null });
      if (live.length > 0) tie(model, key);
    }
  }
  return ties;
}

/** True where somebody who has it today may have it no longer. */
function takesAway(proposed: ProposedChange): boolean {
  if (proposed.action === 'unassign' || proposed.action === 'delete') return true;
  const isCovered = surelyCovers(plannedAssignments(proposed), currentAssignments(proposed));
  return proposed.assignments !== null && !isCovered;
}
