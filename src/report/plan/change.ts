/** One change as a block of lines: what it does to people first, then the gates, and the fields and assignments behind it. */

import type { InstallIntent } from '../../model/assignment.ts';
import { authorWords } from '../../model/audit.ts';
import { type Change, type FieldChange, type Origin, type TargetView, waitingGates } from '../../model/change.ts';
import { LEVEL_WORDS, OUTAGE_WORDS } from '../../model/effect.ts';
import { canonical, type JsonValue } from '../../model/json.ts';
import type { Plan, Problem } from '../../model/plan.ts';
import { platformTitle } from '../../model/platforms.ts';
import { counted } from '../../model/text.ts';
import { type Block, type Line, line, type Span, span, type Tone, wholeLine } from '../text/document.ts';
import { ACTION_WORDS, noticed } from '../text/wording.ts';
import { type GateAdvice, gateAdvice, gateWords } from './gates.ts';
import { peopleSentence, peopleSentences } from './people.ts';
import { longTexts, showValue } from './values.ts';
import { matesOf, waitingKeys } from './waiting.ts';

/** Values longer than this together are left out of a one-line change. */
const SHORT = 80;

const ORIGIN_WORDS = {
  intended: '',
  drift: 'changed in the portal',
  conflict: 'changed in git and in the portal',
  unknown: 'the tenant differs from git; who changed it is not recorded',
} as const satisfies Readonly<Record<Origin, string>>;

const ACTION_TONES: Readonly<Partial<Record<Change['action'], Tone>>> = {
  create: 'add',
  unassign: 'remove',
  delete: 'remove',
};

/** How much of a change is shown. */
export interface Detail {
  /** Each setting of a new profile, and why its arrival does what it does. */
  readonly all: boolean;
}

/** A change → its block; the plan tells what could not be counted, and what waits together. */
export function changeBlock(change: Change, plan: Plan, detail: Detail): Block {
  const { problems } = plan;
  const marks = waitingKeys(plan).has(change.key) ? [span('! ', 'alarm')] : [];
  const head = line(0, ...marks, ...shortTitle(change));
  const isNew = change.action === 'create' && !detail.all;
  const body = [
    ...peopleSentences(change, problems).map(({ text }) => line(1, span(text, 'strong'))),
    ...gateLines(change),
    ...bundleLines(change, plan),
    ...origin(change),
    ...(isNew ? newLines(change) : change.fields.flatMap((field) => fieldLines(field, change))),
    ...(isNew ? [] : assignmentLines(change)),
    ...(isNew ? [] : reasonLines(change)),
    ...(isNew ? [] : deviceLines(change)),
  ];
  return { head, body, short: line(0, ...marks, ...shortLine(change, problems)) };
}

/** Whom a new profile is for, and why its mail may not arrive; its settings are as git says. */
function newLines(change: Change): readonly Line[] {
  const { add } = change.assignments;
  const targets = add.map((target) => [...targetSpans(target, 'but not '), ...termSpans(target)]);
  const { devices } = change.effect;
  const where = devices === null || devices === 0 ? [] : [span(`: ${counted(devices, 'device')}`, 'dim')];
  const why = change.effect.outage ? change.effect.reasons.map((reason) => line(1, span(`because ${reason}`))) : [];
  return [
    line(1, ...(targets.length === 0 ? [span('for no one yet')] : [span('for '), ...joined(targets), ...where])),
    ...why,
  ];
}

/** `~ change ios-sales "iOS: Mail - Sales" (iOS)`. */
export function shortTitle(change: Change): readonly Span[] {
  const spans: Span[] = [span(ACTION_WORDS[change.action], ACTION_TONES[change.action] ?? 'strong'), span(' ')];
  spans.push(span(change.key, 'name'), span(' '), span(change.name, 'quoted'));
  if (change.platform !== '') spans.push(span(` (${platformTitle(change.platform)})`));
  return spans;
}

/** One line for a change that nobody notices: a single short field with its values, else what kinds of things change. */
function shortLine(change: Change, problems: readonly Problem[]): readonly Span[] {
  const sentence = span(` — ${peopleSentence(change, problems)}`);
  return [...shortTitle(change), ...shortContent(change), sentence];
}

