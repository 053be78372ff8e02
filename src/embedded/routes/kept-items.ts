/** Items of a page that was answered before, for as long as its collection is as it was: devices are asked for at every plan. */
import type { JsonObject, JsonValue } from '../../model/json.ts';
import { isJsonArray } from '../../model/json.ts';
import type { Entity } from '../store/store.ts';

/** A store hands out the same list until something in it changes, so a list stands for what is in it. */
const kept = new WeakMap<readonly Entity[], Map<string, readonly JsonObject[]>>();

/** Requests of one collection that are kept; whoever asks for more starts anew. */
const MOST = 20;

/**
 * What `make` answered for this list and request the last time, or answers now. `request` names everything besides the
 * list that the items depend on.
 */
export function keptItems(
  list: readonly Entity[],
  request: string,
  make: () => readonly JsonObject[],
): readonly JsonObject[] {
  const requests = kept.get(list) ?? new Map<string, readonly JsonObject[]>();
  kept.set(list, requests);
  const known = requests.get(request);
  if (known !== undefined) return known;
  if (requests.size >= MOST) requests.clear();
  const made = make();
  requests.set(request, made);
  texts.set(made, null);
  return made;
}

/** Kept lists as JSON; null as long as nobody was told. */
const texts = new WeakMap<readonly JsonValue[], string | null>();

/** The body as JSON. A kept list that is answered again isn't spelt again. */
export function bodyText(body: JsonValue): string {
  if (typeof body !== 'object' || body === null || isJsonArray(body)) return JSON.stringify(body);
  const { value, ...around } = body;
  const known = isJsonArray(value) ? texts.get(value) : undefined;
  if (known === undefined || !isJsonArray(value) || Object.keys(around).length === 0) return JSON.stringify(body);
  const list = known ?? JSON.stringify(value);
  texts.set(value, list);
  return `${JSON.stringify(around).slice(0, -1)},"value":${list}}`;
}
