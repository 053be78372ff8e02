/** What of a plan waits: what a gate holds, and what belongs together with it. */

import { type Change, waitingGates } from '../../model/change.ts';
import type { Plan } from '../../model/plan.ts';

/** Keys of the changes that an apply without an approval leaves alone. */
export function waitingKeys({ changes, bundles = [] }: Pick<Plan, 'changes' | 'bundles'>): ReadonlySet<string> {
  const held = changes.filter((change) => waitingGates(change).length > 0).map(({ key }) => key);
  const mates = bundles.filter(({ keys }) => keys.some((key) => held.includes(key))).flatMap(({ keys }) => keys);
  return new Set([...held, ...mates]);
}

/** Keys of the others that the change is only written together with. */
export function matesOf({ key, bundle }: Change, { bundles = [] }: Pick<Plan, 'bundles'>): readonly string[] {
  return bundles.filter(({ id }) => id === bundle).flatMap(({ keys }) => keys.filter((one) => one !== key));
}
