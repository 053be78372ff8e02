/** What a JSON Schema asks for, in words: the second half of a message that says what to write. */

import { TAG_ID_PATTERN } from '../../../catalogue/label-schema.ts';
import { GUID_PATTERN } from '../../../catalogue/profile-schema.ts';
import { KEY_PATTERN } from '../../../model/ids.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, stringAt } from '../../../model/json.ts';
import { either, shown } from '../yaml/messages.ts';

const MANY = 8;

/** The value at a JSON pointer; null where nothing is. */
export function valueAt(document: JsonValue, pointer: string): JsonValue {
  let value: JsonValue = document;
  for (const step of pointer.split('/').slice(1)) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
    if (isJsonArray(value)) value = value[Number(name)] ?? null;
    else if (isJsonObject(value) && Object.hasOwn(value, name)) value = value[name] ?? null;
    else return null;
  }
  return value;
}

/** A pointer as people write it: `assign.include[0].group`, `oauth` for a setting, `the document` for the whole. */
export function subjectOf(pointer: string): string {
  const setting = /^\/settings\/(.+)$/.exec(pointer)?.[1];
  return setting === undefined ? pathOf(pointer) : pathOf(`/${setting}`);
}

/** Like `subjectOf`, with `settings` in front of settings. */
export function pathOf(pointer: string): string {
  if (pointer === '') return 'the document';
  const steps = pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  return steps.map((step, index) => (/^\d+$/.test(step) ? `[${step}]` : `${index === 0 ? '' : '.'}${step}`)).join('');
}

/** What to write: `true or false`, `text`, `a, b or {name: …}`. Null is not listed where it's allowed. */
export function expected(schema: JsonValue): string {
  const words = alternatives(schema).filter((word) => word !== 'null');
  return either(words.length === 0 ? ['null'] : words);
}

function alternatives(schema: JsonValue): readonly string[] {
  if (!isJsonObject(schema)) return ['something else'];
  const branches = schema['anyOf'];
  if (isJsonArray(branches)) return branches.flatMap(alternatives);
  if (Object.hasOwn(schema, 'const')) return [shown(schema['const'] ?? null)];
  const members = schema['enum'];
  if (isJsonArray(members)) return choices(members);
  return textsIn(schema['type']).map((type) => expectedOfType(type, schema));
}

/** The members of an enumeration as they are written in YAML, the first ones of many. */
function choices(members: readonly JsonValue[]): readonly string[] {
  const words = members.slice(0, MANY).map((member) => (typeof member === 'string' ? member : shown(member)));
  return members.length > MANY ? [...words, '…'] : words;
}

/** What a text must look like, by the pattern of its schema. */
export function describeExpectedForm(pattern: string | undefined): string {
  if (pattern === KEY_PATTERN) return 'lower-case letters, digits and inner hyphens, 63 at most';
  if (pattern === GUID_PATTERN) return 'an id such as 00000000-0000-0000-0000-000000000000';
  if (pattern === TAG_ID_PATTERN) return 'a number in quotes, such as "3"';
  if (pattern?.startsWith('^\\d') === true) return 'a duration such as 7d, 12h or 30m';
  return 'text';
}

function expectedOfType(type: string, schema: JsonObject): string {
  switch (type) {
    case 'boolean':
      return 'true or false';
    case 'string':
      return describeExpectedForm(stringAt(schema, 'pattern'));
    case 'integer':
      return 'a whole number';
    case 'array':
      return `a list of ${expected(schema['items'] ?? null)}`;
    case 'object':
      return expectedObject(schema);
    default:
      return type;
  }
}

function expectedObject(schema: JsonObject): string {
  const names = requiredIn(schema);
  return names.length === 0 ? 'a mapping' : `{${names.map((name) => `${name}: …`).join(', ')}}`;
}

/** The branches of a union that the value was meant for: those whose required member it has. */
export function findBranchesMeant(
  branches: JsonValue,
  value: JsonValue,
): readonly { readonly index: number; readonly member: string }[] {
  if (!isJsonArray(branches) || !isJsonObject(value)) return [];
  return branches.flatMap((branch, index) => {
    const member = requiredIn(branch).find((name) => Object.hasOwn(value, name));
    return member === undefined ? [] : [{ index, member }];
  });
}

/** The members that the branches of a union ask for. */
export function listMembersOffered(branches: JsonValue): readonly string[] {
  return isJsonArray(branches) ? branches.flatMap(requiredIn) : [];
}

function requiredIn(branch: JsonValue): readonly string[] {
  return isJsonObject(branch) ? textsIn(branch['required']) : [];
}

function textsIn(value: JsonValue | undefined): readonly string[] {
  if (typeof value === 'string') return [value];
  return isJsonArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
