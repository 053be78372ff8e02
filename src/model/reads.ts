/** Reads of the tenant as values: what the pure floors ask for, and what came back. Unknown is never absent. */

import type { JsonObject, JsonValue } from './json.ts';
import type { Problem } from './plan.ts';

/** A Graph path below the version segment, with its query: `/groups?$filter=…`. Values are already encoded. */
export interface ReadRequest {
  readonly path: string;
  /** `ConsistencyLevel: eventual`, which Entra's advanced queries demand. */
  readonly advanced?: boolean;
  /** Of a list: pages beyond these aren't read, and the listing isn't complete then. */
  readonly mostPages?: number;
}

/** The answer to one read: a fault is never an empty answer. */
export type ReadAnswer =
  | { readonly status: 'found'; readonly body: JsonValue }
  | { readonly status: 'missing'; readonly requestId: string | null }
  | { readonly status: 'unreadable'; readonly problem: Problem };

/** All pages of a collection; `complete` is false when any page could not be read. */
export interface Listing {
  readonly items: readonly JsonObject[];
  readonly complete: boolean;
  readonly problem: Problem | null;
}
