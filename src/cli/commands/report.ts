/** `postilion report`: a saved plan as a pull request is told of it. The document is taken for the text of a stranger. */

import { postReport, type ReportRequest } from '../../app/post-report.ts';
import { pullRequestsOn } from '../../io/github/pull-requests.ts';
import { EXIT, type ExitCode } from '../../model/exit-code.ts';
import type { FailedPlan } from '../../model/failed-plan.ts';
import type { Plan } from '../../model/plan.ts';
import { renderPlanAnnotations } from '../../report/annotations.ts';
import { renderAnnouncement } from '../../report/announce/render.ts';
import { COMMENT_LIMIT, renderComment } from '../../report/comment/comment.ts';
import { renderNoPlan } from '../../report/comment/no-plan.ts';
import { renderPlanJson } from '../../report/json.ts';
import { escapeLines } from '../../report/text/escape.ts';
import { checkReport, type ReportFormat, type ReportOptions, repositoryPage } from '../flags/report.ts';
import { loadStrangersFailure, loadStrangersPlan } from '../flags/saved-plan.ts';
import type { Terminal } from '../terminal.ts';
import { openGitHub } from '../wiring/github.ts';
import { variable } from '../wiring/places.ts';

/** A summary may be as long as 1 MiB; nobody reads that. */
const SUMMARY_LIMIT = 200_000;

export async function reportCommand(options: ReportOptions, terminal: Terminal): Promise<ExitCode> {
  checkReport(options);
  const { plan: file, failed: why, format, pr } = options;
  const plan = file === undefined ? null : await loadStrangersPlan(file, terminal.cwd);
  const failed = typeof why === 'string' ? await loadStrangersFailure(why, terminal.cwd) : null;
  const isPrinted = format !== undefined || pr === undefined;
  if (plan !== null && isPrinted) terminal.print(faceOf(plan, format ?? 'comment', options, terminal));
  if (failed !== null && isPrinted) terminal.print(failedFace(failed, format ?? 'comment', options, terminal));
  if (pr !== undefined) await post({ plan, failed }, pr, options, terminal);
  return EXIT.ok;
}

function failedFace(
  failed: FailedPlan,
  format: ReportFormat,
  { limit = COMMENT_LIMIT, name, head }: ReportOptions,
  terminal: Terminal,
): string {
  const named = format === 'comment' ? name : null;
  return renderNoPlan({ failed, commit: head ?? null, run: null, base: filesOf(head, terminal), name: named, limit });
}

function filesOf(head: string | undefined, terminal: Terminal): string | null {
  const page = repositoryPage(terminal);
  return page === null || head === undefined ? null : `${page}/blob/${head}`;
}

function faceOf(
  plan: Plan,
  format: ReportFormat,
  { limit, name, head, language }: ReportOptions,
  terminal: Terminal,
): string {
  const base = filesOf(head, terminal);
  switch (format) {
    case 'comment':
      return renderComment(plan, { limit: limit ?? COMMENT_LIMIT, name, base, previous: null });
    case 'summary':
      return renderComment(plan, { limit: limit ?? SUMMARY_LIMIT, name: null, base, previous: null });
    case 'annotations':
      return renderPlanAnnotations(plan);
    case 'announce':
      return renderAnnouncement(plan, language);
    case 'json':
      return renderPlanJson(plan);
  }
}

async function post(
  made: Pick<ReportRequest, 'plan' | 'failed'>,
  pull: number,
  options: ReportOptions,
  terminal: Terminal,
): Promise<void> {
  const page = repositoryPage(terminal);
  const run = /^\d+$/.exec(variable(terminal.env, 'GITHUB_RUN_ID') ?? '')?.[0];
  const github = await openGitHub(terminal);
  const request = {
    ...made,
    pull,
    name: options.name,
    limit: options.limit ?? COMMENT_LIMIT,
    headSha: options.head ?? null,
    filesAt: (commit: string) => (page === null ? null : `${page}/blob/${commit}`),
    run: page === null || run === undefined ? null : `${page}/actions/runs/${run}`,
  };
  const done = await postReport(request, pullRequestsOn(github));
  terminal.error(escapeLines(`${done.join('\n')}\n`));
}
