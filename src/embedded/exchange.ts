/** One request to the embedded tenant and its answer, after HTTP and before the routes. */
import type { JsonObject, JsonValue } from '../model/json.ts';

/** Who asks. The portal admin may do what no Graph client may: bring devices into the tenant. */
export interface Actor {
  readonly name: string;
  readonly portal: boolean;
  /** Application roles of the token; undefined means that every right is there. */
  readonly roles: readonly string[] | undefined;
  readonly mayWrite: boolean;
  /** Ids of the scope tags of the caller's role: new objects get them. */
  readonly scopeTags?: readonly string[];
}

export interface TenantRequest {
  readonly method: string;
  /** `beta` or `v1.0`. */
  readonly version: string;
  /** Path after the version, keys as segments of their own: `a('b')/c` is a, b, c; `a(d='b')` is a, d=b. */
  readonly segments: readonly string[];
  readonly query: ReadonlyMap<string, string>;
  /** By lower-case name. */
  readonly headers: ReadonlyMap<string, string>;
  /** The body as sent; empty when there is none. */
  readonly text: string;
  /** `http://host:port`, for links in answers. */
  readonly origin: string;
  readonly actor: Actor;
  readonly now: Date;
  readonly requestId: string;
  readonly clientRequestId: string;
}

export interface TenantAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: JsonValue;
  /** A body that isn't JSON (`$count` answers text/plain). */
  readonly text?: string;
  /** Whether a write changed something; for the ledger. */
  readonly changed?: boolean;
}

/** Splits an absolute or relative Graph address into version, segments and query. */
export function splitAddress(address: string): Pick<TenantRequest, 'version' | 'segments' | 'query'> {
  const [path = '', search = ''] = splitOnce(address.replace(/^https?:\/\/[^/]+/, ''), '?');
  const segments = path
    .split('/')
    .filter((part) => part !== '')
    .flatMap((part) => {
      const keyed = /^([^(]+)\((\w+=)?'?([^']*)'?\)$/.exec(decode(part));
      return keyed === null ? [decode(part)] : [keyed[1] ?? '', `${keyed[2] ?? ''}${keyed[3] ?? ''}`];
    });
  const [version = '', ...rest] = segments;
  return { version, segments: rest, query: parseQuery(search) };
}

function splitOnce(text: string, mark: string): readonly string[] {
  const at = text.indexOf(mark);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + mark.length)];
}

function parseQuery(search: string): ReadonlyMap<string, string> {
  const query = new Map<string, string>();
  for (const part of search.split('&')) {
    if (part === '') continue;
    const [name = '', value = ''] = splitOnce(part, '=');
    query.set(decode(name.replaceAll('+', ' ')), decode(value.replaceAll('+', ' ')));
  }
  return query;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The answer of a read: 200 with a body. */
export function ok(body: JsonObject): TenantAnswer {
  return { status: 200, body };
}
