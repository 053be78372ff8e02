/** The only file that imports Microsoft's Graph client: our chain stands where its own would repeat POSTs. */

import type { Client, Context, Middleware, MiddlewareOptions, ResponseType } from '@microsoft/microsoft-graph-client';
import type { Call, Exchange, HttpMiddleware, Outgoing, Send } from './exchange.ts';
import { type GraphRoot, VERSION } from './root.ts';

/** The state of one request on its way through the chain; the client carries it along as a middleware option. */
class RequestContext implements MiddlewareOptions {
  readonly call: Call;
  outgoing: Outgoing | null = null;
  exchange: Exchange | null = null;

  constructor(call: Call) {
    this.call = call;
  }
}

/** Our middleware in the shape of the client's middleware. */
class MiddlewareAdapter implements Middleware {
  readonly #middleware: HttpMiddleware;
  #next: Middleware | null = null;

  constructor(middleware: HttpMiddleware) {
    this.#middleware = middleware;
  }

  setNext(next: Middleware): void {
    this.#next = next;
  }

  async execute(context: Context): Promise<void> {
    const requestContext = requestContextOf(context);
    requestContext.exchange = await this.#middleware(
      requestContext.outgoing ?? outgoingOf(context, requestContext.call),
      async (outgoing) => {
        requestContext.outgoing = outgoing;
        await this.#next?.execute(context);
        return exchangeOf(requestContext);
      },
    );
  }
}

/**
 * A sender through `middlewares`, the first one outermost. The client is loaded here and not before, since it takes a tenth
 * of a second that `validate` doesn't need.
 */
export async function openClient(root: GraphRoot, middlewares: readonly HttpMiddleware[]): Promise<Send> {
  const library = await import('@microsoft/microsoft-graph-client');
  const client = library.Client.initWithMiddleware({
    baseUrl: root.base,
    defaultVersion: VERSION,
    middleware: middlewares.map((one) => new MiddlewareAdapter(one)),
  });
  return (call) => send(client, library.ResponseType.RAW, call);
}

async function send(client: Client, raw: ResponseType, call: Call): Promise<Exchange> {
  const [path = ''] = call.path.split('?', 1);
  // The client takes "https://" anywhere in a path for the host to call, and drops the first segment behind it.
  if (!path.startsWith('/') || path.includes('https://')) throw new Error(`bug: bad path ${JSON.stringify(path)}`);
  const requestContext = new RequestContext(call);
  const request = client.api(path).headers(call.headers).responseType(raw).middlewareOptions([requestContext]);
  const body = call.body ?? undefined;
  switch (call.method) {
    case 'GET':
      await request.get();
      break;
    case 'POST':
      await request.post(body);
      break;
    case 'PATCH':
      await request.patch(body);
      break;
    case 'PUT':
      await request.put(body);
      break;
    case 'DELETE':
      await request.delete();
      break;
  }
  return exchangeOf(requestContext);
}

function requestContextOf(context: Context): RequestContext {
  const option = context.middlewareControl?.getMiddlewareOptions(RequestContext);
  if (option instanceof RequestContext) return option;
  throw new Error('bug: a request came through the Graph client without its context');
}

function exchangeOf(requestContext: RequestContext): Exchange {
  if (requestContext.exchange === null) throw new Error('bug: the chain ended without an exchange');
  return requestContext.exchange;
}

/**
 * What the client built, plus the query as we were given it: the client sorts parameters anew and loses repeated ones,
 * while a nextLink has to be sent back as it came (Graph's page on paging).
 */
function outgoingOf(context: Context, call: Call): Outgoing {
  const request: unknown = context.request;
  const text: unknown = context.options?.body;
  if (typeof request !== 'string') throw new Error('bug: the Graph client built no URL');
  const query = call.path.indexOf('?');
  return {
    ...call,
    headers: Object.fromEntries(new Headers(context.options?.headers)),
    url: query === -1 ? request : `${request}${call.path.slice(query)}`,
    text: typeof text === 'string' ? text : undefined,
  };
}
