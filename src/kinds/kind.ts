/** A kind of the catalogue: everything Postilion knows about one type of Graph object, in one record. */

import type { EffectVerdict } from '../model/effect.ts';
import type { JsonObject } from '../model/json.ts';
import type { Field } from './field.ts';
import type { EffectCase } from './verdict.ts';

export interface Kind {
  /** As in YAML: `ios-mail`. */
  readonly name: string;
  readonly title: string;
  readonly doc: string;
  /** Where the admin center shows it. */
  readonly portalPath: string;
  readonly platform: 'ios' | 'android' | 'windows';
  /**
   * The managed devices that can receive it: `operatingSystem` in lower case, and `deviceType` where the system alone
   * doesn't tell (a work profile from a corporate Android). No types: all of the systems.
   */
  readonly devices: { readonly systems: readonly string[]; readonly types: readonly string[] };
  /** Whether people have mail because of it: losing it removes mail. */
  readonly delivers: 'mail' | 'certificate' | 'app' | 'configuration';
  readonly graph: {
    readonly collection: string;
    /** Without `#microsoft.graph.`. */
    readonly type: string;
    readonly permissions: { readonly read: string; readonly write: string };
  };
  readonly fields: Readonly<Record<string, Field>>;
  /** Sent on create, then neither compared nor patched; with the reason. */
  readonly constants: Readonly<Record<string, { readonly value: string; readonly because: string }>>;
  /** Writable Graph properties that are left alone; with the reason. */
  readonly leftAlone: Readonly<Record<string, string>>;
  readonly effects: {
    /** Judged on the settings that people receive. */
    readonly firstDelivery: readonly EffectCase[];
    readonly removal: EffectVerdict;
    /** People who lose this profile and gain another of the same platform in one plan. */
    readonly moved: EffectVerdict;
    /** Name, description and scope tags. */
    readonly metadata: EffectVerdict;
  };
}

/** YAML type of a kind's settings, inferred from its fields. */
export type SettingsOf<K extends { readonly fields: Readonly<Record<string, Field>> }> = {
  readonly [F in keyof K['fields']]?: K['fields'][F]['examples'][number] | null;
};

/** Declares a kind; the literal types of names and values are kept for `SettingsOf`. */
export function defineKind<const K extends Kind>(kind: K): K {
  return kind;
}

/** The full OData type as it stands in bodies. */
export function odataType(kind: Kind): string {
  return `#microsoft.graph.${kind.graph.type}`;
}

/** Fields with their names, in the order of the declaration. */
export function fieldsIn(kind: Kind): readonly (readonly [string, Field])[] {
  return Object.entries(kind.fields);
}

/** The values that every create of the kind carries besides its settings. */
export function constantsOf(kind: Kind): JsonObject {
  return Object.fromEntries(Object.entries(kind.constants).map(([name, constant]) => [name, constant.value]));
}
