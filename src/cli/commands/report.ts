/** `postilion report`: a saved plan as a pull request is told of it. The document is taken for the text of a stranger. */

import { postReport } from '../../app/post-report.ts';
import { pullRequestsOn } from '../../io/github/pull-requests.ts';
import { EXIT, type ExitCode } from '../../model/exit-code.ts';
import type { Plan } from '../../model/plan.ts';
import { renderPlanAnnotations } from '../../report/annotations.ts';
import type { Language } from '../../report/announce/messages.ts';
import { renderAnnouncement } from '../../report/announce/render.ts';
import { renderPlanJson } from '../../report/json.ts';
import { renderMarkdown } from '../../report/markdown.ts';
import { ExitError } from '../failure.ts';
import type { ReportFormat, ReportOptions } from '../flags/report.ts';
import { reportedPlan } from '../flags/saved-plan.ts';
import type { Terminal } from '../terminal.ts';
import { openGitHub } from '../wiring/github.ts';

const FACES: Readonly<Record<ReportFormat, (plan: Plan, language: Language) => string>> = {
  comment: renderMarkdown,
  summary: renderMarkdown,
  annotations: renderPlanAnnotations,
  json: renderPlanJson,
  announce: renderAnnouncement,
};

export async function reportCommand(options: ReportOptions, terminal: Terminal): Promise<ExitCode> {
  const { to, pr, format, language } = options;
  if (to === undefined && pr !== undefined)
    throw new ExitError(EXIT.input, '--pr says where: write --to github with it');
  if (to !== undefined && pr === undefined) throw new ExitError(EXIT.input, '--to github: write --pr with the number');
  const plan = await reportedPlan(options.plan, terminal.cwd);
  if (format !== undefined || to === undefined) terminal.print(FACES[format ?? 'comment'](plan, language));
  if (pr === undefined) return EXIT.ok;
  const github = await openGitHub(terminal);
  const done = await postReport(plan, pr, pullRequestsOn(github));
  terminal.error(`${done}\n`);
  return EXIT.ok;
}
