/** An issue about what somebody changed in the tenant: what it is now, what git says, and the two ways out of it. */

import { authorWords } from '../../model/audit.ts';
import type { Change, TargetView } from '../../model/change.ts';
import { digestText } from '../../model/digest.ts';
import { canonical } from '../../model/json.ts';
import type { Plan } from '../../model/plan.ts';
import { counted } from '../../model/text.ts';
import { roomFor } from '../comment/room.ts';
import { codeSpan, escapeMarkdown, fencedBlock } from '../text/escape.ts';

/** A profile that somebody changed, as a plan that sets everything back has it. */
export interface DriftedProfile {
  readonly change: Change;
  /** Where git says it; null where no file does any more. */
  readonly file: string | null;
  /** The profile as the tenant has it, as the text of a file; or why it can't be written. */
  readonly accept: { readonly text: string } | { readonly refused: string };
}

/** `name` says which profile of which tenant, `digest` what is told of it. */
export interface IssueText {
  readonly name: string;
  readonly digest: string;
  readonly title: string;
  readonly body: string;
}

type Tenant = Plan['tenant'];

/** What no foreign text can be taken for: digits of ours in a line that no page shows. */
const MARKER = /^<!-- postilion drift ([0-9a-f]{16}) ([0-9a-f]{16}) -->/;

/** All issues of this program in the repository begin like this. */
export const DRIFT_MARKER = '<!-- postilion drift ';

/** Which issue a body is of, and what it tells; null for a body of something else. */
export function markedIn(body: string): Pick<IssueText, 'name' | 'digest'> | null {
  const [, name, digest] = MARKER.exec(body) ?? [];
  return name === undefined || digest === undefined ? null : { name, digest };
}

/** The first part of the names of all issues of a tenant. */
export function tenantPart({ id, owner }: Tenant): string {
  return shortDigest({ id, owner }).slice(0, 8);
}

/** The issue of one profile. */
export function driftIssue(tenant: Tenant, drifted: DriftedProfile): IssueText {
  const { change } = drifted;
  const { key, fields, code = null, effect } = change;
  const told = { fields: fields.map(({ path, from, to }) => ({ path, from, to })), assignments: idsOf(change), code };
  const text = [...whatText(drifted), '', ...revertText(change), '', ...acceptText(drifted)];
  return issueOf(tenant, key, { ...told, level: effect.disturbs }, `Changed in the portal: ${plain(key)}`, text);
}

/** One for all of them, where they are too many to have one each. */
export function summaryIssue(tenant: Tenant, all: readonly DriftedProfile[]): IssueText {
  const rows = all.map(
    ({ change }) => `- ${codeSpan(change.key)} ${escapeMarkdown(cut(change.name))}${byText(change)}`,
  );
  const room = roomFor(LONGEST_LIST);
  const cutAt = rows.findIndex((row, index) => index >= MOST_ROWS || !room.take(`${row}\n`));
  const shown = cutAt < 0 ? rows : rows.slice(0, cutAt);
  const digest = all.map(({ change }) => `${change.key} ${change.digest}`).sort();
  const text = [
    `${counted(all.length, 'profile')} differ from git because somebody changed them in the portal. With so many of them there is one issue for all; each gets its own once they are fewer.`,
    '',
    ...shown,
    ...(rows.length > shown.length ? [`- and ${counted(rows.length - shown.length, 'profile')} more`] : []),
    '',
    'What sets them back, and whom that disturbs, is what `postilion plan` says.',
  ];
  return issueOf(tenant, '', digest, `Changed in the portal: ${counted(all.length, 'profile')}`, text);
}

const MOST_ROWS = 200;
/** Characters of the list; escaping makes a name many times as long. */
const LONGEST_LIST = 50_000;

function issueOf(tenant: Tenant, key: string, told: unknown, title: string, text: readonly string[]): IssueText {
  const name = `${tenantPart(tenant)}${shortDigest({ key }).slice(0, 8)}`;
  const digest = shortDigest({ told: JSON.stringify(told) });
  return { name, digest, title, body: [`${DRIFT_MARKER}${name} ${digest} -->`, ...text, ''].join('\n') };
}

