/** Reads who approved what of a plan on the forge. What can't be read approves nothing, and is said. */

import { grantsOf } from '../../core/policy/grants.ts';
import { policyGrants } from '../../core/policy/policy-changes.ts';
import { coverGrants, type Scope } from '../../core/reviews/cover.ts';
import { askedAbout, type GivenCode, judgeReviews, type Unheard } from '../../core/reviews/judge.ts';
import { partsOf } from '../../core/reviews/parts.ts';
import type { ApprovalCode, Grant, ReviewedCode } from '../../model/approval.ts';
import { EXIT } from '../../model/exit-code.ts';
import { compareText } from '../../model/finding.ts';
import { GitHubFault } from '../../model/github-fault.ts';
import type { Plan, Problem } from '../../model/plan.ts';
import type { UsableRepository } from '../load-repository.ts';
import { appliesIn, type Planned } from '../plan/plan.ts';
import type { ReviewPorts } from '../ports/reviews.ts';
import type { StateReader } from '../ports/state.ts';
import { policyFiles, readScopes } from './scopes.ts';

/** What was found; the problem is null where everything could be read. */
export interface ReviewsRead {
  readonly approved: readonly ReviewedCode[];
  readonly unheard: readonly Unheard[];
  readonly problem: Problem | null;
}

const NOTHING: ReviewsRead = { approved: [], unheard: [], problem: null };

/** Each is held against every change of the plan. */
const MOST_CODES = 100;

/** True where a code could open something: else the forge isn't asked. */
function isWaiting({ plan }: Planned): boolean {
  return plan.changes.some(({ code }) => code !== undefined) || plan.policyChanges !== undefined;
}

/** Asks about the commits since each waiting change was applied last, their pull requests, and who reviewed those. */
export async function readReviews(
  planned: Planned,
  { source, history }: ReviewPorts,
  state: StateReader,
  repository: Pick<UsableRepository, 'configFile' | 'config'>,
): Promise<ReviewsRead> {
  const { plan, refresh } = planned;
  if (!isWaiting(planned) || !plan.complete) return NOTHING;
  if (plan.source.commit === null || plan.source.dirty) {
    return failed('incomplete', 'reviews are about commits, and what is planned here stands in none');
  }
  const { revision } = refresh.memory;
  const runs = revision === null ? null : await state.readRuns(revision, '1970-01-01T00:00:00Z');
  if (runs !== null && runs.status !== 'found') return failed('incomplete', runs.message);
  const { config } = refresh.policy;
  const scopes = await readScopes(planned, runs?.runs ?? [], config.moved, history, policyFiles(repository));
  try {
    const ids = [...new Set([...scopes.values()].flatMap((scope) => ('commits' in scope ? [...scope.commits] : [])))];
    const commits = await source.commits(ids);
    const numbers = [...new Set(commits.flatMap(({ pulls }) => pulls))].sort((a, b) => a - b);
    const pulls = await source.pulls(numbers);
    const { approvers } = config.approval;
    const teams = (approvers ?? []).filter((name) => name.includes('/'));
    const standing = await source.standing(askedAbout(pulls), teams);
    const judged = judgeReviews({ pulls, standing, approvers, branch: config.branch });
    const { unheard } = judged;
    const { codes, left } = newestCodes(judged.given);
    const taken = judged.given.filter(({ code }) => !left.has(code.text));
    const parts = partsOf(taken, runs?.runs ?? [], waitingIn(plan));
    const given = [...judged.given, ...parts];
    const opened = openedBy([...codes, ...new Map(parts.map(({ code }) => [code.text, code])).values()], planned);
    const covered = coverGrants(opened.grants, { given, scopes, commits, pulls });
    const isOpening = (text: string): boolean => opened.grants.some((grant) => grant.given === text);
    const used = new Set(parts.filter(({ code }) => isOpening(code.text)).map((part) => part.of));
    const idle = judged.given.filter(({ code }) => !isOpening(code.text) && !used.has(code.text));
    const told = [...unheard, ...covered.unheard, ...idle.map((one) => idleText(one, opened.outgrown, left))];
    return { approved: codesOf(covered.grants), unheard: told.concat(unknownScopes(scopes)), problem: null };
  } catch (error) {
    if (!(error instanceof GitHubFault)) throw error;
    const type = error.code === EXIT.denied ? 'permission' : error.code === EXIT.throttled ? 'throttled' : 'incomplete';
    return failed(type, error.message);
  }
}

function waitingIn({ changes }: Plan): ReadonlySet<string> {
  return new Set(changes.flatMap(({ key, code }) => (code === undefined ? [] : [key])));
}

function failed(type: Problem['type'], why: string): ReviewsRead {
  const message = `who approved what in pull requests could not be read, so nothing of it counts: ${why}`;
  return { ...NOTHING, problem: { type, message, requestIds: [] } };
}

/** Each code once; of too many the last ones that were given. */
function newestCodes(given: readonly GivenCode[]): {
  readonly codes: readonly ApprovalCode[];
  readonly left: ReadonlySet<string>;
} {
  const all = [...new Map(given.map(({ code }) => [code.text, code])).values()];
  const codes = all.slice(-MOST_CODES);
  return { codes, left: new Set(all.slice(0, -MOST_CODES).map(({ text }) => text)) };
}

/** What the codes would open of the plan, whoever gave them: the same test as for `--approve`. */
function openedBy(codes: readonly ApprovalCode[], planned: Planned) {
  const { growth } = planned.refresh.policy.config.approval;
  const policy = policyGrants(planned.plan, codes, planned.peopleOf, growth);
  const rest = codes.filter(({ text }) => !policy.used.has(text));
  const approval = { levels: [], codes: rest, digests: [], unattended: true };
  const granted = grantsOf(approval, { ...planned, growth, saved: null, applies: appliesIn(planned.refresh) });
  const grants: readonly Grant[] = [...policy.grants, ...granted.grants];
  return { grants, outgrown: [...policy.outgrown, ...granted.outgrown] };
}

function idleText({ code, from }: GivenCode, outgrown: readonly string[], left: ReadonlySet<string>): Unheard {
  const grown = outgrown.find((text) => text.includes(code.text));
  const old = left.has(code.text) ? 'too many codes were given, and this is an old one' : OLD;
  return { pull: from.pull, review: from.review, by: from.by.login, why: grown ?? `${code.text}: ${old}` };
}

const OLD = 'nothing that waits has this code: the change is another one by now, or was applied already';

/** Where nobody can tell who wrote a change, nobody can approve it by a review. */
function unknownScopes(scopes: ReadonlyMap<string, Scope>): readonly Unheard[] {
  return [...scopes].flatMap(([key, scope]) =>
    'unknown' in scope ? [{ pull: 0, review: '', by: null, why: `${key}: ${scope.unknown}` }] : [],
  );
}

function codesOf(grants: ReturnType<typeof coverGrants>['grants']): readonly ReviewedCode[] {
  const texts = [...new Set(grants.map(({ given }) => given))].sort(compareText);
  return texts.map((text) => {
    const own = grants.filter(({ given }) => given === text);
    const [first] = own;
    return {
      code: { text, people: first?.people ?? null },
      keys: own.map(({ key }) => key),
      reviews: first?.reviews ?? [],
    };
  });
}
