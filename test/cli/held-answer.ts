/** A gate before a tenant: it holds back the first answer to a chosen request until the test lets it through. */

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { TestContext } from 'vitest';

export interface Gate {
  readonly url: string;
  /** Resolves when the tenant has answered the chosen request. */
  readonly held: Promise<void>;
  /** Lets the answer through, and everything after it. */
  readonly open: () => void;
}

interface Signal {
  readonly given: Promise<void>;
  readonly give: () => void;
}

/** A gate before the tenant at `target` for the test that calls this; `chosen` sees `METHOD /path`. */
export async function useGate(
  context: TestContext,
  target: string,
  chosen: (request: string) => boolean,
): Promise<Gate> {
  const held = signal();
  const opened = signal();
  let own = '';
  let waiting = true;
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    // Links in bodies name the root that the client knows; the tenant knows another one.
    const body = (await textOf(request)).replaceAll(own, target);
    const method = request.method ?? 'GET';
    const { 'content-type': type = 'application/json', authorization = '' } = request.headers;
    const headers: Record<string, string> = { 'content-type': type, authorization };
    if (request.headers['consistencylevel'] !== undefined) headers['consistencylevel'] = 'eventual';
    const init = body === '' ? { method, headers } : { method, headers, body };
    const reply = await fetch(`${target}${request.url ?? '/'}`, init);
    const text = (await reply.text()).replaceAll(target, own);
    if (waiting && chosen(`${method} ${request.url ?? ''}`)) {
      waiting = false;
      held.give();
      await opened.given;
    }
    response.writeHead(reply.status, { 'content-type': reply.headers.get('content-type') ?? 'application/json' });
    response.end(text);
  };
  const server = createServer((request, response) => void answer(request, response));
  context.onTestFinished(() => {
    server.close().closeAllConnections();
  });
  own = await new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`);
    });
  });
  return { url: own, held: held.given, open: opened.give };
}

function signal(): Signal {
  let give: () => void = () => {};
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give: () => give() };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: string[] = [];
  request.setEncoding('utf8');
  for await (const chunk of request) chunks.push(String(chunk));
  return chunks.join('');
}
