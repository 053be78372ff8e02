/** One HTTP server for all tenants of a test file: a request finds its run by its token, and meets its fate here. */

import { createServer, type IncomingMessage } from 'node:http';
import type { Fault } from '../../src/embedded/http/faults.ts';
import type { Ledger } from '../../src/embedded/http/ledger.ts';
import { newListener } from '../../src/embedded/http/listener.ts';
import type { Tenant } from '../../src/embedded/tenant.ts';
import { HeldResponse } from './held-response.ts';
import { type InjectedFault, NOTHING } from './injected-faults.ts';

/** What a run sees to about each request. */
export interface FaultInjector {
  readonly tenant: Tenant;
  readonly clock: () => Date;
  readonly ledger: Ledger;
  /** Asked when a request is whole, before the tenant sees it. */
  arrives(method: string, path: string): InjectedFault;
  /** One item of the batch that arrived last. */
  item(method: string, path: string): void;
  /** What the tenant says instead of its own answer, to every such request, in a batch or not. */
  hollow?(method: string, path: string): Fault['answer'] | undefined;
}

type Listener = (request: IncomingMessage, response: HeldResponse) => void;

export interface FaultyServer {
  readonly url: string;
  /** Lets requests with the token in; gives back a function that locks them out. */
  admit(token: string, keeper: FaultInjector): () => void;
  close(): Promise<void>;
}

export async function openFaultyServer(): Promise<FaultyServer> {
  const listeners = new Map<string, Listener>();
  const server = createServer({ ServerResponse: HeldResponse }, (request, response) => {
    const token = (request.headers.authorization ?? '').replace(/^Bearer /, '');
    const listener = listeners.get(token);
    // The request of a dead run: nobody sent it.
    if (listener === undefined) response.destroy();
    else listener(request, response);
  });
  // A connection that is closed for idleness just as it is used again would be a fault that nobody ordered.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  return {
    url,
    admit(token, keeper) {
      listeners.set(token, listenerOf(keeper, url));
      return () => void listeners.delete(token);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Answering is one uninterrupted piece of work, so the fate that a request met is the one that its answer meets. */
function listenerOf(keeper: FaultInjector, url: string): Listener {
  let injected: InjectedFault = NOTHING;
  let items = -1;
  const hollow = (method: string, path: string): Fault | undefined => {
    const answer = keeper.hollow?.(method, path);
    return answer === undefined ? undefined : struck(answer);
  };
  const strike = (method: string, path: string): Fault | undefined => {
    if (items >= 0) {
      items += 1;
      keeper.item(method, path);
      if (injected.does === 'item' && injected.item === items - 1) return struck(injected.answer);
      return hollow(method, path);
    }
    injected = keeper.arrives(method, path);
    if (path.endsWith('/$batch')) items = 0;
    if (injected.does === 'reset' || injected.does === 'die') return injected.when === 'before' ? RESET : undefined;
    if (injected.does === 'answer' && !injected.after) return struck(injected.answer);
    return hollow(method, path);
  };
  const faults = { strike, add: () => {}, clear: () => {} };
  const control = { tenant: keeper.tenant, ledger: keeper.ledger, faults };
  const listener = newListener(control, keeper.clock, () => url);
  return (request, response) => {
    response.injected = () => injected;
    request.once('end', () => {
      items = -1;
      injected = NOTHING;
    });
    listener(request, response);
  };
}

const RESET: Fault = { method: undefined, path: '', kind: 'reset-before', answer: { status: 503 }, times: 1 };

function struck(answer: Fault['answer']): Fault {
  return { method: undefined, path: '', kind: undefined, answer, times: 1 };
}
