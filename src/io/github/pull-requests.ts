/** What a report does in a pull request: its own comment, its check run, its labels. */

import type { CheckRun, OwnComment, PullRequests } from '../../app/ports/github.ts';
import { isJsonObject } from '../../model/json.ts';
import { askGitHub, type GitHub, ONCE } from './client.ts';

/** A request takes so many annotations (GitHub's page on check runs). */
const MOST_ANNOTATIONS = 50;
/** Comments of a page; GraphQL takes as many ids at once. */
const PAGE = 100;

const WRITE_PULLS = 'pull-requests: write';
const WRITE_CHECKS = 'checks: write';

export function pullRequestsOn({ client, owner, repo }: GitHub): PullRequests {
  const here = { owner, repo };
  return {
    head: (pull) =>
      askGitHub(`read pull request ${pull}`, 'pull-requests: read', async () => {
        const { data } = await client.request('GET /repos/{owner}/{repo}/pulls/{pull_number}', {
          ...here,
          pull_number: pull,
        });
        return { headSha: data.head.sha, isOpen: data.state === 'open' };
      }),
    ownComments: (pull, marker) =>
      askGitHub(`read the comments of pull request ${pull}`, WRITE_PULLS, () =>
        ownComments({ client, owner, repo }, pull, marker),
      ),
    addComment: (pull, body) =>
      askGitHub(`comment on pull request ${pull}`, WRITE_PULLS, async () => {
        const path = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments';
        await client.request(path, { ...here, issue_number: pull, body, ...ONCE });
      }),
    rewriteComment: (id, body) =>
      askGitHub(`rewrite comment ${id}`, WRITE_PULLS, async () => {
        const path = 'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}';
        await client.request(path, { ...here, comment_id: id, body });
      }),
    removeComment: (id) =>
      askGitHub(`remove comment ${id}`, WRITE_PULLS, async () => {
        const path = 'DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}';
        await client.request(path, { ...here, comment_id: id, ...ONCE });
      }),
    addCheckRun: (run) => askGitHub('add a check run', WRITE_CHECKS, () => addCheckRun({ client, owner, repo }, run)),
    labels: (pull) =>
      askGitHub(`read the labels of pull request ${pull}`, WRITE_PULLS, async () => {
        const path = 'GET /repos/{owner}/{repo}/issues/{issue_number}/labels';
        const labels = await client.paginate(path, { ...here, issue_number: pull, per_page: PAGE });
        return labels.map(({ name }) => name);
      }),
    addLabels: (pull, labels) =>
      askGitHub(`label pull request ${pull}`, WRITE_PULLS, async () => {
        const path = 'POST /repos/{owner}/{repo}/issues/{issue_number}/labels';
        await client.request(path, { ...here, issue_number: pull, labels: [...labels] });
      }),
    removeLabel: (pull, label) =>
      askGitHub(`take a label from pull request ${pull}`, WRITE_PULLS, async () => {
        const path = 'DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}';
        await client.request(path, { ...here, issue_number: pull, name: label, ...ONCE });
      }),
  };
}

/** The marker alone says nothing: anybody can write it. GitHub says of each candidate whether the asking identity wrote it. */
async function ownComments(
  { client, owner, repo }: GitHub,
  pull: number,
  marker: string,
): Promise<readonly OwnComment[]> {
  const own: OwnComment[] = [];
  const path = 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments';
  const asked = { owner, repo, issue_number: pull, per_page: PAGE };
  for await (const { data } of client.paginate.iterator(path, asked)) {
    const candidates = data.flatMap(({ id, node_id, body }) =>
      body?.includes(marker) === true ? [{ id, node: node_id, body }] : [],
    );
    if (candidates.length === 0) continue;
    const answer: unknown = await client.graphql(
      'query ownComments($ids: [ID!]!) { nodes(ids: $ids) { id ... on IssueComment { viewerDidAuthor } } }',
      { ids: candidates.map(({ node }) => node) },
    );
    const mine = new Set(writtenByViewer(answer));
    own.push(...candidates.filter(({ node }) => mine.has(node)).map(({ id, body }) => ({ id, body })));
  }
  return own;
}

function writtenByViewer(answer: unknown): readonly string[] {
  const nodes = isJsonObject(answer) ? answer['nodes'] : undefined;
  if (!Array.isArray(nodes)) throw new Error('its answer names no comments');
  return nodes.flatMap((node: unknown) =>
    isJsonObject(node) && node['viewerDidAuthor'] === true && typeof node['id'] === 'string' ? [node['id']] : [],
  );
}

async function addCheckRun({ client, owner, repo }: GitHub, run: CheckRun): Promise<void> {
  const annotations = run.annotations.slice(0, MOST_ANNOTATIONS).map(({ path, line, level, title, message }) => ({
    path,
    start_line: line,
    end_line: line,
    annotation_level: level,
    title,
    message,
  }));
  await client.request('POST /repos/{owner}/{repo}/check-runs', {
    owner,
    repo,
    name: run.name,
    head_sha: run.headSha,
    status: 'completed',
    conclusion: run.conclusion,
    output: { title: run.title, summary: run.summary, annotations },
    ...ONCE,
  });
}