function shortContent(change: Change): readonly Span[] {
  const { fields } = change;
  if (change.action === 'create') return [];
  const { add, remove, change: refiltered } = change.assignments;
  const targets = add.length + remove.length + refiltered.length;
  const [field] = fields;
  if (field !== undefined && fields.length === 1 && targets === 0) {
    const [from, to] = values(field).map(showValue);
    if (from !== undefined && to !== undefined && from.length + to.length <= SHORT) {
      return [span(` — ${name(field)}: `), span(from, 'name'), span(' → '), span(to, 'name')];
    }
  }
  const parts = [...fields.map(name), ...(targets > 0 ? [counted(targets, 'assignment')] : [])];
  return parts.length === 0 ? [] : [span(` — ${parts.join(', ')}`)];
}

function name(field: FieldChange): string {
  return field.label || field.path;
}

/** Before and after, in texts for people where there are some. */
function values(field: FieldChange): readonly [JsonValue, JsonValue] {
  return [field.fromText ?? field.from, field.toText ?? field.to];
}

function origin(change: Change): readonly Line[] {
  if (change.origin === 'intended' || change.action === 'adopt') return [];
  const by = change.changedBy === undefined ? [] : [span(' '), span(authorWords(change.changedBy), 'name')];
  return [line(1, span(ORIGIN_WORDS[change.origin], change.origin === 'unknown' ? 'dim' : 'warning'), ...by)];
}

function fieldLines(field: FieldChange, change: Change): readonly Line[] {
  const label = span(name(field), 'strong');
  const [from, to] = values(field);
  // A new profile has no before, and its settings do nothing to anybody one by one: the delivery does.
  if (change.action === 'create') return [line(1, label, span(': '), span(showValue(to), 'name'))];
  const elsewhere = field.origin === change.origin || field.origin === 'intended' ? '' : ORIGIN_WORDS[field.origin];
  const note = elsewhere === '' ? [] : [span(` (${elsewhere})`, 'warning')];
  const long = longTexts(from, to);
  const lines: Line[] =
    long === null
      ? [line(1, label, span(': '), span(showValue(from), 'name'), span(' → '), span(showValue(to), 'name'), ...note)]
      : [line(1, label, span(': '), ...note), { type: 'diff', indent: 2, ...long }];
  if (field.graph !== undefined) lines.push(line(2, span(`Graph: ${field.graph}`, 'dim')));
  const words = field.outage && !noticed(field.effect) ? OUTAGE_WORDS : LEVEL_WORDS[field.effect];
  const also = field.outage && noticed(field.effect) ? `; ${OUTAGE_WORDS}` : '';
  const tone = field.outage || noticed(field.effect) ? 'plain' : 'dim';
  lines.push(
    line(2, span(`${words}${also} — ${field.reason}`, tone), span(` (${field.confidence}, ${field.rule})`, 'dim')),
  );
  return lines;
}

function assignmentLines(change: Change): readonly Line[] {
  const { add, remove, change: refiltered } = change.assignments;
  return [
    ...remove.map((target) => line(1, span('- ', 'remove'), ...targetSpans(target), ...termSpans(target))),
    ...add.map((target) => line(1, span('+ ', 'add'), ...targetSpans(target), ...termSpans(target))),
    ...refiltered.map(({ from, to }) =>
      line(1, span('~ '), ...targetSpans(to), span(': '), ...termText(from, to), span(' → '), ...termText(to, from)),
    ),
  ];
}

function targetSpans(target: TargetView, without = 'exclude '): readonly Span[] {
  const intent = target.intent === 'exclude' ? without : '';
  switch (target.type) {
    case 'allUsers':
      return [span(`${intent}all users`)];
    case 'allDevices':
      return [span(`${intent}all devices`)];
    case 'group':
      return [span(`${intent}group `), span(target.name ?? target.id ?? 'unknown', 'name')];
    case 'other':
      return [span(`${intent}other target `), span(target.name ?? target.id ?? 'unknown', 'name')];
  }
}

/** On which terms a target gets it: an app's intent and settings, and the filter. */
function termSpans(target: TargetView): readonly Span[] {
  const terms = [...installText(target), ...(target.filter === null ? [] : [filterText(target)])];
  return terms.length === 0 ? [] : [span(' ('), ...joined(terms), span(')')];
}

