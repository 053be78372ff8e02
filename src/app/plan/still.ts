/**
 * Plans that change nothing, which most are: they need the objects of our kinds alone. As soon as anything differs the whole
 * lists are read, since what isn't on a list decides about creates, removals and duplicates.
 */

import { movedKey } from '../../core/state/record.ts';
import type { Config } from '../../model/config.ts';
import type { Memory } from './read-state.ts';
import type { Refreshed, RefreshRequest } from './refresh.ts';

/** True where git and the record know the same keys, or a run has just made them so: other plans differ for sure. */
export function mayBeStill(
  { profiles, everywhere, isFull, isSettled }: RefreshRequest,
  { inventory, intents, problem }: Memory,
  { moved }: Config,
): boolean {
  if (inventory === null || problem !== null || everywhere === true || isFull === true) return false;
  if (isSettled === true) return true;
  if (intents.length > 0) return false;
  const recorded = new Set(Object.keys(inventory.entries).map((key) => movedKey(key, moved)));
  return profiles.length > 0 && profiles.every(({ key }) => recorded.has(key)) && recorded.size === profiles.length;
}

/** True where every profile has its object, as git says, and nothing else was noticed of any of them. */
export function isStill({ problems, proposals, pairing, findings, isMemoryLost }: Refreshed): boolean {
  const { identities, waiting, withheld, orphans, forgotten } = pairing;
  const isQuiet = waiting.size + identities.gone.size + identities.stopped.size + identities.copies.length === 0;
  const isPaired = withheld.length + orphans.length + forgotten.length === 0;
  const isUnchanged = proposals.every(({ action }) => action === 'unchanged' || action === 'unmanaged');
  const isFine = findings.every(({ severity }) => severity !== 'error');
  return problems.length === 0 && !isMemoryLost && isQuiet && isPaired && isUnchanged && isFine;
}
