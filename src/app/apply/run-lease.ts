/** Around an apply: what is written to the state branch before the first request, and after the last. */

import { type AfterRun, afterRun, type Seen } from '../../core/state/after-run.ts';
import { intentsAfter, intentsFor, runRecord } from '../../core/state/run-log.ts';
import { isOurs } from '../../model/change.ts';
import type { GraphId } from '../../model/ids.ts';
import type { Outcome } from '../../model/outcome.ts';
import type { Problem } from '../../model/plan.ts';
import { EMPTY_INVENTORY, type Inventory, sameInventory } from '../../model/state/inventory.ts';
import { holderWords, type Lease, leaseLasts, unlockWords } from '../../model/state/lock.ts';
import type { Intent } from '../../model/state/log.ts';
import type { LockAnswer, StateFault } from '../../model/state/snapshot.ts';
import type { Planned } from '../plan/plan.ts';
import type { StateStore } from '../ports/state.ts';
import type { Clock } from '../ports/tenant.ts';

/** A lease is renewed well before it ends, and no step begins that it might not outlast. */
const LEASE_SECONDS = 900;
const MARGIN_SECONDS = 300;
/** Twice the time that one request may take: a run that slept must not send what it checked before. */
const WRITE_MARGIN_SECONDS = 200;

export interface Begun {
  readonly problem: Problem | null;
  /** True while the run may write: the lease stands, renewed where it was about to end. */
  readonly mayGoOn: () => Promise<boolean>;
  /** The same by our own clock alone, for the moment before a request leaves. */
  readonly maySend: () => boolean;
  readonly lease: () => Lease | null;
  /** As it was written ahead: what the last plan can't see for a fault stays as it was seen before. */
  readonly inventory: Inventory;
  readonly intents: readonly Intent[];
}

interface Ports {
  readonly state: StateStore | null;
  readonly clock: Clock;
}

/**
 * Takes the lock and writes ahead what is about to be sent, in one push. A run that sends nothing takes no lock; it
 * records what it learnt (adoptions, tombstones) where that is new.
 */
export async function beginRun(
  planned: Planned,
  gated: ReadonlySet<string>,
  who: string,
  { state, clock }: Ports,
): Promise<Begun> {
  const { plan, refresh } = planned;
  const { memory } = refresh;
  if (state === null) return free(refresh.pairing.identities.inventory, null, []);
  const now = clock.now();
  const inventory = afterRun({ ...recordOf(planned, planned, now), created: new Map(), outcome: null });
  if (!plan.steps.some(({ key }) => !gated.has(key))) {
    const known = memory.inventory ?? EMPTY_INVENTORY;
    const isNews = !sameInventory(known, inventory);
    const remains = memory.locked || memory.intents.some((intent) => !isOpen(intent, inventory));
    if (!isNews && !remains) return free(inventory, null, memory.intents);
    const problem = await recordOnly(inventory, planned, who, state, now);
    // What a dead run left behind can wait for another one; a run that is alive clears up after itself.
    return free(inventory, isNews ? problem : null, memory.intents);
  }
  const intents = intentsFor(plan, gated, generationsOf(planned), memory.intents, now);
  const wish = { who, run: null, commit: plan.source.commit, seconds: LEASE_SECONDS };
  const asked = await state.acquireLock(wish, { inventory, intents }, memory.revision);
  const gone = asked.status === 'held' && asked.stealableFrom <= now;
  const answer = gone ? await state.steal(wish, { inventory, intents }, memory.revision) : asked;
  if (answer.status !== 'locked') return free(inventory, problemOf(answer), intents);
  return held(answer.lease, inventory, intents, state, clock);
}

/** A run that sends nothing takes no lock, unless a dead run left one: nobody else would ever open it. */
async function recordOnly(
  inventory: Inventory,
  { plan, refresh }: Planned,
  who: string,
  state: StateStore,
  now: string,
): Promise<Problem | null> {
  const { revision, intents } = refresh.memory;
  const change = { inventory, intents: intents.filter((intent) => isOpen(intent, inventory)) };
  const answer = await state.commit(change, `record: ${who}`, revision);
  if (answer.status === 'ok') return null;
  if (answer.status !== 'held' || answer.stealableFrom > now) return problemOf(answer);
  const wish = { who, run: null, commit: plan.source.commit, seconds: LEASE_SECONDS };
  const stolen = await state.steal(wish, change, revision);
  if (stolen.status !== 'locked') return problemOf(stolen);
  const released = await state.release(stolen.lease, {});
  return released.status === 'ok' || released.status === 'lost' ? null : problemOf(released);
}

/** A create of which nobody knows yet whether it happened, or a step that waits for the tenant's approval. */
function isOpen({ step, key, approval }: Intent, { entries }: Inventory): boolean {
  return approval !== null || (step.endsWith('/create') && !Object.hasOwn(entries, key));
}

