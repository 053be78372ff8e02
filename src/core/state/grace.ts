/** When a tombstone may be deleted, and why not yet. */

import type { LiveProfile } from '../../model/profile.ts';
import type { InventoryEntry } from '../../model/state/inventory.ts';
import { durationOf, instantOf, instantText } from '../../model/time.ts';
import type { Witnesses } from './witnesses.ts';

/** The moment at which grace ends (ISO 8601, UTC), or null where one of the texts is no time: then it never does. */
function graceEnds(since: string, grace: string): string | null {
  const [start, span] = [instantOf(since), durationOf(grace)];
  return start === undefined || span === undefined ? null : instantText(start + span);
}

/** True once grace is over at `now`. Anything that can't be computed is not over. */
function graceOver(since: string, grace: string, now: string): boolean {
  const end = graceEnds(since, grace);
  const [from, at] = [end === null ? undefined : instantOf(end), instantOf(now)];
  return from !== undefined && at !== undefined && at >= from;
}

/** Whether `prune` may delete an object, and in words why not. */
export type PruneVerdict = { readonly ok: true } | { readonly ok: false; readonly why: string };

/** All conditions must hold, each for itself: a tombstone past its grace, both witnesses, no protection, nobody assigned. */
export function pruneVerdict(
  entry: InventoryEntry,
  live: LiveProfile,
  witnessed: Witnesses,
  grace: string,
  now: string,
): PruneVerdict {
  const refuse = (why: string): PruneVerdict => ({ ok: false, why });
  if (entry.tombstone === null) return refuse('its YAML is there, or it was never unassigned');
  if (entry.protect) return refuse('it is protected: put its YAML back with protect: false first');
  if (live.assignments.length > 0) return refuse(`it is assigned again (${live.assignments.length})`);
  if (live.hasPolicySet) return refuse('a policy set assigns it');
  if (!witnessed.agree) return refuse(witnessWords(witnessed));
  if (graceOver(entry.tombstone.since, grace, now)) return { ok: true };
  return refuse(`its grace of ${grace} lasts until ${graceEnds(entry.tombstone.since, grace) ?? 'nobody knows when'}`);
}

function witnessWords({ id, marker }: Witnesses): string {
  if (!id) return 'it is another object than the one recorded';
  if (marker === 'foreign') return 'its description carries the marker of another owner';
  return 'only its id is known: the marker is gone, and it was not recorded when it was made';
}
