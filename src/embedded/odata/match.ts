/** Whether an object fits a filter. */
import type { JsonObject, JsonScalar, JsonValue } from '../../model/json.ts';
import { isJsonArray, isJsonObject } from '../../model/json.ts';
import { isA } from '../schema/schema.ts';
import type { Filter, ODataOperator } from './filter.ts';

/** True when `object` of type `type` fits. Texts compare without regard to case, as Entra and Intune do. */
export function matches(filter: Filter, object: JsonObject, type: string): boolean {
  switch (filter.is) {
    case 'and':
      return filter.parts.every((part) => matches(part, object, type));
    case 'or':
      return filter.parts.some((part) => matches(part, object, type));
    case 'not':
      return !matches(filter.part, object, type);
    case 'compare':
      return compare(object[filter.property] ?? null, filter.operator, filter.value);
    case 'in':
      return filter.values.some((value) => compare(object[filter.property] ?? null, 'eq', value));
    case 'call':
      return called(filter.name, object[filter.property], filter.value);
    case 'isof':
      return isA(type, filter.type);
    case 'any': {
      const items = object[filter.property];
      return isJsonArray(items) && items.some((item) => compare(member(item, filter.path), 'eq', filter.value));
    }
    default:
      return filter satisfies never;
  }
}

/** All the comparisons and calls of a filter, for a collection to say whether it takes them. */
export function leaves(filter: Filter): readonly Filter[] {
  switch (filter.is) {
    case 'and':
    case 'or':
      return filter.parts.flatMap(leaves);
    case 'not':
      return leaves(filter.part);
    case 'compare':
    case 'in':
    case 'call':
    case 'isof':
    case 'any':
      return [filter];
    default:
      return filter satisfies never;
  }
}

function member(item: JsonValue, path: string): JsonValue {
  if (path === '') return item;
  return isJsonObject(item) ? (item[path] ?? null) : null;
}

function compare(value: JsonValue, operator: ODataOperator, wanted: JsonScalar): boolean {
  const order = ordered(value, wanted);
  switch (operator) {
    case 'eq':
      return order === 0;
    case 'ne':
      return order !== 0;
    case 'gt':
      return order !== undefined && order > 0;
    case 'ge':
      return order !== undefined && order >= 0;
    case 'lt':
      return order !== undefined && order < 0;
    case 'le':
      return order !== undefined && order <= 0;
    default:
      return operator satisfies never;
  }
}

/** Negative, zero or positive; undefined for values that have no order between them. */
function ordered(value: JsonValue, wanted: JsonScalar): number | undefined {
  if (typeof value === 'number' && typeof wanted === 'number') return value - wanted;
  if (typeof value === 'string' && typeof wanted === 'string') {
    const times = [Date.parse(value), Date.parse(wanted)] as const;
    if (/^\d{4}-\d{2}-\d{2}T/.test(value) && !Number.isNaN(times[0]) && !Number.isNaN(times[1])) {
      return times[0] - times[1];
    }
    const [a, b] = [value.toLowerCase(), wanted.toLowerCase()];
    return a < b ? -1 : a > b ? 1 : 0;
  }
  return value === wanted ? 0 : undefined;
}

function called(name: string, value: JsonValue | undefined, wanted: string): boolean {
  if (typeof value !== 'string') return false;
  const [text, part] = [value.toLowerCase(), wanted.toLowerCase()];
  return name.toLowerCase() === 'startswith' ? text.startsWith(part) : text.includes(part);
}
