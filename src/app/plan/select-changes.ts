/** What a verb takes from a survey: the schedule heals by policy, prune deletes what its grace has left. */

import { type Approval, NO_APPROVAL, shutGates } from '../../core/plan/gates.ts';
import { deferDrift } from '../../core/policy/defer-drift.ts';
import { healing, recreation } from '../../core/policy/heal.ts';
import { selectPrunable } from '../../core/policy/prune.ts';
import { type HealLoop, healLoops } from '../../core/state/heal-loops.ts';
import type { Config } from '../../model/config.ts';
import type { StateReader } from '../ports/state.ts';
import type { Clock } from '../ports/tenant.ts';
import type { Selected, Selecting } from './plan.ts';

const DAY_MS = 86_400_000;

/**
 * For `reconcile`: drift is healed as far as `heal` allows; fields that two writers fight over stay. What may be healed
 * but waits for an approval doesn't hold up what git intends.
 */
export async function selectHealing(
  config: Config,
  state: StateReader,
  clock: Clock,
  approval: Approval = NO_APPROVAL,
): Promise<Selecting> {
  const fought = await recentHealLoops(state, clock.now());
  return {
    first: ({ proposals, pairing }, authors): Selected => {
      const { gone } = pairing.identities;
      const healed = proposals.map((proposed) => {
        const left = recreation(proposed, gone.get(proposed.key), config.heal);
        if (left !== null) return { proposals: [], findings: left };
        const { proposed: one, findings } = healing(proposed, config, fought, authors.get(proposed.key) ?? null);
        return { proposals: [one], findings };
      });
      return {
        proposals: healed.flatMap((one) => one.proposals),
        findings: healed.flatMap(({ findings }) => findings),
      };
    },
    ...selectApplying(config, approval),
  };
}

/** For `apply`: what git intends isn't held up by drift of the same object that waits for an approval. */
export function selectApplying(config: Config, approval: Approval): Pick<Selecting, 'again'> {
  return {
    again: (plan, proposals): Selected | null => {
      const changes = new Map(plan.changes.map((change) => [change.key, change]));
      const sorted = proposals.map((proposed) => {
        const change = changes.get(proposed.key);
        if (change === undefined) return { proposed, findings: [] };
        const shut = shutGates(change, plan.digest, approval);
        return deferDrift(proposed, { change, shut, approval, from: config.approval.from });
      });
      if (sorted.every(({ findings }) => findings.length === 0)) return null;
      return {
        proposals: sorted.map(({ proposed }) => proposed),
        findings: sorted.flatMap(({ findings }) => findings),
      };
    },
  };
}

/** For `prune`. */
export function selectPruning(config: Config, clock: Clock): Selecting {
  return { first: ({ proposals, pairing }) => selectPrunable(proposals, pairing, config, clock.now()) };
}

/** An unreadable branch shows in the plan anyway, which is then incomplete and heals nothing. */
async function recentHealLoops(state: StateReader, now: string): Promise<readonly HealLoop[]> {
  const reading = await state.read();
  if (reading.status !== 'found') return [];
  const since = new Date(Date.parse(now) - DAY_MS).toISOString();
  const runs = await state.readRuns(reading.state.revision, since);
  return runs.status === 'found' ? healLoops(runs.runs, now) : [];
}
