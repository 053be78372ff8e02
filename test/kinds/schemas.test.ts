import { Ajv, type ValidateFunction } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { fieldsIn } from '../../src/catalogue/kind.ts';
import { generatedFiles } from '../../src/dev/generated-files.ts';
import { kindPage } from '../../src/dev/reference-docs/page.ts';
import { CATALOGUE } from '../../src/kinds/catalogue.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../src/model/json.ts';

const schemas = new Map(
  [...generatedFiles()]
    .filter(([path]) => path.startsWith('schemas/'))
    .map(([path, text]): readonly [string, JsonObject] => [path, objectIn(text)]),
);

function objectIn(text: string): JsonObject {
  const value: unknown = JSON.parse(text);
  if (!isJsonObject(value)) throw new Error('a schema is an object');
  return value;
}

/** The check of a schema as an editor makes it: strict, so that a keyword that does nothing is an error. */
function checkOf(path: string): ValidateFunction {
  const schema = schemas.get(path);
  if (schema === undefined) throw new Error(`${path} is not generated`);
  const options = {
    strict: true,
    strictRequired: false,
    allowUnionTypes: true,
    allErrors: true,
    code: { optimize: false },
  };
  const check = checks.get(path) ?? new Ajv(options).compile(schema);
  checks.set(path, check);
  return check;
}

/** Compiling takes longer than checking a hundred profiles. */
const checks = new Map<string, ValidateFunction>();

const isProfile = checkOf('schemas/profile.schema.json');
const isConfig = checkOf('schemas/postilion.schema.json');

function yaml(text: string): JsonValue {
  const value: unknown = parse(text);
  if (!isJsonObject(value)) throw new Error('a document is a mapping');
  return value;
}

const metaSchema = new Ajv();

it.each([...schemas])('%s obeys the meta-schema, which no run of the program checks', (_path, schema) => {
  expect(metaSchema.validateSchema(schema)).toBe(true);
});

const SALES = `
kind: ios-mail
key: ios-sales
name: "iOS: Mail - Sales"
description: Mail for the sales teams
scopeTags: [Default]
settings:
  accountName: Contoso mail
  host: outlook.office365.com
  ssl: true
  username: userPrincipalName
  emailAddress: primarySmtpAddress
  authentication: certificate
  identityCertificate: {key: ios-user-scep}
  oauth: true
  sync: [email, calendars, contacts]
  usersMayChangeSync: false
assign:
  include:
    - group: Sales users
      filter: {include: Corporate iPhones}
    - allUsers: true
  exclude:
    - group: Contractors
protect: false
unmanaged: []
`;

const CONFIG = `
version: 1
owner: contoso-mail
tenant: {id: 00000000-0000-0000-0000-000000000000, cloud: global}
profiles: [profiles/**/*.yaml]
state: {repo: ., branch: postilion-state}
branch: main
heal: silent
approval: {from: may-reapprove, growth: {percent: 10, people: 5}}
limits: {removals: 3, losingMail: 50, newPeople: 500}
grace: 7d
release: {old-ios: "handed back to the regional team"}
moved: {ios-sales: ios-emea-sales}
suspend: [android-eng]
effects:
  - {kind: ios-mail, field: accountName, level: silent, because: "pilot of September 2026"}
`;

describe('schemas', () => {
  // The schema of all profiles has each kind's within.
  it.each(['schemas/profile.schema.json', 'schemas/postilion.schema.json'])('%s compiles in strict mode', (path) => {
    expect(checkOf(path)).toBeTypeOf('function');
  });

  it('accept a profile with everything in it', () => {
    expect([isProfile(yaml(SALES)), isProfile.errors]).toEqual([true, null]);
    expect(checkOf('schemas/ios-mail.schema.json')(yaml(SALES))).toBe(true);
  });

  it('accept a configuration with everything in it', () => {
    expect([isConfig(yaml(CONFIG)), isConfig.errors]).toEqual([true, null]);
  });

  it.each(CATALOGUE.map((kind) => [kind.name, kindPage(kind)] as const))(
    'accept the example on the page of %s',
    (_, page) => {
      const text = /```yaml\n(.*?)```/s.exec(page)?.[1] ?? '';
      expect([isProfile(yaml(text)), isProfile.errors]).toEqual([true, null]);
    },
  );
});

