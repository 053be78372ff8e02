/** Octokit with paging, patience and a pace that GitHub asks for; loaded with the first request that is wanted. */

import { randomUUID } from 'node:crypto';
import type { Octokit } from '@octokit/core';
import type { paginateRest } from '@octokit/plugin-paginate-rest';
import { EXIT, type ExitCode } from '../../model/exit-code.ts';
import { GitHubFault } from '../../model/github-fault.ts';
import { onOneLine } from '../../model/text.ts';
import type { GitHubAddress } from './address.ts';

type Client = Octokit & ReturnType<typeof paginateRest>;

export interface GitHub {
  readonly owner: string;
  readonly repo: string;
  readonly client: Client;
}

/** How long one wait that GitHub asks for may be; a job that comments is not worth more. */
const LONGEST_WAIT_SECONDS = 90;
const MOST_WAITS = 2;

export interface GitHubOptions {
  readonly agent: string;
  /** Told before a wait that GitHub asks for. */
  readonly onWait: (seconds: number) => void;
  /** How requests leave this machine, as Octokit calls it. */
  readonly fetch: (url: string, request: SentRequest) => Promise<unknown>;
}

/** What Octokit says about a request. */
interface SentRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

export async function connectGitHub(address: GitHubAddress, { agent, onWait, fetch }: GitHubOptions): Promise<GitHub> {
  const [core, paging, retrying, throttling] = await Promise.all([
    import('@octokit/core'),
    import('@octokit/plugin-paginate-rest'),
    import('@octokit/plugin-retry'),
    import('@octokit/plugin-throttling'),
  ]);
  const Patient = core.Octokit.plugin(paging.paginateRest, retrying.retry, throttling.throttling);
  const waits = (seconds: number, _options: object, _octokit: Octokit, count: number): boolean => {
    if (seconds > LONGEST_WAIT_SECONDS || count >= MOST_WAITS) return false;
    onWait(seconds);
    return true;
  };
  const client = new Patient({
    auth: address.token,
    baseUrl: address.url,
    userAgent: agent,
    log: SILENT,
    request: { fetch },
    // Whoever asks on while GitHub asks to wait may be shut out.
    retry: { doNotRetry: [400, 401, 403, 404, 410, 422, 429, 451] },
    // Without a name of its own, all clients of a process would wait for each other.
    throttle: { id: randomUUID(), onRateLimit: waits, onSecondaryRateLimit: waits },
  });
  return { owner: address.owner, repo: address.repo, client };
}

/** What is to be said is said by the faults. */
const SILENT = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** For requests that make something: sent again after a lost answer, they would make it twice. */
export const ONCE = { request: { retries: 0 } } as const;

/** Runs requests, and turns what they throw into a fault that says what was wanted; `need` is the permission for it. */
export async function askGitHub<Value>(what: string, need: string, ask: () => Promise<Value>): Promise<Value> {
  try {
    return await ask();
  } catch (error) {
    throw faultOf(error, what, need);
  }
}

function faultOf(error: unknown, what: string, need: string): GitHubFault {
  if (error instanceof GitHubFault) return error;
  const status = statusOf(error);
  const said = error instanceof Error ? onOneLine(error.message).slice(0, 300) : 'it gave no reason';
  const isLimit = status === 429 || ((status === 403 || status === null) && /rate limit/i.test(said));
  if (isLimit)
    return new GitHubFault(EXIT.throttled, status, `GitHub asks to wait before it will ${what}: run it later`);
  // GraphQL answers 200, whatever it says.
  const isAnswer = error instanceof Error && error.name === 'GraphqlResponseError';
  if (isAnswer) return new GitHubFault(EXIT.unreadable, null, `GitHub did not ${what}: ${said}`);
  if (status === null) {
    const why = onOneLine(deepest(error)).slice(0, 300);
    return new GitHubFault(EXIT.unreadable, null, `GitHub could not be reached to ${what}: ${why}`);
  }
  return new GitHubFault(
    codeOf(status),
    status,
    `GitHub refused to ${what} (${status}): ${said}${adviceOf(status, need)}`,
  );
}

/** `fetch` wraps what happened, and a proxy's refusal twice. */
function deepest(error: unknown): string {
  let [at, said] = [error, 'it gave no reason'];
  for (let level = 0; level < 8 && at instanceof Error; level += 1) {
    if (at.message !== '') said = at.message;
    at = at.cause;
  }
  return said;
}

function codeOf(status: number): ExitCode {
  if (status === 401 || status === 403) return EXIT.denied;
  return status === 404 || status === 410 || status === 422 ? EXIT.input : EXIT.unreadable;
}

function adviceOf(status: number, need: string): string {
  if (status === 401) return '; GITHUB_TOKEN is not one that it knows, or has expired';
  if (status === 403) return `; the token needs ${need}`;
  return status === 404 ? `; correct the number or the repository, or give the token ${need}` : '';
}

function statusOf(error: unknown): number | null {
  if (!(error instanceof Error) || !('status' in error) || typeof error.status !== 'number') return null;
  // Octokit calls a request without an answer 500, too.
  return 'response' in error && error.response !== undefined ? error.status : null;
}
