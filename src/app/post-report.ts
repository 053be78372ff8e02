/** Keeps one comment and one check run on a pull request: written once, rewritten ever after, and right after every push. */

import type { FailedPlan } from '../model/failed-plan.ts';
import { GitHubFault } from '../model/github-fault.ts';
import type { Plan } from '../model/plan.ts';
import { isQuiet } from '../report/comment/alert.ts';
import { checkText, noPlanCheck } from '../report/comment/check-run.ts';
import { renderComment } from '../report/comment/comment.ts';
import { LABEL_PREFIX, labelsOf } from '../report/comment/labels.ts';
import { DEFAULT_NAME, readTally } from '../report/comment/marker.ts';
import { renderNoPlan } from '../report/comment/no-plan.ts';
import { keepComment, whyOutdated } from './keep-comment.ts';
import type { PullRequests } from './ports/github.ts';

const CHECK = 'Postilion: user impact';

export interface ReportRequest {
  /** Null where the run made none. */
  readonly plan: Plan | null;
  /** Why it made none; null where nobody knows. */
  readonly failed: FailedPlan | null;
  readonly pull: number;
  readonly name: string;
  readonly limit: number;
  /** Of the commit that was planned; null where nobody told it. */
  readonly headSha: string | null;
  /** Commit → address of its files. */
  readonly filesAt: (commit: string) => string | null;
  /** Address of the run. */
  readonly run: string | null;
}

/** Says what was done, a line each, for the log. */
export async function postReport(request: ReportRequest, pulls: PullRequests): Promise<readonly string[]> {
  const { plan, pull, headSha } = request;
  const head = await pulls.head(pull);
  const outdated = whyOutdated(pull, headSha, head.headSha);
  if (outdated !== null) return [outdated];
  const bodyOf = (before: string): string => textOf(request, head.headSha, before);
  const isSaid = plan !== null && isQuiet(plan);
  const comment = await keepComment({ pull, name: request.name, isQuiet: isSaid, bodyOf }, pulls);
  const check = plan === null ? noPlanCheck(request.failed, request.run) : checkText(plan);
  await pulls.addCheckRun({ name: CHECK, headSha: head.headSha, ...check });
  return [comment, `check run "${CHECK}": ${check.conclusion}`, ...(await keepLabels(request, pulls))];
}

/** What a list of pull requests shows. It is not worth a failed report: whoever may not label has everything else. */
async function keepLabels({ plan, pull, name }: ReportRequest, pulls: PullRequests): Promise<readonly string[]> {
  // With a comment for each tenant nobody could tell whose labels those are.
  if (name !== DEFAULT_NAME) return [];
  const wanted = labelsOf(plan);
  try {
    const there = (await pulls.labels(pull)).filter((label) => label.startsWith(LABEL_PREFIX));
    const missing = wanted.filter((label) => !there.includes(label));
    if (missing.length > 0) await pulls.addLabels(pull, missing);
    for (const label of there) if (!wanted.includes(label)) await pulls.removeLabel(pull, label);
    return [];
  } catch (error) {
    if (!(error instanceof GitHubFault)) throw error;
    return [`the labels are not up to date: ${error.message}`];
  }
}

function textOf({ plan, failed, name, limit, run, filesAt }: ReportRequest, headSha: string, before: string): string {
  const base = filesAt(headSha);
  if (plan === null) return renderNoPlan({ failed, commit: headSha, run, base, name, limit });
  return renderComment(plan, { name, limit, base, previous: readTally(before) });
}
