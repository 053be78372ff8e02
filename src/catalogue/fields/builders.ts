/** Builders of fields, typed by the Graph type they map to: a misspelt property or enum member doesn't compile. */

import type { Settings } from '../../model/profile.ts';
import type { Field, ReferenceTarget } from '../field.ts';
import {
  type Common,
  choiceField,
  choiceOrCustomField,
  flagField,
  hostField,
  idPropertyField,
  type MeantBy,
  navigationField,
  type ReferenceValue,
  type StructuredSpec,
  setField,
  structuredField,
  switchesField,
  textField,
} from './basic.ts';
import { type CompositeSpec, compositeField } from './composite.ts';
import { certificateFileField } from './file.ts';

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
type Meanings<G, K extends keyof G> = { readonly [M in Present<G[K]> & string]?: string };

interface TextSpec<G> extends Common {
  readonly graph: TextKey<G>;
  readonly required?: boolean;
  readonly examples: readonly string[];
}
interface ChoiceSpec<K, M> extends Common {
  readonly graph: K;
  readonly meanings: M;
  readonly initial?: NoInfer<MeantBy<M>>;
  readonly required?: boolean;
}
interface SetSpec<K, M> extends Common {
  readonly graph: K;
  readonly meanings: M;
  readonly initial: readonly NoInfer<MeantBy<M>>[];
  /** The member that means "no member". */
  readonly none: string;
  readonly atLeast?: number;
}
interface SwitchesSpec<G, M> extends Common {
  readonly graph: { readonly [Name in keyof M]: BooleanKey<G> };
  readonly meanings: M;
  readonly initial: readonly NoInfer<MeantBy<M>>[];
}
interface ChoiceOrCustomSpec<G, K, M> extends Common {
  readonly graph: K;
  readonly custom: TextKey<G>;
  readonly meanings: M;
  readonly examples: readonly (MeantBy<M> | { readonly custom: string })[];
}
interface NavigationSpec<K> extends Common {
  readonly graph: K;
  readonly target: Omit<ReferenceTarget, 'via'>;
  readonly usedWhen: (settings: Settings) => boolean;
}

/** Builders for the properties of the Graph type `G`; `basic.ts` says what each of them makes. */
export function fieldsOf<G>() {
  return {
    text: (spec: TextSpec<G> & { maxLength?: number }): Field<string> => textField(spec),
    host: (spec: TextSpec<G>): Field<string> => hostField(spec),
    flag: (spec: Common & { graph: BooleanKey<G>; initial: boolean; inverted?: true }): Field<boolean> =>
      flagField(spec),
    choice: <K extends EnumKey<G>, const M extends Meanings<G, K>>(spec: ChoiceSpec<K, M>): Field<MeantBy<M>> =>
      choiceField(spec),
    set: <K extends EnumKey<G>, const M extends Meanings<G, K>>(spec: SetSpec<K, M>): Field<readonly MeantBy<M>[]> =>
      setField(spec),
    switches: <const M extends Readonly<Record<string, string>>>(
      spec: SwitchesSpec<G, M>,
    ): Field<readonly MeantBy<M>[]> => switchesField(spec),
    choiceOrCustom: <K extends EnumKey<G>, const M extends Meanings<G, K>>(
      spec: ChoiceOrCustomSpec<G, K, M>,
    ): Field<MeantBy<M> | { readonly custom: string }> => choiceOrCustomField(spec),
    navigation: <const K extends ObjectKey<G>>(spec: NavigationSpec<K>): Field<ReferenceValue> => navigationField(spec),
    idProperty: (spec: Common & { graph: TextKey<G>; target: Omit<ReferenceTarget, 'via'> }): Field<ReferenceValue> =>
      idPropertyField(spec),
    structured: (spec: StructuredSpec & { graph: ObjectKey<G> }): Field => structuredField(spec),
    composite: (spec: CompositeSpec & { graph: readonly (keyof G & string)[] }): Field => compositeField(spec),
    certificateFile: (spec: Common & { graph: TextKey<G>; nameIn: TextKey<G>; examples: readonly string[] }): Field =>
      certificateFileField(spec),
  };
}
