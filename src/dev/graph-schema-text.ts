/** The schema data of the embedded tenant, from the published Graph beta types and nothing of ours. */
import { readFileSync } from 'node:fs';
import { type GraphInterface, type GraphTypings, type MemberType, readTypings } from './graph-schema-reader.ts';
import { families, opaque, single } from './graph-schema-selection.ts';

interface SchemaType {
  readonly base?: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly navigations?: Readonly<Record<string, string>>;
  readonly readOnly?: readonly string[];
}

const typings = new URL('../../node_modules/@microsoft/microsoft-graph-types-beta/', import.meta.url);

/** The wire name of a type: the typings capitalise the first letter, Graph doesn't. */
function wireName(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

function spell(type: MemberType, all: GraphTypings): string {
  const known = all.interfaces.has(type.name) || all.enums.has(type.name);
  const name = opaque.includes(type.name) ? 'Any' : known ? wireName(type.name) : type.name;
  return `${name}${type.collection ? '[]' : ''}${type.nullable ? '?' : ''}`;
}

function ancestors(name: string, all: GraphTypings): readonly string[] {
  const base = all.interfaces.get(name)?.base;
  return base === undefined ? [] : [base, ...ancestors(base, all)];
}

/** Entity types are the ones derived from Entity; a property of such a type is a navigation in EDM. */
function isEntity(name: string, all: GraphTypings): boolean {
  return name === 'Entity' || ancestors(name, all).includes('Entity');
}

function selected(all: GraphTypings): readonly string[] {
  const chosen = new Set<string>();
  const waiting = [...families, ...single];
  for (const name of all.interfaces.keys()) {
    if (ancestors(name, all).some((base) => families.includes(base))) waiting.push(name);
  }
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const found = all.interfaces.get(name);
    if (chosen.has(name) || opaque.includes(name)) continue;
    if (found === undefined && !all.enums.has(name)) throw new Error(`the Graph types have no ${name}`);
    chosen.add(name);
    if (found?.base !== undefined) waiting.push(found.base);
    for (const member of found?.members ?? []) {
      const used = member.type.name;
      const structured = all.interfaces.has(used) && !isEntity(used, all);
      if (structured || all.enums.has(used)) waiting.push(used);
    }
  }
  return [...chosen].sort();
}

function describe(found: GraphInterface, all: GraphTypings): SchemaType {
  const isNavigation = (type: MemberType) => isEntity(type.name, all);
  const list = (navigations: boolean) =>
    Object.fromEntries(
      found.members
        .filter((member) => isNavigation(member.type) === navigations)
        .map((member) => [member.name, spell(member.type, all)]),
    );
  const navigations = list(true);
  const readOnly = found.members.filter((member) => member.readOnly && !isNavigation(member.type));
  return {
    ...(found.base === undefined ? {} : { base: wireName(found.base) }),
    properties: list(false),
    ...(Object.keys(navigations).length === 0 ? {} : { navigations }),
    ...(readOnly.length === 0 ? {} : { readOnly: readOnly.map((member) => member.name) }),
  };
}

/** The text of `src/embedded/schema/graph-schema.json`: the types that families and selection name, and what they need. */
export function graphSchemaText(): string {
  const all = readTypings(readFileSync(new URL('microsoft-graph.d.ts', typings), 'utf8'));
  const types: Record<string, SchemaType> = {};
  const enums: Record<string, readonly string[]> = {};
  for (const name of selected(all)) {
    const found = all.interfaces.get(name);
    const members = all.enums.get(name);
    if (found !== undefined) types[wireName(name)] = describe(found, all);
    else if (members !== undefined) enums[wireName(name)] = members;
  }
  const manifest: unknown = JSON.parse(readFileSync(new URL('package.json', typings), 'utf8'));
  const version =
    typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : 'unknown';
  const generated = `by src/dev/graph-schema-text.ts from @microsoft/microsoft-graph-types-beta ${version}`;
  // One type or enum per line: small enough to read, and a changed type is one changed line.
  const lines = (record: Readonly<Record<string, unknown>>) =>
    Object.entries(record)
      .map(([name, value]) => `    ${JSON.stringify(name)}: ${JSON.stringify(value)}`)
      .join(',\n');
  return `{\n  "generated": ${JSON.stringify(generated)},\n  "types": {\n${lines(types)}\n  },\n  "enums": {\n${lines(enums)}\n  }\n}\n`;
}
