/** Findings in a comment: lock-outs beside what waits, new ones open, those that were there before folded. */

import { type Finding, isLockOut } from '../../model/finding.ts';
import type { Plan } from '../../model/plan.ts';
import { countFindings, sortWorstFirst } from '../findings/line.ts';
import { escapeMarkdown } from '../text/escape.ts';
import { cellText } from './cells.ts';
import { fitted } from './fitted.ts';
import { type FileBase, linked } from './links.ts';

/** Characters of a message. */
const MESSAGE = 500;

/** A fold of a comment: what it is about, and its entries, the most important first. */
export interface Fold {
  readonly title: string;
  readonly isOpen: boolean;
  readonly entries: readonly string[];
}

export function lockOutEntries({ findings }: Plan, base: FileBase): readonly string[] {
  return findings.filter(isLockOut).map((finding) => `- **Locked out:** ${entryText(finding, base)}\n`);
}

/** Where nothing was compared, all findings count as there before but for those of profiles that change. */
export function findingFolds({ findings }: Plan, base: FileBase): readonly Fold[] {
  const told = sortWorstFirst(findings.filter((one) => one.waived === undefined && !isLockOut(one)));
  const isCompared = told.some((one) => one.new !== undefined);
  const fresh = told.filter((one) => one.new === true || (!isCompared && one.severity === 'error'));
  const old = told.filter((one) => !fresh.includes(one));
  const entries = (some: readonly Finding[]): readonly string[] =>
    some.map((finding) => `- ${finding.severity} ${entryText(finding, base)}\n`);
  const newTitle = isCompared ? 'New in this pull request: ' : '';
  const oldTitle = isCompared ? ' there before' : '';
  return [
    { title: `${newTitle}${countFindings(fresh)}`, isOpen: true, entries: entries(fresh) },
    { title: `${countFindings(old)}${oldTitle}`, isOpen: false, entries: entries(old) },
  ].filter((fold) => fold.entries.length > 0);
}

/** The place, as a link where it can be one, the code and what it says. */
export function entryText(finding: Finding, base: FileBase): string {
  const { file, line, column, key, code, message } = finding;
  const place = file === null ? key : [file, line, column].filter((part) => part !== null).join(':');
  const where = place === null ? '' : `${linked(cellText(place), { file, line }, base)} `;
  return `${where}**${cellText(code, 40)}** ${fitted(message, MESSAGE, escapeMarkdown)}`;
}
