/** A plan in reading order: changes that disturb people first, information last. */

import { type Change, isActing, isOurs } from '../../model/change.ts';
import { compareLevels, worstLevel } from '../../model/effect.ts';
import { grouped } from '../../model/grouped.ts';
import type { Plan, Problem } from '../../model/plan.ts';
import { counted, thousands } from '../../model/text.ts';
import {
  type Block,
  type Line,
  line,
  lineBlock,
  type PlanView,
  type Section,
  type SectionId,
  span,
} from '../text/document.ts';
import { noticed } from '../text/wording.ts';
import { changeBlock, type Detail } from './change.ts';
import { findingSection } from './finding-section.ts';
import { headlines } from './headline.ts';
import { approveTogetherLines, heldProfileLines } from './held-and-together.ts';
import { legendLines } from './legend.ts';
import { worstChangesFirst } from './order.ts';
import { isFirstSetUp, peopleSentences } from './people.ts';
import { policyLines } from './policy.ts';
import { summaryLine } from './summary.ts';
import { cut } from './values.ts';
import { waitingKeys } from './waiting.ts';

/** Unmanaged objects are named up to this number, else counted. */
const NAMED_UNMANAGED = 5;
/** What could not be read stands at the top, so it must not push the changes off the screen. */
const SHOWN_PROBLEMS = 10;
const SHOWN_REQUESTS = 3;

const TITLES = {
  losing: 'People lose mail, or may get none',
  acting: 'People must act',
  visible: 'People will notice',
  waiting: 'Waits, though no one would notice',
  new: 'Set up for the first time',
  silent: 'No one notices',
  drift: 'Changed in the portal, put back without anyone noticing',
} as const satisfies Readonly<Partial<Record<SectionId, string>>>;

/** A plan → the lines that every face shows, in one order. Total: every plan has a view. */
export function planView(plan: Plan, detail: Detail = { all: false }): PlanView {
  const active = plan.changes.filter(isActing);
  const waiting = waitingKeys(plan);
  const places = new Map(active.map((change) => [change, placeOf(change, waiting)]));
  const section = (id: keyof typeof TITLES): Section => {
    const changes = worstChangesFirst(active.filter((change) => places.get(change) === id));
    const blocks = changes.map((change) => changeBlock(change, plan, detail));
    const notes = detail.all ? [] : newNotes(changes.filter(({ action }) => action === 'create'));
    return { id, title: `${TITLES[id]} (${thousands(blocks.length)})`, blocks, notes: id === 'silent' ? [] : notes };
  };
  const sections = [
    section('losing'),
    section('acting'),
    section('visible'),
    section('waiting'),
    section('new'),
    section('silent'),
    section('drift'),
    findingSection(plan, detail),
    restSection(plan),
  ].filter((each) => each.blocks.length > 0);
  const start = {
    headlines: [...policyLines(plan), ...headlines(plan)],
    alerts: [...errorLines(plan), ...alerts(plan), ...approveTogetherLines(plan)],
  };
  return {
    ...start,
    sections,
    legend: legendLines(plan, { ...start, sections }),
    origin: originLine(plan),
    digest: plan.digest,
    summary: summaryLine(plan),
  };
}

/** The section of a change. Drift has its own section, unless somebody notices or it waits. */
function placeOf(change: Change, waiting: ReadonlySet<string>): keyof typeof TITLES {
  const today = peopleSentences(change, []).filter(({ who, level }) => who !== 'new' && noticed(level));
  const level = worstLevel(today.map((sentence) => sentence.level));
  if (today.some(({ outage }) => outage) || compareLevels(level, 'mail-removed') >= 0) return 'losing';
  if (compareLevels(level, 'may-reapprove') >= 0) return 'acting';
  if (today.length > 0) return 'visible';
  if (isFirstSetUp(change)) return 'new';
  if (waiting.has(change.key)) return 'waiting';
  return isDrift(change) ? 'drift' : 'silent';
}

/** What may also happen to people who are set up, said once for all profiles that it holds for. */
function newNotes(created: readonly Change[]): readonly Line[] {
  const outcomes = [...new Set(created.flatMap(({ effect }) => effect.mayAlso))];
  return outcomes.map((outcome) => {
    const keys = created.filter(({ effect }) => effect.mayAlso.includes(outcome)).map(({ key }) => key);
    const isAll = keys.length === created.length && created.length > 1;
    const whose = isAll
      ? [span('all')]
      : keys.flatMap((key, index) => [span(index === 0 ? '' : ', '), span(key, 'name')]);
    return line(0, span('may also, '), ...whose, span(`: ${outcome}`));
  });
}

