/** The body of a create or an update against its type: which members may come, and what they may hold. */
import type { JsonObject, JsonValue } from '../../model/json.ts';
import { isJsonObject } from '../../model/json.ts';
import { badRequest } from '../errors.ts';
import { isReference, lineage, navigationOf, propertiesOf } from '../schema/schema.ts';
import { notCreatable, requiredOnCreate } from '../schema/supplement.ts';
import { checkValue, findConcreteType, readOnlyProperty, unknownProperty } from './value.ts';

const zeroGuid = '00000000-0000-0000-0000-000000000000';

export interface CheckedBody {
  readonly type: string;
  readonly properties: JsonObject;
  /** `@odata.bind` members: navigation name to the address given. */
  readonly binds: ReadonlyMap<string, string>;
  /** Contained collections that may come with a create (`apps`, `assignments` of managed-app configurations). */
  readonly contained: ReadonlyMap<string, JsonValue>;
}

interface Rules {
  readonly create: boolean;
  readonly portal: boolean;
  /** Contained navigations that this collection takes in a create. */
  readonly containedOnCreate: readonly string[];
  /** Read-only members taken all the same: device rows brought in by the portal. */
  readonly readOnlyAllowed: boolean;
}

/** Parses the text of a body. Throws a 400 refusal when it isn't a JSON object. */
export function parseBody(text: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw badRequest(
      'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
    );
  }
  if (!isJsonObject(value)) throw badRequest('The request body must be a JSON object.');
  return value;
}

/**
 * Checks a create or update body for a collection declared as `declared`. Throws a 400 refusal for the first member
 * that the service wouldn't take.
 */
export function checkBody(declared: string, body: JsonObject, rules: Rules): CheckedBody {
  const type = findConcreteType(declared, body, declared);
  if (rules.create && notCreatable.has(type) && !rules.portal) {
    throw badRequest(`An object of type 'microsoft.graph.${type}' can't be created with POST.`);
  }
  const known = propertiesOf(type);
  const properties: Record<string, JsonValue> = {};
  const binds = new Map<string, string>();
  const contained = new Map<string, JsonValue>();
  for (const [name, value] of Object.entries(body)) {
    if (name === '@odata.type' || isTolerated(name, value, rules)) continue;
    const property = known.get(name);
    if (property !== undefined) {
      if (property.readOnly && !rules.readOnlyAllowed) throw readOnlyProperty(name);
      properties[name] = checkValue(property, value);
    } else if (name.endsWith('@odata.bind')) {
      binds.set(...checkedBind(type, name.slice(0, -'@odata.bind'.length), value, rules));
    } else if (navigationOf(type, name) !== undefined && rules.create && rules.containedOnCreate.includes(name)) {
      contained.set(name, value);
    } else {
      throw navigationOf(type, name) === undefined ? unknownProperty(name, type) : readOnlyProperty(name);
    }
  }
  if (rules.create) checkRequired(type, properties);
  return { type, properties, binds, contained };
}

/** Import tools leave an all-zero id and the old version in their bodies, and the service takes both (practice). */
function isTolerated(name: string, value: JsonValue, rules: Rules): boolean {
  if (name === 'version') return !rules.readOnlyAllowed;
  return name === 'id' && value === zeroGuid;
}

function checkedBind(type: string, navigation: string, value: JsonValue, rules: Rules): [string, string] {
  const found = navigationOf(type, navigation);
  if (found === undefined || !isReference(found)) throw unknownProperty(`${navigation}@odata.bind`, type);
  if (!rules.create)
    throw badRequest(`'${navigation}@odata.bind' is taken on create only; use PUT on ${navigation}/$ref.`);
  if (typeof value !== 'string') throw badRequest(`'${navigation}@odata.bind' must be the address of one object.`);
  return [navigation, value];
}

function checkRequired(type: string, properties: JsonObject): void {
  for (const owner of lineage(type)) {
    for (const name of requiredOnCreate.get(owner) ?? []) {
      const value = properties[name];
      if (value === undefined || value === null || value === '') {
        throw badRequest(`The property '${name}' is required to create an object of type 'microsoft.graph.${type}'.`);
      }
    }
  }
}
