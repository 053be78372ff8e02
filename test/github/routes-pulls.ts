/** Pull requests, their commits and reviews, check runs, and who may do what. */

import { isJsonObject, type JsonObject, type JsonValue, objectsAt, stringAt } from '../../src/model/json.ts';
import { found, listed, MISSING, made, type Routes, textOf, user } from './route.ts';
import type { GitHubStore, Pull, Review, StoredCheckRun } from './store.ts';

const PULLS = ['pull-requests'] as const;

export const PULL_ROUTES: Routes = {
  'GET /repos/{owner}/{repo}/pulls': {
    need: PULLS,
    level: 'read',
    answer: ({ store, query }) => {
      const head = query.get('head')?.split(':').at(-1);
      const state = query.get('state') ?? 'open';
      const wanted = [...store.pulls.values()].filter(
        (pull) => (head === undefined || pull.head.ref === head) && (state === 'all' || pull.state === state),
      );
      return listed(wanted.map((pull) => pullBody(store, pull)));
    },
  },
  'POST /repos/{owner}/{repo}/pulls': {
    need: PULLS,
    level: 'write',
    answer: ({ store, viewer, body }) => {
      const ref = textOf(body, 'head') ?? '';
      const base = textOf(body, 'base') ?? store.defaultBranch;
      const sha = store.refs.get(`heads/${ref}`) ?? '';
      const pull: Pull = {
        number: store.nextId++,
        author: viewer.login,
        title: textOf(body, 'title') ?? '',
        body: textOf(body, 'body') ?? '',
        state: 'open',
        mergedAs: null,
        head: { ref, sha },
        base: { ref: base, sha: store.refs.get(`heads/${base}`) ?? '' },
        commits: [{ sha, author: viewer.login, committer: viewer.login, message: '' }],
      };
      store.pulls.set(pull.number, pull);
      return made(pullBody(store, pull));
    },
  },
  'GET /repos/{owner}/{repo}/pulls/{pull_number}': {
    need: PULLS,
    level: 'read',
    answer: ({ store, names }) => {
      const pull = store.pulls.get(Number(names['pull_number']));
      return pull === undefined ? MISSING : found(pullBody(store, pull));
    },
  },
  'GET /repos/{owner}/{repo}/pulls/{pull_number}/commits': {
    need: PULLS,
    level: 'read',
    answer: ({ store, names }) => {
      const pull = store.pulls.get(Number(names['pull_number']));
      if (pull === undefined) return MISSING;
      return listed(
        pull.commits.map(({ sha, author, committer, message }) => ({
          sha,
          commit: { message },
          author: user(store, author),
          committer: user(store, committer),
        })),
      );
    },
  },
  'GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews': {
    need: PULLS,
    level: 'read',
    answer: ({ store, names }) => {
      const number = Number(names['pull_number']);
      if (!store.pulls.has(number)) return MISSING;
      return listed(store.reviews.filter(({ pull }) => pull === number).map((one) => reviewBody(store, one)));
    },
  },
  'GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls': {
    need: PULLS,
    level: 'read',
    answer: ({ store, names }) => {
      const sha = names['commit_sha'] ?? '';
      const of = [...store.pulls.values()].filter(
        ({ mergedAs, commits }) => mergedAs === sha || commits.some((commit) => commit.sha === sha),
      );
      return listed(of.map((pull) => pullBody(store, pull)));
    },
  },
  'GET /repos/{owner}/{repo}/commits/{ref}/check-runs': {
    need: ['checks'],
    level: 'read',
    answer: ({ store, names, query }) => {
      const name = query.get('check_name');
      const runs = store.checkRuns.filter(
        (run) => run.headSha === names['ref'] && (name === null || run.name === name),
      );
      return found({ total_count: runs.length, check_runs: runs.map(checkBody) });
    },
  },
  'POST /repos/{owner}/{repo}/check-runs': {
    need: ['checks'],
    level: 'write',
    answer: ({ store, body }) => {
      const output = isJsonObject(body['output']) ? body['output'] : {};
      const run: StoredCheckRun = {
        id: store.nextId++,
        name: textOf(body, 'name') ?? '',
        headSha: textOf(body, 'head_sha') ?? '',
        conclusion: textOf(body, 'conclusion') ?? null,
        title: textOf(output, 'title') ?? null,
        summary: textOf(output, 'summary') ?? null,
        annotations: annotationsOf(output),
      };
      store.checkRuns.push(run);
      return made(checkBody(run));
    },
  },
  'GET /repos/{owner}/{repo}/actions/runs/{run_id}/approvals': {
    need: ['actions'],
    level: 'read',
    answer: ({ store, names }) =>
      found(
        (store.runApprovals.get(Number(names['run_id'])) ?? []).map(({ environment, by, state }) => ({
          state,
          comment: '',
          environments: [{ name: environment }],
          user: user(store, by),
        })),
      ),
  },
  'GET /repos/{owner}/{repo}/collaborators/{username}/permission': {
    need: ['contents', 'pull-requests', 'issues'],
    level: 'read',
    answer: ({ store, names }) => {
      const account = store.accounts.get(names['username'] ?? '');
      if (account === undefined) return MISSING;
      const { permission, login } = account;
      return found({ permission, role_name: permission, user: user(store, login) });
    },
  },
  'GET /orgs/{org}/teams/{team_slug}/memberships/{username}': {
    need: ['contents', 'pull-requests', 'issues'],
    level: 'read',
    answer: ({ store, names }) => {
      const members = store.teams.get(`${names['org']}/${names['team_slug']}`);
      return members?.has(names['username'] ?? '') === true ? found({ state: 'active', role: 'member' }) : MISSING;
    },
  },
  'GET /user': {
    need: [],
    level: 'read',
    answer: ({ store, viewer }) => found(user(store, viewer.login)),
  },
};

function annotationsOf(output: JsonObject): StoredCheckRun['annotations'] {
  return objectsAt(output, 'annotations').map((one) => ({
    path: stringAt(one, 'path') ?? '',
    start_line: Number(one['start_line']),
    annotation_level: stringAt(one, 'annotation_level') ?? '',
    title: stringAt(one, 'title') ?? '',
    message: stringAt(one, 'message') ?? '',
  }));
}

function checkBody({ id, name, headSha, conclusion, title, summary }: StoredCheckRun): JsonValue {
  const app = null;
  return { id, name, head_sha: headSha, conclusion, status: 'completed', app, output: { title, summary } };
}

function reviewBody(store: GitHubStore, { id, author, body, state, commit, submittedAt }: Review): JsonValue {
  const made = { id, node_id: `PRR_${id}`, body, state, commit_id: commit, user: user(store, author) };
  return { ...made, submitted_at: submittedAt, author_association: 'MEMBER' };
}

function pullBody(store: GitHubStore, pull: Pull): JsonValue {
  const side = ({ ref, sha }: Pull['head']): JsonValue => ({ ref, sha, label: `${store.owner}:${ref}` });
  return {
    id: pull.number,
    number: pull.number,
    node_id: `PR_${pull.number}`,
    title: pull.title,
    body: pull.body,
    state: pull.state,
    merged_at: pull.mergedAs === null ? null : '2026-12-01T11:00:00Z',
    merge_commit_sha: pull.mergedAs,
    user: user(store, pull.author),
    commits: pull.commits.length,
    head: side(pull.head),
    base: side(pull.base),
  };
}
