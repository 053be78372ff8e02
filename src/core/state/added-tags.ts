/** Scope tags that nobody asked for: the service gives a new object those of whoever created it, beside the ones sent. */

import { isManaged, type LiveProfile, type ResolvedProfile } from '../../model/profile.ts';
import type { InventoryEntry } from '../../model/state/inventory.ts';

/**
 * Ids of the tags of `live` that the service added by itself, sorted (Microsoft Intune documentation, "Use role-based
 * access control and scope tags": a creator's own tags are added). Known from the record of the last apply; where
 * it says nothing of tags yet, seen in an object of ours that nobody has written since it was made. Empty where YAML leaves tags out.
 */
export function addedTags(
  entry: InventoryEntry | null,
  live: LiveProfile,
  desired: ResolvedProfile,
): readonly string[] {
  const wanted = desired.scopeTagIds;
  if (wanted === undefined || !isManaged(desired, 'scopeTags')) return [];
  const more = live.scopeTagIds.filter((id) => !wanted.includes(id)).sort();
  const normal = entry?.applied?.normal;
  if (normal?.scopeTagIds !== undefined) return more.filter((id) => normal.addedTagIds?.includes(id) === true);
  const isUntouched = live.version === 1 && live.marker !== null;
  return isUntouched && wanted.every((id) => live.scopeTagIds.includes(id)) ? more : [];
}

/** The profile as it is compared and written: with those tags kept, for a run that took them off might lose sight of it. */
export function keepingTags(desired: ResolvedProfile, added: readonly string[]): ResolvedProfile {
  if (added.length === 0 || desired.scopeTagIds === undefined) return desired;
  return { ...desired, scopeTagIds: [...desired.scopeTagIds, ...added].sort() };
}
