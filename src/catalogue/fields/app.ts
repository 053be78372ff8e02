/** Sorts of fields that only apps and their configurations need; each like those of field-builders.ts. */

import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import type { Settings } from '../../model/profile.ts';
import type { Field, ReferenceTarget } from '../field.ts';
import type { SecretRules } from '../secrets.ts';
import type { Common, MeantBy, ReferenceValue } from './basic.ts';

const plain = { inverted: false, public: true, usedWhen: null } as const;

interface NamedSpec<G, M> extends Common {
  readonly graph: keyof G & string;
  /** Our word → what Graph's text property says. */
  readonly spelt: M;
  readonly meanings: { readonly [Name in keyof M]: string };
  readonly fixed: string;
}

/** One of a few known texts under names of our own; other texts come through as they are. Case doesn't matter. */
export function namedField<G>() {
  return <const M extends Readonly<Record<string, string>>>(spec: NamedSpec<G, M>): Field<MeantBy<M>> => {
    const known = Object.entries<string>(spec.spelt);
    const nameFor = (value: JsonValue): JsonValue =>
      known.find(([, text]) => typeof value === 'string' && text.toLowerCase() === value.toLowerCase())?.[0] ?? value;
    const names = Object.keys(spec.spelt).filter((name): name is MeantBy<M> => name in spec.spelt);
    return {
      ...plain,
      label: spec.label,
      doc: spec.doc,
      changes: spec.changes,
      fixed: spec.fixed,
      required: true,
      shape: { type: 'choice', meanings: spec.meanings },
      initial: null,
      examples: names,
      graph: [spec.graph],
      normalise: nameFor,
      encode: (value) => ({ [spec.graph]: typeof value === 'string' ? (spec.spelt[value] ?? value) : null }),
      decode: (object) => nameFor(object[spec.graph] ?? null),
    };
  };
}

interface CompositeSpec<G, Value extends JsonValue> extends Common {
  readonly graph: readonly (keyof G & string)[];
  readonly schema: JsonObject;
  readonly examples: readonly Value[];
  readonly required?: boolean;
  readonly action?: string;
  readonly mapping?: true;
  readonly secrets?: SecretRules;
  /** Of null too: what the properties hold when nothing is set. */
  readonly toGraph: (value: JsonValue, beside: Settings) => JsonObject;
  /** The same for an object that is there: what the value leaves as it is stays as it stands in `held`. */
  readonly toHeld?: (value: JsonValue, held: JsonObject, beside: Settings) => JsonObject;
  /** Null where the properties hold nothing. */
  readonly fromGraph: (object: JsonObject) => JsonValue;
}

/** A value with a form of its own in one or more properties. Its normal form is what its way to Graph and back makes of it. */
export function appCompositeField<G>() {
  return <Value extends JsonValue>(spec: CompositeSpec<G, Value>): Field<Value> => ({
    ...plain,
    label: spec.label,
    doc: spec.doc,
    changes: spec.changes,
    ...(spec.action === undefined ? {} : { action: spec.action }),
    ...(spec.mapping === undefined ? {} : { mapping: spec.mapping }),
    ...(spec.secrets === undefined ? {} : { secrets: spec.secrets }),
    required: spec.required ?? false,
    shape: { type: 'structured', schema: spec.schema },
    initial: null,
    examples: spec.examples,
    graph: spec.graph,
    normalise: (value) => (value === null ? null : spec.fromGraph(spec.toGraph(value, {}))),
    encode: (value, beside = {}, held) =>
      held === undefined || spec.toHeld === undefined ? spec.toGraph(value, beside) : spec.toHeld(value, held, beside),
    decode: (object) => spec.fromGraph(object),
  });
}

/** A reference to one object, kept as a list of ids with one member. A list with several comes through as their ids. */
export function listReferenceField<G>() {
  return (
    spec: Common & { graph: keyof G & string; target: Omit<ReferenceTarget, 'via'>; required: boolean },
  ): Field<ReferenceValue> => ({
    ...plain,
    label: spec.label,
    doc: spec.doc,
    changes: spec.changes,
    required: spec.required,
    shape: { type: 'reference', target: { ...spec.target, via: 'property' } },
    initial: null,
    examples: [{ name: spec.target.noun }, { name: `another ${spec.target.noun}` }],
    graph: [spec.graph],
    normalise: (value) => value,
    encode: (value) => ({ [spec.graph]: idsOf(value) }),
    decode: (object) => {
      const ids = object[spec.graph];
      const texts = isJsonArray(ids) ? ids.filter((id) => typeof id === 'string') : [];
      return texts.length === 0 ? null : { id: texts.join(' ') };
    },
  });
}

/** Ids, or a symbol for the id of a profile that doesn't exist yet; bound when the request is sent. */
function idsOf(value: JsonValue): readonly JsonValue[] {
  if (!isJsonObject(value)) return [];
  const { id, key } = value;
  return typeof id === 'string' ? id.split(' ') : [{ $id: key ?? null }];
}
