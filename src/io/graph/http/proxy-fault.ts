/** What a proxy did instead of letting a request through, in words that name it. */

import type { Proxy } from './dispatcher.ts';

/** Why there is no answer, and whether asking again can help. */
export interface NoAnswer {
  readonly reason: string;
  readonly permanent: boolean;
}

/** The plain fault of a request to `host`, in the words of the proxy that stands between. */
export function throughProxy(plain: NoAnswer, proxy: Proxy | null, host: string): NoAnswer {
  if (proxy === null) return plain;
  const status = statusIn(plain.reason);
  if (status === null) return { ...plain, reason: `through the proxy ${proxy.host}: ${plain.reason}` };
  if (status === 407) return { reason: `the proxy ${proxy.host} answered 407: ${signIn(proxy)}`, permanent: true };
  const advice = status < 500 ? `: allow ${host} there, or name it in NO_PROXY` : '';
  const reason = `the proxy ${proxy.host} answered ${status} to a connection to ${host}${advice}`;
  return { reason, permanent: status < 500 };
}

/** The status of a refused CONNECT, which undici tells in this sentence only. */
function statusIn(reason: string): number | null {
  const status = /Proxy response \((\d{3})\) !== 200/.exec(reason)?.[1];
  return status === undefined ? null : Number(status);
}

function signIn({ host, variable, hasPassword }: Proxy): string {
  return hasPassword
    ? `it doesn't accept the user name and password in ${variable}`
    : `it wants a user name and password, set ${variable} to http://USER:PASSWORD@${host}`;
}
