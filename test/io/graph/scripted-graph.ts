/** A loopback HTTP server that answers from a script and remembers what it was asked, plus a run with made-up time. */

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { GraphLog } from '../../../src/io/graph/http/exchange.ts';
import type { Timing } from '../../../src/io/graph/http/retry-budget.ts';
import type { GraphOptions } from '../../../src/io/graph/session.ts';
import { isJsonObject, type JsonObject, type JsonValue, objectsAt } from '../../../src/model/json.ts';

export interface Seen {
  readonly method: string;
  /** With the query, as it came. */
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
}

/** `reset` closes the connection without an answer, `cut` in the middle of a body, `silence` never answers. */
export type Reply =
  | 'reset'
  | 'cut'
  | 'silence'
  | {
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: JsonValue;
      readonly text?: string;
    };

export type Script = (seen: Seen, nth: number) => Reply;

export interface ScriptedGraph {
  readonly root: string;
  readonly seen: readonly Seen[];
}

/** Starts the server; it's closed when the test ends. */
export async function startGraph(script: Script): Promise<ScriptedGraph> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const one = { method, url, headers, text: Buffer.concat(parts).toString('utf8') };
      seen.push(one);
      answer(response, script(one, seen.length));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { root: `http://127.0.0.1:${portOf(server.address())}`, seen };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
}

function answer(response: ServerResponse, reply: Reply): void {
  if (reply === 'silence') return;
  if (reply === 'reset') {
    response.socket?.resetAndDestroy();
    return;
  }
  if (reply === 'cut') {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
    response.write('{"value":[', () => response.socket?.destroy());
    return;
  }
  const json = reply.body === undefined ? {} : { 'content-type': 'application/json' };
  response.writeHead(reply.status, { 'request-id': 'server-request-id', ...json, ...reply.headers });
  response.end(reply.body === undefined ? (reply.text ?? '') : JSON.stringify(reply.body));
}

/** A 200 with JSON. */
export function ok(body: JsonValue): Reply {
  return { status: 200, body };
}

/** One of Graph's error bodies. */
export function fault(
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  return { status, headers, body: { error: { code, message } } };
}

type GraphEvent = Parameters<GraphLog>[0];

/** What a test can look at after a run: the waits it asked for and the events it logged. */
export interface Watched {
  readonly options: GraphOptions;
  readonly waits: readonly number[];
  readonly events: readonly GraphEvent[];
}

/** Options with a clock that only moves when the adapter sleeps, which then takes no time. */
export function watched(root: string, more: Partial<GraphOptions> = {}): Watched {
  const waits: number[] = [];
  const events: GraphEvent[] = [];
  let now = 0;
  const timing: Timing = {
    now: () => now,
    sleep: async (ms) => {
      waits.push(ms);
      now += ms;
    },
    random: () => 0.5,
  };
  const token = async () => 'good-token';
  return { options: { root, token, log: (event) => events.push(event), timing, ...more }, waits, events };
}

/** The items of a `$batch` request. */
export function batchItems(seen: Seen): readonly JsonObject[] {
  const body: unknown = JSON.parse(seen.text);
  return isJsonObject(body) ? objectsAt(body, 'requests') : [];
}
