/** What a tenant gets of a repository for many: laws over random layers, and what is told about wrong ones. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readYaml, type YamlDocument } from '../../../src/core/config/yaml/parse.ts';
import { originsOf, renderDocuments } from '../../../src/core/tenants/render-documents.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../src/model/json.ts';

const variables = (entries: Readonly<Record<string, JsonValue>> = {}) =>
  new Map(
    Object.entries(entries).map(([name, value]) => [name, { value, at: { file: 'tenants.yaml', line: 9, column: 1 } }]),
  );

function read(path: string, text: string): readonly YamlDocument[] {
  const { documents, findings } = readYaml({ path, text });
  expect(findings).toEqual([]);
  return documents;
}

function rendered(base: string, own = '', set: Readonly<Record<string, JsonValue>> = {}) {
  const tenant = { name: 'a', variables: variables(set) };
  const made = renderDocuments(read('base/x.yaml', base), read('tenants/a/x.yaml', own), tenant);
  const told = made.findings.map(
    ({ code, file, line, column, message }) => `${code} ${file}:${line}:${column} ${message}`,
  );
  return { ...made, values: made.documents.map(({ document }) => document.value), told };
}

const SALES = 'kind: ios-mail\nkey: ios-sales\nsettings:\n  host: mail.contoso.com\n  oauth: true\n';

describe('a tenant', () => {
  it('gets what base says where it says nothing itself', () => {
    expect(rendered(SALES)).toMatchObject({ values: read('base/x.yaml', SALES).map(({ value }) => value), told: [] });
  });

  it('lays its own lines over a profile, and each part keeps its place', () => {
    const { documents, values, told } = rendered(SALES, 'key: ios-sales\nsettings: {oauth: false, ssl: true}\n');
    expect(told).toEqual([]);
    expect(values).toEqual([
      { kind: 'ios-mail', key: 'ios-sales', settings: { host: 'mail.contoso.com', oauth: false, ssl: true } },
    ]);
    const places = documents.flatMap(originsOf).map(({ pointer, at }) => `${pointer} ${at?.file}:${at?.line}`);
    expect(places).toEqual([
      '/kind base/x.yaml:1',
      '/key tenants/a/x.yaml:1',
      '/settings/host base/x.yaml:4',
      '/settings/oauth tenants/a/x.yaml:2',
      '/settings/ssl tenants/a/x.yaml:2',
    ]);
  });

  it('takes a line away with null, a whole profile with absent, and adds profiles of its own', () => {
    expect(rendered(SALES, 'key: ios-sales\nsettings: {oauth: null}\n').values).toEqual([
      { kind: 'ios-mail', key: 'ios-sales', settings: { host: 'mail.contoso.com' } },
    ]);
    const own = 'key: ios-sales\nabsent: true\n---\nkind: ios-mail\nkey: ios-own\n';
    expect(rendered(SALES, own)).toMatchObject({ values: [{ kind: 'ios-mail', key: 'ios-own' }], told: [] });
  });

  it('gets variables in their own type, and as text inside of a text', () => {
    const text =
      'kind: ios-mail\nkey: k\nname: "Mail of ${{ vars.name }} ($${{ vars.name }})"\nsettings: {ssl: "${{ vars.ssl }}", sync: "${{vars.sync}}"}\n';
    const { values, told } = rendered(text, '', { name: 'Contoso', ssl: true, sync: ['email'] });
    expect(told).toEqual([]);
    expect(values).toEqual([
      {
        kind: 'ios-mail',
        key: 'k',
        name: 'Mail of Contoso (${{ vars.name }})',
        settings: { ssl: true, sync: ['email'] },
      },
    ]);
  });

  it.each([
    [
      'an unset variable',
      'key: k\nkind: ios-mail\nname: "${{ vars.nmae }}"\n',
      '',
      'TEN-003 base/x.yaml:3:7 the variable "nmae" is set nowhere for this tenant: set it in tenants.yaml; did you mean "name"?',
    ],
    [
      'a list inside of a text',
      'key: k\nkind: ios-mail\nname: "of ${{ vars.list }}"\n',
      '',
      'TEN-003 base/x.yaml:3:7 the variable "list" is a list',
    ],
    [
      'what is no variable',
      'key: k\nkind: ios-mail\nname: "${{ secrets.x }}"\n',
      '',
      'TEN-003 base/x.yaml:3:7 "${{ secrets.x }}" names no variable',
    ],
    [
      'a key that base lacks',
      SALES,
      'key: ios-slaes\nsettings: {}\n',
      'TEN-004 tenants/a/x.yaml:1:6 "ios-slaes" is laid over nothing: base/ has no such key, and a profile of this tenant alone says its kind: did you mean "ios-sales"?',
    ],
    [
      'one key laid over twice',
      SALES,
      'key: ios-sales\n---\nkey: ios-sales\n',
      'TEN-005 tenants/a/x.yaml:3:6 "ios-sales" is laid over base/ twice, here and in tenants/a/x.yaml:1',
    ],
    [
      'another kind',
      SALES,
      'key: ios-sales\nkind: windows-mail\n',
      'TEN-005 tenants/a/x.yaml:2:7 kind: what is laid over a profile keeps its kind, "ios-mail"',
    ],
    [
      'absent and more',
      SALES,
      'key: ios-sales\nabsent: true\nname: x\n',
      'TEN-005 tenants/a/x.yaml:2:9 "ios-sales": absent takes the profile away',
    ],
    [
      'an id in base',
      `${SALES}assign: {include: [{id: 0f1e2d3c-0000-4000-8000-000000000001}]}\n`,
      '',
      'TEN-006 base/x.yaml:6:25 "0f1e2d3c-0000-4000-8000-000000000001" is an id of one tenant',
    ],
  ])('is told about %s at its line', (_, base, own, message) => {
    const { told } = rendered(base, own, { name: 'x', list: ['a'] });
    expect(told).toHaveLength(1);
    expect(told[0]).toContain(message);
  });
});

const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean());
const settings = fc.dictionary(
  fc.constantFrom('a', 'b', 'c', 'd'),
  fc.oneof(scalar, fc.dictionary(fc.constantFrom('x', 'y'), scalar)),
);
const patch = fc.dictionary(
  fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  fc.oneof(
    scalar,
    fc.constant(null),
    fc.dictionary(fc.constantFrom('x', 'y', 'z'), fc.oneof(scalar, fc.constant(null))),
  ),
);

/** JSON Merge Patch as its RFC writes it. */
function mergePatch(target: JsonValue, change: JsonValue): JsonValue {
  if (!isJsonObject(change)) return change;
  const result = new Map(Object.entries(isJsonObject(target) ? target : {}));
  for (const [name, value] of Object.entries(change)) {
    if (value === null) result.delete(name);
    else result.set(name, mergePatch(result.get(name) ?? null, value));
  }
  return Object.fromEntries(result);
}

