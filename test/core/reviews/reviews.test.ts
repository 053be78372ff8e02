/** Who approved what: random histories against a model, and each rule alone. */

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readCommands } from '../../../src/core/reviews/commands.ts';
import { coverGrants } from '../../../src/core/reviews/cover.ts';
import { askedAbout, judgeReviews } from '../../../src/core/reviews/judge.ts';
import type { Grant } from '../../../src/model/approval.ts';
import type { PullRequest, Review } from '../../../src/model/review.ts';
import { DEEP } from '../../deep.ts';
import { CODE, EVENTS, KEY, POLICIES, play, type Told } from './history.ts';

const GRANT: Grant = { key: KEY, gates: ['effect'], given: CODE, people: 320 };

/** What the reviews open where their code would open the change. */
function counted({ pulls, commits, standing }: Omit<Told, 'expected'>, approvers: readonly string[] | null) {
  const { given, unheard } = judgeReviews({ pulls, standing, approvers, branch: 'main' });
  const scopes = new Map([[KEY, { commits: new Set(commits.map(({ id }) => id)) }]]);
  const covered = coverGrants([GRANT], { given, scopes, commits, pulls });
  const reviews = covered.grants.flatMap((grant) => grant.reviews.map(({ review }) => review));
  return { reviews: reviews.sort(), unheard: [...unheard, ...covered.unheard] };
}

const opener = fc.constantFrom('alice', 'bob', 'robot');

it('whatever history of pushes, reviews, edits, dismissals, rebases, merges and lost rights: a review counts where the model says so', () => {
  let seen = 0;
  fc.assert(
    fc.property(EVENTS, fc.tuple(opener, opener), POLICIES, (events, opened, policy) => {
      const told = play(events, opened, policy);
      const { reviews, unheard } = counted(told, policy);
      expect(reviews).toEqual(told.expected);
      seen += reviews.length;
      // Every other review that speaks to us is told why not.
      const all = told.pulls.flatMap((pull) => pull.reviews.map(({ id }) => id));
      expect([...reviews, ...unheard.map(({ review }) => review)].sort()).toEqual(all.sort());
    }),
    { numRuns: DEEP ? 100_000 : 3000, seed: 7 },
  );
  expect(seen).toBeGreaterThan(50);
});

const BOB = { id: '2', login: 'Bob', type: 'person' } as const;
const ALICE = { id: '1', login: 'alice', type: 'person' } as const;
const APPROVED: Review = {
  id: 'r1',
  state: 'approved',
  body: `/postilion approve ${CODE}`,
  submittedAt: '2026-11-22T09:00:00Z',
  editedAt: null,
  author: BOB,
  head: 'an old head',
};
const COMMIT = { id: 'c'.repeat(40), writers: [ALICE], pulls: [7], isForgeMerge: false };

function story(review: Partial<Review>, pull: Partial<PullRequest> = {}, approvers: readonly string[] | null = null) {
  const reviews = [{ ...APPROVED, ...review }];
  const one = { number: 7, isMerged: true, base: 'main', author: ALICE, commits: [COMMIT], reviews, ...pull };
  const standing = new Map([['2', { mayWrite: true, teams: new Map([['contoso/mail-admins', null]]) }]]);
  const { reviews: opened, unheard } = counted({ pulls: [one], commits: [COMMIT], standing }, approvers);
  return opened.length > 0 ? 'counts' : unheard.map(({ why }) => why).join();
}

