/** A stored object as Graph answers it: every property of its type there, annotations beside. */
import type { JsonObject, JsonValue } from '../../model/json.ts';
import { badRequest } from '../errors.ts';
import { derivedTypesHave, enumMembers, isA, type Property, propertiesOf } from '../schema/schema.ts';
import { defaultScopeTags, serverDefaults } from '../schema/supplement.ts';
import type { Entity } from '../store/store.ts';

/** Every property: set ones as set, the others null, or the default where null can't be; collections empty. */
export function completed(type: string, set: JsonObject): JsonObject {
  return { ...blankOf(type, type), ...set };
}

/**
 * Objects of a type with nothing set, as a collection declared with `declared` answers them: id first, and
 * `@odata.type` where that is a base of the type. Lists of thousands are copies of them: an engine copies a whole object
 * a hundred times faster than it adds two hundred members to another.
 */
function blankOf(type: string, declared: string): JsonObject {
  const key = `${type} ${declared}`;
  const known = blanks.get(key);
  if (known !== undefined) return known;
  const annotation = type === declared ? {} : { '@odata.type': `#microsoft.graph.${type}` };
  const members = [...propertiesOf(type).values()].map((property) => [property.name, unset(property, type)] as const);
  const blank = { ...annotation, ...Object.fromEntries(members) };
  blanks.set(key, blank);
  return blank;
}

const blanks = new Map<string, JsonObject>();

function unset(property: Property, type: string): JsonValue {
  if (property.name === 'roleScopeTagIds' || property.name === 'roleScopeTags') return scopeTags(type);
  if (property.collection) return [];
  if (property.nullable) return null;
  const known = serverDefaults.get(property.name);
  if (known !== undefined) return known;
  switch (property.form) {
    case 'boolean':
      return false;
    case 'integer':
    case 'fraction':
      return 0;
    case 'enum':
    case 'flags':
      return enumMembers(property.type)?.[0] ?? null;
    case 'date':
      return '0001-01-01T00:00:00Z';
    case 'string':
    case 'binary':
      return '';
    case 'any':
    case 'complex':
      return null;
    default:
      return property.form satisfies never;
  }
}

/** `["0"]`, the built-in tag, except where the service answers with none. */
function scopeTags(type: string): readonly string[] {
  for (const [base, tags] of defaultScopeTags) if (isA(type, base)) return tags;
  return ['0'];
}

/** The stored object with every property of its type; `computed` are facts that nobody stores. */
export function presented(entity: Entity, declared: string, computed: JsonObject): JsonObject {
  return { ...blankOf(entity.type, declared), ...entity.properties, ...computed, id: entity.id };
}

/** The names of a `$select` that the declared type has; a list of thousands asks for the same ones each time. */
function namesIn(select: string, declared: string): readonly string[] {
  if (lastSelect.declared === declared && lastSelect.select === select) return lastSelect.names;
  const known = propertiesOf(declared);
  const names = select
    .split(',')
    .map((part) => part.trim())
    .filter((name) => {
      if (known.has(name)) return true;
      if (derivedTypesHave(declared, name)) return false;
      throw badRequest(`Could not find a property named '${name}' on type 'microsoft.graph.${declared}'.`);
    });
  lastSelect = { declared, select, names };
  return names;
}

let lastSelect: { readonly declared: string; readonly select: string; readonly names: readonly string[] } = {
  declared: '',
  select: '',
  names: [],
};

/**
 * What `$select` names of it. Members of a derived type are lost when the collection is declared with its base; an
 * unknown name is refused with 400.
 */
export function selected(entity: Entity, declared: string, computed: JsonObject, select: string): JsonObject {
  const blank = blankOf(entity.type, declared);
  const annotation = blank['@odata.type'];
  const cut: Record<string, JsonValue> = annotation === undefined ? {} : { '@odata.type': annotation };
  for (const name of namesIn(select, declared)) {
    cut[name] = name === 'id' ? entity.id : (computed[name] ?? entity.properties[name] ?? blank[name] ?? null);
  }
  return cut;
}
