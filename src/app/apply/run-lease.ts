/** Around an apply: what is written to the state branch before the first request, and after the last. */

import { bundleIntentOf } from '../../core/bundles/unfinished.ts';
import { countedAs } from '../../core/policy/policy-changes.ts';
import { type AfterRun, afterRun, type Seen } from '../../core/state/after-run.ts';
import { closeDisturbed, openDisturbed, settleDisturbed } from '../../core/state/disturbed.ts';
import { isOpenIntent } from '../../core/state/open-creates.ts';
import { type RecordedPolicy, recordPolicy } from '../../core/state/record.ts';
import { intentsAfter, intentsFor, runRecord } from '../../core/state/run-log.ts';
import { isOurs } from '../../model/change.ts';
import type { GraphId } from '../../model/ids.ts';
import { sameJson } from '../../model/json.ts';
import type { Outcome } from '../../model/outcome.ts';
import type { Problem } from '../../model/plan.ts';
import { type Inventory, sameInventory } from '../../model/state/inventory.ts';
import { holderWords, unlockWords } from '../../model/state/lock.ts';
import type { Intent } from '../../model/state/log.ts';
import type { LockAnswer, StateFault } from '../../model/state/snapshot.ts';
import type { Planned } from '../plan/plan.ts';
import type { StateStore } from '../ports/state.ts';
import type { Clock } from '../ports/tenant.ts';
import { LEASE_SECONDS, LOST, type LockWatch, UNLOCKED, watchLock } from './lock-watch.ts';

export interface Begun {
  readonly problem: Problem | null;
  readonly watch: LockWatch;
  /** As it was written ahead: what the last plan can't see for a fault stays as it was seen before. */
  readonly inventory: Inventory;
  readonly intents: readonly Intent[];
}

interface Ports {
  readonly state: StateStore | null;
  readonly clock: Clock;
}

function policyOf({ policyRecord, policyGrants }: Planned): RecordedPolicy {
  return { policy: policyRecord, approved: [...policyGrants.accepted].map(countedAs) };
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
  const record = { ...recordOf(planned, planned, now), waiting: gated };
  const written = new Set(plan.steps.flatMap(({ key }) => (gated.has(key) ? [] : [key])));
  const begun = afterRun({ ...record, created: new Map(), outcome: null, written });
  const closed = closeDisturbed(recordPolicy(begun, policyOf(planned)), now);
  const inventory = openDisturbed(closed, plan, written, now);
  if (!plan.steps.some(({ key }) => !gated.has(key))) {
    const known = refresh.pairing.identities.recorded;
    // A version that remembers more is no news: the next write brings it along.
    const isLoosened = planned.policyGrants.accepted.size > 0;
    // A policy that was tightened is: the next commit could take it back, and nobody would know.
    const isTightened = known.policy !== null && !sameJson(known.policy, inventory.policy);
    const isNews =
      isLoosened || isTightened || !sameInventory(known, { ...inventory, tenant: known.tenant, policy: known.policy });
    const remains = memory.locked || memory.intents.some((intent) => !isKept(intent, inventory, planned));
    if (!isNews && !remains) return free(inventory, null, memory.intents);
    const problem = await recordOnly(inventory, planned, who, state, now);
    // What a dead run left behind can wait for another one; a run that is alive clears up after itself.
    return free(inventory, isNews ? problem : null, memory.intents);
  }
  const intents = intentsFor(plan, gated, generationsOf(planned), memory.intents, now, (key) =>
    bundleIntentOf(plan, key),
  );
  const wish = { who, run: null, commit: plan.source.commit, seconds: LEASE_SECONDS, now };
  const asked = await state.acquireLock(wish, { inventory, intents }, memory.revision);
  const gone = asked.status === 'held' && asked.stealableFrom <= now;
  const answer = gone ? await state.steal(wish, { inventory, intents }, memory.revision) : asked;
  if (answer.status !== 'locked') return free(inventory, problemOf(answer), intents);
  return { problem: null, watch: watchLock(answer.lease, state, clock), inventory, intents };
}

/** A run that sends nothing takes no lock, unless a dead run left one: nobody else would ever open it. */
async function recordOnly(
  inventory: Inventory,
  planned: Planned,
  who: string,
  state: StateStore,
  now: string,
): Promise<Problem | null> {
  const { plan, refresh } = planned;
  const { revision, intents } = refresh.memory;
  const change = { inventory, intents: intents.filter((intent) => isKept(intent, inventory, planned)) };
  const answer = await state.commit(change, `record: ${who}`, revision);
  if (answer.status === 'ok') return null;
  if (answer.status !== 'held' || answer.stealableFrom > now) return problemOf(answer);
  const wish = { who, run: null, commit: plan.source.commit, seconds: LEASE_SECONDS, now };
  const stolen = await state.steal(wish, change, revision);
  if (stolen.status !== 'locked') return problemOf(stolen);
  const released = await state.release(stolen.lease, {});
  return released.status === 'ok' || released.status === 'lost' ? null : problemOf(released);
}

