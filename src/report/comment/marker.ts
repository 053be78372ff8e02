/**
 * The invisible lines at the start of a comment: by the first the next run finds it again, by the second it knows what the
 * plan before came to. Whoever copies them wins nothing, since the author counts, too, and numbers only make words.
 */

import { isActing } from '../../model/change.ts';
import type { Plan } from '../../model/plan.ts';
import { waitingKeys } from '../plan/waiting.ts';

/** Of the one comment of a repository for one tenant. */
export const DEFAULT_NAME = 'plan';

/** `name` tells the comments of several tenants apart: small letters, digits and hyphens. */
export function markerOf(name: string): string {
  return `<!-- postilion report: ${name} -->`;
}

/** What a plan comes to, for the words about how it changed. */
export interface Tally {
  /** The first plan of a pull request is 1. */
  readonly number: number;
  readonly changes: number;
  readonly waiting: number;
  /** Null where nobody could count them. */
  readonly people: number | null;
  /** Of the plan: the same plan again is no new one. */
  readonly digest: string;
}

export function tallyOf(plan: Plan, previous: Tally | null): Tally {
  const digest = /^sha256:([0-9a-f]{16})/.exec(plan.digest)?.[1] ?? '0'.repeat(16);
  const again = previous?.digest === digest;
  return {
    number: previous === null ? 1 : previous.number + (again ? 0 : 1),
    changes: plan.changes.filter(isActing).length,
    waiting: waitingKeys(plan).size,
    people: plan.summary.disturbed,
    digest,
  };
}

export function tallyLine({ number, changes, waiting, people, digest }: Tally): string {
  return `<!-- postilion tally: ${number} ${changes} ${waiting} ${people ?? 'unknown'} ${digest} -->`;
}

const TALLY = /<!-- postilion tally: (\d{1,6}) (\d{1,6}) (\d{1,6}) (\d{1,9}|unknown) ([0-9a-f]{16}) -->/;

/** The tally of a comment of ours; null where it has none, as that of a run that had no plan. */
export function readTally(body: string): Tally | null {
  const [, number, changes, waiting, people, digest] = TALLY.exec(body.slice(0, 400)) ?? [];
  if (digest === undefined) return null;
  return {
    number: Number(number),
    changes: Number(changes),
    waiting: Number(waiting),
    people: people === 'unknown' ? null : Number(people),
    digest,
  };
}
