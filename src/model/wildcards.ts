/** Patterns with stars against texts, without a regular expression: work that grows with the lengths alone. */

/**
 * True when the pattern stands for the whole text: `*` for any characters, also none; where `one` is given, it stands
 * for any single one. After a mismatch only the last star may take more, so nothing is tried twice.
 */
export function matchesWildcards(pattern: string, text: string, one?: '?'): boolean {
  const signs = Array.from(pattern);
  const characters = Array.from(text);
  let sign = 0;
  let star = -1;
  let taken = 0;
  for (let at = 0; at < characters.length; ) {
    if (signs[sign] === '*') {
      star = sign;
      taken = at;
      sign += 1;
    } else if (sign < signs.length && (signs[sign] === one || signs[sign] === characters[at])) {
      sign += 1;
      at += 1;
    } else if (star >= 0) {
      taken += 1;
      at = taken;
      sign = star + 1;
    } else return false;
  }
  return signs.slice(sign).every((rest) => rest === '*');
}
