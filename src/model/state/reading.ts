/** Reading of state files member by member: every fault is noted with its place, and a reading with faults is none. */

import { finding } from '../finding.ts';
import { type GraphId, isGraphId } from '../ids.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../json.ts';
import type { Result } from '../result.ts';
import { instantOf } from '../time.ts';

/** Places that are not as they should be, in words: `/entries/ios-sales/id: an id`. */
export type ReadingFaults = string[];

const NOTHING: JsonObject = {};

export function objectIn(value: JsonValue | undefined, place: string, faults: ReadingFaults): JsonObject {
  if (isJsonObject(value)) return value;
  faults.push(`${place}: an object`);
  return NOTHING;
}

export function listIn(value: JsonValue | undefined, place: string, faults: ReadingFaults): readonly JsonValue[] {
  if (isJsonArray(value)) return value;
  faults.push(`${place}: a list`);
  return [];
}

export function textIn(value: JsonValue | undefined, place: string, faults: ReadingFaults): string {
  if (typeof value === 'string') return value;
  faults.push(`${place}: a text`);
  return '';
}

export function textsIn(value: JsonValue | undefined, place: string, faults: ReadingFaults): readonly string[] {
  return listIn(value, place, faults).map((item, index) => textIn(item, `${place}/${index}`, faults));
}

export function textOrNullIn(value: JsonValue | undefined, place: string, faults: ReadingFaults): string | null {
  return value === null ? null : textIn(value, place, faults);
}

export function timeIn(value: JsonValue | undefined, place: string, faults: ReadingFaults): string {
  const text = textIn(value, place, faults);
  if (typeof value === 'string' && instantOf(text) === undefined) faults.push(`${place}: a time in UTC`);
  return text;
}

export function countIn(value: JsonValue | undefined, place: string, faults: ReadingFaults): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  faults.push(`${place}: a number that counts`);
  return 0;
}

export function flagIn(value: JsonValue | undefined, place: string, faults: ReadingFaults): boolean {
  if (typeof value === 'boolean') return value;
  faults.push(`${place}: true or false`);
  return false;
}

/** An id of Graph. The fallback is never seen: a reading with faults is thrown away. */
export function idIn(value: JsonValue | undefined, place: string, faults: ReadingFaults): GraphId | null {
  if (typeof value === 'string' && isGraphId(value)) return value;
  faults.push(`${place}: an id`);
  return null;
}

/**
 * A state file's text → its value. `read` notes faults; the result has one finding (`STA-001`) per fault, at most ten,
 * and no value when there is any. A file of a newer version is refused, because its members may mean something else.
 */
export function readStateFile<T>(
  file: string,
  text: string,
  read: (document: JsonObject, faults: ReadingFaults) => T | null,
): Result<T> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return unreadable(file, ['/: JSON']);
  }
  if (!isJsonObject(parsed)) return unreadable(file, ['/: an object']);
  if (parsed['version'] !== STATE_VERSION) return unreadable(file, [`/version: ${STATE_VERSION}`]);
  const faults: ReadingFaults = [];
  const value = read(parsed, faults);
  return value === null || faults.length > 0 ? unreadable(file, faults) : { ok: true, value, findings: [] };
}

/** The format of all files on the state branch; grows with anything that would mislead an older reader. */
export const STATE_VERSION = 1;

function unreadable(file: string, faults: readonly string[]): Result<never> {
  const findings = faults
    .slice(0, 10)
    .map((fault) => finding('STA-001', `${file} on the state branch is damaged: expected at ${fault}`));
  return { ok: false, findings };
}
