/** A tenant, a state branch and a time, which runs share and a test can copy. */

import type { StateStore } from '../../src/app/ports/state.ts';
import { answerOne } from '../../src/embedded/dispatch.ts';
import { splitAddress, type TenantAnswer } from '../../src/embedded/exchange.ts';
import { portalActor } from '../../src/embedded/http/authorize.ts';
import { newApprovals } from '../../src/embedded/routes/approvals.ts';
import { newShapes } from '../../src/embedded/shapes/shape-set.ts';
import type { Tenant } from '../../src/embedded/tenant.ts';
import type { JsonObject, JsonValue } from '../../src/model/json.ts';
import { type Branch, MemoryBranch, memoryState } from './memory-state.ts';
import { MemoryStore, type StoreImage } from './memory-store.ts';

export interface WorldImage {
  readonly store: StoreImage;
  readonly branch: Branch;
  readonly now: number;
}

export const HOUR = 3_600_000;

export class PortalRefusal extends Error {}

export class World {
  readonly store: MemoryStore;
  readonly branch: MemoryBranch;
  readonly time: { now: number };
  readonly tenant: Tenant;

  constructor({ store, branch, now }: WorldImage) {
    this.store = new MemoryStore(store);
    this.time = { now };
    this.branch = new MemoryBranch(this.clock.now, branch);
    this.tenant = { store: this.store, shapes: newShapes(), approvals: newApprovals() };
  }

  /** What the tenant says instead of its own answer: in images of the world it is ordinary again. */
  hollow: (method: string, path: string) => TenantAnswer | undefined = () => undefined;

  readonly clock = { now: (): string => new Date(this.time.now).toISOString() };

  image(): WorldImage {
    return { store: this.store.image(), branch: this.branch.commits, now: this.time.now };
  }

  stateClient(): StateStore {
    return memoryState(this.branch);
  }

  pass(hours: number): void {
    this.time.now += hours * HOUR;
  }

  /** An admin in the portal does something. Gives the answer's body; throws a PortalRefusal when the tenant refuses. */
  portal(method: string, path: string, body?: JsonObject): JsonValue {
    const answer = answerOne(this.tenant, {
      ...splitAddress(`/beta${path}`),
      method,
      headers: new Map([['consistencylevel', 'eventual']]),
      text: body === undefined ? '' : JSON.stringify(body),
      origin: 'https://portal.example',
      actor: portalActor,
      now: new Date(this.time.now),
      requestId: 'portal',
      clientRequestId: 'portal',
    });
    if (answer.status >= 400) throw new PortalRefusal(JSON.stringify(answer));
    return answer.body ?? null;
  }
}
