/** What earlier runs left on the state branch, as a plan needs it; a branch that can't be read is never an empty one. */

import { openSecretFindings } from '../../core/state/open-secrets.ts';
import type { Finding } from '../../model/finding.ts';
import type { Problem } from '../../model/plan.ts';
import type { Inventory } from '../../model/state/inventory.ts';
import type { Intent } from '../../model/state/log.ts';
import type { StateReader } from '../ports/state.ts';

export interface Memory {
  /** Null where there is no branch yet, and where nothing is remembered at all. */
  readonly inventory: Inventory | null;
  readonly intents: readonly Intent[];
  /** Somebody is at work, or died at it. */
  readonly locked: boolean;
  /** There is no state, but there was one. */
  readonly lost: boolean;
  /** Of the branch; null where there is none. */
  readonly revision: string | null;
  readonly problem: Problem | null;
  readonly findings: readonly Finding[];
}

const NOTHING: Memory = {
  inventory: null,
  intents: [],
  locked: false,
  lost: false,
  revision: null,
  problem: null,
  findings: [],
};

/** Reads the state branch. Without a reader nothing is remembered: objects are known by their markers alone. */
export async function readState(state: StateReader | null): Promise<Memory> {
  if (state === null) return NOTHING;
  const reading = await state.read();
  switch (reading.status) {
    case 'none':
      return { ...NOTHING, lost: reading.lost === true };
    case 'found': {
      const { inventory, intents, revision, lock } = reading.state;
      return {
        ...NOTHING,
        inventory,
        intents,
        locked: lock.holder !== null,
        revision,
        findings: openSecretFindings(inventory),
      };
    }
    case 'unreachable':
      return { ...NOTHING, problem: { type: 'incomplete', message: reading.message, requestIds: [] } };
    case 'unreadable':
      return {
        ...NOTHING,
        problem: { type: 'incomplete', message: reading.message, requestIds: [] },
        findings: reading.findings,
      };
  }
}
