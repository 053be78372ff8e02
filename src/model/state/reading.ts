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

/** A member that came with a later version: what a file of an earlier one doesn't have is null. */
export function laterIn<T>(
  value: JsonValue | undefined,
  place: string,
  faults: ReadingFaults,
  read: (value: JsonValue | undefined, place: string, faults: ReadingFaults) => T,
): T | null {
  return value === undefined || value === null ? null : read(value, place, faults);
}

/** An id of Graph. The fallback is never seen: a reading with faults is thrown away. */
export function idIn(value: JsonValue | undefined, place: string, faults: ReadingFaults): GraphId | null {
  if (typeof value === 'string' && isGraphId(value)) return value;
  faults.push(`${place}: an id`);
  return null;
}

/**
 * A state file's text → its value. `read` notes faults; the result has one finding (`STA-001`) per fault, at most ten,
 * and no value when there is any. Older versions lack members, which take the values that say "not known". A file of a
 * newer version is refused (`STA-004`), because its members may mean something else.
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
  const version = parsed['version'];
  if (typeof version === 'number' && version > STATE_VERSION) return newer(file, version, parsed['writtenBy']);
  if (version !== STATE_VERSION && version !== OLDEST_VERSION) return unreadable(file, [`/version: ${STATE_VERSION}`]);
  const faults: ReadingFaults = [];
  const value = read(parsed, faults);
  return value === null || faults.length > 0 ? unreadable(file, faults) : { ok: true, value, findings: [] };
}

/** The format of all files on the state branch; grows with anything that would mislead an older reader. */
export const STATE_VERSION = 2;

/** Its files lack the members that version 2 brought, and mean the same otherwise. */
const OLDEST_VERSION = 1;

/** `writtenBy` stands in the lock, which every write replaces; the others don't say it. */
function newer(file: string, version: number, writtenBy: unknown): Result<never> {
  const writer = typeof writtenBy === 'string' ? writtenBy : 'a newer Postilion';
  const text = `${file} on the state branch has version ${version}, written by ${writer}; this one reads versions up to ${STATE_VERSION}: use the version that wrote it, or a later one`;
  return { ok: false, findings: [finding('STA-004', text)] };
}

function unreadable(file: string, faults: readonly string[]): Result<never> {
  const findings = faults
    .slice(0, 10)
    .map((fault) => finding('STA-001', `${file} on the state branch is damaged: expected at ${fault}`));
  return { ok: false, findings };
}
