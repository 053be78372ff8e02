/** A plan in reading order: changes that disturb people first, information last. */

import { type Change, isActing, isOurs, waitingGates } from '../../model/change.ts';
import { compareText, type Finding, isLeftDrift } from '../../model/finding.ts';
import type { HeldProfile, Impact, Plan, Problem } from '../../model/plan.ts';
import { platformTitle } from '../../model/platforms.ts';
import { counted, thousands } from '../../model/text.ts';
import { countFindings, sortWorstFirst, writeFindingLine } from '../findings/line.ts';
import {
  type Block,
  type Line,
  line,
  lineBlock,
  type PlanView,
  type Section,
  type SectionId,
  span,
  wholeLine,
} from '../text/document.ts';
import { affected, stopped, unknownPeople } from '../text/wording.ts';
import { changeBlock } from './change.ts';
import { approveFlag } from './gates.ts';
import { worstChangesFirst } from './order.ts';
import { isNoticed, losesMail } from './people.ts';
import { impact, summaryLine } from './summary.ts';
import { cut } from './values.ts';

/** Unmanaged objects are named up to this number, else counted. */
const NAMED_UNMANAGED = 5;
/** What could not be read stands at the top, so it must not push the changes off the screen. */
const SHOWN_PROBLEMS = 10;
const SHOWN_REQUESTS = 3;

/** A plan → the lines that every face shows, in one order. Total: every plan has a view. */
export function planView(plan: Plan): PlanView {
  const active = plan.changes.filter(isActing);
  const mates = matesThatWait(plan);
  const places = new Map(active.map((change) => [change, mates.has(change.key) ? 'gated' : placeOf(change)]));
  const inPlace = (id: SectionId): readonly Block[] =>
    worstChangesFirst(active.filter((change) => places.get(change) === id)).map((change) =>
      withMates(changeBlock(change, plan.problems), mates.get(change.key)),
    );
  const sections = [
    section('gated', 'waiting for approval', inPlace('gated')),
    section('losing', 'removals and lost mail', inPlace('losing')),
    section('visible', 'noticed by people', inPlace('visible')),
    section('silent', 'noticed by nobody', inPlace('silent')),
    section('drift', 'changed in the portal', [
      ...inPlace('drift'),
      ...active.filter((change) => isDrift(change) && places.get(change) !== 'drift').map(pointer),
    ]),
    findingSection(plan),
    restSection(plan),
  ];
  return {
    alerts: alerts(plan),
    headline: headline(plan, active.length),
    breakdown: [
      ...plan.summary.disturbances.map((each) => breakdownLine(each, plan.problems)),
      ...errorLines(plan),
      ...groupLines(plan),
    ],
    sections: sections.filter((each) => each.blocks.length > 0),
    origin: originLine(plan),
    digest: plan.digest,
    summary: summaryLine(plan),
  };
}

/** Changes without a gate of their own that wait with another one of their bundle: by key, the keys with the gates. */
function matesThatWait({ bundles = [], changes }: Plan): ReadonlyMap<string, readonly string[]> {
  const gated = new Set(changes.filter(({ gates }) => gates.length > 0).map(({ key }) => key));
  return new Map(
    bundles.flatMap(({ keys }) => {
      const first = keys.filter((key) => gated.has(key));
      return first.length === 0 ? [] : keys.flatMap((key) => (gated.has(key) ? [] : [[key, first] as const]));
    }),
  );
}

function withMates(block: Block, keys: readonly string[] | undefined): Block {
  if (keys === undefined) return block;
  const words = `! waits with ${cut(keys.join(', '))}: the same people lose the account there and get it here`;
  return { ...block, body: [...block.body, line(1, span(words, 'alarm'))] };
}

