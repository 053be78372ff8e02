/**
 * Whether a value surely fits a schema, by looking at both. Most documents do, and compiling the checks that say what is wrong
 * with the others takes longer than everything else that is done with a file.
 */

import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, sameJson } from '../../../model/json.ts';

/** Says nothing about values. */
const ANNOTATIONS: readonly string[] = ['$schema', 'title', 'description', 'default'];

/** Judged together with `if`. */
const BRANCHES: readonly string[] = ['then', 'else'];

type Keyword = (value: JsonValue, given: JsonValue, schema: JsonObject) => boolean;

/** False also where a keyword isn't known here: then the compiled check decides. */
export function surelyFits(value: JsonValue, schema: JsonValue): boolean {
  if (schema === true) return true;
  if (!isJsonObject(schema)) return false;
  return Object.entries(schema).every(([keyword, given]) => {
    if (ANNOTATIONS.includes(keyword) || (BRANCHES.includes(keyword) && 'if' in schema)) return true;
    const judge = KEYWORDS.get(keyword);
    return judge !== undefined && judge(value, given, schema);
  });
}

const KEYWORDS: ReadonlyMap<string, Keyword> = new Map<string, Keyword>([
  ['type', (value, given) => listOf(given).some((type) => isOfType(value, type))],
  ['const', (value, given) => sameJson(value, given)],
  ['enum', (value, given) => listOf(given).some((one) => sameJson(value, one))],
  ['anyOf', (value, given) => listOf(given).some((one) => surelyFits(value, one))],
  ['allOf', (value, given) => listOf(given).every((one) => surelyFits(value, one))],
  ['if', fitsBranch],
  ['required', (value, given) => ofObject(value, (it) => listOf(given).every((name) => has(it, name)))],
  ['properties', (value, given) => ofObject(value, (it) => fitProperties(it, given))],
  ['additionalProperties', (value, given, schema) => ofObject(value, (it) => fitOthers(it, given, schema))],
  [
    'propertyNames',
    (value, given) => ofObject(value, (it) => Object.keys(it).every((name) => surelyFits(name, given))),
  ],
  ['minProperties', (value, given) => ofObject(value, (it) => atLeast(Object.keys(it).length, given))],
  ['items', (value, given) => ofList(value, (it) => it.every((one) => surelyFits(one, given)))],
  ['contains', (value, given) => ofList(value, (it) => it.some((one) => surelyFits(one, given)))],
  ['minItems', (value, given) => ofList(value, (it) => atLeast(it.length, given))],
  ['maxItems', (value, given) => ofList(value, (it) => atMost(it.length, given))],
  ['uniqueItems', (value, given) => given === true && ofList(value, areDistinct)],
  ['minLength', (value, given) => ofText(value, (it) => atLeast([...it].length, given))],
  ['maxLength', (value, given) => ofText(value, (it) => atMost([...it].length, given))],
  ['pattern', (value, given) => ofText(value, (it) => patternOf(given).test(it))],
  ['minimum', (value, given) => typeof value !== 'number' || atLeast(value, given)],
  ['maximum', (value, given) => typeof value !== 'number' || atMost(value, given)],
]);

/** Which branch counts is decided only where the condition surely holds: a value that may not fit it has to fit both. */
function fitsBranch(value: JsonValue, condition: JsonValue, schema: JsonObject): boolean {
  const [then, other] = [schema['then'] ?? true, schema['else'] ?? true];
  if (surelyFits(value, condition)) return surelyFits(value, then);
  return surelyFits(value, other) && (isPlain(condition) || surelyFits(value, then));
}

/** True where all keywords are known here, all the way down: then "not surely" means "not". */
function isPlain(schema: JsonValue): boolean {
  if (typeof schema === 'boolean') return true;
  if (!isJsonObject(schema)) return false;
  return Object.entries(schema).every(([keyword, given]) => {
    if (keyword === 'properties') return isJsonObject(given) && Object.values(given).every(isPlain);
    if (keyword === 'anyOf' || keyword === 'allOf') return listOf(given).every(isPlain);
    if (['items', 'contains', 'propertyNames', 'additionalProperties'].includes(keyword)) return isPlain(given);
    return keyword !== 'if' && (KEYWORDS.has(keyword) || ANNOTATIONS.includes(keyword));
  });
}

function fitProperties(value: JsonObject, given: JsonValue): boolean {
  if (!isJsonObject(given)) return false;
  return Object.entries(value).every(
    ([name, member]) => !Object.hasOwn(given, name) || fitsMember(member, given, name),
  );
}

function fitsMember(member: JsonValue, given: JsonObject, name: string): boolean {
  const schema = given[name];
  return schema !== undefined && surelyFits(member, schema);
}

function fitOthers(value: JsonObject, given: JsonValue, { properties }: JsonObject): boolean {
  const known = isJsonObject(properties) ? properties : {};
  return Object.entries(value).every(([name, member]) => Object.hasOwn(known, name) || surelyFits(member, given));
}

function areDistinct(list: readonly JsonValue[]): boolean {
  return list.every((one, index) => !list.slice(0, index).some((other) => sameJson(one, other)));
}

function isOfType(value: JsonValue, type: JsonValue): boolean {
  if (type === 'null') return value === null;
  if (type === 'array') return isJsonArray(value);
  if (type === 'object') return isJsonObject(value);
  if (type === 'integer') return Number.isInteger(value);
  return typeof value === type && (type === 'string' || type === 'boolean' || Number.isFinite(value));
}

function listOf(given: JsonValue): readonly JsonValue[] {
  return isJsonArray(given) ? given : [given];
}

function has(value: JsonObject, name: JsonValue): boolean {
  return typeof name === 'string' && Object.hasOwn(value, name);
}

function ofObject(value: JsonValue, test: (object: JsonObject) => boolean): boolean {
  return !isJsonObject(value) || test(value);
}

function ofList(value: JsonValue, test: (list: readonly JsonValue[]) => boolean): boolean {
  return !isJsonArray(value) || test(value);
}

function ofText(value: JsonValue, test: (text: string) => boolean): boolean {
  return typeof value !== 'string' || test(value);
}

function atLeast(count: number, least: JsonValue): boolean {
  return typeof least === 'number' && count >= least;
}

function atMost(count: number, most: JsonValue): boolean {
  return typeof most === 'number' && count <= most;
}

const patterns = new Map<JsonValue, RegExp>();

function patternOf(given: JsonValue): RegExp {
  const known = patterns.get(given) ?? new RegExp(typeof given === 'string' ? given : '(?!)', 'u');
  patterns.set(given, known);
  return known;
}
