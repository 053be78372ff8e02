/** The account of who was disturbed when: written before the first request of a run, so that one that dies is counted too. */

import { isActing } from '../../model/change.ts';
import type { Outcome } from '../../model/outcome.ts';
import type { Plan } from '../../model/plan.ts';
import type { Disturbed, Inventory } from '../../model/state/inventory.ts';
import { instantOf } from '../../model/time.ts';

/** Longer than the longest budget. */
const KEPT_MS = 15 * 86_400_000;

/** A run that died disturbed nobody after the next one began: it is over then at the latest. */
export function closeDisturbed(inventory: Inventory, now: string): Inventory {
  const { disturbed } = inventory;
  if (disturbed === undefined) return inventory;
  return { ...inventory, disturbed: disturbed.map((one) => ({ ...one, until: one.until ?? now })) };
}

/** With what the run is about to do; `written` are the keys of changes that it will write. Unchanged where there is no budget. */
export function openDisturbed(inventory: Inventory, plan: Plan, written: ReadonlySet<string>, now: string): Inventory {
  const people = disturbedBy(plan, written);
  if (people === 0) return inventory;
  return { ...inventory, disturbed: [...recent(inventory, now), { since: now, until: null, people }] };
}

/** With what the run did: what it never began disturbed nobody. */
export function settleDisturbed(inventory: Inventory, plan: Plan, outcome: Outcome, now: string): Inventory {
  const { disturbed = [] } = inventory;
  const open = disturbed.findIndex(({ until }) => until === null);
  if (open === -1) return inventory;
  const begun = outcome.steps.filter(({ status }) => status !== 'not-attempted' && status !== 'skipped');
  const people = disturbedBy(plan, new Set(begun.map(({ key }) => key)));
  const settled = disturbed.map((one, place) => (place === open ? { ...one, until: now, people } : one));
  return { ...inventory, disturbed: settled.filter((one) => one.people !== 0) };
}

/** The people of bundles and single changes that hold one of the keys; null where those of one could not be counted. */
function disturbedBy({ changes, bundles = [] }: Plan, keys: ReadonlySet<string>): number | null {
  const bundled = new Set(bundles.flatMap((bundle) => bundle.keys));
  const counts = [
    ...bundles.filter((bundle) => bundle.keys.some((key) => keys.has(key))).map(disturbedIn),
    ...changes
      .filter((change) => isActing(change) && keys.has(change.key) && !bundled.has(change.key))
      .map(disturbedIn),
  ];
  return counts.reduce<number | null>((sum, count) => (sum === null || count === null ? null : sum + count), 0);
}

/** Null is unknown; left out it is nobody: there is no budget. */
function disturbedIn({ disturbed }: { readonly disturbed?: number | null }): number | null {
  return disturbed === undefined ? 0 : disturbed;
}

function recent({ disturbed = [] }: Inventory, now: string): readonly Disturbed[] {
  const oldest = (instantOf(now) ?? 0) - KEPT_MS;
  return disturbed.filter(({ until }) => until === null || (instantOf(until) ?? Number.POSITIVE_INFINITY) >= oldest);
}