function free(inventory: Inventory, problem: Problem | null, intents: readonly Intent[]): Begun {
  return { problem, mayGoOn: async () => true, maySend: () => true, lease: () => null, inventory, intents };
}

function held(first: Lease, inventory: Inventory, intents: readonly Intent[], state: StateStore, clock: Clock): Begun {
  let lease: Lease | null = first;
  const mayGoOn = async (): Promise<boolean> => {
    if (lease === null) return false;
    if (leaseLasts(lease, clock.now(), MARGIN_SECONDS)) return true;
    const answer = await state.renew(lease, LEASE_SECONDS, {});
    lease = answer.status === 'ok' ? answer.lease : null;
    return lease !== null;
  };
  const maySend = (): boolean => lease !== null && leaseLasts(lease, clock.now(), WRITE_MARGIN_SECONDS);
  return { problem: null, mayGoOn, maySend, lease: () => lease, inventory, intents };
}

/** What is known after the last request. */
export interface Ended {
  readonly planned: Planned;
  readonly after: Planned | null;
  readonly outcome: Outcome;
  readonly created: ReadonlyMap<string, GraphId>;
  /** Step id → the approval that its request waits for. */
  readonly approvals: ReadonlyMap<string, NonNullable<Intent['approval']>>;
  readonly who: string;
}

/** Records what happened and opens the lock, in one push. Null when that went well, or nothing was to be recorded. */
export async function endRun(begun: Begun, ended: Ended, { state, clock }: Ports): Promise<Problem | null> {
  const lease = begun.lease();
  if (state === null || lease === null) return null;
  const now = clock.now();
  const { planned, after, outcome, created, who } = ended;
  const record = recordOf(planned, after ?? planned, now);
  const before = { ...record.before, inventory: begun.inventory };
  const inventory = afterRun({ ...record, before, created, outcome });
  const recorded = new Set(Object.keys(inventory.entries));
  const run = runRecord(planned.plan, outcome, { nonce: lease.nonce, epoch: lease.epoch, who, now });
  const answer = await state.release(lease, {
    inventory,
    intents: intentsAfter(begun.intents, outcome, recorded, ended.approvals),
    ...(run === null ? {} : { run }),
  });
  if (answer.status === 'ok') return null;
  if (answer.status === 'lost') {
    // Another run took over, and records what it finds; ours would be about a tenant of earlier.
    const message = 'the lock was taken over while this run slept: run again, it finds what was made';
    return { type: 'lock', message, requestIds: [] };
  }
  const text = 'message' in answer ? answer.message : 'somebody else wrote there meanwhile';
  return {
    type: 'incomplete',
    message: `the run was done, but could not be recorded on the state branch (${text}): run apply again, it finds what was made`,
    requestIds: [],
  };
}

function recordOf(before: Planned, seen: Planned, now: string): Omit<AfterRun, 'created' | 'outcome'> {
  return {
    before: before.refresh.pairing.identities,
    seen: [...seenIn(seen), ...unseenIn(before, seen)],
    generations: generationsOf(before),
    forgotten: new Set(before.plan.changes.filter(({ action }) => action === 'forget').map(({ key }) => key)),
    commit: before.plan.source.commit,
    now,
  };
}

/** Keys of ours as a plan saw them. */
function seenIn({ refresh }: Planned): readonly Seen[] {
  return refresh.proposals
    .filter((proposed) => isOurs(proposed) && proposed.action !== 'forget')
    .map(({ key, live, desired }) => ({ key, live, desired }));
}

/** Keys that the later plan says nothing about, as when their object isn't shown yet: what was made is recorded all the same. */
function unseenIn(before: Planned, after: Planned): readonly Seen[] {
  const told = new Set(after.refresh.proposals.map(({ key }) => key));
  return before.refresh.proposals
    .filter(({ key, action }) => action === 'create' && !told.has(key))
    .map(({ key, desired }) => ({ key, live: null, desired }));
}

function generationsOf({ refresh }: Planned): ReadonlyMap<string, number> {
  return new Map(refresh.proposals.map(({ key, generation }) => [key, generation]));
}

function problemOf(answer: Exclude<LockAnswer, { status: 'locked' }> | StateFault): Problem {
  switch (answer.status) {
    case 'held': {
      const { holder } = answer;
      const text = `${holderWords(holder, answer.stealableFrom)}: wait, or ${unlockWords(holder)}`;
      return { type: 'lock', message: text, requestIds: [] };
    }
    case 'moved':
      return { type: 'lock', message: 'another run wrote to the state branch meanwhile: run again', requestIds: [] };
    case 'unreachable':
    case 'unreadable':
      return { type: 'incomplete', message: answer.message, requestIds: [] };
  }
}
