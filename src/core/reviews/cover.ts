/** What codes of reviews open: each change only by somebody who wrote nothing of it, in a pull request that brought it. */

import type { Grant } from '../../model/approval.ts';
import { compareText } from '../../model/finding.ts';
import type { PullRequest, ReviewReference, WrittenCommit } from '../../model/review.ts';
import type { GivenCode, Unheard } from './judge.ts';

/** Commits since the one that a change's profile was last applied at; null, with the reason, where nobody can tell which. */
export type Scope = { readonly commits: ReadonlySet<string> } | { readonly unknown: string };

export interface CoverTerms {
  readonly given: readonly GivenCode[];
  /** By the key of the change. */
  readonly scopes: ReadonlyMap<string, Scope>;
  /** All that are in any scope. */
  readonly commits: readonly WrittenCommit[];
  readonly pulls: readonly PullRequest[];
}

/** A grant with everybody who gave it. */
interface ReviewGrant extends Grant {
  readonly reviews: readonly ReviewReference[];
}

export interface Covered {
  readonly grants: readonly ReviewGrant[];
  readonly unheard: readonly Unheard[];
}

/** Of what the codes would open, what was said by somebody who may say it of all the changes of that code. */
export function coverGrants(grants: readonly Grant[], terms: CoverTerms): Covered {
  const opened: ReviewGrant[] = [];
  const unheard: Unheard[] = [];
  for (const text of new Set(grants.map(({ given }) => given))) {
    const own = grants.filter(({ given }) => given === text);
    const keys = [...new Set(own.map(({ key }) => key))].sort(compareText);
    const reviews: ReviewReference[] = [];
    for (const { from } of terms.given.filter(({ code }) => code.text === text)) {
      const why = whyNotFor(from, keys, terms);
      if (why === null) reviews.push(from);
      else unheard.push({ pull: from.pull, review: from.review, by: from.by.login, why: `${text}: ${why}` });
    }
    if (reviews.length > 0) opened.push(...own.map((grant) => ({ ...grant, reviews })));
  }
  return { grants: opened, unheard };
}

function whyNotFor(from: ReviewReference, keys: readonly string[], terms: CoverTerms): string | null {
  for (const key of keys) {
    const why = whyNotForKey(from, key, terms);
    if (why !== null) return why;
  }
  return null;
}

function whyNotForKey({ pull, by }: ReviewReference, key: string, terms: CoverTerms): string | null {
  const scope = terms.scopes.get(key) ?? { unknown: 'nobody can say which commits brought it' };
  if ('unknown' in scope) return `${key}: ${scope.unknown}`;
  const commits = terms.commits.filter(({ id }) => scope.commits.has(id));
  const numbers = new Set(commits.flatMap(({ pulls }) => pulls));
  if (!numbers.has(pull)) return `pull request #${pull} brought nothing of ${key}`;
  const pulls = terms.pulls.filter(({ number }) => numbers.has(number));
  const own = pulls.find(({ author }) => author?.id === by.id);
  if (own !== undefined) return `${by.login} opened pull request #${own.number}, which ${key} came with`;
  const proposed = pulls.flatMap((one) => one.commits);
  const ids = new Set(proposed.map(({ id }) => id));
  // In a pull request of its own the same page lets people settle conflicts by hand.
  const written = [...proposed, ...commits.filter(({ id, isForgeMerge }) => !isForgeMerge || ids.has(id))];
  for (const { id, writers } of written) {
    if (writers.some((one) => one?.id === by.id)) return `${by.login} wrote ${id.slice(0, 12)}, which ${key} came with`;
  }
  const strange = written.find(({ writers }) => writers.includes(null));
  if (strange === undefined) return null;
  return `nobody knows who wrote ${strange.id.slice(0, 12)}, which ${key} came with: its address belongs to no account`;
}
