/** Signs requests, and asks once for another token when Graph refuses the one at hand. */

import { cleanText } from '../http/clean-text.ts';
import type { Exchange, HttpMiddleware, Outgoing, TokenSource, Unsigned } from '../http/exchange.ts';
import { describeClockFault } from './clock-skew.ts';

/** The link that signs. `clock` is this machine's time in milliseconds since 1970. A 401 says that nothing was done, so even a POST may follow with another token. */
export function signing(token: TokenSource, clock: () => number): HttpMiddleware {
  return async (outgoing, next) => {
    const first = await ask(token, undefined);
    if (typeof first !== 'string') return first;
    const exchange = await next(signed(outgoing, first));
    if (exchange.kind !== 'answer' || exchange.status !== 401) return exchange;
    const second = await ask(token, first);
    if (typeof second !== 'string' || second === first) return timed(exchange, first, clock());
    return timed(await next(signed(outgoing, second)), second, clock());
  };
}

/** A refused token is held against both clocks. */
function timed(exchange: Exchange, token: string, ours: number): Exchange {
  if (exchange.kind !== 'answer' || exchange.status !== 401 || exchange.date === null) return exchange;
  return { ...exchange, clock: describeClockFault(token, { ours, theirs: exchange.date }) };
}

function signed(outgoing: Outgoing, token: string): Outgoing {
  return { ...outgoing, headers: { ...outgoing.headers, Authorization: `Bearer ${token}` } };
}

async function ask(source: TokenSource, refused: string | undefined): Promise<string | Unsigned> {
  try {
    const token = await source(refused);
    // `fetch` quotes an invalid header in its error, and with it the token.
    if (/^[\x21-\x7e]+$/.test(token)) return token;
    return unsigned('the access token is empty or holds characters that no token has: get a new one');
  } catch (error) {
    return unsigned(`no access token: ${cleanText(error instanceof Error ? error.message : String(error), 600)}`);
  }
}

function unsigned(reason: string): Unsigned {
  return { kind: 'unsigned', reason };
}
