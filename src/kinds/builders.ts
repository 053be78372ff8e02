/** Builders of fields, typed by the Graph type they map to: a misspelt property or enum member doesn't compile. */

import { isJsonArray, isJsonObject, type JsonValue } from '../model/json.ts';
import type { Settings } from '../model/profile.ts';
import type { Field, ReferenceTarget } from './field.ts';
import type { EffectCase } from './verdict.ts';

type Present<T> = Exclude<T, null | undefined>;
type KeysWhere<G, Test> = {
  [K in keyof G]-?: Present<G[K]> extends Test ? K : never;
}[keyof G] &
  string;
/** Properties of free text: `string` itself, not a union of literals. */
type TextKey<G> = { [K in KeysWhere<G, string>]: string extends Present<G[K]> ? K : never }[KeysWhere<G, string>];
/** Properties of an enumeration. */
type EnumKey<G> = { [K in KeysWhere<G, string>]: string extends Present<G[K]> ? never : K }[KeysWhere<G, string>];
type BooleanKey<G> = KeysWhere<G, boolean>;
type ObjectKey<G> = KeysWhere<G, object>;
type Member<G, K extends keyof G> = Present<G[K]> & string;
type Meanings<G, K extends keyof G> = { readonly [M in Member<G, K>]?: string };
type MeantBy<M> = keyof M & string;

interface Common {
  readonly label: string;
  readonly doc: string;
  readonly changes: readonly EffectCase[];
}

/** A reference as YAML writes it; by key for a profile of this repository. */
export type ReferenceValue = { readonly id: string } | { readonly name: string } | { readonly key: string };

const plain = { inverted: false, public: true, usedWhen: null } as const;

/** Builders for the properties of the Graph type `G`. */
export function fieldsOf<G>() {
  /** Free text, such as a name that people see. */
  function text(
    spec: Common & { graph: TextKey<G>; required?: boolean; maxLength?: number; examples: readonly string[] },
  ): Field<string> {
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
  function host(spec: Common & { graph: TextKey<G>; required?: boolean; examples: readonly string[] }): Field<string> {
    return {
      ...plain,
      ...naming(spec, spec.required ?? false),
      shape: { type: 'host' },
      initial: null,
      examples: spec.examples,
      graph: [spec.graph],
      normalise: lowerCased,
      encode: (value) => ({ [spec.graph]: value }),
      decode: (object) => lowerCased(object[spec.graph] ?? null),
    };
  }

  /** A switch. `inverted` where Graph's property says the opposite of ours. */
  function flag(spec: Common & { graph: BooleanKey<G>; initial: boolean; inverted?: true }): Field<boolean> {
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
  function choice<K extends EnumKey<G>, const M extends Meanings<G, K>>(
    spec: Common & { graph: K; meanings: M; initial?: NoInfer<MeantBy<M>>; required?: boolean },
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
  function set<K extends EnumKey<G>, const M extends Meanings<G, K>>(
    spec: Common & { graph: K; meanings: M; initial: readonly NoInfer<MeantBy<M>>[]; none: string; atLeast?: number },
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
  function switches<const M extends Readonly<Record<string, string>>>(
    spec: Common & {
      graph: { readonly [Name in keyof M]: BooleanKey<G> };
      meanings: M;
      initial: readonly NoInfer<MeantBy<M>>[];
    },
  ): Field<readonly MeantBy<M>[]> {
    const properties = Object.entries<string>(spec.graph);
    const order = Object.keys(spec.meanings);
    const initial = sorted(spec.initial, order);
    return {
      ...plain,
      ...naming(spec, false),
      shape: { type: 'set', meanings: words(spec.meanings), atLeast: 0 },
      initial: spec.initial,
      examples: [membersOf(spec.meanings), spec.initial],
      graph: properties.map(([, property]) => property),
      normalise: (value) => (value === null ? initial : sorted(textsOf(value), order)),
      encode: (value) => {
        const members = value === null ? initial : textsOf(value);
        return Object.fromEntries(properties.map(([name, property]) => [property, members.includes(name)]));
      },
      decode: (object) => {
        const present = properties.filter(([name, property]) => object[property] ?? initial.includes(name));
        return sorted(
          present.map(([name]) => name),
          order,
        );
      },
    };
  }

  /** A choice that lives in one Graph property, or `{custom: text}` that lives in another. */
  function choiceOrCustom<K extends EnumKey<G>, const M extends Meanings<G, K>>(
    spec: Common & {
      graph: K;
      custom: TextKey<G>;
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

  /** A navigation to another object. It never comes back in a plain GET, so its codec leaves the object alone. */
  function navigation<const K extends ObjectKey<G>>(
    spec: Common & { graph: K; target: Omit<ReferenceTarget, 'via'>; usedWhen: (settings: Settings) => boolean },
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
  function idProperty(
    spec: Common & { graph: TextKey<G>; target: Omit<ReferenceTarget, 'via'> },
  ): Field<ReferenceValue> {
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

  return { text, host, flag, choice, set, switches, choiceOrCustom, navigation, idProperty };
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
