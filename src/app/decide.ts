/** What a verb takes from a survey: the schedule heals by policy, prune deletes what its grace has left. */

import type { Approval } from '../core/gates.ts';
import { healing, intentionFirst } from '../core/heal.ts';
import { type Fight, fights } from '../core/inventory/fights.ts';
import { pruneDrafts } from '../core/prune.ts';
import type { Config } from '../model/config.ts';
import type { Decided, PlanRequest } from './plan.ts';
import type { Clock } from './ports.ts';
import type { StateReader } from './state-port.ts';

const DAY_MS = 86_400_000;

/** For `reconcile`: drift is healed as far as `heal` allows; fields that two writers fight over stay. */
export async function decideHealing(
  config: Config,
  state: StateReader,
  clock: Clock,
): Promise<NonNullable<PlanRequest['decide']>> {
  const fought = await recentFights(state, clock.now());
  return ({ drafts }, authors): Decided => {
    const healed = drafts.map((draft) => healing(draft, config, fought, authors.get(draft.key) ?? null));
    return { drafts: healed.map(({ draft }) => draft), findings: healed.flatMap(({ findings }) => findings) };
  };
}

/** For `apply`: what git intends isn't held up by drift of the same object that waits for an approval. */
export function decideApplying(config: Config, approval: Approval): NonNullable<PlanRequest['decide']> {
  return ({ drafts }): Decided => {
    const sorted = drafts.map((draft) => intentionFirst(draft, config.approval.from, approval));
    return { drafts: sorted.map(({ draft }) => draft), findings: sorted.flatMap(({ findings }) => findings) };
  };
}

/** For `prune`. */
export function decidePruning(config: Config, clock: Clock): NonNullable<PlanRequest['decide']> {
  return ({ drafts, pairing }) => pruneDrafts(drafts, pairing, config, clock.now());
}

/** An unreadable branch shows in the plan anyway, which is then incomplete and heals nothing. */
async function recentFights(state: StateReader, now: string): Promise<readonly Fight[]> {
  const reading = await state.read();
  if (reading.status !== 'found') return [];
  const since = new Date(Date.parse(now) - DAY_MS).toISOString();
  const runs = await state.readRuns(reading.state.revision, since);
  return runs.status === 'found' ? fights(runs.runs, now) : [];
}
