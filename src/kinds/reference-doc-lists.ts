/** The two lists that other pages point to: sources of facts, and codes of findings. */

import { code, GENERATED, page, table } from './reference-doc-markdown.ts';

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

/** Codes that belong together, with their titles. */
export interface CodeGroup {
  readonly title: string;
  readonly text: string;
  readonly codes: Readonly<Record<string, string>>;
}

/** The page of findings. */
export function findingsPage(groups: readonly CodeGroup[]): string {
  return page([
    GENERATED,
    '# Findings',
    'Every remark that Postilion makes carries one of these codes; `postilion explain CODE` says more.',
    ...groups.flatMap(({ title, text, codes }) => [
      `## ${title}`,
      text,
      table(
        ['Code', 'What is wrong'],
        Object.entries(codes).map(([name, meaning]) => [code(name), meaning]),
      ),
    ]),
  ]);
}