/** The terms that differ from those of `other`. */
function termText(target: TargetView, other: TargetView): readonly Span[] {
  const installs = [target, other].map((one) => canonical(installOf(one)));
  const install = installs[0] === installs[1] ? [] : installText(target);
  const [mine, theirs] = [target.filter, other.filter];
  const sameFilter = mine?.id === theirs?.id && mine?.mode === theirs?.mode;
  return joined(sameFilter && install.length > 0 ? install : [...install, filterText(target)]);
}

function installOf({ install }: TargetView): JsonValue {
  return install === undefined ? null : { intent: install.intent, settings: install.settings };
}

function installText({ install }: TargetView): readonly (readonly Span[])[] {
  if (install === undefined) return [];
  const words = install.intent === 'uninstall' ? span('uninstall', 'alarm') : span(INTENT_WORDS[install.intent]);
  const settings = Object.entries(install.settings).map(([setting, value]) => `${setting}: ${showValue(value)}`);
  return [[words], ...settings.map((text) => [span(text, 'name')])];
}

const INTENT_WORDS = {
  required: 'required',
  available: 'available',
  availableWithoutEnrollment: 'available without enrollment',
  uninstall: 'uninstall',
} as const satisfies Readonly<Record<InstallIntent, string>>;

function joined(terms: readonly (readonly Span[])[]): readonly Span[] {
  return terms.flatMap((term, index) => (index === 0 ? term : [span(', '), ...term]));
}

function filterText(target: TargetView): readonly Span[] {
  const { filter } = target;
  if (filter === null) return [span('no filter')];
  return [span(`filter ${filter.mode} `), span(filter.name ?? filter.id, 'name')];
}

/** Reasons that no field line has given, and effects that depend on facts that can't be read. */
function reasonLines(change: Change): readonly Line[] {
  const { effect, fields } = change;
  const told = new Set(fields.map((field) => field.reason));
  const untold = effect.reasons.filter((reason) => !told.has(reason));
  return [
    ...untold.map((reason) => line(1, span(`because ${reason}`), span(` (${effect.confidence})`, 'dim'))),
    ...effect.mayAlso.map((outcome) => line(1, span(`may also: ${outcome}`))),
  ];
}

/** Only where all people of these devices are those that the lines above speak of. */
function deviceLines({ effect, fields }: Change): readonly Line[] {
  const { devices, kept } = effect;
  if (devices === null || devices === 0 || (kept !== 0 && fields.length === 0)) return [];
  return [line(1, span(`on ${counted(devices, 'device')}`, 'dim'))];
}

function gateLines(change: Change): readonly Line[] {
  const waiting = waitingGates(change);
  const told = change.approved === undefined ? [] : [approvedLine(change, change.approved)];
  if (waiting.length === 0) return told;
  return [
    ...told,
    line(1, span('! ', 'alarm'), span(`waits: ${waiting.map((gate) => gateWords(gate, change)).join('; ')}`)),
    ...gateAdvice(change).flatMap(adviceLines),
  ];
}

/** What an approval opened, and by what. */
export function approvedLine(change: Change, { gates, by }: NonNullable<Change['approved']>): Line {
  const words = gates.length === 0 ? 'approved, but nothing of it is opened by' : 'approved by';
  const what = gates.length === 0 ? '' : `: ${gates.map((gate) => gateWords(gate, change)).join('; ')}`;
  return line(1, span(`${words} `, 'strong'), span(by, 'name'), span(what));
}

/** Others that move the same people: they are written together, or not at all. */
function bundleLines(change: Change, plan: Plan): readonly Line[] {
  const mates = matesOf(change, plan);
  if (mates.length === 0) return [];
  const names = mates.flatMap((key, index) => [span(index === 0 ? ' ' : ', '), span(key, 'name')]);
  const start =
    waitingGates(change).length === 0 && waitingKeys(plan).has(change.key)
      ? [span('! ', 'alarm'), span('waits: ')]
      : [];
  return [line(1, ...start, span('goes together with'), ...names, span(', so that people keep their account'))];
}

/** The flag has a line of its own, to be copied whole. */
function adviceLines({ words, flag }: GateAdvice): readonly Line[] {
  if (flag === null) return [line(1, span('! ', 'alarm'), span(words, 'strong'))];
  return [wholeLine(1, span('! ', 'alarm'), span(words, 'strong'), span(' '), span(flag, 'name'))];
}
