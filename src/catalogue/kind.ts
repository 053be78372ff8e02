/** A kind of the catalogue: everything Postilion knows about one type of Graph object, in one record. */

import type { EffectVerdict } from '../model/effect.ts';
import type { JsonObject, JsonValue } from '../model/json.ts';
import type { Platform } from '../model/platforms.ts';
import { CONFIGURATION_API, type CollectionApi } from './collections.ts';
import type { EffectCase } from './effects.ts';
import type { Field } from './field.ts';
import type { Delivery } from './traits.ts';

/** One type of Graph object. What it delivers decides which traits it must declare. */
export type Kind = KindRecord & Delivery;

interface KindRecord {
  /** As in YAML: `ios-mail`. */
  readonly name: string;
  readonly title: string;
  readonly doc: string;
  /** Where the admin center shows it. */
  readonly portalPath: string;
  readonly platform: Platform;
  /**
   * The managed devices that can receive it: `operatingSystem` in lower case, and `deviceType` where the system alone
   * doesn't tell (a work profile from a corporate Android). No types: all of the systems.
   */
  readonly devices: { readonly systems: readonly string[]; readonly types: readonly string[] };
  readonly graph: {
    readonly collection: string;
    /** Without `#microsoft.graph.`. */
    readonly type: string;
    readonly permissions: { readonly read: string; readonly write: string };
    /** Where the collection isn't dealt with as configurations are. */
    readonly ways?: CollectionApi;
    /** Of types that hold anything: whether an object is about mail. Others are neither shown nor imported. */
    readonly aboutMail?: (object: JsonObject) => boolean;
  };
  /** For apps: what an assignment holds besides its target. */
  readonly install?: InstallForm;
  /** For objects that only the service creates: the setting that finds them, and how to have them created. */
  readonly found?: {
    readonly field: string;
    /** What to do where the tenant has none, for the setting's normal form. */
    readonly remedy: (value: JsonValue) => string;
  };
  /** `store`: name and description are what an app store says, so they are neither compared nor written. */
  readonly labels?: 'store';
  readonly fields: Readonly<Record<string, Field>>;
  /** Sent on create, then neither compared nor patched; with the reason. */
  readonly constants: Readonly<Record<string, { readonly value: JsonValue; readonly because: string }>>;
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

/** The settings of an app's assignment. */
export interface InstallForm {
  /** Graph's type of the settings without `#microsoft.graph.`; null where the app has none. */
  readonly settingsType: string | null;
  readonly settings: Readonly<Record<string, Field>>;
  /** True where filters hold for required apps only, not for those that are offered. */
  readonly filtersOnlyRequired?: true;
  /** What another intent does to people who keep the app; other settings do nothing to them. */
  readonly changed: EffectVerdict;
  /** What an assignment that takes the app away does to people, and to those of them who get another one. */
  readonly uninstalled: EffectVerdict;
  readonly replaced: EffectVerdict;
}

/** Declares a kind; the literal types of names and values are kept. */
export function defineKind<const K extends Kind>(kind: K): K {
  return kind;
}

/** The full OData type as it stands in bodies. */
export function odataType(kind: Kind): string {
  return `#microsoft.graph.${kind.graph.type}`;
}

/** How the kind's collection is dealt with. */
export function collectionApiOf(kind: Kind): CollectionApi {
  return kind.graph.ways ?? CONFIGURATION_API;
}

/** Fields with their names, in the order of the declaration. */
export function fieldsIn(kind: Kind): readonly (readonly [string, Field])[] {
  const known = entries.get(kind.fields);
  if (known !== undefined) return known;
  const made = Object.entries(kind.fields);
  entries.set(kind.fields, made);
  return made;
}

/** Asked for many times with every object of a plan, and always the same. */
const entries = new WeakMap<Kind['fields'], readonly (readonly [string, Field])[]>();

/** The values that every create of the kind carries besides its settings. */
export function constantsOf(kind: Kind): JsonObject {
  return Object.fromEntries(Object.entries(kind.constants).map(([name, constant]) => [name, constant.value]));
}
