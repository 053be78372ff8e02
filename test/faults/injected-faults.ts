/** What may become of one call of a run: the words that faults are made of. */

import type { TenantAnswer } from '../../src/embedded/exchange.ts';
import type { JsonValue } from '../../src/model/json.ts';

/** One call at one of the two ports, as it is about to happen. */
export interface Call {
  /** Place in the run, from 0: equal runs have equal calls at equal places. */
  readonly index: number;
  readonly port: 'graph' | 'git';
  /** `GET /deviceManagement/deviceConfigurations/{id}`, or the method of the state port. */
  readonly site: string;
  readonly writes: boolean;
  /** Items of a `$batch`, as sites of their own. */
  readonly items: readonly string[];
  /** Paths of the request and of the items of a batch, as they were sent. */
  readonly paths?: readonly string[];
  /** Where in `src/app` it is made: `survey.ts:121 list`; empty where nobody asked. */
  readonly sources: readonly string[];
}

/**
 * - `die`: the process is killed `before` the request leaves, `after` the other side carried it out, or `later`, with
 *   the answer in hand and nothing done with it.
 * - `answer`: a gateway answers in the tenant's place; with `after` the tenant has carried it out all the same.
 * - `reset`: the connection breaks. `hang`: carried out, and never answered. `truncate`: half of the answer arrives.
 * - `reshape`: the tenant's answer, changed on the way. `item`: one item of a batch is answered so.
 * - `git`: what the state port says in place of its answer; with `after` the write landed all the same.
 */
export type InjectedFault =
  | { readonly does: 'nothing' }
  | { readonly does: 'die'; readonly when: 'before' | 'after' | 'later' }
  | { readonly does: 'answer'; readonly answer: TenantAnswer; readonly after: boolean }
  | { readonly does: 'reset'; readonly when: 'before' | 'after' }
  | { readonly does: 'hang' }
  | { readonly does: 'truncate' }
  | { readonly does: 'reshape'; readonly change: (body: JsonValue) => JsonValue }
  | { readonly does: 'item'; readonly item: number; readonly answer: TenantAnswer }
  | { readonly does: 'git'; readonly says: 'unreachable' | 'moved'; readonly after: boolean };

export const NOTHING: InjectedFault = { does: 'nothing' };

/** Decides about each call; it may also act as somebody else before it answers. */
export type Select = (call: Call) => InjectedFault;

const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

/** Method and path without what differs from object to object. */
export function callOf(method: string, path: string): string {
  return `${method} ${path
    .replace(/^\/beta/, '')
    .replace(/\?.*$/, '')
    .replaceAll(ID, '{id}')}`;
}
