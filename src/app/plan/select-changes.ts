/** What each verb takes of what was read: the schedule heals by policy, prune deletes what its grace has left. */

import type { Authors } from '../../core/diff/drift-authors.ts';
import type { ProposedChange } from '../../core/diff/proposed-change.ts';
import { deferDrift } from '../../core/policy/defer-drift.ts';
import { type GrantTerms, grantsOf, shutGates } from '../../core/policy/grants.ts';
import { healing, recreation } from '../../core/policy/heal.ts';
import { selectPrunable } from '../../core/policy/prune.ts';
import type { HealLoop } from '../../core/state/heal-loops.ts';
import type { Approval } from '../../model/approval.ts';
import type { Config } from '../../model/config.ts';
import type { Finding } from '../../model/finding.ts';
import type { Refreshed } from './refresh.ts';

/** For which verb a plan is made, with what decides there which changes it holds. */
export type Selection =
  /** Everything. */
  | { readonly verb: 'plan' }
  /** What git intends isn't held up by drift of the same object that waits for an approval. */
  | { readonly verb: 'apply'; readonly approval: Approval }
  /**
   * Drift is healed as far as `heal` allows; fields that two writers set back and forth stay. What may be healed but
   * waits for an approval doesn't hold up what git intends.
   */
  | { readonly verb: 'reconcile'; readonly approval: Approval; readonly healLoops: readonly HealLoop[] }
  /** Deletions whose grace is over. */
  | { readonly verb: 'prune' };

/** The proposed changes that become changes, and what is said about the others. */
export interface Selected {
  readonly proposals: readonly ProposedChange[];
  readonly findings: readonly Finding[];
}

/** The selection as far as policy alone decides it, before people are counted. `now` is ISO 8601, UTC. */
export function selectByPolicy(
  selection: Selection,
  refreshed: Refreshed,
  authors: Authors,
  { config, now }: { readonly config: Config; readonly now: string },
): Selected {
  const { proposals, pairing } = refreshed;
  switch (selection.verb) {
    case 'plan':
    case 'apply':
      return { proposals, findings: [] };
    case 'reconcile':
      return selectHealing(refreshed, authors, config, selection.healLoops);
    case 'prune':
      return selectPrunable(proposals, pairing, config, now);
  }
}

function selectHealing(
  { proposals, pairing }: Refreshed,
  authors: Authors,
  config: Config,
  healLoops: readonly HealLoop[],
): Selected {
  const { gone } = pairing.identities;
  const healed = proposals.map((proposed) => {
    const left = recreation(proposed, gone.get(proposed.key), config.heal);
    if (left !== null) return { proposals: [], findings: left };
    const { proposed: one, findings } = healing(proposed, config, healLoops, authors.get(proposed.key) ?? null);
    return { proposals: [one], findings };
  });
  return { proposals: healed.flatMap((one) => one.proposals), findings: healed.flatMap(({ findings }) => findings) };
}

/** The selection without drift that waits for an approval, once the plan tells what waits; null: nothing is left out. */
export function selectApproved(
  selection: Selection,
  terms: Omit<GrantTerms, 'saved' | 'whole' | 'strict'>,
  proposals: readonly ProposedChange[],
  config: Config,
): Selected | null {
  if (selection.verb === 'plan' || selection.verb === 'prune') return null;
  const { approval } = selection;
  const { plan } = terms;
  const { grants } = grantsOf(approval, { ...terms, whole: plan, strict: plan, saved: null });
  const changes = new Map(plan.changes.map((change) => [change.key, change]));
  const sorted = proposals.map((proposed) => {
    const change = changes.get(proposed.key);
    if (change === undefined) return { proposed, findings: [] };
    const shut = shutGates(change, grants);
    return deferDrift(proposed, { change, shut, approval, from: config.approval.from });
  });
  if (sorted.every(({ findings }) => findings.length === 0)) return null;
  return { proposals: sorted.map(({ proposed }) => proposed), findings: sorted.flatMap(({ findings }) => findings) };
}
