/** What surely fits a schema is valid to ajv too; for the schemas of the kinds both always say the same. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { buildProfileSchema } from '../../../src/catalogue/profile-schema.ts';
import { surelyFits } from '../../../src/core/config/schema/fits.ts';
import { CATALOGUE } from '../../../src/kinds/catalogue.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, ownMember } from '../../../src/model/json.ts';
import { sampleOf } from '../../deep.ts';

const ajv = new Ajv({ strict: false, validateSchema: false, logger: false });

const EXAMPLES = join(import.meta.dirname, '..', '..', '..', 'profiles');

function examples(): readonly JsonObject[] {
  const files = readdirSync(EXAMPLES, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'));
  return files.flatMap((name) =>
    parseAllDocuments(readFileSync(join(EXAMPLES, name), 'utf8')).flatMap((document) => {
      const value: unknown = 'toJS' in document ? document.toJS() : null;
      return isJsonObject(value) ? [value] : [];
    }),
  );
}

const scalar = fc.constantFrom<JsonValue>(null, true, 0, -1, 1.5, '', 'x', 'Ünïcödé 😀', 'allUsers', 'a'.repeat(300));
const odd = fc.oneof(
  scalar,
  fc.array(scalar, { maxLength: 3 }),
  fc.dictionary(fc.constantFrom('group', 'name', 'id', 'key', 'include', 'x', '__proto__'), scalar, { maxKeys: 2 }),
);

/** The value with one member, somewhere, replaced, added or taken away. */
function spoiled(value: JsonValue, way: readonly number[], other: JsonValue): JsonValue {
  const [step = 0, ...rest] = way;
  if (isJsonArray(value) && value.length > 0 && rest.length > 0) {
    const place = step % (value.length + 1);
    if (place === value.length) return [...value, value[0] ?? other];
    return value.map((one, index) => (index === place ? spoiled(one, rest, other) : one));
  }
  if (!isJsonObject(value) || rest.length === 0) return other;
  const names = Object.keys(value);
  const place = step % (names.length + 2);
  const name = names[place];
  if (name === undefined) return place === names.length ? { ...value, surplus: other } : other;
  if (step % 3 === 0) return Object.fromEntries(Object.entries(value).filter(([one]) => one !== name));
  return { ...value, [name]: spoiled(ownMember(value, name) ?? null, rest, other) };
}

const KINDS = CATALOGUE.map((kind) => [kind.name, kind] as const);

test.each(sampleOf(KINDS, 4, ([name]) => name))('%s: spoiled documents', (_name, kind) => {
  const schema = buildProfileSchema(kind);
  const validate = ajv.compile(schema);
  const documents = examples();
  const own = documents.filter((document) => document['kind'] === kind.name);
  for (const document of own) expect(surelyFits(document, schema)).toBe(true);
  const some = fc.constantFrom(...(own.length > 0 ? own : documents));
  fc.assert(
    fc.property(some, fc.array(fc.nat(40), { minLength: 1, maxLength: 6 }), odd, (document, way, other) => {
      const value = spoiled(document, way, other);
      expect(surelyFits(value, schema)).toBe(validate(value));
    }),
  );
});

test('what isn’t known here is left to the compiled check', () => {
  expect(surelyFits('x', { format: 'email' })).toBe(false);
  expect(surelyFits(3, { if: { multipleOf: 3 }, then: { minimum: 5 } })).toBe(false);
});
