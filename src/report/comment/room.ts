/** How many characters of a comment are left: whoever comes first takes what it needs, and what doesn't fit is counted. */

import { counted } from '../../model/text.ts';
import { escapeMarkdown } from '../text/escape.ts';
import type { Fold } from './finding-lists.ts';

export interface Room {
  /** False where the text doesn't fit; nothing is taken then. */
  take(text: string): boolean;
  /** Entries while they fit. */
  list(entries: readonly string[]): string;
  /** A fold with as many entries as fit; empty where not even its title does. */
  fold(fold: Fold): string;
}

export function roomFor(characters: number): Room {
  let left = characters;
  const take = (text: string): boolean => {
    if (text.length > left) return false;
    left -= text.length;
    return true;
  };
  const fitting = (entries: readonly string[]): readonly string[] => {
    const first = entries.findIndex((entry) => !take(entry));
    return first < 0 ? entries : entries.slice(0, first);
  };
  return {
    take,
    list: (entries) => fitting(entries).join(''),
    fold({ title, isOpen, entries }) {
      const open = `\n<details${isOpen ? ' open' : ''}><summary>${escapeMarkdown(title)}</summary>\n\n`;
      const close = '\n</details>\n';
      const note = (count: number): string => `- ${counted(count, 'more entry', 'more entries')} left out for length\n`;
      if (!take(open + close + note(entries.length))) return '';
      const shown = fitting(entries);
      const rest = entries.length - shown.length;
      return `${open}${shown.join('')}${rest === 0 ? '' : note(rest)}${close}`;
    },
  };
}
