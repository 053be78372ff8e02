/** Issues that the asking identity keeps: found by a marker and their author, whatever others write. */

import type { Issues, OwnIssue } from '../../app/ports/github.ts';
import { isJsonObject, objectsAt, stringAt } from '../../model/json.ts';
import { askGitHub, type GitHub, ONCE } from './client.ts';

/** Issues of a page; GraphQL takes as many ids at once. */
const PAGE = 100;
const NEED = 'issues: write';
/** Narrows what is read; whoever may label can add it to anything, so that it decides nothing. */
const LABEL = 'postilion-drift';

export function issuesOn(github: GitHub): Issues {
  const { client, owner, repo } = github;
  return {
    own: (marker) => askGitHub('read the issues about drift', NEED, () => ownIssues(github, marker)),
    add: (title, body) =>
      askGitHub('open an issue about drift', NEED, async () => {
        await client.request('POST /repos/{owner}/{repo}/issues', {
          owner,
          repo,
          title,
          body,
          labels: [LABEL],
          ...ONCE,
        });
      }),
    rewrite: (number, { title, body, isOpen }) =>
      askGitHub(`rewrite issue ${number}`, NEED, async () => {
        const state = isOpen ? 'open' : 'closed';
        const path = 'PATCH /repos/{owner}/{repo}/issues/{issue_number}';
        await client.request(path, { owner, repo, issue_number: number, title, body, state });
      }),
  };
}

async function ownIssues({ client, owner, repo }: GitHub, marker: string): Promise<readonly OwnIssue[]> {
  const own: OwnIssue[] = [];
  const asked = { owner, repo, labels: LABEL, state: 'all', per_page: PAGE } as const;
  for await (const { data } of client.paginate.iterator('GET /repos/{owner}/{repo}/issues', asked)) {
    const candidates = data.filter(({ body }) => body?.startsWith(marker) === true);
    if (candidates.length === 0) continue;
    const answer: unknown = await client.graphql(
      'query ownIssues($ids: [ID!]!) { nodes(ids: $ids) { id ... on Issue { viewerDidAuthor } } }',
      { ids: candidates.map(({ node_id }) => node_id) },
    );
    if (!isJsonObject(answer)) throw new Error('its answer names no issues');
    const mine = new Set(
      objectsAt(answer, 'nodes').flatMap((node) => (node['viewerDidAuthor'] === true ? [stringAt(node, 'id')] : [])),
    );
    own.push(
      ...candidates
        .filter(({ node_id }) => mine.has(node_id))
        .map(({ number, title, body, state }) => ({ number, title, body: body ?? '', isOpen: state === 'open' })),
    );
  }
  return own;
}
