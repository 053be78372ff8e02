/** Keeps one comment on a pull request for the plans of several tenants. */

import { keepComment, whyOutdated } from './keep-comment.ts';
import type { PullRequests } from './ports/github.ts';

export interface TenantsReportRequest {
  readonly body: string;
  /** Nothing changes for any of them, so that a comment is written only to correct an earlier one. */
  readonly isQuiet: boolean;
  readonly pull: number;
  readonly name: string;
  /** Of the commit that was planned; null where nobody told it. */
  readonly headSha: string | null;
}

/** Says what was done, for the log. */
export async function postTenantsReport(request: TenantsReportRequest, pulls: PullRequests): Promise<string> {
  const { body, headSha, ...rest } = request;
  const head = await pulls.head(request.pull);
  return whyOutdated(request.pull, headSha, head.headSha) ?? keepComment({ ...rest, bodyOf: () => body }, pulls);
}
