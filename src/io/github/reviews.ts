/** What GitHub tells of commits, pull requests, their reviews, and who may do what. */

import type { ReviewSource } from '../../app/ports/reviews.ts';
import { isJsonObject, objectsAt, stringAt } from '../../model/json.ts';
import type { AccountRights, ForgeAccount, PullRequest, Review, WrittenCommit } from '../../model/review.ts';
import { askGitHub, type GitHub } from './client.ts';
import { COMMITS_AT_ONCE, commitIn, commitsQuery } from './commits-query.ts';

const PAGE = 100;
const READ = 'pull-requests: read and contents: read';

export function reviewsOn(github: GitHub): ReviewSource {
  return {
    commits: (ids) => askGitHub('read who wrote which commit', READ, () => commitsOf(github, ids)),
    pulls: async (numbers) => {
      const pulls: PullRequest[] = [];
      for (const number of numbers) {
        pulls.push(await askGitHub(`read the reviews of pull request ${number}`, READ, () => pullOf(github, number)));
      }
      return pulls;
    },
    standing: async (accounts, teams) => {
      const known = new Map<string, AccountRights>();
      for (const account of accounts) known.set(account.id, await standingOf(github, account, teams));
      return known;
    },
  };
}

async function commitsOf({ client, owner, repo }: GitHub, ids: readonly string[]): Promise<readonly WrittenCommit[]> {
  const commits: WrittenCommit[] = [];
  for (let at = 0; at < ids.length; at += COMMITS_AT_ONCE) {
    const some = ids.slice(at, at + COMMITS_AT_ONCE);
    const variables = Object.fromEntries(some.map((id, index) => [`c${index}`, id]));
    const answer: unknown = await client.graphql(commitsQuery(some.length), { owner, repo, ...variables });
    const repository = isJsonObject(answer) ? answer['repository'] : undefined;
    if (!isJsonObject(repository)) throw new Error('its answer names no repository');
    commits.push(...some.map((id, index) => commitIn(repository[`c${index}`], id)));
  }
  return commits;
}

async function pullOf(github: GitHub, number: number): Promise<PullRequest> {
  const { client, owner, repo } = github;
  const place = { owner, repo, pull_number: number };
  const { data } = await client.request('GET /repos/{owner}/{repo}/pulls/{pull_number}', place);
  const listed = await client.paginate('GET /repos/{owner}/{repo}/pulls/{pull_number}/commits', {
    ...place,
    per_page: PAGE,
  });
  const written = await commitsOf(
    github,
    listed.map(({ sha }) => sha),
  );
  // GitHub lists 250 of them at most; who wrote the others nobody can tell.
  const isWhole = data.commits <= listed.length;
  const rest = { id: data.head.sha, writers: [null], pulls: [number], isForgeMerge: false };
  return {
    number,
    isMerged: data.merged_at !== null,
    base: data.base.ref,
    author: accountOf(data.user),
    commits: isWhole ? written : [...written, rest],
    reviews: await reviewsOf(github, number),
  };
}

async function reviewsOf({ client, owner, repo }: GitHub, number: number): Promise<readonly Review[]> {
  const path = 'GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews';
  const reviews: Review[] = [];
  for await (const { data } of client.paginate.iterator(path, { owner, repo, pull_number: number, per_page: PAGE })) {
    // Of what doesn't speak to us nobody needs to know whether it was edited.
    const ids = data.flatMap(({ node_id, body }) => (body.includes('/postilion') ? [node_id] : []));
    const edited = ids.length === 0 ? new Map<string, string | null>() : await editsOf(client, ids);
    for (const { id, node_id: node, state, body, submitted_at: at, user, commit_id: head } of data) {
      const editedAt = ids.includes(node) ? edited.get(node) : null;
      if (editedAt === undefined) throw new Error(`it does not say whether review ${id} was edited`);
      const verdict = STATES[state.toLowerCase()] ?? 'pending';
      reviews.push({
        id: String(id),
        state: verdict,
        body,
        submittedAt: at ?? null,
        editedAt,
        author: accountOf(user),
        head,
      });
    }
  }
  return reviews;
}

const STATES: Readonly<Record<string, Review['state']>> = {
  approved: 'approved',
  changes_requested: 'changes-requested',
  commented: 'commented',
  dismissed: 'dismissed',
};

/** REST doesn't tell of edits. */
async function editsOf(client: GitHub['client'], ids: readonly string[]): Promise<ReadonlyMap<string, string | null>> {
  const answer: unknown = await client.graphql(
    'query editsOfReviews($ids: [ID!]!) { nodes(ids: $ids) { id ... on PullRequestReview { lastEditedAt } } }',
    { ids },
  );
  if (!isJsonObject(answer)) throw new Error('its answer names no reviews');
  return new Map(
    objectsAt(answer, 'nodes').flatMap((node) => {
      const id = stringAt(node, 'id');
      const edited = node['lastEditedAt'];
      return id !== undefined && (edited === null || typeof edited === 'string') ? [[id, edited] as const] : [];
    }),
  );
}

/** What may not be read is not known; that an account is no collaborator is an answer. */
async function standingOf(
  { client, owner, repo }: GitHub,
  account: ForgeAccount,
  teams: readonly string[],
): Promise<AccountRights> {
  const mayWrite = await toldOrNull(`read what ${account.login} may do`, async () => {
    const path = 'GET /repos/{owner}/{repo}/collaborators/{username}/permission';
    const { data } = await client.request(path, { owner, repo, username: account.login });
    // Somebody else may have the name by now.
    if (String(data.user?.id) !== account.id) return false;
    return data.permission === 'admin' || data.permission === 'write';
  });
  const members = new Map<string, boolean | null>();
  for (const team of teams) members.set(team, mayWrite === true ? await isMember(client, team, account) : null);
  return { mayWrite, teams: members };
}

async function isMember(client: GitHub['client'], team: string, { login }: ForgeAccount): Promise<boolean | null> {
  const [org = '', slug = ''] = team.split('/');
  return toldOrNull(`read who is in ${team}`, async () => {
    const path = 'GET /orgs/{org}/teams/{team_slug}/memberships/{username}';
    const { data } = await client.request(path, { org, team_slug: slug, username: login });
    return data.state === 'active';
  });
}

async function toldOrNull(what: string, ask: () => Promise<boolean>): Promise<boolean | null> {
  return askGitHub(what, READ, async () => {
    try {
      return await ask();
    } catch (error) {
      const status = error instanceof Error && 'status' in error ? error.status : null;
      const isAnswer = error instanceof Error && 'response' in error && error.response !== undefined;
      if (isAnswer && status === 404) return false;
      const isLimit = error instanceof Error && /rate limit/i.test(error.message);
      if (isAnswer && status === 403 && !isLimit) return null;
      throw error;
    }
  });
}

interface GivenUser {
  readonly id: number;
  readonly login: string;
  readonly type: string;
}

function accountOf(user: GivenUser | null): ForgeAccount | null {
  if (user === null) return null;
  return { id: String(user.id), login: user.login, type: typeOf(user.type) };
}

function typeOf(type: string): ForgeAccount['type'] {
  if (type === 'User') return 'person';
  return type === 'Bot' ? 'machine' : 'unknown';
}
