/** Issues, comments and labels; a pull request is an issue, too. */

import type { JsonObject, JsonValue } from '../../src/model/json.ts';
import { found, GONE, listed, MISSING, made, type Routes, textOf, textsOf, user } from './route.ts';
import { type Comment, type GitHubStore, type Issue, say } from './store.ts';

const TALK = ['issues', 'pull-requests'] as const;

export const ISSUE_ROUTES: Routes = {
  'GET /repos/{owner}/{repo}/issues': {
    need: TALK,
    level: 'read',
    answer: ({ store, query }) => {
      const state = query.get('state') ?? 'open';
      const labels = (query.get('labels') ?? '').split(',').filter((label) => label !== '');
      const creator = query.get('creator');
      const wanted = [...store.issues.values()].filter(
        (issue) =>
          (state === 'all' || issue.state === state) &&
          (creator === null || issue.author === creator) &&
          labels.every((label) => issue.labels.includes(label)),
      );
      return listed(wanted.map((issue) => issueBody(store, issue)));
    },
  },
  'POST /repos/{owner}/{repo}/issues': {
    need: ['issues'],
    level: 'write',
    answer: ({ store, viewer, body }) => {
      const issue: Issue = {
        number: store.nextId++,
        author: viewer.login,
        title: textOf(body, 'title') ?? '',
        body: textOf(body, 'body') ?? '',
        state: 'open',
        labels: textsOf(body['labels']),
      };
      store.issues.set(issue.number, issue);
      return made(issueBody(store, issue));
    },
  },
  'GET /repos/{owner}/{repo}/issues/{issue_number}': {
    need: TALK,
    level: 'read',
    answer: ({ store, names }) => {
      const issue = store.issues.get(Number(names['issue_number']));
      return issue === undefined ? MISSING : found(issueBody(store, issue));
    },
  },
  'PATCH /repos/{owner}/{repo}/issues/{issue_number}': {
    need: ['issues'],
    level: 'write',
    answer: ({ store, names, body }) => {
      const issue = store.issues.get(Number(names['issue_number']));
      if (issue === undefined) return MISSING;
      issue.title = textOf(body, 'title') ?? issue.title;
      issue.body = textOf(body, 'body') ?? issue.body;
      issue.state =
        textOf(body, 'state') === 'closed' ? 'closed' : textOf(body, 'state') === 'open' ? 'open' : issue.state;
      if ('labels' in body) issue.labels = textsOf(body['labels']);
      return found(issueBody(store, issue));
    },
  },
  'GET /repos/{owner}/{repo}/issues/{issue_number}/comments': {
    need: TALK,
    level: 'read',
    answer: ({ store, names }) => {
      const number = Number(names['issue_number']);
      const said = store.comments.filter(({ issue }) => issue === number);
      return isThere(store, number) ? listed(said.map((comment) => commentBody(store, comment))) : MISSING;
    },
  },
  'POST /repos/{owner}/{repo}/issues/{issue_number}/comments': {
    need: TALK,
    level: 'write',
    answer: ({ store, viewer, names, body }) => {
      const number = Number(names['issue_number']);
      if (!isThere(store, number)) return MISSING;
      const text = textOf(body, 'body') ?? '';
      if (text.length > 65_536)
        return { status: 422, body: { message: 'body is too long (maximum is 65536 characters)' } };
      return made(commentBody(store, say(store, number, viewer.login, text)));
    },
  },
  'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}': {
    need: TALK,
    level: 'write',
    answer: ({ store, names, body }) => {
      const comment = store.comments.find(({ id }) => id === Number(names['comment_id']));
      if (comment === undefined) return MISSING;
      comment.body = textOf(body, 'body') ?? comment.body;
      return found(commentBody(store, comment));
    },
  },
  'DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}': {
    need: TALK,
    level: 'write',
    answer: ({ store, names }) => {
      const place = store.comments.findIndex(({ id }) => id === Number(names['comment_id']));
      if (place < 0) return MISSING;
      store.comments.splice(place, 1);
      return GONE;
    },
  },
  'GET /repos/{owner}/{repo}/issues/{issue_number}/labels': {
    need: TALK,
    level: 'read',
    answer: ({ store, names }) => listed([...labelsOf(store, Number(names['issue_number']))].map(labelBody)),
  },
  'POST /repos/{owner}/{repo}/issues/{issue_number}/labels': {
    need: TALK,
    level: 'write',
    answer: ({ store, names, body }) => {
      const labels = labelsOf(store, Number(names['issue_number']));
      for (const label of textsOf(body['labels'])) labels.add(label);
      return found([...labels].map(labelBody));
    },
  },
  'DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}': {
    need: TALK,
    level: 'write',
    answer: ({ store, names }) => {
      const labels = labelsOf(store, Number(names['issue_number']));
      return labels.delete(names['name'] ?? '') ? found([...labels].map(labelBody)) : MISSING;
    },
  },
};

function isThere(store: GitHubStore, number: number): boolean {
  return store.pulls.has(number) || store.issues.has(number);
}

function labelsOf(store: GitHubStore, number: number): Set<string> {
  const labels = store.labels.get(number) ?? new Set<string>();
  store.labels.set(number, labels);
  return labels;
}

const labelBody = (name: string): JsonObject => ({ id: 1, name, color: 'ededed', default: false });

function issueBody(store: GitHubStore, { number, author, title, body, state, labels }: Issue): JsonValue {
  return {
    id: number,
    number,
    title,
    body,
    state,
    user: user(store, author),
    labels: labels.map(labelBody),
    node_id: `I_${number}`,
  };
}

function commentBody(store: GitHubStore, { id, author, body }: Comment): JsonValue {
  return { id, body, user: user(store, author), node_id: `IC_${id}` };
}