describe('schemas refuse', () => {
  it.each([
    ['a misspelt setting', 'ssl: true', 'sll: true'],
    ['a value that is not offered', 'authentication: certificate', 'authentication: kerberos'],
    ['a text for a switch', 'oauth: true', 'oauth: "yes"'],
    ['a service twice', '[email, calendars, contacts]', '[email, email]'],
    ['no service at all', '[email, calendars, contacts]', '[]'],
    ['null for what is required', 'host: outlook.office365.com', 'host: null'],
    ['a required setting left out', '  host: outlook.office365.com\n', ''],
    ['a key with capitals', 'key: ios-sales', 'key: iOS-Sales'],
    ['a reference in two ways', '{key: ios-user-scep}', '{key: ios-user-scep, name: Certificate}'],
    ['a filter on an exclusion', '- group: Contractors', '- {group: Contractors, filter: {include: Corporate}}'],
    ['nobody by allUsers: false', '- allUsers: true', '- allUsers: false'],
    ['an unmanaged field that does not exist', 'unmanaged: []', 'unmanaged: [colour]'],
    ['an unknown kind', 'kind: ios-mail', 'kind: ios-post'],
    ['an unknown member', 'protect: false', 'protected: false'],
  ])('%s', (_, right, wrong) => {
    expect(SALES).toContain(right);
    expect(isProfile(yaml(SALES.replace(right, wrong)))).toBe(false);
  });

  it.each([
    ['no owner', 'owner: contoso-mail\n', ''],
    ['an unknown key', 'heal: silent', 'heals: silent'],
    ['an unknown cloud', 'cloud: global', 'cloud: moon'],
    ['an override without a reason', ', because: "pilot of September 2026"', ''],
    ['a gate at no effect', 'from: may-reapprove', 'from: none'],
    ['a negative limit', 'removals: 3', 'removals: -1'],
  ])('a configuration with %s', (_, right, wrong) => {
    expect(CONFIG).toContain(right);
    expect(isConfig(yaml(CONFIG.replace(right, wrong)))).toBe(false);
  });
});

/** Pointers of the properties that an editor could not explain. */
function unexplained(schema: JsonValue, pointer = ''): readonly string[] {
  if (isJsonArray(schema)) return schema.flatMap((item, index) => unexplained(item, `${pointer}/${index}`));
  if (!isJsonObject(schema)) return [];
  const properties = pointer.endsWith('/if') ? undefined : schema['properties'];
  const silent = isJsonObject(properties)
    ? Object.entries(properties).flatMap(([name, property]) =>
        isJsonObject(property) && typeof property['description'] === 'string' ? [] : [`${pointer}/${name}`],
      )
    : [];
  return [
    ...silent,
    ...Object.entries(schema).flatMap(([name, member]) =>
      name === 'default' ? [] : unexplained(member, `${pointer}/${name}`),
    ),
  ];
}

describe('an editor', () => {
  it.each([...schemas])('gets a description for every key of %s', (_, schema) => {
    expect(unexplained(schema)).toEqual([]);
  });

  it('would show a missing description', () => {
    expect(unexplained({ properties: { host: { type: 'string' } } })).toEqual(['/host']);
  });

  it.each(CATALOGUE.map((kind) => [kind.name, kind] as const))('is told what each value of %s means', (name, kind) => {
    const text = JSON.stringify(schemas.get(`schemas/${name}.schema.json`));
    for (const [, { shape }] of fieldsIn(kind)) {
      for (const meaning of 'meanings' in shape ? Object.values(shape.meanings) : []) {
        expect(text).toContain(JSON.stringify(meaning).slice(1, -1));
      }
    }
  });
});
