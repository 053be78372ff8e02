/** Failures on demand: what proxies, networks and a busy service do, for tests. */
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, stringAt } from '../../model/json.ts';
import { badRequest } from '../errors.ts';
import type { TenantAnswer } from '../exchange.ts';

const kinds = ['html', 'loop', 'reset-before', 'reset-after', 'truncated'] as const;
type FaultKind = (typeof kinds)[number];

export interface Fault {
  readonly method: string | undefined;
  readonly path: string | RegExp;
  readonly kind: FaultKind | undefined;
  readonly answer: TenantAnswer;
  /** How often it strikes; without a number until the faults are cleared. */
  readonly times: number;
}

export interface Faults {
  /** The first fault that fits, used up by one. */
  strike(method: string, path: string): Fault | undefined;
  /** Adds faults from the body of `POST /__tenant/faults`. Throws a 400 refusal for a malformed one. */
  add(body: JsonValue): void;
  clear(): void;
}

export function newFaults(): Faults {
  let waiting: readonly { readonly fault: Fault; left: number }[] = [];
  return {
    strike(method, path) {
      const found = waiting.find(({ fault, left }) => left > 0 && fits(fault, method, path));
      if (found === undefined) return undefined;
      found.left -= 1;
      return found.fault;
    },
    add(body) {
      const list = isJsonArray(body) ? body : [body];
      const added = list.map((item) => {
        const fault = readFault(item);
        return { fault, left: fault.times };
      });
      waiting = [...waiting, ...added];
    },
    clear() {
      waiting = [];
    },
  };
}

function fits(fault: Fault, method: string, path: string): boolean {
  if (fault.method !== undefined && fault.method !== method) return false;
  return typeof fault.path === 'string' ? path.includes(fault.path) : fault.path.test(path);
}

function readFault(item: JsonValue): Fault {
  if (!isJsonObject(item)) throw badRequest('a fault must be an object');
  const path = stringAt(item, 'path') ?? '';
  const pattern = /^\/(.+)\/$/.exec(path)?.[1];
  const said = stringAt(item, 'kind');
  const kind = kinds.find((known) => known === said);
  if (said !== undefined && kind === undefined) throw badRequest(`'${said}' is no kind of fault: ${kinds.join(', ')}`);
  const times = item['times'];
  return {
    method: stringAt(item, 'method')?.toUpperCase(),
    // `/groups/` could be both; a text between slashes with no pattern sign in it is a path.
    path: pattern !== undefined && /[\\^$.*+?()[\]{}|]/.test(pattern) ? new RegExp(pattern) : path,
    kind,
    answer: answerOf(item, kind),
    times: typeof times === 'number' ? times : Number.POSITIVE_INFINITY,
  };
}

/** Header values come as texts or numbers. */
export function headerText(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function answerOf(item: JsonObject, kind: FaultKind | undefined): TenantAnswer {
  const given = item['status'];
  const status = typeof given === 'number' ? given : kind === 'html' ? 502 : 503;
  const headers: Record<string, string> = {};
  const set = item['headers'];
  for (const [name, value] of Object.entries(isJsonObject(set) ? set : {})) headers[name] = headerText(value);
  if (kind === 'html') {
    const page = `<html><head><title>${status}</title></head><body><h1>${status} Bad Gateway</h1></body></html>`;
    return { status, headers: { 'Content-Type': 'text/html', ...headers }, text: page };
  }
  const body = item['body'] ?? { error: { code: 'ServiceUnavailable', message: 'The service is unavailable.' } };
  if (typeof body === 'string') return { status, headers, text: body };
  return { status, headers, body };
}
