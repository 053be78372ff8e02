/** The queries that the program sends, by their names. */

import { isJsonObject, type JsonObject, type JsonValue } from '../../src/model/json.ts';
import { idOf, textOf, textsOf } from './route.ts';
import type { Account, GitHubStore } from './store.ts';

type Resolve = (store: GitHubStore, viewer: Account, variables: JsonObject) => JsonObject;

const QUERIES: Readonly<Record<string, Resolve>> = {
  /** Which of the comments did the asking identity write? */
  ownComments: (store, viewer, { ids }) => ({
    nodes: textsOf(ids).map((id) => {
      const comment = store.comments.find((one) => `IC_${one.id}` === id);
      return comment === undefined ? null : { id, viewerDidAuthor: comment.author === viewer.login };
    }),
  }),
  /** The same of issues. */
  ownIssues: (store, viewer, { ids }) => ({
    nodes: textsOf(ids).map((id) => {
      const issue = [...store.issues.values()].find((one) => `I_${one.number}` === id);
      return issue === undefined ? null : { id, viewerDidAuthor: issue.author === viewer.login };
    }),
  }),
  /** When were these reviews edited last? */
  editsOfReviews: (store, _viewer, { ids }) => ({
    nodes: textsOf(ids).map((id) => {
      const review = store.reviews.find((one) => `PRR_${one.id}` === id);
      return review === undefined ? null : { id, lastEditedAt: review.lastEditedAt };
    }),
  }),
  /** Who wrote these commits, and which pull requests did they come with? */
  writersOfCommits: (store, _viewer, variables) => ({
    repository: Object.fromEntries(
      Object.entries(variables).flatMap(([name, id]) =>
        /^c\d+$/.test(name) && typeof id === 'string' ? [[name, commitBody(store, id)] as const] : [],
      ),
    ),
  }),
};

function commitBody(store: GitHubStore, oid: string): JsonValue {
  const pulls = [...store.pulls.values()].filter(
    ({ mergedAs, commits }) => mergedAs === oid || commits.some(({ sha }) => sha === oid),
  );
  const proposed = pulls.flatMap(({ commits }) => commits).find(({ sha }) => sha === oid);
  const known = store.commits.get(oid) ?? (proposed === undefined ? null : { ...proposed, authors: [proposed.author] });
  if (known === null) return null;
  const isMerge = 'isMerge' in known && known.isMerge === true;
  const actor = (login: string | null): JsonValue => {
    const account = login === null ? undefined : store.accounts.get(login);
    // GraphQL calls nobody a user who is an app.
    const isUser = login !== null && account?.type !== 'Bot';
    const id = login === null ? 0 : (account?.id ?? idOf(login));
    const email = login === null ? 'me@example.org' : `${id}+${login}@users.noreply.github.com`;
    return { email, user: isUser ? { databaseId: id, login } : null };
  };
  return {
    oid,
    parents: { totalCount: isMerge ? 2 : 1 },
    signature: isMerge ? { isValid: true, wasSignedByGitHub: true } : null,
    authors: { totalCount: known.authors.length, nodes: known.authors.map(actor) },
    committer: isMerge ? { email: 'noreply@github.com', user: null } : actor(known.committer),
    associatedPullRequests: {
      totalCount: pulls.length,
      nodes: pulls.map(({ number, mergedAs }) => ({
        number,
        mergeCommit: mergedAs === null ? null : { oid: mergedAs },
      })),
    },
  };
}

/** The answer, or what is wrong with the question. */
export function answerQuery(store: GitHubStore, viewer: Account, body: JsonObject): JsonValue | string {
  const query = textOf(body, 'query') ?? '';
  const [, name = ''] = /^query (\w+)[ (]/.exec(query) ?? [];
  const resolve = QUERIES[name];
  if (resolve === undefined) return `no query is called "${name}"`;
  const variables = body['variables'];
  return { data: resolve(store, viewer, isJsonObject(variables) ? variables : {}) };
}