/** The section of a change. Drift has its own section, unless it disturbs people. */
function placeOf(change: Change): SectionId {
  if (waitingGates(change).length > 0) return 'gated';
  if (losesMail(change) || change.action === 'unassign' || change.action === 'delete') return 'losing';
  if (isNoticed(change)) return 'visible';
  return isDrift(change) ? 'drift' : 'silent';
}

function isDrift(change: Change): boolean {
  return change.origin === 'drift' || change.origin === 'conflict';
}

function section(id: SectionId, title: string, blocks: readonly Block[]): Section {
  return { id, title: `${title} (${thousands(blocks.length)})`, blocks };
}

function pointer(change: Change): Block {
  const words = change.origin === 'conflict' ? 'changed in git and in the portal' : 'changed in the portal';
  return lineBlock(
    line(0, span(change.key, 'name'), span(' '), span(change.name, 'quoted'), span(` ${words}, see above`)),
  );
}

function alerts(plan: Plan): readonly Line[] {
  const told = plan.problems.slice(0, SHOWN_PROBLEMS).map(problemLine);
  const more = plan.problems.length - told.length;
  if (more > 0)
    told.push(line(0, span('! ', 'alarm'), span(`${counted(more, 'more problem')}, see the plan document`)));
  if (plan.complete) return told;
  const words = 'where the tenant or git could not be read, nothing is created, unassigned or forgotten';
  return [line(0, span('! this plan is incomplete: ', 'alarm'), span(words)), ...told];
}

function problemLine(problem: Problem): Line {
  const ids = problem.requestIds.slice(0, SHOWN_REQUESTS).flatMap((id) => [span(' '), span(cut(id), 'name')]);
  const requests = ids.length === 0 ? [] : [span(' (request', 'dim'), ...ids, span(')', 'dim')];
  return line(0, span('! ', 'alarm'), span(cut(problem.message)), ...requests);
}

function headline(plan: Plan, changes: number): Line {
  const { summary } = plan;
  const left = leftWords(plan);
  if (changes === 0) {
    if (!plan.complete) return line(0, span('no changes as far as the tenant could be read', 'strong'));
    if (plan.findings.some((finding) => finding.severity === 'error')) {
      return line(0, span('no changes besides what the errors hold back', 'strong'));
    }
    if (left !== '') return line(0, span(`nothing is written: ${left}`, 'alarm'));
    const unchanged = plan.changes.filter((change) => change.action === 'unchanged').length;
    const count = Math.max(unchanged, summary.unchanged);
    const words = `${counted(count, 'profile')} ${count === 1 ? 'is' : 'are'} as git says`;
    return line(0, span(`no changes: ${words}`, 'strong'));
  }
  const gated = plan.changes.filter((change) => waitingGates(change).length > 0).length;
  const approved = summary.gated - gated;
  const waiting = [
    ...(approved > 0 ? [`; ${counted(approved, 'change')} approved`] : []),
    ...(gated > 0 ? [`; ${counted(gated, 'change')} ${waits(gated)}`] : []),
    ...(left === '' ? [] : [`; ${left}`]),
  ].join('');
  if (summary.disturbed === 0 && summary.losingMail === 0) {
    const newcomers = summary.newPeople ?? 0;
    const setUp = newcomers === 0 ? '' : `; ${counted(newcomers, 'person', 'people')} set up`;
    return line(0, span(`nobody is disturbed${setUp}${waiting}`, summary.gated === 0 ? 'strong' : 'alarm'));
  }
  return line(0, span(`! ${impact(plan)}${waiting}`, 'alarm'));
}

/** What a run leaves in the tenant as somebody made it; empty where that is nothing. */
function leftWords({ findings }: Plan): string {
  const left = findings.filter(isLeftDrift).length;
  if (left === 0) return '';
  const them = left === 1 ? 'is left as somebody made it' : 'are left as somebody made them';
  return `${counted(left, 'difference')} in the tenant ${them}, see below`;
}