/** True where a null of the change stands at a name that the target doesn't have. */
function takesNothing(target: JsonValue, change: JsonValue): boolean {
  if (!isJsonObject(change)) return false;
  const known = new Map(Object.entries(isJsonObject(target) ? target : {}));
  return Object.entries(change).some(([name, value]) =>
    value === null ? !known.has(name) : takesNothing(known.get(name) ?? null, value),
  );
}

function documentOf(value: JsonObject, file: string): YamlDocument {
  return { value, places: { '': { file, line: 1, column: 1 } }, keyPlaces: {}, told: new Set() };
}

describe('laws', () => {
  const tenant = { name: 'a', variables: variables() };
  const harmless = (value: JsonObject): boolean => !JSON.stringify(value).includes('${{');

  it('a layer is a JSON Merge Patch, whatever the order of files', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(settings, fc.option(patch)), { maxLength: 5 }),
        fc.boolean(),
        (profiles, isTurned) => {
          fc.pre(profiles.every(([below, above]) => harmless(below) && harmless(above ?? {})));
          const base = profiles.map(([below], index) =>
            documentOf({ kind: 'k', key: `k${index}`, settings: below }, 'base/a.yaml'),
          );
          const own = profiles.flatMap(([, above], index) =>
            above === null ? [] : [documentOf({ key: `k${index}`, settings: above }, 'tenants/a/b.yaml')],
          );
          const made = renderDocuments(base, isTurned ? own.toReversed() : own, tenant);
          // A null that takes nothing away is told, and nothing else.
          const isVain = profiles.some(([below, above]) => above !== null && takesNothing(below, above));
          expect(new Set(made.findings.map(({ code }) => code))).toEqual(new Set(isVain ? ['TEN-004'] : []));
          expect(made.documents.map(({ document }) => document.value)).toEqual(
            profiles.map(([below, above], index) =>
              mergePatch({ kind: 'k', key: `k${index}`, settings: below }, above === null ? {} : { settings: above }),
            ),
          );
        },
      ),
    );
  });
});
