/** What the stand-in of GitHub holds. Tests fill and change it as people on GitHub would. */

type Permission = 'admin' | 'write' | 'read' | 'none';
export type Right = 'contents' | 'pull-requests' | 'issues' | 'checks' | 'actions';

export interface Account {
  readonly login: string;
  readonly type: 'User' | 'Bot';
  permission: Permission;
  /** Its number, which stays when it takes another name; of the name where it is left out. */
  readonly id?: number;
}

/** A commit of a pull request; null authors are those whose address GitHub doesn't know. */
interface PullCommit {
  readonly sha: string;
  readonly author: string | null;
  readonly committer: string | null;
  readonly message: string;
}

/** A commit of the branch; null stands for an address that GitHub doesn't know. */
interface StoredCommit {
  readonly authors: readonly (string | null)[];
  readonly committer: string | null;
  /** A merge that GitHub made itself, with its signature. */
  readonly isMerge?: true;
}

export interface Pull {
  readonly number: number;
  readonly author: string;
  title: string;
  body: string;
  state: 'open' | 'closed';
  mergedAs: string | null;
  head: { ref: string; sha: string };
  base: { ref: string; sha: string };
  commits: PullCommit[];
}

export interface Review {
  readonly id: number;
  readonly pull: number;
  /** Null where the account is gone. */
  author: string | null;
  body: string;
  state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED' | 'PENDING';
  readonly commit: string;
  readonly submittedAt: string;
  /** As GraphQL tells it; null where nobody edited the text. */
  lastEditedAt: string | null;
}

export interface Issue {
  readonly number: number;
  readonly author: string;
  title: string;
  body: string;
  state: 'open' | 'closed';
  labels: string[];
}

export interface Comment {
  readonly id: number;
  /** The number of the issue or pull request. */
  readonly issue: number;
  readonly author: string;
  body: string;
}

export interface StoredCheckRun {
  readonly id: number;
  readonly name: string;
  readonly headSha: string;
  conclusion: string | null;
  title: string | null;
  summary: string | null;
  annotations: { path: string; start_line: number; annotation_level: string; title?: string; message: string }[];
}

interface StoredFile {
  readonly sha: string;
  readonly text: string;
}

export interface GitHubStore {
  readonly owner: string;
  readonly name: string;
  readonly defaultBranch: string;
  readonly accounts: Map<string, Account>;
  /** Token → whose it is, and what it may do: `read` or `write`. */
  readonly tokens: Map<string, { readonly login: string; readonly rights: Partial<Record<Right, 'read' | 'write'>> }>;
  /** `org/slug` → members. */
  readonly teams: Map<string, Set<string>>;
  readonly pulls: Map<number, Pull>;
  readonly reviews: Review[];
  /** Of the branch, beside those of pull requests. */
  readonly commits: Map<string, StoredCommit>;
  readonly issues: Map<number, Issue>;
  readonly comments: Comment[];
  /** Of runs, by their number: who of an environment's reviewers answered what. */
  readonly runApprovals: Map<
    number,
    readonly { readonly environment: string; readonly by: string; readonly state: string }[]
  >;
  /** Of pull requests; those of issues stand with them. */
  readonly labels: Map<number, Set<string>>;
  readonly checkRuns: StoredCheckRun[];
  /** `heads/main` → commit. */
  readonly refs: Map<string, string>;
  /** `branch:path` → file. */
  readonly files: Map<string, StoredFile>;
  nextId: number;
}

/** The bot of a workflow's own token. */
export const BOT = 'github-actions[bot]';
export const MAIN = 'a'.repeat(40);
export const HEAD = 'b'.repeat(40);

/** A repository with one open pull request of `anna`, whom `bert` and `cleo` may review; `mallory` can only read. */
export function smallGitHub(): GitHubStore {
  const accounts: readonly Account[] = [
    { login: BOT, type: 'Bot', permission: 'write' },
    { login: 'anna', type: 'User', permission: 'write' },
    { login: 'bert', type: 'User', permission: 'write' },
    { login: 'cleo', type: 'User', permission: 'admin' },
    { login: 'mallory', type: 'User', permission: 'read' },
  ];
  const pull: Pull = {
    number: 7,
    author: 'anna',
    title: 'Sales moves to OAuth',
    body: '',
    state: 'open',
    mergedAs: null,
    head: { ref: 'oauth', sha: HEAD },
    base: { ref: 'main', sha: MAIN },
    commits: [{ sha: HEAD, author: 'anna', committer: 'anna', message: 'Sales moves to OAuth' }],
  };
  return {
    owner: 'contoso',
    name: 'mail',
    defaultBranch: 'main',
    accounts: new Map(accounts.map((one) => [one.login, one])),
    tokens: new Map([
      ['ghs_comments', { login: BOT, rights: { 'pull-requests': 'write', checks: 'write' } }],
      ['ghs_reconciles', { login: BOT, rights: { contents: 'write', 'pull-requests': 'read', issues: 'write' } }],
      ['ghs_approves', { login: BOT, rights: { contents: 'write', actions: 'read' } }],
      ['ghs_reads', { login: BOT, rights: { contents: 'read' } }],
    ]),
    teams: new Map([['contoso/mail-owners', new Set(['bert'])]]),
    pulls: new Map([[pull.number, pull]]),
    reviews: [],
    commits: new Map(),
    issues: new Map(),
    comments: [],
    runApprovals: new Map(),
    labels: new Map(),
    checkRuns: [],
    refs: new Map([['heads/main', MAIN]]),
    files: new Map(),
    nextId: 1000,
  };
}

/** What somebody types below a pull request or an issue. */
export function say(store: GitHubStore, issue: number, author: string, body: string): Comment {
  const comment = { id: store.nextId++, issue, author, body };
  store.comments.push(comment);
  return comment;
}

/** A review that somebody submits of the head of the moment. */
export function review(
  store: GitHubStore,
  pull: number,
  author: string,
  body: string,
  state: Review['state'] = 'APPROVED',
): Review {
  const commit = store.pulls.get(pull)?.head.sha ?? '';
  const submittedAt = '2026-12-01T10:00:00Z';
  const made: Review = { id: store.nextId++, pull, author, body, state, commit, submittedAt, lastEditedAt: null };
  store.reviews.push(made);
  return made;
}

/** Takes another head, as a push does, forced or not. */
export function push(store: GitHubStore, pull: number, sha: string, author: string): void {
  const stored = store.pulls.get(pull);
  if (stored === undefined) throw new Error(`there is no pull request ${pull}`);
  stored.head = { ...stored.head, sha };
  stored.commits = [...stored.commits, { sha, author, committer: author, message: 'more' }];
}
