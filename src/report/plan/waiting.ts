/** What of a plan waits: what a gate holds, and what belongs together with it. */

import { type Change, waitingGates } from '../../model/change.ts';
import type { Plan, Step } from '../../model/plan.ts';

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

/** Keys of the changes that don't wait by themselves, and have a step that comes after one that waits. */
export function keysBehind({ steps }: Pick<Plan, 'steps'>, waiting: ReadonlySet<string>): ReadonlySet<string> {
  const found = new Set<string>();
  const stopped = new Set<string>();
  const isStopped = ({ key, after }: Step): boolean => waiting.has(key) || after.some((id) => stopped.has(id));
  // Steps stand behind those that they come after.
  for (const step of steps) {
    if (!isStopped(step)) continue;
    stopped.add(step.id);
    if (!waiting.has(step.key)) found.add(step.key);
  }
  return found;
}
