/** Commits as GraphQL tells them: with all their authors, which REST doesn't, and the pull requests that they came with. */

import { isJsonObject, type JsonObject, type JsonValue, objectsAt, stringAt } from '../../model/json.ts';
import type { ForgeAccount, WrittenCommit } from '../../model/review.ts';

/** One query costs by what it may answer. */
export const COMMITS_AT_ONCE = 25;

const MOST_AUTHORS = 20;
const MOST_PULLS = 20;

const ACTOR = 'email user { databaseId login }';
const COMMIT = `... on Commit {
  oid
  parents { totalCount }
  signature { isValid wasSignedByGitHub }
  authors(first: ${MOST_AUTHORS}) { totalCount nodes { ${ACTOR} } }
  committer { ${ACTOR} }
  associatedPullRequests(first: ${MOST_PULLS}) { totalCount nodes { number mergeCommit { oid } } }
}`;

/** The query for so many commits, whose ids are its variables `c0`, `c1`, …. */
export function commitsQuery(count: number): string {
  const names = Array.from({ length: count }, (_, index) => `c${index}`);
  const variables = names.map((name) => `$${name}: GitObjectID!`).join(', ');
  const objects = names.map((name) => `${name}: object(oid: $${name}) { ...written }`).join(' ');
  return `query writersOfCommits($owner: String!, $repo: String!, ${variables}) { repository(owner: $owner, name: $repo) { ${objects} } } fragment written on GitObject { ${COMMIT} }`;
}

/** One answer as a commit. Throws where GitHub knows no such commit, or doesn't tell all of it. */
export function commitIn(value: JsonValue | undefined, id: string): WrittenCommit {
  if (!isJsonObject(value) || value['oid'] !== id)
    throw new Error(`it knows no commit ${id.slice(0, 12)}: push it, or name another repository in GITHUB_REPOSITORY`);
  const authors = listIn(value, 'authors');
  const pulls = listIn(value, 'associatedPullRequests');
  if (pulls.total > pulls.nodes.length) throw new Error(`it does not tell all pull requests of ${id.slice(0, 12)}`);
  const committer = value['committer'];
  const isSigned = isSignedByGitHub(value['signature']);
  const parents = numberIn(value['parents'], 'totalCount');
  return {
    id,
    writers: [
      ...authors.nodes.map((one) => writerOf(one, isSigned)),
      ...(isJsonObject(committer) ? [writerOf(committer, isSigned)] : [null]),
      ...(authors.total > authors.nodes.length || authors.total === 0 ? [null] : []),
    ],
    pulls: pulls.nodes.flatMap(({ number }) => (typeof number === 'number' ? [number] : [])),
    isForgeMerge:
      isSigned &&
      parents >= 2 &&
      pulls.nodes.some(({ mergeCommit }) => isJsonObject(mergeCommit) && mergeCommit['oid'] === id),
  };
}

/** GraphQL names no user for an app; its address tells, and GitHub's own page signs what it commits. */
function writerOf(actor: JsonObject, isSigned: boolean): ForgeAccount | null {
  const { user } = actor;
  const email = stringAt(actor, 'email') ?? '';
  if (isJsonObject(user)) {
    const [id, login] = [user['databaseId'], stringAt(user, 'login')];
    if (typeof id === 'number' && login !== undefined) return { id: String(id), login, type: 'person' };
  }
  const [, id, login] = /^(\d+)\+([\w-]+\[bot\])@users\.noreply\.github\.com$/.exec(email) ?? [];
  if (id !== undefined && login !== undefined) return { id, login, type: 'machine' };
  if (email === 'noreply@github.com' && isSigned) return { id: 'web-flow', login: 'web-flow', type: 'machine' };
  return null;
}

function isSignedByGitHub(signature: JsonValue | undefined): boolean {
  return isJsonObject(signature) && signature['isValid'] === true && signature['wasSignedByGitHub'] === true;
}

function listIn(holder: JsonObject, name: string): { readonly total: number; readonly nodes: readonly JsonObject[] } {
  const list = holder[name];
  if (!isJsonObject(list)) throw new Error(`its answer has no ${name}`);
  return { total: numberIn(list, 'totalCount'), nodes: objectsAt(list, 'nodes') };
}

function numberIn(holder: JsonValue | undefined, name: string): number {
  const value = isJsonObject(holder) ? holder[name] : undefined;
  if (typeof value !== 'number') throw new Error(`its answer has no ${name}`);
  return value;
}
