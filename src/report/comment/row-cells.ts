/** One row of the table: people, what they notice, the change, why, and the code. */

import { readCode } from '../../model/approval.ts';
import { type Change, type FieldChange, type TargetView, waitingGates } from '../../model/change.ts';
import type { Basis } from '../../model/effect.ts';
import type { Plan, Problem } from '../../model/plan.ts';
import { counted, thousands } from '../../model/text.ts';
import { gateAdvice } from '../plan/gates.ts';
import { peopleSentences } from '../plan/people.ts';
import { longTexts, showValue } from '../plan/values.ts';
import { withoutNumber } from '../text/wording.ts';
import { cellCode, cellText } from './cells.ts';
import { type FileBase, linked } from './links.ts';
import type { CommentRow } from './rows.ts';

/** So many keys, reasons and sentences of a row are named. */
const NAMED = 4;
const REASONS = 3;
const SENTENCES = 3;
/** Characters of a value, and of a name. */
const VALUE = 60;
const NAME = 80;

export const COLUMNS = [
  { title: 'people', right: true },
  { title: 'what they notice' },
  { title: 'change' },
  { title: 'why' },
  { title: 'code' },
] as const;

export function rowCells(row: CommentRow, { problems }: Plan, base: FileBase): readonly string[] {
  return [people(row, problems), notices(row), changes(row, base), why(row), codeCell(row)];
}

/** Those of the worst sentence. Several changes that say one thing have each person once. */
function people(row: CommentRow, problems: readonly Problem[]): string {
  const [worst, ...others] = newsOf(row, problems);
  if (row.changes.length > 1 && others.length === 0) {
    return `**${numberOf(row.people, row.waits ? row.basis : 'at-most')}**`;
  }
  if (worst?.count === undefined) return `**${numberOf(row.people, row.basis)}**`;
  return `**${numberOf(worst.count, worst.texts.length > 1 ? 'at-most' : row.basis)}**`;
}

/** What people are told, worst first: the sentence without its number, and how many it concerns in all. */
interface News {
  readonly bare: string;
  /** As each change says it. */
  readonly texts: readonly string[];
  /** The sum; null where nobody could count them, left out where the sentence is about nobody. */
  readonly count: number | null | undefined;
}

function newsOf({ changes: all }: CommentRow, problems: readonly Problem[]): readonly News[] {
  const news = new Map<string, News>();
  for (const { text, count } of all.flatMap((change) => peopleSentences(change, problems))) {
    const bare = withoutNumber(text);
    const known = news.get(bare);
    const sum =
      known === undefined
        ? count
        : typeof known.count !== 'number' || typeof count !== 'number'
          ? null
          : known.count + count;
    news.set(bare, { bare, texts: [...(known?.texts ?? []), text], count: sum });
  }
  return [...news.values()];
}

function numberOf(count: number | null, basis: Basis): string {
  if (count === null) return 'unknown';
  return `${basis === 'at-most' && count > 0 ? '≤ ' : ''}${thousands(count)}`.replace(' ', '&nbsp;');
}

/** The first sentence without its number, which stands beside it; the others with theirs. */
function notices(row: CommentRow): string {
  const lines = newsOf(row, [])
    .slice(0, SENTENCES)
    .map(({ bare, texts, count }, index) => {
      const [only = bare, ...more] = texts;
      if (index === 0) return bare;
      return more.length === 0
        ? only
        : `${bare} (${typeof count !== 'number' ? 'unknown' : `at most ${thousands(count)}`})`;
    });
  return lines.map((text) => cellText(text, 200)).join('<br>');
}

function changes({ changes: all, isBundle }: CommentRow, base: FileBase): string {
  const [first, ...others] = all;
  if (others.length === 0) return `${keyOf(first, base)}<br>${first.action}`;
  const named = all.slice(0, NAMED).map(({ key, source }) => linked(cellText(key, NAME), source ?? NOWHERE, base));
  const more = all.length - named.length;
  const actions = [...new Set(all.map(({ action }) => action))].join(', ');
  const together = isBundle ? ' together' : '';
  const rest = more === 0 ? '' : ` and ${thousands(more)} more`;
  return `**${counted(all.length, 'profile')}** ${actions}${together}<br>${named.join(', ')}${rest}`;
}

const NOWHERE = { file: null, line: null };

function keyOf({ key, source }: Change, base: FileBase): string {
  return linked(cellCode(key, NAME), source ?? NOWHERE, base);
}

function why({ changes: all }: CommentRow): string {
  const [first] = all;
  const fields = first.action === 'create' ? [] : first.fields.map(fieldText);
  const reasons = [...fields, ...targets(all)];
  const shown = reasons.slice(0, REASONS);
  const more = reasons.length - shown.length;
  return [...shown, ...(more > 0 ? [`and ${thousands(more)} more`] : [])].join('<br>') || '&nbsp;';
}

function fieldText({ label, path, from, to, fromText, toText }: FieldChange): string {
  const [before, after] = [fromText ?? from, toText ?? to];
  const long = longTexts(before, after);
  const values = long === null ? [showValue(before), showValue(after)] : [long.from, long.to];
  return `${cellText(label || path, NAME)}: ${values.map((value) => cellCode(value, VALUE)).join(' → ')}`;
}

/** By name where all changes move the same targets, else only what kind of move it is. */
function targets(all: CommentRow['changes']): readonly string[] {
  const [{ assignments }] = all;
  const [one] = all.map(({ assignments: delta }) => namesOf(delta).join('\n'));
  if (all.every(({ assignments: delta }) => namesOf(delta).join('\n') === one)) {
    return namesOf(assignments).map((text) => cellText(text, NAME));
  }
  const { add, remove, change } = assignments;
  const words = [
    ...(add.length > 0 ? ['added'] : []),
    ...(remove.length > 0 ? ['taken away'] : []),
    ...(change.length > 0 ? ['filtered otherwise'] : []),
  ];
  return [`groups ${words.join(' and ')}`];
}

function namesOf({ add, remove, change }: Change['assignments']): readonly string[] {
  return [
    ...remove.map((target) => `− ${nameOf(target)}`),
    ...add.map((target) => `+ ${nameOf(target)}`),
    ...change.map(
      ({ to }) => `${nameOf(to)}: ${to.filter === null ? 'no filter' : `filter ${to.filter.name ?? to.filter.id}`}`,
    ),
  ];
}

function nameOf({ intent, type, name, id }: TargetView): string {
  const who = type === 'allUsers' ? 'all users' : type === 'allDevices' ? 'all devices' : (name ?? id ?? 'unknown');
  return intent === 'exclude' ? `exclusion of ${who}` : who;
}

function codeCell({ waits, code, changes: all }: CommentRow): string {
  if (!waits) return 'needs none';
  const known = code === null ? null : readCode(code);
  const others = all
    .filter((change) => waitingGates(change).length > 0)
    .flatMap((change) => gateAdvice(change).flatMap(({ words, flag }) => (flag === null ? [words] : [])));
  const lines = [...new Set(others)].slice(0, 2).map((words) => cellText(words, 200));
  return [...(known === null ? [] : [`<code>${known.text}</code>`]), ...lines].join('<br>') || 'plan anew';
}
