/** The words of a repository for many tenants. */

import type { JsonValue } from '../../model/json.ts';
import type { SourceSpan } from '../../model/source.ts';

/** A variable's value, and where it was set. */
export interface Variable {
  readonly value: JsonValue;
  readonly at: SourceSpan;
}

export type Variables = ReadonlyMap<string, Variable>;

export interface FleetTenant {
  readonly name: string;
  /** Entra tenant id; null where the tenant's folder says which tenant it is. */
  readonly id: string | null;
  readonly cloud: string | null;
  /** Folder of an embedded tenant. */
  readonly embedded: string | null;
  /** The wave in which changes reach it; null: the last one. */
  readonly wave: string | null;
  /** Its own ones before those of its wave, and those before everybody's. */
  readonly variables: Variables;
  readonly at: SourceSpan;
}

export interface Fleet {
  readonly tenants: readonly FleetTenant[];
  /** In the order in which changes go through them; those of tenants without a wave are last. */
  readonly waves: readonly string[];
  /** Every variable that is set anywhere, for those that nobody uses. */
  readonly settings: readonly { readonly name: string; readonly at: SourceSpan; readonly whose: string | null }[];
}

/** Where the parts of a repository for many tenants are. */
export const BASE_FOLDER = 'base/';
export const TENANTS_FILE = 'tenants.yaml';

/** The folder of a tenant, with its slash. */
export function tenantFolder(name: string): string {
  return `tenants/${name}/`;
}

/** True for the files of a tenant's folder, and of `base/`, that are no profiles. */
export function isConfiguration(path: string): boolean {
  return /^(?:base|tenants\/[^/]+)\/(?:postilion|adopt)\.ya?ml$/.test(path);
}
