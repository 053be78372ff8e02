/** Markdown as the reference pages need it: tables whose cells can hold any text of the catalogue. */

/** A text as a table cell: on one line, with the bars that would end the cell escaped. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', '<br>').trim();
}

/** A table; rows and head have as many cells. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

/** A text as code. The catalogue's names and values hold no backticks. */
export function code(text: string): string {
  return `\`${text}\``;
}

/** Blocks with a blank line between them and a line break at the end; empty blocks are left out. */
export function page(blocks: readonly string[]): string {
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

/** Says on each page that editing it is lost work. */
export const GENERATED =
  '<!-- Written by `npm run generate` from the catalogue in src/kinds; changes made here are lost. -->';
