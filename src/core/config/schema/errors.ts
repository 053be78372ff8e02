/** One error of the schema validator → one sentence with the wrong value and what to write instead. */

import type { ErrorObject } from 'ajv';
import { findNearest } from '../../../model/did-you-mean.ts';
import type { InputCode } from '../../../model/findings/table.ts';
import { RESERVED_KEY } from '../../../model/ids.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, stringAt } from '../../../model/json.ts';
import { didYouMean, either, quoted, shown, valueAndType } from '../yaml/messages.ts';
import { pointerStep } from '../yaml/values.ts';
import {
  describeExpectedForm,
  expected,
  findBranchesMeant,
  listMembersOffered,
  pathOf,
  subjectOf,
  valueAt,
} from './words.ts';

/** Something wrong with a value: where it is, and whether its key or its value is meant. */
export interface SchemaProblem {
  readonly code: InputCode;
  readonly message: string;
  readonly pointer: string;
  /** The problem is the key at the pointer, not its value. */
  readonly atKey?: boolean;
}

/** A schema, and what only its owner knows. */
export interface SchemaKnowledge {
  readonly schema: JsonObject;
  /** A better message for a member that the schema doesn't know; undefined where there is none. */
  readonly unknownKey?: (parent: string, name: string) => Pick<SchemaProblem, 'code' | 'message'> | undefined;
  /** What to write for a member that is missing, such as `the email server, such as mail.contoso.com`. */
  readonly missing?: (pointer: string) => string | undefined;
}

/** Says what `error` means for `value`, which stands at its instance path. */
export function describeSchemaProblem(error: ErrorObject, knowledge: SchemaKnowledge, value: JsonValue): SchemaProblem {
  const pointer = error.instancePath;
  const params: unknown = error.params;
  const given = isJsonObject(params) ? params : {};
  switch (error.keyword) {
    case 'additionalProperties':
      return unknownKey(pointer, stringAt(given, 'additionalProperty') ?? '', knowledge, value);
    case 'required':
      return missingKey(pointer, stringAt(given, 'missingProperty') ?? '', knowledge);
    case 'propertyNames':
      return badName(pointer, stringAt(given, 'propertyName') ?? '', knowledge);
    default:
      return wrongValue(error, given, schemaAround(error), value);
  }
}

/** The part of the schema that has the broken keyword; the validator must have been asked to be verbose. */
export function schemaAround({ parentSchema }: ErrorObject): JsonObject {
  const around: unknown = parentSchema;
  return isJsonObject(around) ? around : {};
}

function unknownKey(parent: string, name: string, knowledge: SchemaKnowledge, value: JsonValue): SchemaProblem {
  const pointer = `${parent}${pointerStep(name)}`;
  const better = knowledge.unknownKey?.(parent, name);
  if (better !== undefined) return { ...better, pointer, atKey: true };
  const known = knownKeys(knowledge.schema, parent, value);
  const message = `unknown key ${quoted(name)} in ${pathOf(parent)}${didYouMean(name, known)}`;
  return { code: 'SCH-101', message, pointer, atKey: true };
}

/** The keys that the schema offers at a place and that aren't used there yet. */
function knownKeys(schema: JsonObject, parent: string, value: JsonValue): readonly string[] {
  let at: JsonValue = schema;
  for (const step of parent.split('/').slice(1))
    at = valueAt(at, /^\d+$/.test(step) ? '/items' : `/properties/${step}`);
  const branch = findBranchesMeant(valueAt(at, '/anyOf'), value)[0];
  if (branch !== undefined) at = valueAt(at, `/anyOf/${branch.index}`);
  const properties = valueAt(at, '/properties');
  const used = isJsonObject(value) ? value : {};
  return isJsonObject(properties) ? Object.keys(properties).filter((name) => !Object.hasOwn(used, name)) : [];
}

/** The part of the schema that rules the place of a document, as far as no union is in between. */
function schemaOfPlace(schema: JsonObject, pointer: string): JsonValue {
  let at: JsonValue = schema;
  for (const step of pointer.split('/').slice(1))
    at = valueAt(at, /^\d+$/.test(step) ? '/items' : `/properties/${step}`);
  return at;
}

function missingKey(parent: string, name: string, knowledge: SchemaKnowledge): SchemaProblem {
  const pointer = `${parent}${pointerStep(name)}`;
  const what = knowledge.missing?.(pointer) ?? expected(schemaOfPlace(knowledge.schema, pointer));
  return { code: 'SCH-102', message: `${pathOf(pointer)} is missing: write ${what}`, pointer: parent };
}

