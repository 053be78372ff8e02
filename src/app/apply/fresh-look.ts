/** What was read of an object right behind its create: the assign that follows at once replaces what that read saw. */

import type { Plan, Step } from '../../model/plan.ts';
import type { ReadAnswer } from '../../model/reads.ts';
import { instantOf } from '../../model/time.ts';
import type { Clock } from '../ports/tenant.ts';

/** An object and its assignments, of one round trip. */
export interface FreshLook {
  readonly object: ReadAnswer;
  readonly assignments: ReadAnswer;
}

/** The looks of a run, each of them for one assign. */
export interface FreshLooks {
  /** Where the assignments of the object are that the create made; null where no step of the plan assigns it. */
  readonly behind: (step: Step, id: string) => string | null;
  readonly keep: (step: Step, look: FreshLook) => void;
  /** For the step that comes next on the object, and no other: an assign that comes soon enough. */
  readonly take: (step: Step) => FreshLook | null;
}

/** Longer than that no look counts: a write that begins later reads again what it replaces. */
const FRESH_MS = 2000;

/** Knows no look yet. */
export function createFreshLooks({ steps }: Pick<Plan, 'steps'>, clock: Clock): FreshLooks {
  const assigns = new Map(steps.flatMap((step) => (step.verb === 'assign' ? [[step.key, step] as const] : [])));
  const kept = new Map<string, FreshLook & { readonly at: number }>();
  const now = (): number => instantOf(clock.now()) ?? 0;
  return {
    behind: ({ key }, id) => {
      const assign = assigns.get(key);
      return assign === undefined ? null : assignmentsPath(assign.request.path.replace(`{${key}}`, () => id));
    },
    keep: ({ key }, look) => void kept.set(key, { ...look, at: now() }),
    take: ({ key, verb }) => {
      const look = kept.get(key);
      kept.delete(key);
      return look !== undefined && verb === 'assign' && now() - look.at <= FRESH_MS ? look : null;
    },
  };
}

/** The assignments that an assign replaces. Behind a cast the action is the object's own, so its path goes back to the object. */
export function assignmentsPath(path: string): string {
  return path.replace(/(?:\/microsoft\.graph\.\w+)?\/assign$/, '/assignments');
}
