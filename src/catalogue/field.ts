/** A setting of a kind: one record from which schema, codec, normal form, effect and documents derive. */

import type { JsonObject, JsonValue } from '../model/json.ts';
import type { Settings } from '../model/profile.ts';
import type { EffectCase } from './effects.ts';
import type { SecretRules } from './secrets.ts';

/** What a value may be. YAML's vocabulary; `custom` names the member of the object form `{custom: …}`. */
type FieldShape =
  | { readonly type: 'text'; readonly maxLength: number }
  | { readonly type: 'host' }
  | { readonly type: 'boolean' }
  | { readonly type: 'choice'; readonly meanings: Readonly<Record<string, string>> }
  | { readonly type: 'set'; readonly meanings: Readonly<Record<string, string>>; readonly atLeast: number }
  | { readonly type: 'choice-or-custom'; readonly meanings: Readonly<Record<string, string>>; readonly custom: string }
  | { readonly type: 'reference'; readonly target: ReferenceTarget }
  /** A certificate in a file beside the YAML; `nameIn` is the Graph property that shows the file's name. */
  | { readonly type: 'file'; readonly nameIn: string }
  /** A value with a form of its own. */
  | { readonly type: 'structured'; readonly schema: JsonObject };

/** What a reference may point to. */
export interface ReferenceTarget {
  /** Path of the collection that holds the targets. */
  readonly collection: string;
  /** Concrete Graph types that fit, without `#microsoft.graph.`; empty where the collection has one type. */
  readonly types: readonly string[];
  /** In words, for messages. */
  readonly noun: string;
  /** A navigation property (bound with `@odata.bind` and `$ref`), or a plain property holding the id. */
  readonly via: 'navigation' | 'property';
}

/**
 * `Value` is the type of the setting in YAML. Normal forms are YAML values with defaults filled in, sets sorted and
 * hosts lower-cased; null means that nothing is set and the kind has no default.
 */
export interface Field<Value extends JsonValue = JsonValue> {
  readonly shape: FieldShape;
  /** The admin center's label, and where it stands. */
  readonly label: string;
  readonly doc: string;
  readonly required: boolean;
  /** What null and an absent value in the tenant mean, and what a create sends when YAML is silent; null: nothing. */
  readonly initial: Value | null;
  /** Realistic values, for documents and tests. */
  readonly examples: readonly Value[];
  /** The Graph properties this field owns. */
  readonly graph: readonly string[];
  /** Graph's boolean says the opposite (`block…`); plans show both. */
  readonly inverted: boolean;
  /** May be shown in plans, logs and comments. Nothing is shown that isn't declared public. */
  readonly public: boolean;
  /** YAML value → normal form. The value has passed the schema. */
  normalise(value: JsonValue): JsonValue;
  /**
   * Normal form → members of the Graph object, all of `graph`, explicit nulls included. Empty for navigations. `beside`
   * holds the other settings, for the few fields that Graph wants them repeated in. `held` is the object of the tenant that
   * is written to: what the value leaves as it is goes back exactly as it stands there.
   */
  encode(value: JsonValue, beside?: Settings, held?: JsonObject): JsonObject;
  /** Graph object → normal form. Values that aren't in the catalogue come through unchanged, as text. */
  decode(object: JsonObject): JsonValue;
  readonly changes: readonly EffectCase[];
  /** The Graph action that writes the field once its object exists, with the field's members as its parameters. */
  readonly action?: string;
  /** The value is a mapping whose members change one by one; plans show those that do. */
  readonly mapping?: true;
  /** The value may hold secrets, which are hidden from all that is compared, shown or stored. */
  readonly secrets?: SecretRules;
  /** Why the field of an existing object can't change. */
  readonly fixed?: string;
  /**
   * For references: whether the settings make use of it. A patch never unbinds (source: GI5851), so one that is bound
   * and no longer used is cleared explicitly. Null for everything else.
   */
  readonly usedWhen: ((settings: Settings) => boolean) | null;
}