it('each rule says why', () => {
  expect(story({})).toBe('counts');
  expect(story({ state: 'commented' })).toContain('only an approving review counts');
  expect(story({ state: 'dismissed' })).toContain('dismissed');
  expect(story({ editedAt: '2026-11-22T10:00:00Z' })).toContain('it was edited at 2026-11-22T10:00:00Z');
  expect(story({ author: null })).toContain('the account that wrote it is gone');
  expect(story({ author: { ...BOB, type: 'machine' } })).toContain('of an app');
  expect(story({ author: { ...BOB, type: 'unknown' } })).toContain('a person has to approve');
  expect(story({ author: { ...BOB, id: '3' } })).toContain('nobody can say whether Bob may write here');
  expect(story({ submittedAt: null })).toContain('not submitted');
  expect(story({ body: '/postilion approve ios-sales' })).toContain('"ios-sales" is no code');
  expect(story({ body: 'please use /postilion approve' })).toContain('it names no code');
  expect(story({}, { isMerged: false })).toContain('not merged');
  expect(story({}, { base: 'staging' })).toContain('merged into staging');
  expect(story({}, { author: BOB })).toContain('Bob opened pull request #7');
  expect(story({}, { commits: [{ ...COMMIT, writers: [ALICE, BOB] }] })).toContain('Bob wrote cccccccccccc');
  expect(story({}, { commits: [{ ...COMMIT, writers: [null] }] })).toContain('belongs to no account');
  expect(story({}, {}, ['bob'])).toBe('counts');
  expect(story({}, {}, ['contoso/mail-admins'])).toContain('nobody can say who is in contoso/mail-admins');
  expect(story({}, {}, [])).toContain('not among approval.approvers of the policy in force');
});

it('somebody else who has the name of an approver is somebody else', () => {
  const renamed = story({ author: { ...BOB, id: '9' } }, {}, ['bob']);
  expect(renamed).toContain('nobody can say whether Bob may write here');
});

it('codes stand at the beginning of a line, not in quotes and not where nobody sees them', () => {
  const codes = (body: string) => readCommands(body).codes.map(({ text }) => text);
  const other = '00bee5aaab59c1f0-unknown';
  expect(codes(`/postilion approve ${CODE}, ${other}\r\nthanks`)).toEqual([CODE, other]);
  expect(codes(`  /postilion approve \`${CODE.toUpperCase()}\``)).toEqual([CODE]);
  expect(codes(`> /postilion approve ${CODE}`)).toEqual([]);
  expect(codes(`do not write /postilion approve ${CODE}`)).toEqual([]);
  expect(codes(`<!--\n/postilion approve ${CODE}\n-->`)).toEqual([]);
  expect(codes(`<!--\n/postilion approve ${CODE}`)).toEqual([]);
  expect(codes(`/postilion approve all`)).toEqual([]);
  expect(readCommands(`/postilion approve ${CODE}\n`.repeat(40_000)).isTooLong).toBe(true);
  expect(codes('<!--'.repeat(16_000))).toEqual([]);
});

it('only those are asked about whose review could count', () => {
  const reviews: readonly Review[] = [
    APPROVED,
    { ...APPROVED, id: 'r2', author: { ...BOB, id: '5' }, editedAt: 'later' },
    { ...APPROVED, id: 'r3', author: { ...BOB, id: '6' }, body: 'fine' },
  ];
  const pull = { number: 7, isMerged: true, base: 'main', author: ALICE, commits: [], reviews };
  expect(askedAbout([pull])).toEqual([BOB]);
});

it('a code of several changes opens none of them for who wrote one', () => {
  const mine = { ...COMMIT, id: 'd'.repeat(40), writers: [BOB] };
  const pull = { number: 7, isMerged: true, base: 'main', author: ALICE, commits: [], reviews: [APPROVED] };
  const standing = new Map([['2', { mayWrite: true, teams: new Map<string, boolean>() }]]);
  const { given } = judgeReviews({ pulls: [pull], standing, approvers: null, branch: 'main' });
  const scopes = new Map([
    ['ios-sales', { commits: new Set([COMMIT.id]) }],
    ['ios-it', { commits: new Set([COMMIT.id, mine.id]) }],
  ]);
  const terms = { given, scopes, commits: [COMMIT, mine], pulls: [pull] };
  const cover = (keys: readonly string[]) =>
    coverGrants(
      keys.map((key) => ({ ...GRANT, key })),
      terms,
    ).grants.map(({ key }) => key);
  expect(cover(['ios-sales'])).toEqual(['ios-sales']);
  expect(cover(['ios-sales', 'ios-it'])).toEqual([]);
  expect(cover(['ios-nobody'])).toEqual([]);
});
