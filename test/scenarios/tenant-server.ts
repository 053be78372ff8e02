/** A running embedded tenant as a test needs it: its address, the portal's hand, its faults, and what it was asked. */

import { newLedger } from '../../src/embedded/http/ledger.ts';
import { startTenant } from '../../src/embedded/start-tenant.ts';
import type { Store } from '../../src/embedded/store/store.ts';
import { isJsonObject, type JsonObject, type JsonValue, objectsAt, stringAt } from '../../src/model/json.ts';
import { sendLean } from '../lean-way.ts';

/** One request as the tenant noted it. */
export interface Asked {
  readonly method: string;
  /** Below the version segment, without the query, decoded. */
  readonly path: string;
  readonly inBatch: boolean;
  readonly write: boolean;
  /** The tenant is different for it. */
  readonly changed: boolean;
}

export interface TenantServer {
  readonly url: string;
  /** Acts as an admin in the portal. Throws when the tenant refuses. */
  edit(request: { readonly method: string; readonly path: string; readonly body?: JsonValue }): Promise<JsonValue>;
  /** All objects of the collections, as stored. */
  state(collection: string): Promise<readonly JsonObject[]>;
  /** What was asked since the start, or since `forget`. */
  asked(): Promise<readonly Asked[]>;
  writes(): Promise<readonly Asked[]>;
  forget(): Promise<void>;
  faults(list: readonly JsonObject[]): Promise<void>;
  /** How answers are spelt from now on. */
  shapes(set: JsonObject): Promise<void>;
  close(): Promise<void>;
}

/** The clock of tenants whose creation times stand in goldens. */
export const goldenClock = (): Date => new Date('2026-03-02T09:00:00Z');

/** Starts a tenant on the folder or store, with the clock or the machine's own. */
export async function openServer(
  place: string | Store,
  clock: () => Date = () => new Date(),
  latency = 0,
): Promise<TenantServer> {
  const ledger = newLedger();
  const running = await startTenant({
    ...(typeof place === 'string' ? { dir: place } : { store: place }),
    clock,
    ledger,
    latency,
  });
  const { url } = running;
  const asked = async (): Promise<readonly Asked[]> => ledger.lines().map(line);
  return {
    url,
    asked,
    edit: async (request) => {
      const answer = await call(url, 'POST', 'edit', request);
      const status = answer['status'];
      if (typeof status !== 'number' || status >= 400) throw new Error(`the portal refused: ${JSON.stringify(answer)}`);
      return answer['body'] ?? null;
    },
    state: async (collection) => objectsAt(await call(url, 'GET', `state?only=${collection}`), collection),
    writes: async () => (await asked()).filter(({ write }) => write),
    forget: async () => ledger.clear(),
    faults: async (list) => void (await call(url, 'POST', 'faults', list)),
    shapes: async (set) => void (await call(url, 'POST', 'shapes', set)),
    close: () => running.close(),
  };
}

async function call(url: string, method: string, route: string, body?: JsonValue): Promise<JsonObject> {
  const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
  const response = await sendLean(`${url}/__tenant/${route}`, init);
  const text = await response.text();
  if (response.status >= 300) throw new Error(`${method} ${route} answered ${response.status}: ${text}`);
  const value: unknown = text === '' ? {} : JSON.parse(text);
  return isJsonObject(value) ? value : {};
}

function line(entry: JsonObject): Asked {
  const path = (stringAt(entry, 'path') ?? '').replace(/^\/(?:beta|v1\.0)/, '').replace(/\?.*$/, '');
  return {
    method: stringAt(entry, 'method') ?? '',
    path: decodeURIComponent(path),
    inBatch: entry['inBatch'] === true,
    write: entry['write'] === true,
    changed: entry['changed'] === true,
  };
}
