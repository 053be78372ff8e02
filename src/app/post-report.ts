/** Keeps one comment on a pull request: written once, rewritten ever after. */

import type { Plan } from '../model/plan.ts';
import { markerOf } from '../report/comment/marker.ts';
import { renderMarkdown } from '../report/markdown.ts';
import type { PullRequests } from './ports/github.ts';

/** Says what was done, for the log. */
export async function postReport(plan: Plan, pull: number, pulls: PullRequests): Promise<string> {
  const [own, ...others] = await pulls.ownComments(pull, markerOf(plan));
  const body = `${markerOf(plan)}\n${renderMarkdown(plan)}`;
  // Two runs at once may each have written one.
  for (const { id } of others) await pulls.removeComment(id);
  if (own === undefined) {
    await pulls.addComment(pull, body);
    return `commented on pull request ${pull}`;
  }
  if (own.body === body) return `the comment on pull request ${pull} says it already`;
  await pulls.rewriteComment(own.id, body);
  return `rewrote the comment on pull request ${pull}`;
}
