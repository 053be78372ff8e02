/** Which reviews count, and why the others don't. The content is what a code names; here it is asked who said it. */

import type { ApprovalCode } from '../../model/approval.ts';
import type { AccountRights, ForgeAccount, PullRequest, Review, ReviewReference } from '../../model/review.ts';
import { isAddressed, readCommands } from './commands.ts';

export interface ReviewTerms {
  readonly pulls: readonly PullRequest[];
  /** By the account's id. */
  readonly standing: ReadonlyMap<string, AccountRights>;
  /** `approval.approvers` of the policy in force, never of the commit. */
  readonly approvers: readonly string[] | null;
  /** The branch that the tenant follows. */
  readonly branch: string;
}

/** A code that somebody gave who may give it; for which changes is another question. */
export interface GivenCode {
  readonly code: ApprovalCode;
  readonly from: ReviewReference;
}

/** A review that speaks to Postilion and doesn't count. */
export interface Unheard {
  readonly pull: number;
  readonly review: string;
  /** Null where the account is gone. */
  readonly by: string | null;
  /** For people; texts of others in it are not escaped. */
  readonly why: string;
}

export interface JudgedReviews {
  readonly given: readonly GivenCode[];
  readonly unheard: readonly Unheard[];
}

/** Judges every review that speaks to Postilion. */
export function judgeReviews(terms: ReviewTerms): JudgedReviews {
  const given: GivenCode[] = [];
  const unheard: Unheard[] = [];
  for (const pull of terms.pulls) {
    for (const review of pull.reviews.filter(({ body }) => isAddressed(body))) {
      const verdict = judgeReview(review, pull, terms);
      if (typeof verdict === 'string') unheard.push(unheardOf(review, pull, verdict));
      else given.push(...verdict);
    }
  }
  return { given, unheard };
}

/** Accounts whose standing decides something: nobody else needs to be asked about. */
export function askedAbout(pulls: readonly PullRequest[]): readonly ForgeAccount[] {
  const accounts = pulls.flatMap(({ reviews }) =>
    reviews.flatMap((review) => {
      const { author } = review;
      return author !== null && isAddressed(review.body) && whyNot(review) === null ? [author] : [];
    }),
  );
  return [...new Map(accounts.map((account) => [account.id, account])).values()];
}

function judgeReview(review: Review, pull: PullRequest, terms: ReviewTerms): readonly GivenCode[] | string {
  const { author } = review;
  const fault = whyNot(review) ?? whyNotHere(review, pull, terms.branch);
  if (fault !== null || author === null) return fault ?? GONE;
  const refused = whyNotThey(author, terms);
  if (refused !== null) return refused;
  const { codes, strange, isTooLong } = readCommands(review.body);
  if (isTooLong) return 'it is too long: write the one code of the whole plan';
  if (codes.length === 0) {
    const [word] = strange;
    const why = word === undefined ? 'it names no code' : `"${word.slice(0, 40)}" is no code`;
    return `${why}: write /postilion approve and the code at the beginning of a line`;
  }
  const by = { id: author.id, login: author.login };
  return codes.map((code) => ({ code, from: { pull: pull.number, review: review.id, head: review.head, by } }));
}

/** What is wrong with the review itself. */
function whyNot({ state, editedAt, submittedAt, author }: Review): string | null {
  if (state === 'dismissed') return 'it was dismissed';
  if (state !== 'approved') return 'it does not approve the pull request: only an approving review counts';
  if (submittedAt === null) return 'it is not submitted yet';
  if (editedAt !== null)
    return `it was edited at ${editedAt}, and others may edit a review: submit another one that nobody touches`;
  if (author === null) return GONE;
  return author.type === 'person' ? null : 'it is of an app, and a person has to approve';
}

const GONE = 'the account that wrote it is gone';

/** What is wrong with it where it stands. */
function whyNotHere(review: Review, pull: PullRequest, branch: string): string | null {
  if (!pull.isMerged) return 'the pull request is not merged';
  if (pull.base !== branch) return `the pull request was merged into ${pull.base}, and the tenant follows ${branch}`;
  return isTakenBack(review, pull) ? 'the same person asked for changes afterwards' : null;
}

function isTakenBack({ author, submittedAt }: Review, { reviews }: PullRequest): boolean {
  return reviews.some(
    (later) =>
      later.state === 'changes-requested' &&
      later.author?.id === author?.id &&
      // Seconds are all that the forge tells: of two in one, nobody knows which was the last word.
      (later.submittedAt ?? '') >= (submittedAt ?? ''),
  );
}

/** What speaks against the person, whatever the change. */
function whyNotThey(author: ForgeAccount, { standing, approvers }: ReviewTerms): string | null {
  const known = standing.get(author.id);
  if (known === undefined || known.mayWrite === null) return `nobody can say whether ${author.login} may write here`;
  if (!known.mayWrite) return `${author.login} may not write to the repository`;
  if (approvers === null || approvers.includes(author.login.toLowerCase())) return null;
  const teams = approvers.filter((name) => name.includes('/'));
  if (teams.some((team) => known.teams.get(team) === true)) return null;
  const unread = teams.filter((team) => (known.teams.get(team) ?? null) === null);
  const unsure = unread.length === 0 ? '' : ` (nobody can say who is in ${unread.join(', ')})`;
  return `${author.login} is not among approval.approvers of the policy in force${unsure}`;
}

function unheardOf({ id, author }: Review, { number }: PullRequest, why: string): Unheard {
  return { pull: number, review: id, by: author?.login ?? null, why };
}
