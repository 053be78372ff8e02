/** What is said where there is no plan to tell of: what is wrong, where, and that nothing was done. */

import type { FailedPlan } from '../../model/failed-plan.ts';
import { sortFindings } from '../../model/finding.ts';
import { counted } from '../../model/text.ts';
import { sortWorstFirst } from '../findings/line.ts';
import { codeSpan, escapeMarkdown } from '../text/escape.ts';
import { entryText } from './finding-lists.ts';
import { fitted } from './fitted.ts';
import type { FileBase } from './links.ts';
import { markerOf } from './marker.ts';
import { roomFor } from './room.ts';

/** Characters of what stood in the way. */
const MESSAGE = 1_000;
/** Kept free for the words around the list, and for the sentence that counts what was cut. */
const FRAME = 160;

export interface NoPlan {
  /** Null where nothing is known but that there is no plan. */
  readonly failed: FailedPlan | null;
  /** Null where nobody told it. */
  readonly commit: string | null;
  /** Address of the run; null where nobody told it. */
  readonly run: string | null;
  readonly base: FileBase;
  /** Tells the comments of several tenants apart; null for a text that nobody has to find again. */
  readonly name: string | null;
  /** Characters. */
  readonly limit: number;
}

export function renderNoPlan({ failed, commit, run, base, name, limit }: NoPlan): string {
  const marker = name === null ? '' : `${markerOf(name)}\n`;
  const of = commit === null ? '' : ` for ${codeSpan(commit.slice(0, 7))}`;
  const told = failed === null ? [] : sortWorstFirst(sortFindings(failed.findings));
  const errors = told.filter(({ severity }) => severity === 'error');
  const others = told.filter(({ severity }) => severity !== 'error');
  const where = run === null ? 'the run says why' : `[the run says why](${run})`;
  const start = `${marker}> [!CAUTION]\n> **There is no plan${of}: ${titleOf(failed)}.** ${doneIn(failed)}\\\n> Nobody can say whom this would disturb, and what was said before may no longer hold${failed === null ? `: ${where}` : ''}.\n`;
  const message = failed?.failed.message ?? '';
  const why = message === '' ? '' : `\n${fitted(message, MESSAGE, escapeMarkdown)}\n`;
  const room = roomFor(limit - start.length - why.length - FRAME);
  const entries = (some: typeof told) => some.map((one) => `- ${one.severity} ${entryText(one, base)}\n`);
  const list = room.list(entries(errors));
  const rest = errors.length - list.split('\n').length + 1;
  const more = rest > 0 ? `- ${counted(rest, 'more error')}: \`postilion validate\` tells all\n` : '';
  const heading = errors.length === 0 ? '' : `\n**To be corrected before there can be a plan:**\n\n`;
  const fold = room.fold({
    title: `${counted(others.length, 'remark')} beside`,
    isOpen: false,
    entries: entries(others),
  });
  return `${start}${why}${heading}${list}${more}${others.length === 0 ? '' : fold}`;
}

/** A plan never writes; with files that are wrong nobody even asks. */
function doneIn(failed: FailedPlan | null): string {
  const isAsked = failed === null || failed.failed.message !== '';
  return isAsked ? 'Nothing was changed in the tenant.' : 'The tenant was not contacted.';
}

/** In a few words, for the first line and the check run. */
export function titleOf(failed: FailedPlan | null): string {
  if (failed === null) return 'the run failed';
  const errors = failed.findings.filter(({ severity }) => severity === 'error').length;
  if (failed.failed.message === '' || errors > 0) return `${counted(errors, 'error')} in the files`;
  return WORDS.get(failed.failed.exitCode) ?? 'the run failed';
}

/** Exit codes of runs that make no plan. */
const WORDS: ReadonlyMap<number, string> = new Map([
  [9, 'the sign-in was refused'],
  [10, 'what the run was given can not be used'],
  [12, 'something could not be read'],
]);