function isDrift(change: Change): boolean {
  return change.origin === 'drift' || change.origin === 'conflict';
}

function alerts(plan: Plan): readonly Line[] {
  const alike = [...grouped(plan.problems, causeOf).values()].flatMap(problemsTogether);
  const told = alike.slice(0, SHOWN_PROBLEMS).map(problemLine);
  const more = alike.length - told.length;
  if (more > 0)
    told.push(line(0, span('! ', 'alarm'), span(`${counted(more, 'more problem')}, see the plan document`)));
  if (plan.complete) return told;
  const words = 'where the tenant or git could not be read, nothing is created, unassigned or forgotten';
  return [line(0, span('! this plan is incomplete: ', 'alarm'), span(words)), ...told];
}

/** `GET /groups: ` → what follows; problems of one cause stand together. */
const REQUEST = /^([A-Z]+ \/\S*): /;

function causeOf({ type, message }: Problem): string {
  return `${type} ${message.replace(REQUEST, '')}`;
}

/** `GET /groups, GET /deviceManagement/roleScopeTags and 4 more: no access token …`. */
function problemsTogether(alike: readonly Problem[]): readonly Problem[] {
  const [first, ...others] = alike;
  if (first === undefined || others.length === 0) return alike;
  const requests = alike.flatMap(({ message }) => REQUEST.exec(message)?.[1] ?? []);
  const more = requests.length - SHOWN_REQUESTS;
  const named = `${requests.slice(0, SHOWN_REQUESTS).join(', ')}${more > 0 ? ` and ${thousands(more)} more` : ''}`;
  const message = `${named === '' ? '' : `${named}: `}${first.message.replace(REQUEST, '')}`;
  return [{ ...first, message, requestIds: alike.flatMap(({ requestIds }) => requestIds) }];
}

function problemLine(problem: Problem): Line {
  const ids = problem.requestIds.slice(0, SHOWN_REQUESTS).flatMap((id) => [span(' '), span(cut(id), 'name')]);
  const requests = ids.length === 0 ? [] : [span(' (request', 'dim'), ...ids, span(')', 'dim')];
  return line(0, span('! ', 'alarm'), span(cut(problem.message)), ...requests);
}

/** Right below the people: an error holds its profile and what can't go without it; one that concerns all stops all. */
function errorLines(plan: Plan): readonly Line[] {
  const errors = plan.findings.filter((finding) => finding.severity === 'error');
  if (errors.length === 0) return [];
  const head = `! ${counted(errors.length, 'error')} below: `;
  if (errors.some(({ key }) => key === null) || plan.held === undefined) {
    const rest = errors.length === 1 ? 'apply refuses until it is gone' : 'apply refuses until they are gone';
    return [line(0, span(`${head}${rest}`, 'alarm'))];
  }
  const words = `${head}${counted(plan.held.length, 'profile')} ${plan.held.length === 1 ? 'stays as the tenant has it' : 'stay as the tenant has them'}${plan.complete ? ', the rest can be applied' : ''}`;
  return [line(0, span(words, 'alarm')), ...heldProfileLines(plan.held, 1)];
}

function restSection(plan: Plan): Section {
  const unmanaged = plan.changes.filter((change) => !isOurs(change));
  const count = Math.max(unmanaged.length, plan.summary.unmanaged);
  const blocks: Block[] = [];
  if (plan.summary.unchanged > 0)
    blocks.push(lineBlock(line(0, span(`${thousands(plan.summary.unchanged)} unchanged`))));
  if (count > 0) {
    const named = unmanaged.length <= NAMED_UNMANAGED ? unmanaged : [];
    const names = named.flatMap((change, index) => [span(index === 0 ? ': ' : ', '), span(change.name, 'quoted')]);
    const words = `${counted(count, 'object')} of these kinds not managed here, left alone`;
    blocks.push(lineBlock(line(0, span(words), ...names)));
  }
  return { id: 'rest', title: 'the rest', blocks, notes: [] };
}

function originLine(plan: Plan): Line {
  const { source, run } = plan;
  const commit = source.commit === null ? [span('the working tree')] : [span('commit '), span(source.commit, 'name')];
  const dirty = source.dirty ? ' with uncommitted changes' : '';
  const requests = `${counted(run.requests, 'request')} in ${counted(run.roundTrips, 'round trip')}`;
  return line(0, span('plan of '), ...commit, span(`${dirty}, ${requests}`));
}
