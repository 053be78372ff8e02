/** What the use cases need from the outside world, in their own words. Adapters implement these; nothing here has code. */

import type { JsonValue } from '../../model/json.ts';
import type { StepStatus } from '../../model/outcome.ts';
import type { Plan, Problem, Verb } from '../../model/plan.ts';
import type { Listing, ReadAnswer, ReadRequest } from '../../model/reads.ts';

/** The only view of the tenant that `plan` gets: it has no way to write. */
export interface TenantReader {
  /** Follows `@odata.nextLink` to the end. Never throws for a remote fault. */
  list(request: ReadRequest): Promise<Listing>;
  /** One object, value or page. Never throws for a remote fault. */
  get(request: ReadRequest): Promise<ReadAnswer>;
  /** Answers in the order of the requests, packed 20 to a `$batch`. Never throws for a remote fault. */
  batch(requests: readonly ReadRequest[]): Promise<readonly ReadAnswer[]>;
  /** Requests counts batch items; roundTrips counts HTTP exchanges. */
  counts(): { readonly requests: number; readonly roundTrips: number };
  /** What the requests so far cost beside their number. */
  cost(): RequestCost;
  /** The service's time (ISO 8601, UTC), told by the last answer and carried on since; null before the first answer. */
  serviceTime(): string | null;
  /** The Entra tenant that the sign-in belongs to, as its token says; null where it doesn't say, and before the first request. */
  tokenTenant(): string | null;
}

interface RequestCost {
  /** The most HTTP exchanges of which each began when the one before it had ended. */
  readonly longestChain: number;
  /** Of the answers' bodies, unpacked. */
  readonly bytes: number;
  /** Milliseconds in which the run waited for its turn below the service's limits. */
  readonly pacedMs: number;
}

/** One write as planned, bound to ids. */
export interface WriteRequest {
  readonly method: 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body: JsonValue;
  /** For a tenant with multi admin approval; without a code an approval is asked for. */
  readonly approval?: { readonly justification: string; readonly code: string | null };
}

/**
 * What became of a write. `uncertain`: no answer arrived, so it may or may not have happened and must be read back.
 */
export type WriteAnswer =
  | { readonly status: 'accepted'; readonly body: JsonValue; readonly requestId: string | null }
  | { readonly status: 'refused'; readonly httpStatus: number; readonly problem: Problem }
  | { readonly status: 'uncertain'; readonly problem: Problem };

/** What `apply` gets in addition. Separate from the reader so that a plan can't be given it by accident. */
export interface TenantWriter {
  /** `mayStart` is asked behind every wait, just before the request leaves, also when it is repeated. */
  write(request: WriteRequest, mayStart?: () => Promise<boolean>): Promise<WriteAnswer>;
  /** The absolute URL of a path, as `@odata.id` and `@odata.bind` want it. */
  absolute(path: string): string;
  writes(): number;
}

export interface Clock {
  /** ISO 8601, UTC. */
  now(): string;
}

/** Told as a stage of a plan begins. A stage that comes twice counts twice. */
export type BeginStage = (stage: 'state' | 'lists' | 'comparison' | 'references' | 'people' | 'plan') => void;

/** Progress of an apply, for people; losing an event loses nothing else. */
export interface Progress {
  /** Before anything is refused or written. */
  planMade(plan: Plan): Promise<void>;
  /** The last word before the lock is taken; `waiting` are the keys that stay as they are. False: nothing is done. */
  mayBegin(plan: Plan, waiting: readonly string[]): Promise<boolean>;
  /** How many steps the run will try. */
  stepsBegin(count: number): void;
  stepStarted(id: string, verb: Verb, key: string): void;
  stepEnded(id: string, status: StepStatus, message: string): void;
}

/** True as soon as somebody asked to stop (Ctrl-C); steps in flight are finished first. */
export interface Interruption {
  requested(): boolean;
}
