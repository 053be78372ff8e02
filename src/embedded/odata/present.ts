/** A stored object as Graph answers it: every property of its type there, annotations beside. */
import type { JsonObject, JsonValue } from '../../model/json.ts';
import { badRequest } from '../errors.ts';
import { derivedTypesHave, enumMembers, isA, type Property, propertiesOf } from '../schema/schema.ts';
import { defaultScopeTags, serverDefaults } from '../schema/supplement.ts';
import type { Entity } from '../store/store.ts';

/** Every property: set ones as set, the others null, or the default where null can't be; collections empty. */
export function completed(type: string, set: JsonObject): JsonObject {
  return { ...blankOf(type), ...set };
}

function blankOf(type: string): JsonObject {
  const known = blanks.get(type);
  if (known !== undefined) return known;
  const blank = Object.fromEntries(
    [...propertiesOf(type).values()].map((property) => [property.name, unset(property, type)]),
  );
  blanks.set(type, blank);
  return blank;
}

/** Each type with nothing set: lists of thousands of devices are filled from here. */
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

/** The object with its id first and `@odata.type` when its collection is declared with a base of it. */
export function presented(entity: Entity, declared: string): JsonObject {
  return { ...annotation(entity, declared), ...completed(entity.type, entity.properties), id: entity.id };
}

function annotation(entity: Entity, declared: string): JsonObject {
  return entity.type === declared ? {} : { '@odata.type': `#microsoft.graph.${entity.type}` };
}

/**
 * What `$select` names of an object; `computed` are facts that nobody stores. Members of a derived type are lost when
 * the collection is declared with its base; an unknown name is refused with 400.
 */
export function selected(entity: Entity, declared: string, computed: JsonObject, select: string): JsonObject {
  const known = propertiesOf(declared);
  const blank = blankOf(entity.type);
  const cut: Record<string, JsonValue> = { ...annotation(entity, declared) };
  for (const name of select.split(',').map((part) => part.trim())) {
    if (!known.has(name)) {
      if (derivedTypesHave(declared, name)) continue;
      throw badRequest(`Could not find a property named '${name}' on type 'microsoft.graph.${declared}'.`);
    }
    cut[name] = name === 'id' ? entity.id : (computed[name] ?? entity.properties[name] ?? blank[name] ?? null);
  }
  return cut;
}
