/** How values of an input are shown to people: short, quoted, and with nothing invisible left in them. */

import { findNearest } from '../../../model/did-you-mean.ts';
import { isJsonArray, isJsonObject, type JsonValue } from '../../../model/json.ts';
import { INVISIBLE } from '../../../model/text.ts';

const SHOWN_LENGTH = 80;

/** Joiners and marks of direction: Persian words and emoji are written with them, and every face spells them out. */
const WRITTEN = /^[\u061c\u200c-\u200f]$/u;

/**
 * The first invisible character other than line breaks, tabs and what belongs to the writing of some languages, with its
 * index; undefined when there is none. Keys of YAML are words of ours, in which those have no place either.
 */
export function findInvisible(
  text: string,
  isKey = false,
): { readonly index: number; readonly shown: string } | undefined {
  for (const match of text.matchAll(INVISIBLE)) {
    if (!['\n', '\r', '\t'].includes(match[0]) && (isKey || !WRITTEN.test(match[0])))
      return { index: match.index, shown: escaped(match[0]) };
  }
  return undefined;
}

/** The text with every invisible character written as `\u{hex}`. */
export function escaped(text: string): string {
  return text.replaceAll(INVISIBLE, (character) => {
    const hex = (character.codePointAt(0) ?? 0).toString(16);
    return hex.length <= 4 ? `\\u${hex.padStart(4, '0')}` : `\\u{${hex}}`;
  });
}

/** The text in quotes, cut to a length that fits a line. */
export function quoted(text: string): string {
  const characters = [...text];
  const cut = characters.length > SHOWN_LENGTH ? `${characters.slice(0, SHOWN_LENGTH).join('')}…` : text;
  return `"${escaped(cut).replaceAll('"', '\\"')}"`;
}

/** A value as a message names it, with its type: `"yes" is text`, `12 is a number`, `is a list`. */
export function valueAndType(value: JsonValue): string {
  if (value === null) return 'null is no value';
  if (typeof value === 'string') return `${quoted(value)} is text`;
  if (typeof value === 'number') return `${value} is a number`;
  if (typeof value === 'boolean') return `${value} is a switch`;
  return isJsonArray(value) ? 'this is a list' : 'this is a mapping';
}

/** A value as a message names it. */
export function shown(value: JsonValue): string {
  if (typeof value === 'string') return quoted(value);
  if (isJsonObject(value)) return 'a mapping';
  return isJsonArray(value) ? 'a list' : String(value);
}

/** `: did you mean "oauth"?`, or what else could stand there: `: write one of a, b`, `: take it away`. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const meant = findNearest(word, candidates);
  if (meant !== null) return `: did you mean "${meant}"?`;
  return candidates.length === 0 ? ': take it away' : `: write one of ${candidates.join(', ')}`;
}

/** `a, b or c`; `a, b, …` for a list that was cut. */
export function either(words: readonly string[]): string {
  const unique = [...new Set(words)];
  if (unique.at(-1) === '…') return unique.join(', ');
  const last = unique.pop() ?? '';
  return unique.length === 0 ? last : `${unique.join(', ')} or ${last}`;
}