function whatText({ change, file }: DriftedProfile): readonly string[] {
  const { key, name, fields, assignments, action } = change;
  const where = file === null ? '' : ` (${codeSpan(file)})`;
  const lines = fields.slice(0, MOST_FIELDS).map(({ path, from, to }) => {
    return `- ${codeSpan(path)}: the tenant has ${valueText(from)}, git says ${valueText(to)}`;
  });
  const targets = [
    ...assignments.add.map((target) => `- git also gives it to ${targetText(target)}`),
    ...assignments.remove.map((target) => `- git does not give it to ${targetText(target)}`),
    ...assignments.change.map(({ to }) => `- git gives it in another way to ${targetText(to)}`),
  ];
  const gone = action === 'create' ? ['- the object is gone from the tenant'] : [];
  const more = fields.length > MOST_FIELDS ? [`- and ${counted(fields.length - MOST_FIELDS, 'setting')} more`] : [];
  return [
    `${codeSpan(key)} ${escapeMarkdown(cut(name))}${where} is not as git says${byText(change)}.`,
    '',
    ...gone,
    ...lines,
    ...more,
    ...targets.slice(0, MOST_FIELDS),
  ];
}

const MOST_FIELDS = 40;

function revertText({ code, effect }: Change): readonly string[] {
  const { people, disturbs } = effect;
  const whom =
    people === null
      ? 'nobody can say how many people it concerns'
      : `it concerns ${counted(people, 'person', 'people')}`;
  const how =
    code === undefined
      ? 'No approval is needed: `postilion apply` does it, and so does the schedule where `heal` allows it.'
      : `Its code is ${codeSpan(code)}: start the workflow that approves with it, or run ${codeSpan(`postilion apply --approve ${code}`)}.`;
  return ['**Set it back.**', `${whom}, and the worst that anybody notices is ${codeSpan(disturbs)}. ${how}`];
}

function acceptText({ accept, file }: DriftedProfile): readonly string[] {
  if ('refused' in accept) {
    return ['**Accept it.**', `Change the file by hand: ${escapeMarkdown(accept.refused)}.`];
  }
  if (accept.text.length > LONGEST_YAML) {
    return ['**Accept it.**', 'The profile as the tenant has it is too long to stand here: change the file by hand.'];
  }
  const where = file === null ? 'a file of profiles' : codeSpan(file);
  return [
    '**Accept it.**',
    `Open a pull request that puts this in the place of the profile in ${where}. Its plan changes nothing.`,
    '',
    '<details><summary>The profile as the tenant has it</summary>',
    '',
    fencedBlock(accept.text.trimEnd().split('\n'), 'yaml', ''),
    '',
    '</details>',
  ];
}

/** GitHub takes 65,536 characters of a body. */
const LONGEST_YAML = 30_000;
const LONGEST = 200;

function byText({ changedBy }: Change): string {
  return changedBy === undefined ? '' : `, last changed ${escapeMarkdown(cut(authorWords(changedBy)))}`;
}

function valueText(value: Change['fields'][number]['from']): string {
  return codeSpan(cut(canonical(value)));
}

function targetText({ intent, type, id, name }: TargetView): string {
  const target = codeSpan(cut(name ?? id ?? type));
  return intent === 'exclude' ? `the exclusion of ${target}` : target;
}

function idsOf({ assignments: { add, remove, change } }: Change): readonly string[] {
  const idOf = ({ intent, type, id }: TargetView): string => `${intent} ${type} ${id ?? ''}`;
  return [
    ...add.map((one) => `+${idOf(one)}`),
    ...remove.map((one) => `-${idOf(one)}`),
    ...change.map(({ to }) => `~${idOf(to)}`),
  ];
}

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** Titles are no Markdown; keys hold nothing strange, but a state of somebody else's may. */
function plain(key: string): string {
  return key.replaceAll(/[^A-Za-z0-9._-]/g, '?').slice(0, 100);
}

function shortDigest(value: Readonly<Record<string, string>>): string {
  return digestText(canonical({ ...value }))
    .replace('sha256:', '')
    .slice(0, 16);
}
