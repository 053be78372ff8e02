/** What makes a reader's dry run a fact: the last look at a request before it leaves. */

import { isJsonArray, isJsonObject, type JsonValue } from '../../../model/json.ts';
import type { Outgoing } from './exchange.ts';
import { absoluteUrl, type GraphRoot, pathBelow } from './root.ts';

/** Throws (a bug of ours, never the tenant's) when a request would take the token anywhere but to the root. */
export function assertWithin(root: GraphRoot, outgoing: Outgoing): void {
  if (pathBelow(root, outgoing.url, '/') === null) {
    throw new Error(`bug: request to ${JSON.stringify(outgoing.path)} would leave ${root.base}`);
  }
}

/** Throws (a bug of ours) unless the request can only read: a GET, or a `$batch` of nothing but GETs. */
export function assertReadOnly(root: GraphRoot, outgoing: Outgoing): void {
  if (outgoing.method === 'GET' && outgoing.text === undefined) return;
  const isBatch = outgoing.method === 'POST' && outgoing.url === absoluteUrl(root, '/$batch');
  if (isBatch && readsOnly(parsed(outgoing.text))) return;
  throw new Error(
    `bug: a reader was asked to send ${outgoing.method} ${JSON.stringify(outgoing.path)}; nothing was sent`,
  );
}

/** The text that goes over the wire is what counts, so it's parsed again here. */
function parsed(text: string | undefined): unknown {
  const value: unknown = text === undefined ? null : JSON.parse(text);
  return value;
}

function readsOnly(body: unknown): boolean {
  const items = isJsonObject(body) ? body['requests'] : undefined;
  return isJsonArray(items) && items.length > 0 && items.every(isRead);
}

function isRead(item: JsonValue): boolean {
  return isJsonObject(item) && item['method'] === 'GET' && item['body'] === undefined;
}
