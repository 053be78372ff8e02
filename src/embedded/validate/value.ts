/** One value of a body against one property of the schema: the same strictness as the service's model binder. */
import type { JsonObject, JsonValue } from '../../model/json.ts';
import { isJsonArray, isJsonObject } from '../../model/json.ts';
import { badRequest } from '../errors.ts';
import { enumMembers, isA, isAbstract, type Property, propertiesOf, typeExists } from '../schema/schema.ts';

const prefix = '#microsoft.graph.';
const datePattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,7})?)?(Z|[+-]\d{2}:\d{2})$/;

/**
 * Returns the value as it is stored: flags in bit order, type names with their prefix. Throws a 400 refusal that names
 * the property, for a wrong JSON type, an unknown enum member, a null where none may be, or an unknown member inside.
 */
export function checkValue(property: Property, value: JsonValue): JsonValue {
  if (value === null) {
    // A collection is never null in answers, so a null is the empty one.
    if (property.nullable) return property.collection ? [] : null;
    throw badRequest(`The property '${property.name}' can't be null: its type is '${spelled(property)}'.`);
  }
  if (!property.collection) return checkedItem(property, value);
  if (!isJsonArray(value)) throw wrongType(property, value);
  return value.map((item) => {
    if (item === null) throw badRequest(`The collection '${property.name}' can't hold null.`);
    return checkedItem(property, item);
  });
}

function checkedItem(property: Property, value: JsonValue): JsonValue {
  switch (property.form) {
    case 'any':
      return value;
    case 'boolean':
      return typeof value === 'boolean' ? value : fail(property, value);
    case 'integer':
      return typeof value === 'number' && Number.isInteger(value) ? value : fail(property, value);
    case 'fraction':
      return typeof value === 'number' ? value : fail(property, value);
    case 'string':
      return typeof value === 'string' ? value : fail(property, value);
    case 'date':
      return typeof value === 'string' && datePattern.test(value) ? value : fail(property, value);
    case 'binary':
      return typeof value === 'string' && isBase64(value) ? value : fail(property, value);
    case 'enum':
      return typeof value === 'string' && membersOf(property).includes(value) ? value : fail(property, value);
    case 'flags':
      return typeof value === 'string' ? flagsInBitOrder(property, value) : fail(property, value);
    case 'complex':
      return isJsonObject(value) ? checkComplex(property.type, value, property.name) : fail(property, value);
    default:
      return property.form satisfies never;
  }
}

/** A structured value: its `@odata.type` must fit, and be there when the declared type is abstract (docs). */
export function checkComplex(declared: string, value: JsonObject, where: string): JsonObject {
  const type = findConcreteType(declared, value, where);
  const properties = propertiesOf(type);
  const checked: Record<string, JsonValue> = type === declared ? {} : { '@odata.type': prefix + type };
  for (const [name, member] of Object.entries(value)) {
    if (name === '@odata.type') continue;
    const property = properties.get(name);
    if (property === undefined) throw unknownProperty(name, type);
    if (property.readOnly) throw readOnlyProperty(name);
    checked[name] = checkValue(property, member);
  }
  return checked;
}

/** The type a body says it is, without prefix. Throws when it says none and must, or one that doesn't fit. */
export function findConcreteType(declared: string, value: JsonObject, where: string): string {
  const said = value['@odata.type'];
  if (said === undefined) {
    if (!isAbstract(declared)) return declared;
    throw badRequest(`Cannot create an abstract class: '${where}' needs an @odata.type derived from '${declared}'.`);
  }
  // Graph accepts the name with and without the hash.
  const name = typeof said === 'string' ? said.replace(/^#?microsoft\.graph\./, '') : '';
  if (typeof said !== 'string' || name === said || !typeExists(name)) {
    throw badRequest(`The type ${JSON.stringify(said)} could not be found: '@odata.type' of '${where}'.`);
  }
  if (isAbstract(name)) throw badRequest(`Cannot create an abstract class: '${said}' in '${where}'.`);
  if (!isA(name, declared)) throw badRequest(`The type '${said}' doesn't derive from '${declared}' in '${where}'.`);
  return name;
}

export function unknownProperty(name: string, type: string): Error {
  return badRequest(
    `The property '${name}' does not exist on type 'microsoft.graph.${type}'. Make sure to only use property names that are defined by the type.`,
  );
}

export function readOnlyProperty(name: string): Error {
  return badRequest(`The property '${name}' is read-only and cannot be set.`);
}

function membersOf(property: Property): readonly string[] {
  return enumMembers(property.type) ?? [];
}

/** Flags come in any order, with or without blanks, and are answered in bit order without (seen in exports). */
function flagsInBitOrder(property: Property, text: string): string {
  const members = membersOf(property);
  const said = text.split(',').map((part) => part.trim());
  if (said.some((part) => !members.includes(part))) return fail(property, text);
  const set = members.filter((member) => said.includes(member));
  const meaningful = set.length > 1 ? set.filter((member) => member !== 'none') : set;
  return meaningful.join(',');
}

function isBase64(text: string): boolean {
  return /^[A-Za-z0-9+/]*={0,2}$/.test(text) && text.length % 4 === 0;
}

function spelled(property: Property): string {
  return property.collection ? `Collection(${property.type})` : property.type;
}

function wrongType(property: Property, value: JsonValue): Error {
  const shown = JSON.stringify(value).slice(0, 80);
  return badRequest(
    `Cannot convert the value ${shown} of '${property.name}' to the expected type '${spelled(property)}'.`,
  );
}

function fail(property: Property, value: JsonValue): never {
  throw wrongType(property, value);
}
