/** Creates of which nobody knows whether they happened: lists may be late, so until they can't be nothing is sent again. */

import { type Finding, finding } from '../../model/finding.ts';
import type { Inventory } from '../../model/state/inventory.ts';
import type { Intent } from '../../model/state/log.ts';
import { durationOf, instantOf, instantText } from '../../model/time.ts';
import { movedKey } from './record.ts';

/** What is known about time and lists when a plan is made. */
export interface Lateness {
  /** The service's time (ISO 8601, UTC). */
  readonly now: string;
  /** How long the service's lists may hide a new object: `15m`. */
  readonly span: string;
  /** Every list was read to its end. */
  readonly isComplete: boolean;
  /** There was a state once, and it is gone: what it remembered may be hidden by a late list too. */
  readonly isMemoryLost: boolean;
}

/** The end of the wait that began at `since`; null where it is over. What can't be computed is never over. */
export function waitsUntil(since: string, { now, span }: Lateness): string | null {
  const [start, length, at] = [instantOf(since), durationOf(span), instantOf(now)];
  if (start === undefined || length === undefined || at === undefined) return since;
  return at < start + length ? instantText(start + length) : null;
}

/** The intent of a create of the key and generation that no object answers for yet. */
export function openCreate(
  intents: readonly Intent[],
  moved: Readonly<Record<string, string>>,
  key: string,
  generation: number,
): Intent | null {
  const fitting = intents.filter(
    (intent) =>
      intent.step.endsWith('/create') && movedKey(intent.key, moved) === key && intent.generation === generation,
  );
  return fitting[0] ?? null;
}

/** A create of which nobody knows yet whether it happened, or a step that waits for the tenant's approval. */
export function isOpenIntent({ step, key, generation, approval }: Intent, inventory: Inventory): boolean {
  const entry = Object.hasOwn(inventory.entries, key) ? inventory.entries[key] : undefined;
  const isRecorded = entry !== undefined && entry.generation >= generation;
  return approval !== null || (step.endsWith('/create') && !isRecorded);
}

/** Why a create waits, and until when. */
export function waitingFinding(key: string, since: string, until: string): Finding {
  const text = `"${key}" was sent to be created at ${since} and nobody knows whether it was: no list shows it, and lists may be late, so it is not sent again before ${until}; each run until then looks for it`;
  return finding('OWN-019', text, { key });
}

/** Why nobody is assigned yet, and until when. */
export function provisionalFinding(key: string, until: string | null): Finding {
  const when = until === null ? 'a run that reads every list to its end' : `a run after ${until}`;
  const text = `nobody is assigned to "${key}" yet: an earlier object of it may exist that no list shows, and people would get both. ${when} assigns it, if it is alone then`;
  return finding('OWN-020', text, { key });
}
