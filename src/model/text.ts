/** Words and characters that all floors write alike: counts, and what nobody can see in a text. */

import type { Basis } from './effect.ts';

/** 1870 → `1,870`. Written out rather than left to a locale, which differs between machines. */
export function thousands(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** (2, "change") → `2 changes`; (1, "person", "people") → `1 person`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${thousands(count)} ${count === 1 ? one : many}`;
}

/** A number of people with how it was got: `1 person`, `at most 1,240 people`. */
export function peopleInWords(count: number, basis: Basis): string {
  return `${basis === 'at-most' ? 'at most ' : ''}${counted(count, 'person', 'people')}`;
}

/**
 * What a reviewer can't see in a text: controls (ANSI sequences start with one), formats (bidi, zero width, tags),
 * separators, lone surrogates and blank letters. Only for `replace` and `matchAll`, which start at the beginning.
 */
export const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]/gu;

/** With what changes the character before it and is nothing alone: legal in a name (emoji have it), yet spelled out when shown. */
export const UNDRAWN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

const INVISIBLE_RUN = new RegExp(`${INVISIBLE.source}+`, 'gu');

/** Foreign text on one line, with nothing in it that steers a terminal: each run of invisible characters is one `mark`. */
export function onOneLine(text: string, mark = ' '): string {
  return text.replaceAll(INVISIBLE_RUN, mark).trim();
}
