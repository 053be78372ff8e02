/** The queries that the program sends, by their names. */

import { isJsonObject, type JsonObject, type JsonValue } from '../../src/model/json.ts';
import { textOf, textsOf } from './route.ts';
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
  /** When were these reviews edited last? */
  editsOfReviews: (store, _viewer, { ids }) => ({
    nodes: textsOf(ids).map((id) => {
      const review = store.reviews.find((one) => `PRR_${one.id}` === id);
      return review === undefined ? null : { id, lastEditedAt: review.lastEditedAt };
    }),
  }),
};

/** The answer, or what is wrong with the question. */
export function answerQuery(store: GitHubStore, viewer: Account, body: JsonObject): JsonValue | string {
  const query = textOf(body, 'query') ?? '';
  const [, name = ''] = /^query (\w+)[ (]/.exec(query) ?? [];
  const resolve = QUERIES[name];
  if (resolve === undefined) return `no query is called "${name}"`;
  const variables = body['variables'];
  return { data: resolve(store, viewer, isJsonObject(variables) ? variables : {}) };
}
