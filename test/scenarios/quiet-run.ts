/** What a run inside this process has besides its repository, tenant and state: nobody watches it, and nobody stops it. */

import type { UsableRepository } from '../../src/app/load-repository.ts';
import type { StateReader } from '../../src/app/ports/state.ts';
import type { Approval } from '../../src/core/plan/gates.ts';

export const QUIET = {
  progress: { planMade: async () => {}, stepStarted: () => {}, stepEnded: () => {} },
  interruption: { requested: () => false },
} as const;

/** The approval that names every profile of the repository and of the inventory, whatever is done to people. */
export async function approveEverything({ profiles }: UsableRepository, state: StateReader): Promise<Approval> {
  const reading = await state.read();
  const remembered = reading.status === 'found' ? Object.keys(reading.state.inventory.entries) : [];
  const keys = [...new Set([...profiles.map(({ key }) => key), ...remembered])];
  return { levels: [{ level: 'lock-out', keys }], digests: [] };
}
