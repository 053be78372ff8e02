/** Lists of names and patterns as policy holds them: which of two lets more in. */

import { isJsonArray, type JsonValue } from '../../model/json.ts';
import { matchesWildcards } from '../../model/wildcards.ts';

export function patternsOf(value: JsonValue | undefined): readonly string[] | null {
  return isJsonArray(value) ? value.filter((one) => typeof one === 'string') : null;
}

/** Names in `after` that `before` lacks; null stands for everybody. */
export function namesBeyond(before: JsonValue | undefined, after: JsonValue | undefined): boolean {
  const [known, wished] = [patternsOf(before), patternsOf(after)];
  if (known === null) return false;
  return wished === null || wished.some((one) => !known.includes(one));
}

/** A pattern whose stars are read as letters fits another one only where all that it stands for does. */
export function isWithin(pattern: string, patterns: readonly string[]): boolean {
  return patterns.some((one) => matchesWildcards(one.toLowerCase(), pattern.toLowerCase()));
}
