/** Keeps the one comment of ours on a pull request: written once, and rewritten where it would say something else. */

import { markerOf } from '../report/comment/marker.ts';
import type { PullRequests } from './ports/github.ts';

export interface CommentRequest {
  readonly pull: number;
  /** Tells the comments of several tenants apart. */
  readonly name: string;
  /** There is nothing to tell, so that a comment is written only to correct an earlier one. */
  readonly isQuiet: boolean;
  /** The comment that is there, empty where none is → what it is to say. */
  readonly bodyOf: (before: string) => string;
}

/** Says what was done, for the log. */
export async function keepComment(request: CommentRequest, pulls: PullRequests): Promise<string> {
  const { pull, name, isQuiet, bodyOf } = request;
  const [own, ...others] = await pulls.ownComments(pull, markerOf(name));
  // Two runs at once may each have written one.
  for (const { id } of others) await pulls.removeComment(id);
  if (own === undefined && isQuiet) return 'nothing to comment on';
  const body = bodyOf(own?.body ?? '');
  if (own === undefined) {
    await pulls.addComment(pull, body);
    return `commented on pull request ${pull}`;
  }
  if (own.body === body) return `the comment on pull request ${pull} says it already`;
  await pulls.rewriteComment(own.id, body);
  return `rewrote the comment on pull request ${pull}`;
}

/** Why nothing is said of a commit that a push has taken the place of: its own run is on its way. Null where none has. */
export function whyOutdated(pull: number, planned: string | null, head: string): string | null {
  return planned === null || planned === head ? null : `pull request ${pull} has a newer commit: its own run reports`;
}
