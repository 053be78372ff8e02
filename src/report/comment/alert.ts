/** The first lines of a comment: the worst that happens to people, and what of the plan waits or can't be told. */

import { readCode } from '../../model/approval.ts';
import { isActing } from '../../model/change.ts';
import { compareLevels } from '../../model/effect.ts';
import { isLockOut } from '../../model/finding.ts';
import type { Plan, PolicyChange } from '../../model/plan.ts';
import { counted, thousands } from '../../model/text.ts';
import { headlines, waitingHeadline } from '../plan/headline.ts';
import { waitingKeys } from '../plan/waiting.ts';
import type { Line } from '../text/document.ts';
import { escapeMarkdown } from '../text/escape.ts';
import { fitted } from './fitted.ts';

/** Characters of the worst sentence, so that it is whole within the first 400 of the comment, and of each other line. */
const WORST = 220;
const OTHER = 260;
const SENTENCES = 4;
const SHOWN = 3;

/** GitHub's alert: red where people lose mail or are locked out, amber where somebody is disturbed or something waits. */
export function alertOf(plan: Plan): string {
  const [worst = '', ...others] = sentences(plan);
  const more = fewest(others, waitingHeadline(plan)).map(
    (text) => `> ${fitted(sentence(text), OTHER, escapeMarkdown)}\n`,
  );
  return `> [!${gravity(plan)}]\n> **${fitted(sentence(worst), WORST, escapeMarkdown)}**\\\n${more.join('').replace(/\n(?=>)/g, '\\\n')}`.replace(
    /\\\n$/,
    '\n',
  );
}

/** However many sentences there are, how much waits is among them. */
function fewest(others: readonly string[], waiting: string | null): readonly string[] {
  const shown = others.slice(0, SENTENCES);
  return waiting === null || shown.includes(waiting) ? shown : [...shown.slice(0, -1), waiting];
}

/** Of half a reading the worst that is known stands first; where nothing is known, that stands there. */
function sentences(plan: Plan): readonly string[] {
  const [first = '', ...rest] = headlines(plan).map(textOf);
  if (plan.complete) return [first, ...rest];
  const isSomethingKnown = plan.changes.some(isActing);
  return isSomethingKnown
    ? [
        first,
        'more people may be concerned: not everything could be read, and nothing is applied until it can',
        ...rest,
      ]
    : ['nobody can say whom this would disturb: the tenant could not be read, and nothing was changed in it', ...rest];
}

function gravity(plan: Plan): 'CAUTION' | 'WARNING' | 'NOTE' {
  const { summary, findings, complete } = plan;
  const isLost = compareLevels(summary.worstDisturbance, 'mail-removed') >= 0 && summary.losingMail !== 0;
  const isOut = summary.disturbances.some(({ outage, people }) => outage && people !== 0);
  const isUnknown = !complete && !plan.changes.some(isActing);
  if (isLost || isOut || isUnknown || findings.some(isLockOut)) return 'CAUTION';
  const isWaiting = waitingKeys(plan).size > 0 || plan.policyChanges !== undefined;
  const hasErrors = findings.some(({ severity }) => severity === 'error');
  return isWaiting || hasErrors || !complete || summary.disturbed !== 0 ? 'WARNING' : 'NOTE';
}

function textOf(line: Line): string {
  return line.type === 'diff'
    ? ''
    : line.spans
        .map(({ text }) => text)
        .join('')
        .replace(/^! /, '');
}

function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}${/[.!?…]$/.test(text) ? '' : '.'}`;
}

/** What is wrong with the plan itself, and what the commit loosens: entries of a list, the gravest first. */
export function warningsOf(plan: Plan): readonly string[] {
  return [...policyEntries(plan), ...errorEntries(plan), ...gaps(plan)].map((text) => `- ${text}\n`);
}

function policyEntries({ policyChanges = [] }: Plan): readonly string[] {
  const told = policyChanges.slice(0, SHOWN).map(policyEntry);
  const more = policyChanges.length - told.length;
  return more > 0 ? [...told, `**${counted(more, 'more setting')} loosened**: the plan document has all`] : told;
}

function policyEntry({ setting, because, letsThrough, code }: PolicyChange): string {
  const why = because === null ? 'no reason given' : `“${because}”`;
  const through =
    letsThrough.length === 0 ? '' : `, which lets ${counted(letsThrough.length, 'waiting change')} through`;
  const words = fitted(`${setting}${through} (${why})`, OTHER, escapeMarkdown);
  const known = readCode(code);
  return `**This commit loosens** ${words}${known === null ? '' : `: <code>${known.text}</code>`}`;
}

function errorEntries({ findings, held = [], complete }: Plan): readonly string[] {
  const errors = findings.filter(({ severity, waived }) => severity === 'error' && waived === undefined);
  if (errors.length === 0) return [];
  const isAll = held.length === 0 || errors.some(({ key }) => key === null);
  const rest = !complete
    ? 'nothing is applied until everything can be read'
    : isAll
      ? 'nothing is applied until they are gone'
      : `${counted(held.length, 'profile')} ${held.length === 1 ? 'stays as it is' : 'stay as they are'}, the rest can be applied`;
  return [
    `**${counted(errors.length, 'error')}**: ${errors.length === 1 && isAll && complete ? 'nothing is applied until it is gone' : rest}`,
  ];
}

function gaps({ complete, problems }: Plan): readonly string[] {
  if (complete && problems.length === 0) return [];
  const told = problems.slice(0, SHOWN).map(({ message }) => fitted(message, OTHER, escapeMarkdown));
  const more = problems.length - told.length;
  const rest = more > 0 ? [`${thousands(more)} more`] : [];
  return [`**This plan is incomplete**, since something could not be read: ${[...told, ...rest].join('; ')}`];
}

/** True where nobody needs a comment: nothing is done, nothing waits, nothing is wrong, nothing is new. */
export function isQuiet(plan: Plan): boolean {
  const { changes, findings, complete, problems, policyChanges } = plan;
  const told = findings.filter(
    ({ waived, severity, new: isNew }) =>
      waived === undefined && (severity === 'error' || (isNew === true && severity === 'warning')),
  );
  return (
    !changes.some(isActing) && told.length === 0 && complete && problems.length === 0 && policyChanges === undefined
  );
}
