/** A plan → the comment on its pull request, never longer than asked for: what matters least is cut first, and counted. */

import { type Change, isActing } from '../../model/change.ts';
import type { Plan } from '../../model/plan.ts';
import { counted, thousands } from '../../model/text.ts';
import { changeBlock } from '../plan/change.ts';
import { worstChangesFirst } from '../plan/order.ts';
import { codeSpan } from '../text/escape.ts';
import { markdownBlock, markdownLine } from '../text/markdown-lines.ts';
import { alertOf, warningsOf } from './alert.ts';
import { approvingText } from './approving.ts';
import { tableLines } from './cells.ts';
import { type Fold, findingFolds, lockOutEntries } from './finding-lists.ts';
import type { FileBase } from './links.ts';
import { markerOf, type Tally, tallyLine, tallyOf } from './marker.ts';
import { type Room, roomFor } from './room.ts';
import { COLUMNS, rowCells } from './row-cells.ts';
import { type CommentRow, rowsOf } from './rows.ts';

export interface CommentOptions {
  /** Characters. */
  readonly limit: number;
  /** Tells the comments of several tenants apart; null for a text that nobody has to find again. */
  readonly name: string | null;
  readonly base: FileBase;
  /** Of the comment that this one takes the place of. */
  readonly previous: Tally | null;
}

/** GitHub takes 65,536 characters. */
export const COMMENT_LIMIT = 60_000;
/** What can't be left out takes less. */
export const SMALLEST_LIMIT = 2_000;
/** Kept free for the sentence that counts what was cut. */
const CUT_NOTE = 240;

export function renderComment(plan: Plan, options: CommentOptions): string {
  const { base, name, previous, limit } = options;
  const tally = tallyOf(plan, previous);
  const head = name === null ? '' : `${markerOf(name)}\n${tallyLine(tally)}\n`;
  const start = `${head}${alertOf(plan)}\n`;
  const approving = approvingText(plan);
  const footer = `\n${footerOf(plan, tally, previous)}\n`;
  const room = roomFor(limit - start.length - approving.length - footer.length - CUT_NOTE);
  const warnings = room.list(warningsOf(plan));
  const rows = rowsOf(plan);
  const shown = rowsIn(room, rows, plan, base);
  const lockOuts = room.list(lockOutEntries(plan, base));
  const cut = cutNote(rows.slice(shown.count));
  const folds = foldsOf(plan, rows, base).map((fold) => room.fold(fold));
  return [start, paragraph(warnings), shown.text, cut, paragraph(lockOuts), approving, ...folds, footer].join('');
}

function paragraph(text: string): string {
  return text === '' ? '' : `${text}\n`;
}

function rowsIn(
  room: Room,
  rows: readonly CommentRow[],
  plan: Plan,
  base: FileBase,
): { readonly text: string; readonly count: number } {
  const [head = '', ...lines] = tableLines(
    COLUMNS,
    rows.map((row) => rowCells(row, plan, base)),
  );
  if (rows.length === 0 || !room.take(head)) return { text: '', count: 0 };
  const first = lines.findIndex((line) => !room.take(line));
  const count = first < 0 ? lines.length : first;
  return count === 0 ? { text: '', count } : { text: `${head}${lines.slice(0, count).join('')}\n`, count };
}

/** What waits is never left out without being counted. */
function cutNote(cut: readonly CommentRow[]): string {
  const waiting = cut.filter(({ waits }) => waits).flatMap(({ changes }) => changes).length;
  const others = cut.flatMap(({ changes }) => changes).length - waiting;
  if (waiting + others === 0) return '';
  const parts = [
    ...(waiting > 0 ? [`${counted(waiting, 'more change')} that ${waiting === 1 ? 'waits' : 'wait'}`] : []),
    ...(others > 0 ? [`${counted(others, 'more change')} that people notice`] : []),
  ];
  const still = waiting > 0 ? ' The code below covers what waits.' : '';
  return `_Left out here for length: ${parts.join(' and ')}; the plan document has all._${still}\n\n`;
}

function foldsOf(plan: Plan, rows: readonly CommentRow[], base: FileBase): readonly Fold[] {
  const told = new Set(rows.flatMap(({ changes }) => changes.map(({ key }) => key)));
  const acting = worstChangesFirst(plan.changes.filter(isActing));
  const silent = acting.filter(({ key }) => !told.has(key));
  const more = told.size > 0 ? 'more ' : '';
  const silentFold: Fold = {
    title: `${counted(silent.length, `${more}change`)} that nobody notices`,
    isOpen: false,
    entries: silent.map((change) => `- ${markdownLine(blockOf(change, plan).short)}\n`),
  };
  const detailFold: Fold = {
    title: 'Each change, field by field',
    isOpen: false,
    entries: acting.map((change) => markdownBlock(blockOf(change, plan))),
  };
  return [silentFold, ...findingFolds(plan, base), detailFold].filter(({ entries }) => entries.length > 0);
}

function blockOf(change: Change, plan: Plan) {
  return changeBlock(change, plan, { all: false });
}

function footerOf({ digest, source, tenant, run, summary }: Plan, tally: Tally, previous: Tally | null): string {
  const short = /^sha256:([0-9a-f]{8})/.exec(digest)?.[1] ?? 'unknown';
  const commit = source.commit === null ? 'the working tree' : codeSpan(source.commit.slice(0, 7));
  const made = /^\d{4}-\d\d-\d\dT\d\d:\d\d/.exec(run.started)?.[0].replace('T', ' ') ?? 'an unknown time';
  const unchanged = `${thousands(summary.unchanged)} unchanged`;
  const parts = [
    `Plan ${codeSpan(short)} of ${commit} for ${codeSpan(tenant.owner.slice(0, 60))}, ${made} UTC`,
    unchanged,
    ...historyOf(tally, previous),
  ];
  // Small letters of GitHub run into each other where a line wraps.
  return parts.join(' · ');
}

function historyOf(tally: Tally, previous: Tally | null): readonly string[] {
  if (tally.number === 1 || previous === null || previous.digest === tally.digest) return [];
  const signed = (now: number, before: number, one: string, many?: string): readonly string[] =>
    now === before ? [] : [`${now > before ? '+' : '−'}${counted(Math.abs(now - before), one, many)}`];
  const differences = [
    ...signed(tally.changes, previous.changes, 'change'),
    ...(tally.people === null || previous.people === null
      ? []
      : signed(tally.people, previous.people, 'person disturbed', 'people disturbed')),
  ];
  const since = differences.length === 0 ? '' : `, ${differences.join(', ')} since the ${ordinal(previous.number)}`;
  return [`${ordinal(tally.number)} plan of this pull request${since}`];
}

/** 1 → `1st`, 12 → `12th`, 23 → `23rd`. */
function ordinal(number: number): string {
  const ending = number % 100 >= 11 && number % 100 <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][number % 10] ?? 'th');
  return `${thousands(number)}${ending}`;
}
