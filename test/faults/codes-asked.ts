/** What an approver copies from a plan before a run begins; nobody disturbs the requests of that plan. */

import type { UsableRepository } from '../../src/app/load-repository.ts';
import { plan } from '../../src/app/plan/plan.ts';
import { connectReader } from '../../src/io/graph/connect.ts';
import { type ApprovalCode, readCode } from '../../src/model/approval.ts';
import { LEAN } from '../lean-way.ts';
import type { FaultyServer } from './faulty-server.ts';
import { NOTHING } from './injected-faults.ts';
import { sentLedger } from './sent.ts';
import type { World } from './world.ts';

/** The codes of all that waits. `name` is the run's: its approver has a token of its own. */
export async function codesAsked(
  name: string,
  repository: UsableRepository,
  world: World,
  faulty: FaultyServer,
): Promise<readonly ApprovalCode[]> {
  const token = `${name}-approver`;
  const { tenant, time, store, clock } = world;
  const ledger = sentLedger(
    store,
    [],
    () => 0,
    () => true,
  );
  const keeper = { tenant, clock: () => new Date(time.now), ledger, arrives: () => NOTHING, item: () => {} };
  const leave = faulty.admit(token, keeper);
  try {
    const reader = await connectReader({ ...LEAN, root: faulty.url, token: async () => token, log: () => {} });
    const request = { ...repository, tool: 'postilion 0.1.0', targets: [] };
    const { changes } = await plan(request, { reader, state: world.stateClient(), clock });
    return changes.flatMap(({ code }) => readCode(code ?? '') ?? []);
  } finally {
    leave();
  }
}
