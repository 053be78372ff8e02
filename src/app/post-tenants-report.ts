/** Keeps one comment on a pull request for the plans of several tenants. */

import { markerOf } from '../report/comment/marker.ts';
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
  const { body, isQuiet, pull, name, headSha } = request;
  const head = await pulls.head(pull);
  if (headSha !== null && headSha !== head.headSha)
    return `pull request ${pull} has a newer commit: its own run reports`;
  const [own, ...others] = await pulls.ownComments(pull, markerOf(name));
  // Two runs at once may each have written one.
  for (const { id } of others) await pulls.removeComment(id);
  if (own === undefined && isQuiet) return 'nothing to comment on';
  if (own?.body === body) return `the comment on pull request ${pull} says it already`;
  await (own === undefined ? pulls.addComment(pull, body) : pulls.rewriteComment(own.id, body));
  return `${own === undefined ? 'commented on' : 'rewrote the comment on'} pull request ${pull}`;
}
