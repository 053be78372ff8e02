/** A setting that Graph keeps in several properties, or in one whose form is Graph's own. */

import type { JsonObject, JsonValue } from '../../model/json.ts';
import type { Field } from '../field.ts';
import type { Common } from './basic.ts';

export interface CompositeSpec extends Common {
  readonly graph: readonly string[];
  readonly required?: boolean;
  /** JSON Schema of the YAML value; null is added to it where the field may be left out. */
  readonly schema: JsonObject;
  readonly initial?: JsonValue;
  readonly examples: readonly JsonValue[];
  /** The value → all of `graph`, explicit nulls included. */
  readonly toGraph: (value: JsonValue) => JsonObject;
  /** The same for an object that is there: what the value leaves as it is stays as it stands in `held`. */
  readonly toHeld?: (value: JsonValue, held: JsonObject) => JsonObject;
  /** The Graph object → the value; null where nothing is set. */
  readonly fromGraph: (object: JsonObject) => JsonValue;
}

/** A value of several properties. Its normal form is what its way to Graph and back makes of it. */
export function compositeField(spec: CompositeSpec): Field {
  const initial = spec.initial ?? null;
  return {
    label: spec.label,
    doc: spec.doc,
    changes: spec.changes,
    required: spec.required ?? false,
    inverted: false,
    public: true,
    usedWhen: null,
    shape: { type: 'structured', schema: spec.schema },
    initial,
    examples: spec.examples,
    graph: spec.graph,
    normalise: (value) => normal(value ?? initial, spec),
    encode: (value, _, held) =>
      held === undefined || spec.toHeld === undefined
        ? spec.toGraph(value ?? initial)
        : spec.toHeld(value ?? initial, held),
    decode: (object) => spec.fromGraph(object) ?? normal(initial, spec),
  };
}

function normal(value: JsonValue, { toGraph, fromGraph }: CompositeSpec): JsonValue {
  return value === null ? null : fromGraph(toGraph(value));
}