function badName(parent: string, name: string, { schema }: SchemaKnowledge): SchemaProblem {
  const names = valueAt(schema, `/properties${parent}/propertyNames`);
  const form = describeExpectedForm(isJsonObject(names) ? stringAt(names, 'pattern') : undefined);
  const message = `${quoted(name)} in ${pathOf(parent)} is not a key: write ${form}`;
  return { code: 'SCH-106', message, pointer: `${parent}${pointerStep(name)}`, atKey: true };
}

function wrongValue(error: ErrorObject, given: JsonObject, schema: JsonObject, value: JsonValue): SchemaProblem {
  const pointer = error.instancePath;
  const subject = subjectOf(pointer);
  const is = (code: InputCode, text: string): SchemaProblem => ({ code, pointer, message: `${subject}${text}` });
  const limit = shown(given['limit'] ?? null);
  switch (error.keyword) {
    case 'enum':
      return is('SCH-004', `: ${shown(value)} is not offered${offered(value, schema['enum'])}`);
    case 'minLength':
      return is('SCH-105', ` is empty: write ${expected(schema)}`);
    case 'maxLength':
      return is('SCH-105', `: ${shown(value)} is too long: write ${limit} characters at most`);
    case 'pattern':
      if (value === RESERVED_KEY) return is('YML-007', `: ${shown(value)} is reserved: write another name`);
      return is('SCH-106', `: ${shown(value)} has another form: write ${expected(schema)}`);
    case 'uniqueItems':
      return is('SCH-107', ` has ${repeated(value, given)} twice: write it once`);
    case 'minItems':
      return pointer.startsWith('/settings/')
        ? is('SCH-011', ` is empty: write at least ${limit} of ${memberWords(schema)}`)
        : is('SCH-108', ` is empty: write at least ${limit}, or take it away`);
    case 'maxItems':
      return is('SCH-108', ` is too long: write ${limit} at most`);
    case 'minimum':
      return is('SCH-109', `: ${shown(value)} is too small: write ${limit} or more`);
    case 'anyOf':
      return wrongUnion(pointer, schema, value);
    default:
      return is('SCH-104', wrongType(schema, value));
  }
}

function wrongType(schema: JsonObject, value: JsonValue): string {
  const wantsText = expected(schema).startsWith('text');
  const remedy =
    wantsText && (typeof value === 'number' || typeof value === 'boolean') ? `"${value}" in quotes` : expected(schema);
  return isJsonObject(value) || isJsonArray(value)
    ? ` is ${shown(value)}: write ${remedy}`
    : `: ${valueAndType(value)}: write ${remedy}`;
}

function wrongUnion(pointer: string, schema: JsonObject, value: JsonValue): SchemaProblem {
  const branches = schema['anyOf'] ?? null;
  const subject = subjectOf(pointer);
  const meant = findBranchesMeant(branches, value).map(({ member }) => member);
  if (meant.length > 1) {
    return { code: 'SCH-110', pointer, message: `${subject} has ${meant.join(' and ')}: write one of them` };
  }
  const words = listMembersOffered(branches);
  const [strange] = isJsonObject(value) ? Object.keys(value) : [];
  if (strange !== undefined && words.length > 0) {
    const message = `unknown key ${quoted(strange)} in ${subject}${didYouMean(strange, words)}`;
    return { code: 'SCH-101', message, pointer: `${pointer}${pointerStep(strange)}`, atKey: true };
  }
  const choice = typeof value === 'string' ? findNearest(value, textsOffered(branches)) : null;
  if (choice !== null) {
    return {
      code: 'SCH-004',
      pointer,
      message: `${subject}: ${shown(value)} is not offered: did you mean "${choice}"?`,
    };
  }
  return { code: 'SCH-104', pointer, message: `${subject}${wrongType(schema, value)}` };
}

function textsOffered(branches: JsonValue): readonly string[] {
  const members = isJsonArray(branches) ? branches.flatMap((branch) => valueAt(branch, '/enum')) : [];
  return members.filter((member) => typeof member === 'string');
}

function offered(value: JsonValue, members: JsonValue | undefined): string {
  if (!isJsonArray(members)) return '';
  const texts = members.filter((member) => typeof member === 'string');
  const meant = typeof value === 'string' ? findNearest(value, texts) : null;
  const words = expected({ enum: members });
  return meant === null ? `: write ${words}` : `: did you mean "${meant}"? (${words})`;
}

function repeated(value: JsonValue, given: JsonObject): string {
  const index = given['i'];
  return isJsonArray(value) && typeof index === 'number' ? shown(value[index] ?? null) : 'a value';
}

function memberWords(schema: JsonObject): string {
  const members = valueAt(schema, '/items/enum');
  return isJsonArray(members) ? either(members.map(String)) : 'them';
}
