/** What stands in one cell of a table of GitHub Markdown: nothing foreign ends the cell, the code or the line. */

import { escapeMarkdown } from '../text/escape.ts';
import { fitted } from './fitted.ts';

/** Characters of one foreign text, as it is written. */
const MOST = 160;

export function cellText(text: string, most = MOST): string {
  return fitted(text, most, escapeMarkdown);
}

/** As code. A code span can't hold every text inside a table, where a pipe ends the cell before it ends the code. */
export function cellCode(text: string, most = MOST): string {
  return text === '' ? '<code>(empty)</code>' : `<code>${cellText(text, most)}</code>`;
}

/** Rows of cells, the first one bold; columns marked with `right` stand at the right. */
export function tableLines(
  head: readonly { readonly title: string; readonly right?: true }[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
  return [
    line(head.map(({ title }) => title)) + line(head.map(({ right }) => (right === true ? '---:' : ':---'))),
    ...rows.map(line),
  ];
}
