/** What a field of each sort is made of: its shape, its normal form, and its way to and from the wire. */

import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import type { Settings } from '../../model/profile.ts';
import type { EffectCase } from '../effects.ts';
import type { Field, ReferenceTarget } from '../field.ts';

/** What every field says about itself. */
export interface Common {
  readonly label: string;
  readonly doc: string;
  readonly changes: readonly EffectCase[];
}

/** The members of an enumeration that have a meaning. */
export type MeantBy<M> = keyof M & string;

/** A reference as YAML writes it; by key for a profile of this repository. */
export type ReferenceValue = { readonly id: string } | { readonly name: string } | { readonly key: string };

const plain = { inverted: false, public: true, usedWhen: null } as const;

interface TextSpec extends Common {
  readonly graph: string;
  readonly required?: boolean;
  readonly maxLength?: number;
  readonly examples: readonly string[];
}

/** Free text, such as a name that people see. */
export function textField(spec: TextSpec): Field<string> {
  return {
    ...plain,
    ...naming(spec, spec.required ?? false),
    shape: { type: 'text', maxLength: spec.maxLength ?? 256 },
    initial: null,
    examples: spec.examples,
    graph: [spec.graph],
    normalise: (value) => value,
    encode: (value) => ({ [spec.graph]: value }),
    decode: (object) => object[spec.graph] ?? null,
  };
}

/** A host name; upper and lower case mean the same. */
export function hostField(spec: TextSpec): Field<string> {
  return {
    ...textField(spec),
    shape: { type: 'host' },
    normalise: lowerCased,
    decode: (object) => lowerCased(object[spec.graph] ?? null),
  };
}

/** A switch. `inverted` where Graph's property says the opposite of ours. */
export function flagField(spec: Common & { graph: string; initial: boolean; inverted?: true }): Field<boolean> {
  const turn = (value: JsonValue): JsonValue => (spec.inverted && typeof value === 'boolean' ? !value : value);
  return {
    ...plain,
    ...naming(spec, false),
    inverted: spec.inverted ?? false,
    shape: { type: 'boolean' },
    initial: spec.initial,
    examples: [true, false],
    graph: [spec.graph],
    normalise: (value) => value ?? spec.initial,
    encode: (value) => ({ [spec.graph]: turn(value ?? spec.initial) }),
    decode: (object) => turn(object[spec.graph] ?? null) ?? spec.initial,
  };
}

/** One of an enumeration's members, with what each means. */
export function choiceField<const M extends object>(
  spec: Common & { graph: string; meanings: M; initial?: MeantBy<M>; required?: boolean },
): Field<MeantBy<M>> {
  const initial = spec.initial ?? null;
  return {
    ...plain,
    ...naming(spec, spec.required ?? false),
    shape: { type: 'choice', meanings: words(spec.meanings) },
    initial,
    examples: membersOf(spec.meanings),
    graph: [spec.graph],
    normalise: (value) => value ?? initial,
    encode: (value) => ({ [spec.graph]: value ?? initial }),
    decode: (object) => object[spec.graph] ?? initial,
  };
}

/** A flags enumeration as a set. Graph joins the members with commas, in an order of its own. */
export function setField<const M extends object>(
  spec: Common & { graph: string; meanings: M; initial: readonly MeantBy<M>[]; none: string; atLeast?: number },
): Field<readonly MeantBy<M>[]> {
  const order = Object.keys(spec.meanings);
  const initial = sorted(spec.initial, order);
  return {
    ...plain,
    ...naming(spec, false),
    shape: { type: 'set', meanings: words(spec.meanings), atLeast: spec.atLeast ?? 0 },
    initial: spec.initial,
    examples: [spec.initial, membersOf(spec.meanings).slice(0, 1)],
    graph: [spec.graph],
    normalise: (value) => (value === null ? initial : sorted(textsOf(value), order)),
    encode: (value) => ({ [spec.graph]: joined(value === null ? initial : textsOf(value), spec.none) }),
    decode: (object) => splitFlags(object[spec.graph] ?? null, spec.none, order) ?? initial,
  };
}

/** Several switches of Graph as one set: a member is in the set when its switch is on. */
export function switchesField<const M extends Readonly<Record<string, string>>>(
  spec: Common & { graph: { readonly [Name in keyof M]: string }; meanings: M; initial: readonly MeantBy<M>[] },
): Field<readonly MeantBy<M>[]> {
  const properties = Object.entries<string>(spec.graph);
  const order = Object.keys(spec.meanings);
  const initial = sorted(spec.initial, order);
  return {
    ...plain,
    ...naming(spec, false),
    shape: { type: 'set', meanings: words(spec.meanings), atLeast: 0 },
    initial: spec.initial,
    examples: [membersOf(spec.meanings), membersOf(spec.meanings).slice(0, 1)],
    graph: properties.map(([, property]) => property),
    normalise: (value) => (value === null ? initial : sorted(textsOf(value), order)),
    encode: (value) => {
      const members = value === null ? initial : textsOf(value);
      return Object.fromEntries(properties.map(([name, property]) => [property, members.includes(name)]));
    },
    decode: (object) => {
      const isOn = ([name, property]: readonly [string, string]) => object[property] ?? initial.includes(name);
      const present = properties.filter(isOn).map(([name]) => name);
      return sorted(present, order);
    },
  };
}

