/** JSON as values: the form of YAML input, Graph requests and answers, and plans. */

export type JsonScalar = string | number | boolean | null;
export type JsonValue = JsonScalar | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: JsonValue;
}

/** True for a JSON object (not null, not an array). */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** True for a JSON array. `Array.isArray` alone loses the readonly element type. */
export function isJsonArray(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** The string at `name`, or undefined when the member is absent or is something else. */
export function stringAt(object: JsonObject, name: string): string | undefined {
  const value = object[name];
  return typeof value === 'string' ? value : undefined;
}

/** The objects in the array at `name`; anything else there is left out. */
export function objectsAt(object: JsonObject, name: string): readonly JsonObject[] {
  const value = object[name];
  return isJsonArray(value) ? value.filter(isJsonObject) : [];
}

/**
 * The one spelling of a JSON value: members sorted by name, no white space. Equal values have equal texts,
 * so it serves for digests and for set membership.
 */
export function canonical(value: JsonValue): string {
  if (isJsonArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (isJsonObject(value)) {
    const members = Object.keys(value)
      .sort()
      .flatMap((name) => {
        const member = value[name];
        return member === undefined ? [] : [`${JSON.stringify(name)}:${canonical(member)}`];
      });
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value);
}

/** Equality of JSON values, independent of the order of members. */
export function sameJson(a: JsonValue, b: JsonValue): boolean {
  if (a === b) return true;
  // Plans compare texts above all, and a text equals nothing but itself.
  if (typeof a === 'string' || typeof b === 'string') return false;
  return canonical(a) === canonical(b);
}

/** The member that the record has itself: a key may be called like something that every object inherits (`constructor`). */
export function ownMember<Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
