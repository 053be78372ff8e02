/**
 * The rest of a bundle that was half written when its run ended: people lost the account and don't have it again. It goes on
 * under the approval of that run, as far as it is what was approved then, for hardly more people. So does the rest of a
 * single change whose settings were written and whose assignments were not.
 */

import { assignmentIds } from '../../model/assignment.ts';
import { type Change, openableGates } from '../../model/change.ts';
import type { Config } from '../../model/config.ts';
import { digestText } from '../../model/digest.ts';
import { canonical, sameJson } from '../../model/json.ts';
import type { Plan, Step } from '../../model/plan.ts';
import type { BundleIntent, Intent } from '../../model/state/log.ts';
import { currentAssignments, type ProposedChange } from '../diff/proposed-change.ts';

/** What an intent remembers of the bundle that its step belongs to; undefined where there is nothing to finish later. */
export function bundleIntentOf({ bundles = [], changes, steps }: Plan, key: string): BundleIntent | undefined {
  const end = endOf(steps, key);
  const bundle = bundles.find(({ keys }) => keys.includes(key));
  if (bundle !== undefined) return { id: bundle.id, people: bundle.people, end };
  const change = changes.find((one) => one.key === key);
  if (change === undefined || end === null || openableGates(change).length === 0) return undefined;
  // What only assigns is written whole or not at all.
  const isDivided = change.action === 'create' || change.fields.length > 0;
  return isDivided ? { id: singleId(key), people: change.effect.people, end } : undefined;
}

/** No bundle has such an id: theirs say how many changes they hold besides the first. */
function singleId(key: string): string {
  return `${key}+0`;
}

/** Digest of whom the object is for in the end; null where the change leaves that as it is. */
function endOf(steps: readonly Step[], key: string): string | null {
  const last = steps.findLast((step) => step.key === key && step.verb === 'assign');
  return last === undefined ? null : digestText(canonical(last.request.body));
}

export interface UnfinishedTerms {
  readonly plan: Plan;
  readonly proposals: readonly ProposedChange[];
  /** What the last run wrote ahead. */
  readonly intents: readonly Intent[];
  readonly growth: Config['approval']['growth'];
}

/** The changes that are the rest of a bundle, or of a single change, which was begun. */
export function unfinishedChanges({ plan, proposals, intents, growth }: UnfinishedTerms): readonly Change[] {
  const live = new Map(proposals.map((proposed) => [proposed.key, assignmentIds(currentAssignments(proposed))]));
  const begun = new Set(
    intents.flatMap(({ key, bundle, assigned }) => {
      const holds = live.get(key);
      const isDone = assigned !== undefined && holds !== undefined && sameJson(assigned, holds);
      return bundle !== undefined && isDone ? [bundle.id] : [];
    }),
  );
  const meant = new Map(
    intents.flatMap(({ key, digest, bundle }) =>
      bundle !== undefined && (begun.has(bundle.id) || bundle.id === singleId(key))
        ? [[key, { digest, bundle }] as const]
        : [],
    ),
  );
  return plan.changes.filter((change) => {
    const approved = meant.get(change.key);
    if (approved === undefined) return false;
    const { digest, bundle } = approved;
    const isRest = change.fields.length === 0 && bundle.end !== null && bundle.end === endOf(plan.steps, change.key);
    // A single change was begun where its settings are written already.
    const isSame = bundle.id !== singleId(change.key) && change.digest === digest;
    return (isSame || isRest) && isWithin(bundle.people, change.effect.people, growth);
  });
}

/** Unknown is more than any number. */
function isWithin(was: number | null, is: number | null, growth: Config['approval']['growth']): boolean {
  if (was === null) return is === null;
  return is !== null && is <= was + Math.max(growth.people, Math.floor((was * growth.percent) / 100));
}
