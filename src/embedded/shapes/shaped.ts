/** An answer in another spelling that means the same. */
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import { type Property, propertiesOf } from '../schema/schema.ts';
import { annotations } from './annotations.ts';
import { ORDINARY, type ShapeSet } from './shape-set.ts';
import { spellTime } from './spelled-time.ts';

const zeroGuid = '00000000-0000-0000-0000-000000000000';

/** The object that is spelt anew, besides what it holds. */
export interface ShapedObject {
  readonly id: string;
  /** Without prefix. */
  readonly type: string;
  /** `deviceManagement/deviceConfigurations` */
  readonly path: string;
  readonly unknown: JsonObject;
}

/** The object in the wanted shapes. */
export function shapeObject(object: JsonObject, subject: ShapedObject, shapes: ShapeSet): JsonObject {
  if (shapes === ORDINARY) return object;
  const known = propertiesOf(subject.type);
  const spelt: Record<string, JsonValue> = {};
  for (const [name, value] of Object.entries(object)) {
    const property = known.get(name);
    const now = property === undefined ? shapedNavigation(name, value, shapes) : shapedValue(property, value, shapes);
    const isGone = property !== undefined && shapes.nulls === 'absent' && now === null;
    if (now !== undefined && !isGone) spelt[name] = now;
  }
  const whole = {
    ...spelt,
    ...(shapes.unknown === null ? {} : subject.unknown),
    ...(shapes.tips ? { '@microsoft.graph.tips': 'Use $select to choose only the properties your app needs.' } : {}),
    ...(shapes.annotations ? annotations(object, subject) : {}),
  };
  return shapes.reorder ? turned(whole) : whole;
}

/** A list of assignments in the wanted shapes. */
export function shapeAssignments(assignments: readonly JsonValue[], shapes: ShapeSet): readonly JsonValue[] {
  const spelt = assignments.map((assignment) => {
    const target = isJsonObject(assignment) ? assignment['target'] : undefined;
    if (!isJsonObject(assignment) || !isJsonObject(target)) return assignment;
    const whole = { ...assignment, target: shapedTarget(target, shapes) };
    return shapes.reorder ? turned(whole) : whole;
  });
  return shapeOrder(spelt, shapes);
}

/** A list in the wanted order: no service promises one. */
export function shapeOrder<Item>(items: readonly Item[], shapes: ShapeSet): readonly Item[] {
  return shapes.reorder ? items.toReversed() : items;
}

function shapedNavigation(name: string, value: JsonValue, shapes: ShapeSet): JsonValue {
  return name === 'assignments' && isJsonArray(value) ? shapeAssignments(value, shapes) : value;
}

/** Undefined for a member that is left out. */
function shapedValue(property: Property, value: JsonValue, shapes: ShapeSet): JsonValue | undefined {
  if (property.name === 'roleScopeTagIds') return shapedTags(value, shapes);
  // Only what may be null, and only off and empty: `none` and the like are values of their own (seen in exports).
  if (shapes.nulls !== null && property.nullable && (value === false || value === '')) return null;
  if (typeof value !== 'string') return value;
  if (property.form === 'flags' && shapes.bitOrder !== null) {
    const flags = value.split(',');
    return shapes.bitOrder === 'blanks' ? flags.join(', ') : flags.toReversed().join(',');
  }
  return property.form === 'date' && shapes.timestamps !== null ? spellTime(value, shapes.timestamps) : value;
}

/** The built-in tag stands for "no tag", which some collections answer as an empty list (seen in exports). */
function shapedTags(value: JsonValue, { scopeTagsEmpty }: ShapeSet): JsonValue | undefined {
  const isBare = isJsonArray(value) && (value.length === 0 || (value.length === 1 && value[0] === '0'));
  if (!isBare || scopeTagsEmpty === null) return value;
  if (scopeTagsEmpty === 'absent') return undefined;
  return scopeTagsEmpty === 'empty' ? [] : null;
}

function shapedTarget(target: JsonObject, { noFilter }: ShapeSet): JsonObject {
  const {
    deviceAndAppManagementAssignmentFilterId: id,
    deviceAndAppManagementAssignmentFilterType: type,
    ...rest
  } = target;
  if (noFilter === null || type !== 'none' || (id ?? null) !== null) return target;
  return noFilter === 'absent' ? rest : { ...target, deviceAndAppManagementAssignmentFilterId: zeroGuid };
}

/** Members in the opposite of the alphabet's order, at every depth; lists stay as they are. */
function turned(object: JsonObject): JsonObject {
  const entries = Object.entries(object).map(([name, value]): [string, JsonValue] => [name, turnedValue(value)]);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? 1 : -1)));
}

function turnedValue(value: JsonValue): JsonValue {
  if (isJsonArray(value)) return value.map(turnedValue);
  return isJsonObject(value) ? turned(value) : value;
}
