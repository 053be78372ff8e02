/** Questions about Graph types, answered from the generated schema data and its supplement. */
import data from './graph-schema.json' with { type: 'json' };
import {
  abstractTypes,
  binaryProperties,
  flags,
  fractionProperties,
  newerEnums,
  newerProperties,
  serviceProperties,
} from './supplement.ts';

interface TypeData {
  readonly base?: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly navigations?: Readonly<Record<string, string>>;
  readonly readOnly?: readonly string[];
}

/** How a property travels: what JSON it may hold, whether it may be null, whether it is a list. */
export interface Property {
  readonly name: string;
  /** The type that declares it. */
  readonly owner: string;
  /** String, Boolean, Number, Any, or the name of a complex type or enum. */
  readonly type: string;
  readonly form:
    | 'string'
    | 'binary'
    | 'date'
    | 'boolean'
    | 'integer'
    | 'fraction'
    | 'any'
    | 'enum'
    | 'flags'
    | 'complex';
  readonly collection: boolean;
  readonly nullable: boolean;
  readonly readOnly: boolean;
}

export interface Navigation {
  readonly name: string;
  readonly target: string;
  readonly collection: boolean;
}

const types: Readonly<Record<string, TypeData>> = data.types;
const enums: Readonly<Record<string, readonly string[]>> = data.enums;
const propertiesByType = new Map<string, ReadonlyMap<string, Property>>();

/** Whether the schema data holds a structured type of this name (without the `microsoft.graph.` prefix). */
export function typeExists(name: string): boolean {
  return Object.hasOwn(types, name);
}

export function isAbstract(name: string): boolean {
  return abstractTypes.has(name);
}

/** The type and its bases, nearest first. */
export function lineage(name: string): readonly string[] {
  const base = types[name]?.base;
  return base === undefined ? [name] : [name, ...lineage(base)];
}

/** True when `name` is `base` or derives from it. */
export function isA(name: string, base: string): boolean {
  return lineage(name).includes(base);
}

/** The members of an enum, in declaration order (bit order for flags); undefined when there is no such enum. */
export function enumMembers(name: string): readonly string[] | undefined {
  return flags.get(name) ?? newerEnums.get(name) ?? enums[name];
}

/** Every structural property of a type with the inherited ones, base first. */
export function propertiesOf(name: string): ReadonlyMap<string, Property> {
  const known = propertiesByType.get(name);
  if (known !== undefined) return known;
  const found = new Map<string, Property>();
  for (const owner of lineage(name).toReversed()) {
    const declared = { ...types[owner]?.properties, ...newerProperties.get(owner) };
    for (const [member, spelling] of Object.entries(declared)) found.set(member, property(owner, member, spelling));
  }
  propertiesByType.set(name, found);
  return found;
}

/** Whether any type derived from `base` declares a property of this name. */
export function derivedTypesHave(base: string, property: string): boolean {
  const key = `${base}/${property}`;
  const known = derivedNames.get(key);
  if (known !== undefined) return known;
  const found = Object.keys(types).some((name) => isA(name, base) && propertiesOf(name).has(property));
  derivedNames.set(key, found);
  return found;
}

const derivedNames = new Map<string, boolean>();

/** The names of a type's navigations, the inherited ones too. */
export function navigationsOf(name: string): readonly string[] {
  return lineage(name).flatMap((owner) => Object.keys(types[owner]?.navigations ?? {}));
}

/** A navigation of a type or its bases; undefined when there is none of that name. */
export function navigationOf(name: string, navigation: string): Navigation | undefined {
  for (const owner of lineage(name)) {
    const spelling = types[owner]?.navigations?.[navigation];
    if (spelling !== undefined) {
      return { name: navigation, target: bare(spelling), collection: spelling.includes('[]') };
    }
  }
  return undefined;
}

/**
 * A reference is a navigation to an object that lives in a collection of its own. In the CSDL these are the ones with
 * ContainsTarget="false": certificates and other profiles, and the tenant's derived credential.
 */
export function isReference(navigation: Navigation): boolean {
  return referenceRoots.some((root) => typeExists(navigation.target) && isA(navigation.target, root));
}

const referenceRoots: readonly string[] = ['deviceConfiguration', 'deviceManagementDerivedCredentialSettings'];

function bare(spelling: string): string {
  return spelling.replace(/\?$/, '').replace(/\[\]$/, '');
}

function property(owner: string, name: string, spelling: string): Property {
  const type = bare(spelling);
  const marked = types[owner]?.readOnly?.includes(name) ?? false;
  return {
    name,
    owner,
    type,
    form: form(owner, name, type),
    collection: spelling.includes('[]'),
    nullable: spelling.endsWith('?'),
    readOnly: marked || serviceProperties.has(name),
  };
}

function form(owner: string, name: string, type: string): Property['form'] {
  const path = `${owner}.${name}`;
  if (type === 'Boolean') return 'boolean';
  if (type === 'Number') return fractionProperties.has(path) ? 'fraction' : 'integer';
  if (type === 'String') {
    if (binaryProperties.has(name) || binaryProperties.has(path)) return 'binary';
    return name.endsWith('DateTime') ? 'date' : 'string';
  }
  if (flags.has(type)) return 'flags';
  if (enumMembers(type) !== undefined) return 'enum';
  return typeExists(type) ? 'complex' : 'any';
}
