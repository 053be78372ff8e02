/** Workflow commands with which GitHub puts findings beside the lines of a pull request. */

import { type Finding, sortFindings } from '../model/finding.ts';
import type { Severity } from '../model/findings/entry.ts';
import type { Plan } from '../model/plan.ts';
import { sortWorstFirst } from './findings/line.ts';
import { adviceText, gateAdvice } from './plan/gates.ts';
import { worstChangesFirst } from './plan/order.ts';
import { peopleSentence } from './plan/people.ts';
import { summaryLine } from './plan/summary.ts';
import { escapeAnnotation, escapeAnnotationProperty } from './text/escape.ts';

/** GitHub keeps ten annotations of a kind per step and drops the rest without a notice. */
const MOST = 10;

const COMMANDS = { error: 'error', warning: 'warning', info: 'notice' } as const satisfies Record<Severity, string>;
type Command = (typeof COMMANDS)[Severity];

interface Annotation {
  readonly command: Command;
  readonly text: string;
}

/** Findings → commands, a line each, errors first, at most ten of a kind; empty text for none. */
export function renderFindingAnnotations(findings: readonly Finding[]): string {
  return written(shown(findings).map(findingAnnotation));
}

/** A plan → its findings as commands, after what could not be read and the gated changes, and the summary as a notice. */
export function renderPlanAnnotations(plan: Plan): string {
  const gated = worstChangesFirst(plan.changes.filter((change) => change.gates.length > 0)).map((change) => {
    const message = `${peopleSentence(change, plan.problems)}; ${adviceText(gateAdvice(change))}`;
    const { source } = change;
    const place = source === undefined ? {} : { file: source.file, line: String(source.line) };
    return annotation('warning', { ...place, title: `${change.key} waits for approval` }, message);
  });
  const summary = annotation('notice', { title: 'plan' }, summaryLine(plan));
  const unread = plan.problems.map(({ message }) => annotation('error', { title: 'could not be read' }, message));
  const told = sortWorstFirst(shown(plan.findings));
  // What was there before the pull request gives way to what it brings.
  const findings = [...told.filter((one) => one.new !== false), ...told.filter((one) => one.new === false)];
  return written([summary, ...unread, ...gated, ...findings.map(findingAnnotation)]);
}

/** What somebody accepts needs nobody's eye. */
function shown(findings: readonly Finding[]): readonly Finding[] {
  return sortFindings(findings).filter(({ waived }) => waived === undefined);
}

function findingAnnotation(finding: Finding): Annotation {
  const { file, line, column } = finding;
  const place: Record<string, string> = {};
  if (file !== null) {
    place['file'] = file;
    if (line !== null) place['line'] = String(line);
    if (line !== null && column !== null) place['col'] = String(column);
  }
  return annotation(COMMANDS[finding.severity], { ...place, title: finding.code }, finding.message);
}

function annotation(command: Command, properties: Readonly<Record<string, string>>, message: string): Annotation {
  const list = Object.entries(properties).map(([name, value]) => `${name}=${escapeAnnotationProperty(value)}`);
  return { command, text: `::${command} ${list.join(',')}::${escapeAnnotation(message)}` };
}

function written(annotations: readonly Annotation[]): string {
  const kinds = ['error', 'warning', 'notice'] as const;
  const kept = kinds.flatMap((kind) => annotations.filter((each) => each.command === kind).slice(0, MOST));
  return kept.map((each) => `${each.text}\n`).join('');
}
