/** A profile on its way from YAML to the plan, and the live object it's compared with. */

import type { Assignment, Install } from './assignment.ts';
import type { GraphId, ProfileKey } from './ids.ts';
import type { JsonObject, JsonValue } from './json.ts';
import type { SourceSpan } from './source.ts';

/** Field name → value in normal form (YAML's vocabulary); null where the kind has no default and nothing is set. */
export type Settings = Readonly<Record<string, JsonValue>>;

/** How YAML names an object of the tenant. */
export type NamedRef =
  | {
      readonly by: 'name';
      readonly name: string;
      /** Of filters: which of several with the name. */
      readonly platform?: string;
      readonly at: SourceSpan;
    }
  | { readonly by: 'id'; readonly id: GraphId; readonly at: SourceSpan }
  | { readonly by: 'key'; readonly key: ProfileKey; readonly at: SourceSpan };

/** A file that YAML names: from the repository's root, null where it would lie outside. */
export interface NamedFile {
  readonly path: string | null;
  /** As it stands in YAML. */
  readonly written: string;
  readonly at: SourceSpan;
}

/** One entry of `assign`, names not yet looked up. */
export interface DesiredTarget {
  readonly intent: 'include' | 'exclude';
  readonly target: NamedRef | 'allUsers' | 'allDevices';
  readonly filter: { readonly mode: 'include' | 'exclude'; readonly ref: NamedRef } | null;
  /** Of apps only. `settings` in normal form, as far as YAML mentions them. */
  readonly install?: Install;
  readonly at: SourceSpan;
}

/**
 * A profile as YAML says it, checked against its kind's schema. Absent (undefined) means: left as it is in the
 * tenant. `settings` holds normal forms, with references taken out into `references` (null: none wanted).
 */
export interface DesiredProfile {
  readonly key: ProfileKey;
  readonly kind: string;
  readonly name: string;
  readonly description: string | undefined;
  readonly scopeTags: readonly NamedRef[] | undefined;
  readonly settings: Settings;
  /** Settings with secrets that stand in YAML as literals, as written: `settings` holds symbols for these. Never shown. */
  readonly literals?: Settings;
  readonly references: Readonly<Record<string, NamedRef | null>>;
  /** Settings that are files; once read, what they hold is among the settings. */
  readonly files?: Readonly<Record<string, NamedFile>>;
  readonly assign: readonly DesiredTarget[] | undefined;
  /** Keys of the profiles whose targets `sameAs` takes over, directly or through others. */
  readonly follows?: readonly ProfileKey[];
  readonly protect: boolean;
  /** Findings that somebody accepts; none when left out. */
  readonly waive?: readonly Waiver[];
  readonly unmanaged: readonly string[];
  /** JSON pointer within the document → place; `''` is the document itself. */
  readonly places: Readonly<Record<string, SourceSpan>>;
}

/** A finding that somebody accepts, why, and through which day (ISO 8601); null: without an end. */
export interface Waiver {
  /** The code: `LIF-001`. */
  readonly rule: string;
  readonly because: string;
  readonly until: string | null;
  readonly at: SourceSpan;
}

/** A desired profile with every name looked up. References are ids, or keys of profiles that don't exist yet. */
export interface ResolvedProfile {
  readonly key: ProfileKey;
  readonly kind: string;
  readonly name: string;
  readonly description: string | undefined;
  readonly scopeTagIds: readonly string[] | undefined;
  /** Settings and references together, in normal form. */
  readonly settings: Settings;
  /** Settings with secrets that stand in YAML as literals, as written. Never shown. */
  readonly literals?: Settings;
  readonly files?: Readonly<Record<string, NamedFile>>;
  readonly assignments: readonly Assignment[] | undefined;
  readonly protect: boolean;
  readonly unmanaged: readonly string[];
  readonly at: SourceSpan;
}

/** The settings that git decides: those in YAML that aren't left to the portal. */
export function managedSettings(desired: ResolvedProfile): Settings {
  return Object.fromEntries(Object.entries(desired.settings).filter(([name]) => isManaged(desired, name)));
}

/** What stands before the key in `unmanaged`, where one key of a setting is left to the portal: `configuration/KEY`. */
export function unmanagedKeys({ unmanaged }: Pick<ResolvedProfile, 'unmanaged'>, field: string): readonly string[] {
  return unmanaged.flatMap((one) => (one.startsWith(`${field}/`) ? [one.slice(field.length + 1)] : []));
}

/** False for what the profile leaves to the portal. */
export function isManaged(desired: ResolvedProfile, field: string): boolean {
  return !desired.unmanaged.includes(field);
}

/** A live object of a kind in the catalogue, decoded. */
export interface LiveProfile {
  readonly id: GraphId;
  readonly kind: string;
  readonly name: string;
  /** Without the marker. */
  readonly description: string;
  readonly marker: Marker | null;
  readonly scopeTagIds: readonly string[];
  /** Decoded settings; reference fields are there only once they were read. */
  readonly settings: Settings;
  readonly assignments: readonly Assignment[];
  /** True when an assignment belongs to a policy set: `assign` would touch what isn't ours. */
  readonly hasPolicySet: boolean;
  readonly created: string | null;
  readonly modified: string | null;
  readonly version: number | null;
  /** Members of the Graph object that the catalogue doesn't know; kept, and reported. */
  readonly unknown: readonly string[];
  readonly raw: JsonObject;
}

/** The text in a description that says whose object it is: `postilion:<owner>/<key>#<nonce>`. */
export interface Marker {
  readonly owner: string;
  readonly key: string;
  readonly nonce: string;
}
