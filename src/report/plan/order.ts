/** Sorts changes for people: the most disturbing change comes first. */

import { type Change, waitingGates } from '../../model/change.ts';
import { compareLevels, gateLevel } from '../../model/effect.ts';
import { compareText } from '../../model/finding.ts';

/** By level, what waits before what doesn't, then by people (an unknown number may be the largest), then by key. */
export function worstChangesFirst(changes: readonly Change[]): readonly Change[] {
  const level = (change: Change) => gateLevel({ level: change.effect.disturbs, outage: change.effect.outage });
  const size = (change: Change) => change.effect.people ?? Number.MAX_SAFE_INTEGER;
  return [...changes].sort(
    (a, b) =>
      compareLevels(level(b), level(a)) ||
      Number(waitingGates(b).length > 0) - Number(waitingGates(a).length > 0) ||
      compareLevels(b.effect.level, a.effect.level) ||
      size(b) - size(a) ||
      compareText(a.key, b.key),
  );
}
