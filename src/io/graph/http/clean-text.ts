/** Texts of the outside world, made harmless before they stand in a message on somebody's terminal. */

import { stripVTControlCharacters } from 'node:util';

/** Control characters, and those that turn the direction of writing or can't be seen. */
const UNSEEN = /[\p{Cc}\p{Cf}\u2028\u2029]+/gu;

/** One line without escape sequences, at most `length` characters long, cut at its end. */
export function cleanText(text: string, length = 300): string {
  const line = stripVTControlCharacters(text.slice(0, 20 * length))
    .replace(UNSEEN, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const characters = Array.from(line);
  return characters.length <= length ? line : `${characters.slice(0, length - 1).join('')}…`;
}
