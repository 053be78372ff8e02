/** The two lists that other pages point to: sources of facts, and codes of findings. */

import { compareText } from '../../model/finding.ts';
import type { FindingEntry } from '../../model/findings/entry.ts';
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

interface CalendarRow {
  readonly from: string;
  readonly what: string;
  readonly means: string;
  readonly evidence: string;
  readonly sources: readonly string[];
}

/** The page of days, in their order. */
export function calendarPage(calendar: Readonly<Record<string, CalendarRow>>): string {
  const rows = Object.values(calendar).toSorted((a, b) => compareText(a.from, b.from));
  return page([
    GENERATED,
    '# Calendar',
    'What ends or begins on a day, and what it means for profiles. Rules judge for today, or for another day with `--as-of`. Sources are listed in [sources.md](sources.md).',
    table(
      ['From', 'What', 'What it means', 'Evidence', 'Sources'],
      rows.map(({ from, what, means, evidence, sources }) => [from, what, means, evidence, sources.join(', ')]),
    ),
  ]);
}

/** Codes that belong together. */
export interface FindingGroup {
  readonly title: string;
  readonly text: string;
  readonly entries: Readonly<Record<string, FindingEntry>>;
}

/** The page of findings, and of what nothing is said about. */
export function findingsPage(
  groups: readonly FindingGroup[],
  unchecked: Readonly<Record<string, { readonly title: string; readonly because: string }>>,
  examples: Examples,
): string {
  return page([
    GENERATED,
    '# Findings',
    'Every remark that Postilion makes carries one of these codes; `postilion explain CODE` says more. Where a code has two severities, the first is the usual one; the other is for a milder or graver case, or one that is not certain. The evidence is `own` where the finding says what Postilion does or how it reads its input. Sources are listed in [sources.md](sources.md).',
    ...groups.flatMap(({ title, text, entries }) => [`## ${title}`, text, findingTable(entries)]),
    '## One by one',
    'Why a finding matters and what to do about it. What each rule objects to, and what is right, are lines of a profile that the tests try; `needs` is the permission without which a finding is not made (then `FCT-001` says so).',
    ...groups.flatMap(({ entries }) => explained(entries, examples)),
    '## Not checked',
    'What experts look for and no finding tells, with the reason.',
    table(
      ['Code', 'What it would say', 'Why it is not checked'],
      Object.entries(unchecked)
        .map(([name, { title, because }]) => [code(name), title, because])
        .toSorted(([a = ''], [b = '']) => compareText(a, b)),
    ),
  ]);
}

type Examples = Readonly<Record<string, { readonly fails: string; readonly passes: string }>>;

/** A section for each entry that says why. */
function explained(entries: FindingGroup['entries'], examples: Examples): readonly string[] {
  return Object.entries(entries)
    .toSorted(([a], [b]) => compareText(a, b))
    .flatMap(([name, { title, why, remedy, sources = [], needs }]) => {
      if (why === undefined || remedy === undefined) return [];
      const example = examples[name];
      const lines = [
        `- **Why:** ${why}`,
        `- **What to do:** ${remedy}`,
        ...(example === undefined ? [] : exampleLines(example)),
        ...(needs === undefined ? [] : [`- **Needs:** ${code(needs)}`]),
        ...(sources.length === 0 ? [] : [`- **Sources:** ${sources.join(', ')}`]),
      ];
      return [`### ${name}: ${title}`, lines.join('\n')];
    });
}

function exampleLines({ fails, passes }: Examples[string]): readonly string[] {
  return [
    `- **Objected to:** ${fails === '' ? 'the line below left out' : code(fails)}`,
    `- **Right:** ${passes === '' ? 'without it' : code(passes)}`,
  ];
}

function findingTable(entries: FindingGroup['entries']): string {
  const rows = Object.entries(entries).map(([name, entry]) => {
    const { severity, otherwise, evidence, isWaivable, title, sources = [] } = entry;
    const severities = otherwise === undefined ? severity : `${severity} or ${otherwise}`;
    return [code(name), title, severities, evidence, isWaivable ? 'yes' : 'no', sources.join(', ')];
  });
  const head = ['Code', 'What it says', 'Severity', 'Evidence', 'Can be waived', 'Sources'];
  return table(
    head,
    rows.toSorted(([a = ''], [b = '']) => compareText(a, b)),
  );
}
