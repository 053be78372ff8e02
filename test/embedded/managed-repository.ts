/** A repository of profiles held in memory, planned and applied by the real planner over real HTTP. */

import { applyRepository } from '../../src/app/apply/run.ts';
import { plan } from '../../src/app/plan/plan.ts';
import type { StateStore } from '../../src/app/ports/state.ts';
import { connectReader, connectWriter } from '../../src/io/graph/connect.ts';
import { readCode } from '../../src/model/approval.ts';
import type { Outcome } from '../../src/model/outcome.ts';
import type { Plan } from '../../src/model/plan.ts';
import { MemoryBranch, memoryState } from '../faults/memory-state.ts';
import { NO_APPROVAL } from '../no-approval.ts';
import { readFiles } from '../scenarios/memory-repository.ts';
import { QUIET } from '../scenarios/quiet-run.ts';
import { usable } from '../scenarios/scenario-repository.ts';

export interface ManagedRepository {
  readonly state: StateStore;
  plan(): Promise<Plan>;
  /** Applies with the approval of everything, whatever it does to people. */
  apply(): Promise<Outcome>;
}

const CONFIG = 'version: 1\nowner: contoso-mail\ntenant: {embedded: tenant}\nprofiles: [profiles/*.yaml]\n';
const clock = { now: () => '2026-03-02T09:00:00.000Z' };

/** The repository of the profiles in `text` against the tenant at `url`. Each plan opens a connection of its own, as each run does. */
export function managedRepository(
  url: string,
  text: string,
  state: StateStore = memoryState(new MemoryBranch(clock.now)),
): ManagedRepository {
  const options = { root: url, token: async () => 'shapes', log: () => {} };
  const files = { 'postilion.yaml': CONFIG, 'profiles/mail.yaml': text };
  const contents = new Map(Object.entries(files).map(([path, content]) => [path, Buffer.from(content)] as const));
  const reading = readFiles(contents);
  const tool = 'postilion 0.1.0';
  const planNow = async (): Promise<Plan> => {
    const repository = usable(await reading);
    return plan({ ...repository, tool, targets: [] }, { reader: await connectReader(options), state, clock });
  };
  return {
    state,
    plan: planNow,
    async apply() {
      const repository = usable(await reading);
      const codes = (await planNow()).changes.flatMap(({ code }) => readCode(code ?? '') ?? []);
      const approval = { ...NO_APPROVAL, codes };
      const bare = { repository, mayBeDirty: true, approvedBy: null, who: 'test', tool };
      const tenant = await connectWriter(options);
      const ran = await applyRepository({ ...bare, approval, saved: null }, { tenant, state, clock, ...QUIET });
      if (ran.outcome === null) throw new Error(`refused: ${JSON.stringify(ran.refusal)}`);
      return ran.outcome;
    },
  };
}
