/** What each kind of result looks like in each format: one record a result, so that a new format is asked for everywhere. */

import type { FailedPlan } from '../model/failed-plan.ts';
import type { Finding } from '../model/finding.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Plan } from '../model/plan.ts';
import { renderFindingAnnotations, renderPlanAnnotations } from '../report/annotations.ts';
import type { Language } from '../report/announce/messages.ts';
import { renderAnnouncement } from '../report/announce/render.ts';
import { COMMENT_LIMIT } from '../report/comment/comment.ts';
import { renderNoPlan } from '../report/comment/no-plan.ts';
import { renderFindings } from '../report/findings/render.ts';
import { renderFindingsJson, renderOutcomeJson, renderPlanJson } from '../report/json.ts';
import { renderMarkdown } from '../report/markdown.ts';
import { renderOutcome } from '../report/outcome.ts';
import { renderSarif } from '../report/sarif.ts';
import { renderTerminal } from '../report/terminal.ts';
import { failedByFiles } from './failed-plan.ts';
import type { CommonOptions } from './flags/global.ts';
import type { Format } from './formats.ts';
import type { Terminal } from './terminal.ts';
import { tool } from './version.ts';

/** How the terminal shows text. */
interface View {
  readonly width: number;
  readonly color: boolean;
  /** Nothing is folded. */
  readonly all: boolean;
  /** Only what waits or failed. */
  readonly quiet: boolean;
  /** Of announcements. */
  readonly language: Language;
}

type Faces<Result, Formats extends Format> = Readonly<Record<Formats, (result: Result, view: View) => string>>;

/** Findings, and of how many profiles. */
interface FindingsResult {
  readonly findings: readonly Finding[];
  readonly profiles: number;
  /** Where there are several. */
  readonly tenants?: number;
}

const FINDINGS_FACES: Faces<FindingsResult, Format<'plan'>> = {
  text: ({ findings, profiles, tenants }, view) => renderFindings(findings, { ...view, profiles, tenants }),
  // They stand where a plan would.
  markdown: ({ findings }) => failureMarkdown(failedByFiles(findings)),
  announce: ({ findings, profiles }, view) => renderFindings(findings, { ...view, profiles }),
  json: ({ findings }) => renderFindingsJson(findings),
  sarif: ({ findings }) => renderSarif(findings, tool()),
  github: ({ findings }) => renderFindingAnnotations(findings),
};

const PLAN_FACES: Faces<Plan, Format<'plan'>> = {
  text: (plan, view) => renderTerminal(plan, view),
  json: (plan) => renderPlanJson(plan),
  markdown: (plan) => renderMarkdown(plan),
  sarif: (plan) => renderSarif(plan.findings, plan.run.tool),
  announce: (plan, { language }) => renderAnnouncement(plan, language),
  github: (plan) => renderPlanAnnotations(plan),
};

/** An outcome, and the plan that it is the outcome of. */
interface OutcomeResult {
  readonly outcome: Outcome;
  readonly plan: Plan;
}

const OUTCOME_FACES: Faces<OutcomeResult, Format<'apply'>> = {
  text: ({ outcome, plan }, view) => renderOutcome(outcome, { ...view, plan }),
  json: ({ outcome }) => renderOutcomeJson(outcome),
};

/** Why there is no plan. */
export function failureMarkdown(failed: FailedPlan): string {
  return renderNoPlan({ failed, commit: null, run: null, base: null, name: null, limit: COMMENT_LIMIT });
}

/** Pages are of other things than plans. */
function formatOfPlans(format: Format): Format<'plan'> {
  return format === 'html' ? 'text' : format;
}

export function findingsText(result: FindingsResult, options: CommonOptions, terminal: Terminal): string {
  return FINDINGS_FACES[formatOfPlans(options.format)](result, viewOn(options, terminal));
}

export function planText(plan: Plan, options: CommonOptions, terminal: Terminal): string {
  return PLAN_FACES[formatOfPlans(options.format)](plan, viewOn(options, terminal));
}

/** As text in formats that only plans have. */
export function outcomeText(result: OutcomeResult, options: CommonOptions, terminal: Terminal): string {
  return OUTCOME_FACES[options.format === 'json' ? 'json' : 'text'](result, viewOn(options, terminal));
}

/** How a command shows text. */
export function viewOn(options: CommonOptions, terminal: Terminal): View {
  const { color, verbose = false, quiet = false, language = 'en' } = options;
  return { width: terminal.width, color: color && terminal.color, all: verbose, quiet, language };
}
