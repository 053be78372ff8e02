/** A schedule that is suspended asks the tenant nothing, and remembers all the same that it was: the next commit could lift it. */

import type { JsonObject } from '../../model/json.ts';
import { sameJson } from '../../model/json.ts';
import type { Problem } from '../../model/plan.ts';
import type { UsableRepository } from '../load-repository.ts';
import { type ReadPolicyAt, readPolicy } from '../plan/read-policy.ts';
import { readState } from '../plan/read-state.ts';
import type { StateStore } from '../ports/state.ts';

/** Records the policy in force where it is another one than is remembered; null when that went well, or nothing is remembered yet. */
export async function recordSuspension(
  { config, profiles }: Pick<UsableRepository, 'config' | 'profiles'>,
  who: string,
  state: StateStore,
  policyAt?: ReadPolicyAt,
): Promise<Problem | null> {
  const memory = await readState(state);
  const { inventory, revision } = memory;
  if (inventory === null) return memory.problem;
  const policy: JsonObject = { ...(await readPolicy({ config, profiles }, memory, policyAt)).record };
  if (inventory.policy !== null && sameJson(inventory.policy, policy)) return null;
  const answer = await state.commit({ inventory: { ...inventory, policy } }, `record: ${who}`, revision);
  if (answer.status === 'ok') return null;
  const why = 'message' in answer ? answer.message : 'another run is writing there';
  const message = `that this tenant is suspended could not be remembered (${why}): the next run tries again`;
  return { type: 'incomplete', message, requestIds: [] };
}
