/** Proxies from the environment, for those who reach the world through one; undici is loaded only then. */

import { isLoopback } from '../../../model/loopback.ts';
import type { Dispatcher, Proxy } from './dispatcher.ts';
import { type Environment, valueOf } from './environment.ts';
import { GraphRootError } from './root.ts';
import { DIRECT } from './transport.ts';

/** A proxy with the URL that holds its credentials, if it has any. */
interface NamedProxy extends Proxy {
  readonly url: string;
}

interface Settings {
  readonly http: NamedProxy | null;
  readonly https: NamedProxy | null;
  readonly noProxy: string;
}

/**
 * The way that `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` describe, in either case, the lower one first as curl has it.
 * This machine itself is never reached through a proxy. Throws GraphRootError when a variable names no proxy.
 */
export function dispatcherFor(env: Environment): Dispatcher {
  const settings = readSettings(env);
  if (settings.http === null && settings.https === null) return DIRECT;
  let opened: Promise<Dispatcher['send']> | null = null;
  const proxyTo = (url: string): Proxy | null => proxyFor(settings, new URL(url));
  return {
    proxyTo,
    async send(url, request) {
      if (proxyTo(url) === null) return DIRECT.send(url, request);
      opened ??= open(settings);
      return (await opened)(url, request);
    },
  };
}

async function open(settings: Settings): Promise<Dispatcher['send']> {
  const { EnvHttpProxyAgent, fetch: proxied } = await import('undici');
  // Every member is given, and none left for the library to look up in the process.
  const dispatcher = new EnvHttpProxyAgent({
    httpProxy: settings.http?.url ?? '',
    httpsProxy: settings.https?.url ?? '',
    noProxy: settings.noProxy,
  });
  return (url, request) => proxied(url, { ...request, dispatcher });
}

function readSettings(env: Environment): Settings {
  return {
    http: readProxy(env, ['http_proxy', 'HTTP_PROXY']),
    // Without one of its own, https goes through the other one, as undici has it.
    https: readProxy(env, ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY']),
    noProxy: firstOf(env, ['no_proxy', 'NO_PROXY'])?.value ?? '',
  };
}

function firstOf(env: Environment, names: readonly string[]): { readonly name: string; readonly value: string } | null {
  for (const name of names) {
    const value = valueOf(env, name);
    if (value !== null) return { name, value };
  }
  return null;
}

function readProxy(env: Environment, names: readonly string[]): NamedProxy | null {
  const found = firstOf(env, names);
  if (found === null) return null;
  const { name, value } = found;
  // Many write the host and port alone.
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`;
  const url = URL.canParse(text) ? new URL(text) : null;
  // The value itself may hold a password, so it isn't shown.
  if (url === null || url.hostname === '') throw new GraphRootError(`${name} is no URL: ${EXAMPLE}`);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new GraphRootError(
      `${name} names a proxy for ${url.protocol.slice(0, -1)}, which is not supported: ${EXAMPLE}`,
    );
  }
  if (!isDecodable(url.username) || !isDecodable(url.password)) {
    throw new GraphRootError(`${name} has a bare % in its user name or password: write it as %25`);
  }
  const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port;
  return { url: url.href, host: `${url.hostname}:${port}`, variable: name, hasPassword: url.password !== '' };
}

const EXAMPLE = 'write one such as http://proxy.example.com:8080';

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

/** Azure's metadata service is on the machine's own link, where no proxy reaches it. */
const METADATA = '169.254.169.254';

function proxyFor(settings: Settings, url: URL): NamedProxy | null {
  if (isLoopback(url) || url.hostname === METADATA || isExempt(settings.noProxy, url)) return null;
  return url.protocol === 'https:' ? settings.https : settings.http;
}

/** NO_PROXY as undici reads it: hosts with all below them, with or without a port, or a lone asterisk for everything. */
function isExempt(noProxy: string, url: URL): boolean {
  if (noProxy === '*') return true;
  const host = url.hostname.toLowerCase();
  const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port;
  return noProxy.split(/[,\s]/).some((entry) => {
    const [, name = entry, only = port] = /^(.+):(\d+)$/.exec(entry) ?? [];
    const exempt = name.replace(/^\*?\./, '').toLowerCase();
    return exempt !== '' && only === port && (host === exempt || host.endsWith(`.${exempt}`));
  });
}
