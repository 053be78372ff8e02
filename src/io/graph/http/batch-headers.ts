/** Headers of one item of a batch's answer: a plain object, in any case of its letters. */

import { isJsonObject, type JsonObject, type JsonValue } from '../../../model/json.ts';

/** The header as text; `name` is in lower case. */
export function headerIn(response: JsonObject, name: string): string | null {
  const headers = response['headers'];
  const found = isJsonObject(headers) ? Object.entries(headers).find(([key]) => key.toLowerCase() === name) : undefined;
  const value: JsonValue | undefined = found?.[1];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}
