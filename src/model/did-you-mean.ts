/** Finds the known word closest to a misspelt one. */

import { distance } from 'fastest-levenshtein';
import { compareText } from './finding.ts';

/** Names in Graph are no longer; comparing whole documents would take long. */
const LONGEST = 256;

/**
 * The candidate most like the word, whatever its case; null when none is near enough to be a slip. One letter in
 * `lettersPerSlip` may be wrong, missing or added, and two in a short word.
 */
export function findNearest(word: string, candidates: readonly string[], lettersPerSlip = 3): string | null {
  if (word.length > LONGEST) return null;
  const allowed = Math.max(2, Math.floor(word.length / lettersPerSlip));
  const [best] = [...new Set(candidates)]
    .filter((candidate) => candidate !== '')
    .map((candidate) => ({ candidate, edits: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits || compareText(a.candidate, b.candidate));
  return best !== undefined && best.edits <= allowed ? best.candidate : null;
}
