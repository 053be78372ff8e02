/** What somebody probably meant. */

import { distance } from 'fastest-levenshtein';
import { compareText } from '../../model/finding.ts';

/** The candidate most like `text`, or null when none is near enough to be a slip (a third of its letters). */
export function nearest(text: string, candidates: readonly string[]): string | null {
  const allowed = Math.max(1, Math.ceil(text.length / 3));
  const ranked = [...new Set(candidates)]
    .filter((candidate) => candidate !== '')
    .map((candidate) => ({ candidate, far: distance(text.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.far - b.far || compareText(a.candidate, b.candidate));
  const best = ranked[0];
  return best !== undefined && best.far <= allowed ? best.candidate : null;
}
