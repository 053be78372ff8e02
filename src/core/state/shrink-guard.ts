/** A repository that lost its profiles must not empty the tenant: what would vanish at once is stopped before it starts. */

import { type Finding, finding } from '../../model/finding.ts';
import type { Inventory } from '../../model/state/inventory.ts';

/** From so many objects on, losing more than half of them at once is taken for an accident. */
const FEW = 4;

/**
 * Findings that stop a run: no profile is left in git, or more than half of the managed objects would go at once. Counted
 * are objects that somebody still gets (no tombstone). `desired` are the keys in git, those that couldn't be read included;
 * `inventory` has today's keys without the released ones. There's no switch for it: the way out is in the text.
 */
export function shrinkFindings(inventory: Inventory, desired: ReadonlySet<string>): readonly Finding[] {
  const managed = Object.entries(inventory.entries).flatMap(([key, { tombstone }]) =>
    tombstone === null ? [key] : [],
  );
  const going = managed.filter((key) => !desired.has(key)).sort();
  if (going.length === 0) return [];
  const list = going.length > 5 ? `${going.slice(0, 5).join(', ')} and ${going.length - 5} more` : going.join(', ');
  if (desired.size === 0) {
    const text = `no profile is left in git, but ${managed.length} are managed (${list}): correct "profiles" in postilion.yaml, or name under "release" those that you hand back`;
    return [finding('REM-001', text)];
  }
  if (managed.length < FEW || going.length * 2 <= managed.length) return [];
  const text = `${going.length} of ${managed.length} managed profiles are gone from git at once (${list}), more than half: take them away in smaller steps, or name under "release" those that you hand back`;
  return [finding('REM-002', text)];
}
