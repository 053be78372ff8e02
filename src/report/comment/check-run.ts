/** A plan → the check run beside its pull request: whether something waits, and where in the files. */

import { type Change, waitingGates } from '../../model/change.ts';
import type { FailedPlan } from '../../model/failed-plan.ts';
import type { Finding } from '../../model/finding.ts';
import type { Severity } from '../../model/findings/entry.ts';
import type { Plan } from '../../model/plan.ts';
import { counted } from '../../model/text.ts';
import { sortWorstFirst } from '../findings/line.ts';
import { adviceText, gateAdvice } from '../plan/gates.ts';
import { worstChangesFirst } from '../plan/order.ts';
import { peopleSentence } from '../plan/people.ts';
import { waitingKeys } from '../plan/waiting.ts';
import { visible } from '../text/escape.ts';
import { COMMENT_LIMIT, renderComment } from './comment.ts';
import { fitted } from './fitted.ts';
import { titleOf as noPlanTitle, renderNoPlan } from './no-plan.ts';

/** What GitHub takes at once. */
const MOST_ANNOTATIONS = 50;
const TITLE = 200;
const MESSAGE = 4_000;

const LEVELS = { error: 'failure', warning: 'warning', info: 'notice' } as const satisfies Record<Severity, string>;

export interface CheckText {
  readonly conclusion: 'success' | 'failure' | 'action_required';
  readonly title: string;
  readonly summary: string;
  readonly annotations: readonly {
    readonly path: string;
    readonly line: number;
    readonly level: 'notice' | 'warning' | 'failure';
    readonly title: string;
    readonly message: string;
  }[];
}

export function checkText(plan: Plan): CheckText {
  const waiting = waitingKeys(plan).size + (plan.policyChanges ?? []).length;
  const errors = plan.findings.filter(({ severity, waived }) => severity === 'error' && waived === undefined).length;
  const isBroken = errors > 0 || !plan.complete;
  return {
    conclusion: isBroken ? 'failure' : waiting > 0 ? 'action_required' : 'success',
    title: titleOf(plan, errors, waiting),
    summary: renderComment(plan, { limit: COMMENT_LIMIT, name: null, base: null, previous: null }),
    annotations: annotationsOf(plan).slice(0, MOST_ANNOTATIONS),
  };
}

/** Where there is no plan: what is wrong stands at the lines of the files. */
export function noPlanCheck(failed: FailedPlan | null, run: string | null): CheckText {
  const told = sortWorstFirst(failed?.findings ?? []);
  return {
    conclusion: 'failure',
    title: `there is no plan: ${noPlanTitle(failed)}`,
    summary: renderNoPlan({ failed, commit: null, run, base: null, name: null, limit: COMMENT_LIMIT }),
    annotations: told.flatMap(ofFinding).slice(0, MOST_ANNOTATIONS),
  };
}

function titleOf({ complete }: Plan, errors: number, waiting: number): string {
  if (errors > 0) return counted(errors, 'error');
  if (!complete) return 'the tenant could not be read whole';
  if (waiting > 0) return `${counted(waiting, 'change')} ${waiting === 1 ? 'waits' : 'wait'} for an approval`;
  return 'nothing waits for an approval';
}

/** Errors, then what waits, then new advice: those with a place in a file, since others can't be shown there. */
function annotationsOf(plan: Plan): CheckText['annotations'] {
  const told = sortWorstFirst(plan.findings.filter(({ waived }) => waived === undefined));
  const errors = told.filter(({ severity }) => severity === 'error');
  const advice = told.filter((one) => one.severity !== 'error' && one.new !== false);
  const waiting = worstChangesFirst(plan.changes.filter((change) => waitingGates(change).length > 0));
  return [
    ...errors.flatMap(ofFinding),
    ...waiting.flatMap((change) => ofChange(change, plan)),
    ...advice.flatMap(ofFinding),
  ];
}

function ofFinding({ file, line, severity, code, message }: Finding): CheckText['annotations'] {
  if (file === null) return [];
  return [annotation(file, line, LEVELS[severity], code, message)];
}

function ofChange(change: Change, { problems }: Plan): CheckText['annotations'] {
  const { source, key } = change;
  if (source === undefined) return [];
  const message = `${peopleSentence(change, problems)}; ${adviceText(gateAdvice(change))}`;
  return [annotation(source.file, source.line, 'warning', `${key} waits for approval`, message)];
}

function annotation(
  path: string,
  line: number | null,
  level: 'notice' | 'warning' | 'failure',
  title: string,
  message: string,
): CheckText['annotations'][number] {
  const place = line === null || line < 1 ? 1 : line;
  return {
    path: visible(path),
    line: place,
    level,
    title: fitted(title, TITLE, visible),
    message: fitted(message, MESSAGE, visible),
  };
}
