/** GitHub's published description of the operations that we use: what a request and an answer may hold. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import {
  isJsonArray,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  objectsAt,
  stringAt,
} from '../../src/model/json.ts';

const slice: unknown = JSON.parse(readFileSync(join(import.meta.dirname, 'api-slice.json'), 'utf8'));
const SLICE: JsonObject = isJsonObject(slice) ? slice : {};
const DEFINITIONS = objectIn(SLICE, '$defs');
export const OPERATIONS = objectIn(SLICE, 'operations');

const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: false, coerceTypes: false });
const compiled = new Map<string, ValidateFunction>();

/** What is wrong with the value, or null; `part` is `query`, `body` or `answers/201`. */
export function faultIn(operation: string, part: string, value: JsonValue): string | null {
  const schema = schemaOf(operation, part);
  if (schema === undefined) return `${operation} has no ${part}`;
  if (schema === null) return value === null ? null : `${operation} ${part}: nothing is expected`;
  const name = `${operation} ${part}`;
  const check = compiled.get(name) ?? ajv.compile({ ...objectOf(schema), $defs: DEFINITIONS });
  compiled.set(name, check);
  if (check(value)) return null;
  return `${name}: ${ajv.errorsText(check.errors)}`;
}

function schemaOf(operation: string, part: string): JsonValue | undefined {
  let value: JsonValue | undefined = OPERATIONS[operation];
  for (const name of part.split('/')) value = isJsonObject(value) ? value[name] : undefined;
  return value;
}

/** The value with whatever else its answer must hold, as plain as the description allows. */
export function completed(operation: string, status: number, value: JsonValue): JsonValue {
  return filled(schemaOf(operation, `answers/${status}`) ?? null, value, 0);
}

type Member = readonly [string, JsonValue];

function filled(schema: JsonValue, value: JsonValue | undefined, depth: number): JsonValue {
  const plain = resolved(schema, value);
  if (isJsonArray(value)) return value.map((one) => filled(plain['items'] ?? null, one, depth + 1));
  if (!isJsonObject(value)) return value === undefined ? sample(plain, depth) : value;
  const properties = objectIn(plain, 'properties');
  const known = Object.entries(value).map(
    ([name, member]): Member => [name, filled(properties[name] ?? null, member, depth + 1)],
  );
  const missing = requiredOf(plain).filter((name) => !Object.hasOwn(value, name));
  return Object.fromEntries<JsonValue>([
    ...known,
    ...missing.map((name): Member => [name, filled(properties[name] ?? null, undefined, depth + 1)]),
  ]);
}

function sample(schema: JsonObject, depth: number): JsonValue {
  const [first] = isJsonArray(schema['enum']) ? schema['enum'] : [];
  if (first !== undefined) return first;
  switch (typeOf(schema)) {
    case 'null':
      return null;
    case 'string':
      return 'https://github.example/';
    case 'integer':
    case 'number':
      return 1;
    case 'boolean':
      return false;
    case 'array':
      return [];
    default:
      if (depth > 12) throw new Error('the description refers to itself');
      return filled(schema, {}, depth);
  }
}

function typeOf(schema: JsonObject): string {
  const { type } = schema;
  const [first] = isJsonArray(type) ? type.toSorted((a) => (a === 'null' ? -1 : 1)) : [type];
  return typeof first === 'string' ? first : 'object';
}

/** References followed, and of alternatives the one that the value (or nothing) fits. */
function resolved(schema: JsonValue, value: JsonValue | undefined): JsonObject {
  if (!isJsonObject(schema)) return {};
  const ref = stringAt(schema, '$ref');
  if (ref !== undefined) return resolved(DEFINITIONS[ref.replace('#/$defs/', '')] ?? null, value);
  const choices = [...objectsAt(schema, 'anyOf'), ...objectsAt(schema, 'oneOf')].map((one) => resolved(one, value));
  if (choices.length > 0) return choices.find((one) => fits(one, value)) ?? {};
  const parts = objectsAt(schema, 'allOf').map((one) => resolved(one, value));
  if (parts.length === 0) return schema;
  return {
    type: 'object',
    properties: Object.fromEntries(parts.flatMap((part) => Object.entries(objectIn(part, 'properties')))),
    required: parts.flatMap(requiredOf),
  };
}

function fits(schema: JsonObject, value: JsonValue | undefined): boolean {
  const type = typeOf(schema);
  if (value === undefined || value === null) return type === 'null';
  if (isJsonArray(value)) return type === 'array';
  return type === (typeof value === 'number' ? 'integer' : typeof value);
}

function requiredOf(schema: JsonObject): readonly string[] {
  const { required } = schema;
  return isJsonArray(required) ? required.filter((name) => typeof name === 'string') : [];
}

function objectIn(holder: JsonObject, name: string): JsonObject {
  return objectOf(holder[name]);
}

function objectOf(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}
