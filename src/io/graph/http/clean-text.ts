/** Texts of the outside world, made harmless before they stand in a message on somebody's terminal. */

import { stripVTControlCharacters } from 'node:util';
import { onOneLine } from '../../../model/text.ts';

/** One line without escape sequences, at most `length` characters long, cut at its end. */
export function cleanText(text: string, length = 300): string {
  const line = onOneLine(stripVTControlCharacters(text.slice(0, 20 * length))).replace(/\s+/g, ' ');
  const characters = Array.from(line);
  return characters.length <= length ? line : `${characters.slice(0, length - 1).join('')}…`;
}
