/** The stand-in of GitHub's API: real HTTP on loopback, held against the published description in both directions. */

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { TestContext } from 'vitest';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../src/model/json.ts';
import { answerQuery } from './graphql.ts';
import { completed, faultIn, OPERATIONS } from './published.ts';
import type { Answer, Call, Route, Routes } from './route.ts';
import { ISSUE_ROUTES } from './routes-issues.ts';
import { PULL_ROUTES } from './routes-pulls.ts';
import { type GitHubStore, smallGitHub } from './store.ts';

const ROUTES: Routes = { ...ISSUE_ROUTES, ...PULL_ROUTES };

interface LedgerLine {
  readonly method: string;
  readonly path: string;
  readonly token: string | null;
  readonly body: JsonValue;
  status: number;
}

/** What a test puts in the way of a request: an answer in the place of the real one, or none at all. */
type Disturb = (line: LedgerLine) =>
  | {
      readonly status: number;
      readonly headers?: Record<string, string>;
      readonly message?: string;
      /** The whole body. */
      readonly body?: JsonObject;
    }
  | 'cut'
  | null;

export interface GitHubStandIn {
  readonly url: string;
  readonly store: GitHubStore;
  readonly ledger: LedgerLine[];
  /** What was asked or answered other than the description says. */
  readonly faults: string[];
  disturb: Disturb | null;
  close(): Promise<void>;
}

/** A stand-in of the small repository for the test that calls this. */
export async function useGitHub(context: TestContext): Promise<GitHubStandIn> {
  const github = await startGitHub(smallGitHub());
  context.onTestFinished(() => github.close());
  return github;
}

export async function startGitHub(store: GitHubStore): Promise<GitHubStandIn> {
  const ledger: LedgerLine[] = [];
  const faults: string[] = [];
  const server = createServer((request, response) => {
    void serve(standIn, request, response).catch((error: unknown) => {
      faults.push(String(error));
      response.writeHead(500).end();
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const standIn: GitHubStandIn = {
    url: `http://127.0.0.1:${port}`,
    store,
    ledger,
    faults,
    disturb: null,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return standIn;
}

async function serve(standIn: GitHubStandIn, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { store, ledger, faults } = standIn;
  const url = new URL(request.url ?? '/', standIn.url);
  const body = await bodyOf(request);
  const token = /^(?:token|bearer) (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? null;
  const line: LedgerLine = { method: request.method ?? '', path: url.pathname, token, body, status: 0 };
  ledger.push(line);
  const disturbed = standIn.disturb?.(line) ?? null;
  if (disturbed === 'cut') {
    request.socket.destroy();
    return;
  }
  const answer = disturbed === null ? answerTo(store, url, line, faults) : inTheWay(disturbed);
  line.status = answer.status;
  const paged = answer.isPaged === true ? pageOf(answer.body, url) : { body: answer.body };
  const headers = { ...disturbed?.headers, ...('link' in paged ? { link: paged.link } : {}) };
  response.writeHead(answer.status, { 'content-type': 'application/json', ...headers });
  response.end(answer.status === 204 ? '' : JSON.stringify(paged.body));
}

function inTheWay({
  status,
  message = 'disturbed',
  body = { message },
}: Exclude<ReturnType<Disturb>, 'cut' | null>): Answer {
  return { status, body };
}

function answerTo(store: GitHubStore, url: URL, line: LedgerLine, faults: string[]): Answer {
  const identity = line.token === null ? undefined : store.tokens.get(line.token);
  const viewer = identity === undefined ? undefined : store.accounts.get(identity.login);
  if (identity === undefined || viewer === undefined) return { status: 401, body: { message: 'Bad credentials' } };
  const body = isJsonObject(line.body) ? line.body : {};
  if (url.pathname === '/graphql') {
    const answer = answerQuery(store, viewer, body);
    if (typeof answer !== 'string') return { status: 200, body: answer };
    faults.push(answer);
    return { status: 200, body: { errors: [{ message: answer }] } };
  }
  const match = routeOf(line.method, url.pathname);
  if (match === null) {
    faults.push(`${line.method} ${url.pathname} is not served`);
    return { status: 404, body: { message: 'Not Found' } };
  }
  const { operation, route, names } = match;
  if (names['owner'] !== undefined && (names['owner'] !== store.owner || names['repo'] !== store.name)) {
    return { status: 404, body: { message: 'Not Found' } };
  }
  const may = route.need.length === 0 || route.need.some((right) => isEnough(identity.rights[right], route.level));
  if (!may) return { status: 403, body: { message: 'Resource not accessible by integration' } };
  note(faults, faultIn(operation, 'query', queryOf(url)));
  if (line.method !== 'GET' && line.method !== 'DELETE') note(faults, faultIn(operation, 'body', body));
  const call: Call = { store, viewer, names, query: url.searchParams, body };
  const answer = route.answer(call);
  if (answer.status === 204) return answer;
  const whole = { ...answer, body: completed(operation, answer.status, answer.body) };
  note(faults, faultIn(operation, `answers/${answer.status}`, whole.body));
  return whole;
}

function note(faults: string[], fault: string | null): void {
  if (fault !== null) faults.push(fault);
}

function isEnough(has: 'read' | 'write' | undefined, wanted: 'read' | 'write'): boolean {
  return has === 'write' || (has === 'read' && wanted === 'read');
}

interface Match {
  readonly operation: string;
  readonly route: Route;
  readonly names: Readonly<Record<string, string>>;
}

function routeOf(method: string, path: string): Match | null {
  for (const [operation, route] of Object.entries(ROUTES)) {
    const [verb, template = ''] = operation.split(' ');
    if (verb !== method || !Object.hasOwn(OPERATIONS, operation)) continue;
    // `{path}` and `{ref}` may hold slashes, encoded or not.
    const pattern = template.replace(/\{(path|ref)\}/g, '(?<$1>.+)').replace(/\{(\w+)\}/g, '(?<$1>[^/]+)');
    const groups = new RegExp(`^${pattern}$`).exec(path)?.groups;
    if (groups === undefined && !(template === path)) continue;
    const names = Object.fromEntries(
      Object.entries(groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value ?? '')]),
    );
    return { operation, route, names };
  }
  return null;
}

/** The query with numbers and booleans as such, as the description has them. */
function queryOf(url: URL): JsonObject {
  return Object.fromEntries(
    [...url.searchParams].map(([name, value]) => [name, /^\d+$/.test(value) ? Number(value) : value]),
  );
}

function pageOf(body: JsonValue, url: URL): { readonly body: JsonValue; readonly link?: string } {
  if (!isJsonArray(body)) return { body };
  const size = Math.min(Number(url.searchParams.get('per_page') ?? 30), 100);
  const page = Number(url.searchParams.get('page') ?? 1);
  const shown = body.slice((page - 1) * size, page * size);
  if (page * size >= body.length) return { body: shown };
  const next = new URL(url);
  next.searchParams.set('page', String(page + 1));
  return { body: shown, link: `<${next.href}>; rel="next"` };
}

async function bodyOf(request: IncomingMessage): Promise<JsonValue> {
  let text = '';
  request.setEncoding('utf8');
  for await (const piece of request) text += String(piece);
  if (text === '') return null;
  const value: unknown = JSON.parse(text);
  return isJsonObject(value) ? value : null;
}