/** A choice that lives in one Graph property, or `{custom: text}` that lives in another. */
export function choiceOrCustomField<const M extends object>(
  spec: Common & {
    graph: string;
    custom: string;
    meanings: M;
    examples: readonly (MeantBy<M> | { readonly custom: string })[];
  },
): Field<MeantBy<M> | { readonly custom: string }> {
  return {
    ...plain,
    ...naming(spec, false),
    shape: { type: 'choice-or-custom', meanings: words(spec.meanings), custom: 'custom' },
    initial: null,
    examples: spec.examples,
    graph: [spec.graph, spec.custom],
    normalise: (value) => value,
    encode: (value) =>
      isJsonObject(value)
        ? { [spec.graph]: null, [spec.custom]: value['custom'] ?? null }
        : { [spec.graph]: value, [spec.custom]: null },
    decode: (object) => {
      const custom = object[spec.custom] ?? null;
      return custom === null || custom === '' ? (object[spec.graph] ?? null) : { custom };
    },
  };
}

type Target = Omit<ReferenceTarget, 'via'>;

/** A navigation to another object. It never comes back in a plain GET, so its codec leaves the object alone. */
export function navigationField(
  spec: Common & { graph: string; target: Target; usedWhen: (settings: Settings) => boolean },
): Field<ReferenceValue> {
  return {
    ...plain,
    ...naming(spec, false),
    usedWhen: spec.usedWhen,
    shape: { type: 'reference', target: { ...spec.target, via: 'navigation' } },
    initial: null,
    examples: [{ name: spec.target.noun }],
    graph: [spec.graph],
    normalise: (value) => value,
    encode: () => ({}),
    decode: () => null,
  };
}

/** A reference that Graph keeps as the bare id of the target in a text property. */
export function idPropertyField(spec: Common & { graph: string; target: Target }): Field<ReferenceValue> {
  return {
    ...plain,
    ...naming(spec, false),
    shape: { type: 'reference', target: { ...spec.target, via: 'property' } },
    initial: null,
    examples: [{ name: spec.target.noun }],
    graph: [spec.graph],
    normalise: (value) => value,
    encode: (value) => ({ [spec.graph]: boundId(value) }),
    decode: (object) => {
      const id = object[spec.graph] ?? null;
      return typeof id === 'string' && id !== '' ? { id } : null;
    },
  };
}

/** A value with a form of its own: its schema, and how it's written in Graph. */
export interface StructuredSpec extends Common {
  readonly graph: string;
  /** JSON Schema of the YAML value; null is added to it. */
  readonly schema: JsonObject;
  readonly examples: readonly JsonValue[];
  readonly toGraph: (value: JsonValue) => JsonValue;
  /** The same for an object that is there: what the value leaves as it is stays as it stands in `held`. */
  readonly toHeld?: (value: JsonValue, held: JsonValue) => JsonValue;
  readonly fromGraph: (value: JsonValue) => JsonValue;
}

/** A structured value. Its normal form is what its way to Graph and back makes of it. */
export function structuredField(spec: StructuredSpec): Field {
  return {
    ...plain,
    ...naming(spec, false),
    shape: { type: 'structured', schema: spec.schema },
    initial: null,
    examples: spec.examples,
    graph: [spec.graph],
    normalise: (value) => (value === null ? null : spec.fromGraph(spec.toGraph(value))),
    encode: (value, _, held) => {
      if (value === null) return { [spec.graph]: null };
      const old = held?.[spec.graph] ?? null;
      const isKept = old !== null && spec.toHeld !== undefined;
      return { [spec.graph]: isKept ? spec.toHeld(value, old) : spec.toGraph(value) };
    },
    decode: (object) => {
      const value = object[spec.graph] ?? null;
      return value === null ? null : spec.fromGraph(value);
    },
  };
}

function naming(spec: Common, required: boolean) {
  return { label: spec.label, doc: spec.doc, changes: spec.changes, required };
}
function lowerCased(value: JsonValue): JsonValue {
  return typeof value === 'string' ? value.toLowerCase() : value;
}

function textsOf(value: JsonValue): readonly string[] {
  return isJsonArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** Set members in the catalogue's order, unknown ones last by name. */
function sorted(members: readonly string[], order: readonly string[]): readonly string[] {
  const rank = (member: string): number => (order.includes(member) ? order.indexOf(member) : order.length);
  return [...new Set(members)].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

function joined(members: readonly string[], none: string): string {
  return members.length === 0 ? none : members.join(',');
}

function splitFlags(value: JsonValue, none: string, order: readonly string[]): readonly string[] | null {
  if (typeof value !== 'string') return null;
  const members = value.split(',').map((member) => member.trim());
  return sorted(
    members.filter((member) => member !== '' && member !== none),
    order,
  );
}

/** The id, or a symbol for the id of a profile that doesn't exist yet; bound when the request is sent. */
function boundId(value: JsonValue): JsonValue {
  if (!isJsonObject(value)) return null;
  return value['id'] ?? { $id: value['key'] ?? null };
}

function words(meanings: object): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(meanings).map(([member, meaning]) => [member, String(meaning)]));
}

function membersOf<M extends object>(meanings: M): readonly MeantBy<M>[] {
  return Object.keys(meanings).filter((member): member is MeantBy<M> => member in meanings);
}