/** `iOS: 340 people must sign in again`: who gets the phone calls, worst first. */
function breakdownLine(each: Impact, problems: readonly Problem[]): Line {
  const unknown = unknownPeople(problems);
  const sentence = each.outage
    ? stopped(each.people, each.basis, unknown)
    : affected(each.people, each.basis, each.level, unknown);
  return line(1, span(`${platformTitle(each.platform)}: `, 'strong'), span(sentence));
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
  return [line(0, span(words, 'alarm')), ...plan.held.map(heldLine)];
}

function heldLine({ key, because, through }: HeldProfile): Line {
  const why = through === null ? `: ${because.join(', ')}` : ` with ${through}: ${because.join(', ')}`;
  return line(1, span('held back: '), span(key, 'name'), span(why));
}

/** One code for several changes, where they wait still. */
function groupLines({ code, groups = [], changes }: Plan): readonly Line[] {
  const waiting = changes.filter((change) => waitingGates(change).length > 0 && change.code !== undefined);
  const keys = new Set(waiting.map(({ key }) => key));
  const all =
    code === undefined || changes.some(({ approved }) => approved !== undefined)
      ? []
      : [{ count: waiting.length, code }];
  const parts = groups.filter((group) => group.keys.every((key) => keys.has(key)));
  const some = parts.map((group) => ({
    count: group.keys.length,
    code: group.code,
    which: ` (${namesOf(group.keys)})`,
  }));
  return [...all.map((one) => ({ ...one, which: ' that wait' })), ...some].map((one) =>
    wholeLine(
      0,
      span(`! allow the ${thousands(one.count)} changes${one.which} together with `),
      span(approveFlag(one.code), 'name'),
    ),
  );
}

function namesOf(keys: readonly string[]): string {
  const more = keys.length - NAMED_IN_GROUP;
  return `${keys.slice(0, NAMED_IN_GROUP).join(', ')}${more > 0 ? `, ${thousands(more)} more` : ''}`;
}

/** Of a group so many keys are named. */
const NAMED_IN_GROUP = 3;

function waits(count: number): string {
  return count === 1 ? 'waits for approval' : 'wait for approval';
}

/** Advice of the rules that look at files: `validate` tells it, a plan only counts it. */
const FILE_RULE = /^(?:SCH|AUT|ASG|APP|RBC|LIF|CRT)-/;
/** At most so many remarks are printed in full. */
const TOLD_REMARKS = 2;

function findingSection(plan: Plan): Section {
  const remarks = plan.findings.filter(({ severity, code }) => severity === 'info' && FILE_RULE.test(code));
  const folded = remarks.length > TOLD_REMARKS ? remarks : [];
  const told = sortWorstFirst(plan.findings.filter((finding) => !folded.includes(finding)));
  const blocks = told.map((finding) => lineBlock(writeFindingLine(finding)));
  return {
    id: 'findings',
    title: `findings: ${countFindings(plan.findings)}`,
    blocks: folded.length === 0 ? blocks : [...blocks, lineBlock(foldedLine(folded))],
  };
}

function foldedLine(folded: readonly Finding[]): Line {
  const codes = [...new Set(folded.map(({ code }) => code))].sort(compareText).join(', ');
  return line(
    0,
    span(`${counted(folded.length, 'remark')} about the files (${codes}): postilion validate tells them`, 'dim'),
  );
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
    blocks.push(lineBlock(line(0, span(`${thousands(count)} not managed here, left alone`), ...names)));
  }
  return { id: 'rest', title: 'the rest', blocks };
}

function originLine(plan: Plan): Line {
  const { source, run } = plan;
  const commit = source.commit === null ? [span('the working tree')] : [span('commit '), span(source.commit, 'name')];
  const dirty = source.dirty ? ' with uncommitted changes' : '';
  const requests = `${counted(run.requests, 'request')} in ${counted(run.roundTrips, 'round trip')}`;
  return line(0, span('plan of '), ...commit, span(`${dirty}, ${requests}`));
}