/** Also of a bundle whose rest still waits: whoever finishes it must know what was approved. */
function isKept(intent: Intent, inventory: Inventory, { plan, refresh }: Planned): boolean {
  const { bundle } = intent;
  if (isOpenIntent(intent, inventory)) return true;
  const mates = refresh.memory.intents.filter((one) => bundle !== undefined && one.bundle?.id === bundle.id);
  return mates.some(({ key }) => plan.steps.some((step) => step.key === key));
}

function free(inventory: Inventory, problem: Problem | null, intents: readonly Intent[]): Begun {
  return { problem, watch: UNLOCKED, inventory, intents };
}

/** What is known after the last request. */
export interface Ended {
  readonly planned: Planned;
  readonly after: Planned | null;
  readonly outcome: Outcome;
  readonly created: ReadonlyMap<string, GraphId>;
  /** Step id → the approval that its request waits for. */
  readonly approvals: ReadonlyMap<string, NonNullable<Intent['approval']>>;
  /** Ids of steps of which nobody knows whether they were carried out. */
  readonly unsure: ReadonlySet<string>;
  /** Keys whose change waited. */
  readonly waiting: ReadonlySet<string>;
  readonly who: string;
}

/** Records what happened and opens the lock, in one push. Null when that went well, or nothing was to be recorded. */
export async function endRun(begun: Begun, ended: Ended, { state, clock }: Ports): Promise<Problem | null> {
  const lease = begun.watch.lease();
  if (state === null || begun.watch === UNLOCKED) return null;
  const { planned, after, outcome, created, who, waiting, unsure, approvals } = ended;
  if (lease === null) return leftBehind(created);
  const now = clock.now();
  const record = recordOf(planned, after ?? planned, now);
  const before = { ...record.before, inventory: begun.inventory };
  // Without another plan nobody looked at what was written.
  const written = new Set(after === null ? planned.plan.steps.map(({ key }) => key) : []);
  const seen = afterRun({ ...record, before, created, outcome, waiting, written });
  const inventory = settleDisturbed(seen, planned.plan, outcome, now);
  const { intents: earlier } = planned.refresh.memory;
  const run = runRecord(planned.plan, outcome, { nonce: lease.nonce, epoch: lease.epoch, who, now });
  const answer = await state.release(lease, {
    inventory,
    intents: intentsAfter(begun.intents, { outcome, earlier, inventory, unsure, approvals }),
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

/** A run that lost its lock records nothing: what it made is named, and the next run finds it by its marker. */
function leftBehind(created: ReadonlyMap<string, GraphId>): Problem {
  const made = [...created].map(([key, id]) => `"${key}" (${id})`).join(', ');
  return made === '' ? LOST : { ...LOST, message: `${LOST.message}. it made ${made}` };
}

function recordOf(
  before: Planned,
  seen: Planned,
  now: string,
): Omit<AfterRun, 'created' | 'outcome' | 'waiting' | 'written'> {
  const told = seenIn(seen);
  return {
    changes: before.plan.changes,
    provisional: new Map(
      before.refresh.pairing.pairs.flatMap(({ desired, provisional = null }) =>
        provisional === null ? [] : [[desired.key, provisional] as const],
      ),
    ),
    tenant: before.plan.tenant.id,
    before: before.refresh.pairing.identities,
    seen: [...told, ...unseenIn(before, told)],
    generations: generationsOf(before),
    forgotten: new Set(before.plan.changes.filter(({ action }) => action === 'forget').map(({ key }) => key)),
    commit: before.plan.source.commit,
    now,
  };
}

/** Keys of ours as a plan saw them. */
function seenIn({ refresh }: Planned): readonly Seen[] {
  return refresh.proposals
    .filter((proposed) => isOurs(proposed) && proposed.action !== 'forget' && proposed.isHeld !== true)
    .map(({ key, live, desired }) => ({ key, live, desired }));
}

/**
 * Keys that the later plan says nothing about, as when their object isn't shown yet, or when it could not look up their groups: what
 * was made is recorded all the same.
 */
function unseenIn(before: Planned, after: readonly Seen[]): readonly Seen[] {
  const told = new Set(after.map(({ key }) => key));
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
