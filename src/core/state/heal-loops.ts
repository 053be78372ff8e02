/** Two writers that undo each other's work: a field that was healed again and again. */

import { compareText } from '../../model/finding.ts';
import type { RunRecord } from '../../model/state/log.ts';
import { instantOf } from '../../model/time.ts';

const DAY_MS = 86_400_000;
/** Heals of one field within a day that make a fight. */
const ROUNDS = 3;

export interface HealLoop {
  readonly key: string;
  /** JSON pointer in the profile. */
  readonly path: string;
  /** When it was healed, oldest first. */
  readonly times: readonly string[];
}

/** Fields that were healed three times in the 24 hours before `now`: they are left alone until somebody decides. */
export function healLoops(runs: readonly RunRecord[], now: string): readonly HealLoop[] {
  const end = instantOf(now);
  if (end === undefined) return [];
  const rounds = new Map<string, HealLoop>();
  const recent = runs
    .filter(({ ended }) => isWithin(instantOf(ended), end))
    .toSorted((a, b) => (instantOf(a.ended) ?? 0) - (instantOf(b.ended) ?? 0));
  for (const { healed, ended } of recent) {
    for (const { key, path } of healed) {
      const times = rounds.get(`${key}${path}`)?.times ?? [];
      rounds.set(`${key}${path}`, { key, path, times: [...times, ended] });
    }
  }
  return [...rounds.values()]
    .filter(({ times }) => times.length >= ROUNDS)
    .sort((a, b) => compareText(a.key, b.key) || compareText(a.path, b.path));
}

function isWithin(at: number | undefined, end: number): boolean {
  return at !== undefined && at <= end && end - at < DAY_MS;
}
