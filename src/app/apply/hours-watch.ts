/** The hours, looked at again before each step: a plan that was made in time may be carried out too late. */

import { levelOf } from '../../core/windows/hold.ts';
import { isOpen } from '../../core/windows/open.ts';
import type { Grant } from '../../model/approval.ts';
import { instantOf } from '../../model/time.ts';
import type { Planned } from '../plan/plan.ts';

export interface HoursWatch {
  /** Whether a step of this key may begin now. What was begun is finished: half a change is worse for people than a late one. */
  mayBegin(key: string): boolean;
}

/** `grants` say what an earlier run began; `now` is the service's time, and where it can't be read nothing opens. */
export function watchHours(
  { plan, refresh: { policy } }: Pick<Planned, 'plan' | 'refresh'>,
  grants: readonly Grant[],
  now: () => string,
): HoursWatch {
  const begun = new Set(grants.flatMap(({ key, gates }) => (gates.includes('window') ? [key] : [])));
  const changes = new Map(plan.changes.map((change) => [change.key, change]));
  const matesOf = (key: string): readonly string[] =>
    plan.bundles?.find(({ keys }) => keys.includes(key))?.keys ?? [key];
  const isShut = (key: string, instant: number | undefined): boolean => {
    const change = changes.get(key);
    if (change === undefined) return false;
    const { windows } = change.action === 'create' ? policy.forNew : policy.config;
    return !isOpen(windows, levelOf(change), instant);
  };
  return {
    mayBegin(key) {
      if (begun.has(key)) return true;
      const mates = matesOf(key);
      const instant = instantOf(now());
      if (mates.some((mate) => isShut(mate, instant))) return false;
      for (const mate of mates) begun.add(mate);
      return true;
    },
  };
}
