/** The way a request takes out of this machine: straight, or through the proxy that the environment names. */

/** As much of an answer as the adapter reads; Node's own and undici's classes both have it. */
interface HttpAnswer {
  readonly status: number;
  readonly headers: HeaderReader & Iterable<readonly [string, string]>;
  text(): Promise<string>;
}

export interface HeaderReader {
  /** The value by name, in any case of its letters. */
  get(name: string): string | null;
}

/** What the adapter says about a request; Graph's redirects are never followed. */
interface HttpSettings {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly redirect: 'manual' | 'follow';
  readonly signal?: AbortSignal;
  readonly body?: string;
}

/** A proxy as messages name it: never with the user name and password that it may be given. */
export interface Proxy {
  /** `proxy.contoso.com:8080` */
  readonly host: string;
  /** The environment's variable that names it, as it is spelt there. */
  readonly variable: string;
  readonly hasPassword: boolean;
}

export interface Dispatcher {
  /** Rejects as `fetch` does. */
  send(url: string, settings: HttpSettings): Promise<HttpAnswer>;
  /** The proxy between here and the URL, null when there is none. */
  proxyTo(url: string): Proxy | null;
}
