/** What a verb takes from a survey: the schedule heals by policy, prune deletes what its grace has left. */

import { type Approval, NO_APPROVAL, shutGates } from '../../core/plan/gates.ts';
import { intentionFirst } from '../../core/policy/defer-drift.ts';
import { healing, recreation } from '../../core/policy/heal.ts';
import { pruneDrafts } from '../../core/policy/prune.ts';
import { type Fight, fights } from '../../core/state/heal-loops.ts';
import type { Config } from '../../model/config.ts';
import type { StateReader } from '../ports/state.ts';
import type { Clock } from '../ports/tenant.ts';
import type { Decided, Deciding } from './plan.ts';

const DAY_MS = 86_400_000;

/**
 * For `reconcile`: drift is healed as far as `heal` allows; fields that two writers fight over stay. What may be healed
 * but waits for an approval doesn't hold up what git intends.
 */
export async function decideHealing(
  config: Config,
  state: StateReader,
  clock: Clock,
  approval: Approval = NO_APPROVAL,
): Promise<Deciding> {
  const fought = await recentFights(state, clock.now());
  return {
    first: ({ drafts, pairing }, authors): Decided => {
      const { gone } = pairing.identities;
      const healed = drafts.map((draft) => {
        const left = recreation(draft, gone.get(draft.key), config.heal);
        if (left !== null) return { drafts: [], findings: left };
        const { draft: one, findings } = healing(draft, config, fought, authors.get(draft.key) ?? null);
        return { drafts: [one], findings };
      });
      return { drafts: healed.flatMap((one) => one.drafts), findings: healed.flatMap(({ findings }) => findings) };
    },
    ...decideApplying(config, approval),
  };
}

/** For `apply`: what git intends isn't held up by drift of the same object that waits for an approval. */
export function decideApplying(config: Config, approval: Approval): Pick<Deciding, 'again'> {
  return {
    again: (plan, drafts): Decided | null => {
      const changes = new Map(plan.changes.map((change) => [change.key, change]));
      const sorted = drafts.map((draft) => {
        const change = changes.get(draft.key);
        if (change === undefined) return { draft, findings: [] };
        const shut = shutGates(change, plan.digest, approval);
        return intentionFirst(draft, { change, shut, approval, from: config.approval.from });
      });
      if (sorted.every(({ findings }) => findings.length === 0)) return null;
      return { drafts: sorted.map(({ draft }) => draft), findings: sorted.flatMap(({ findings }) => findings) };
    },
  };
}

/** For `prune`. */
export function decidePruning(config: Config, clock: Clock): Deciding {
  return { first: ({ drafts, pairing }) => pruneDrafts(drafts, pairing, config, clock.now()) };
}

/** An unreadable branch shows in the plan anyway, which is then incomplete and heals nothing. */
async function recentFights(state: StateReader, now: string): Promise<readonly Fight[]> {
  const reading = await state.read();
  if (reading.status !== 'found') return [];
  const since = new Date(Date.parse(now) - DAY_MS).toISOString();
  const runs = await state.readRuns(reading.state.revision, since);
  return runs.status === 'found' ? fights(runs.runs, now) : [];
}
