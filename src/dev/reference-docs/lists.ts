/** The two lists that other pages point to: sources of facts, and codes of findings. */

import { code, GENERATED, page, table } from './markdown.ts';

/** The page of sources: key → where the fact is from. */
export function sourcesPage(sources: Readonly<Record<string, string>>): string {
  return page([
    GENERATED,
    '# Sources',
    'Effects and rules cite these by key.',
    table(
      ['Key', 'Source'],
      Object.entries(sources).map(([key, text]) => [code(key), text]),
    ),
  ]);
}

/** One code: what it means, how grave it is where that is fixed, and where the fact is from. */
interface CodeEntry {
  readonly code: string;
  readonly title: string;
  readonly severity: string;
  readonly sources: readonly string[];
}

/** Codes that belong together. */
export interface CodeGroup {
  readonly title: string;
  readonly text: string;
  readonly codes: readonly CodeEntry[];
}

/** The page of findings. */
export function findingsPage(groups: readonly CodeGroup[]): string {
  return page([
    GENERATED,
    '# Findings',
    'Every remark that Postilion makes carries one of these codes; `postilion explain CODE` says more.',
    ...groups.flatMap(({ title, text, codes }) => [`## ${title}`, text, codeTable(codes)]),
  ]);
}

/** Columns that say nothing in the whole group are left out. */
function codeTable(codes: readonly CodeEntry[]): string {
  const isGraded = codes.some(({ severity }) => severity !== '');
  const isSourced = codes.some(({ sources }) => sources.length > 0);
  const head = ['Code', 'What it says', ...(isGraded ? ['Severity'] : []), ...(isSourced ? ['Sources'] : [])];
  const rows = codes.map(({ code: name, title, severity, sources }) => [
    code(name),
    title,
    ...(isGraded ? [severity] : []),
    ...(isSourced ? [sources.join(', ')] : []),
  ]);
  return table(head, rows);
}
