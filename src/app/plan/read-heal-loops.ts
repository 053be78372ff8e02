/** Reads from the records of the last day which fields two writers set back and forth. */

import { type HealLoop, healLoops } from '../../core/state/heal-loops.ts';
import type { StateReader } from '../ports/state.ts';

const DAY_MS = 86_400_000;

/** An unreadable branch gives none: it makes the plan incomplete, and an incomplete plan heals nothing. */
export async function readHealLoops(state: StateReader, now: string): Promise<readonly HealLoop[]> {
  const reading = await state.read();
  if (reading.status !== 'found') return [];
  const since = new Date(Date.parse(now) - DAY_MS).toISOString();
  const runs = await state.readRuns(reading.state.revision, since);
  return runs.status === 'found' ? healLoops(runs.runs, now) : [];
}
