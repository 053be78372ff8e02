/** The inventory after a run, from what was seen after it: right also where an earlier run died before it recorded. */

import { odataType } from '../../catalogue/kind.ts';
import { kindNamed } from '../../kinds/catalogue.ts';
import type { Change } from '../../model/change.ts';
import { grouped } from '../../model/grouped.ts';
import type { GraphId } from '../../model/ids.ts';
import type { Outcome } from '../../model/outcome.ts';
import type { LiveProfile, ResolvedProfile } from '../../model/profile.ts';
import type { Inventory } from '../../model/state/inventory.ts';
import { knownReferencesOf } from '../tenant/references.ts';
import type { Identities } from './identify.ts';
import { withoutOpenSecrets } from './open-secrets.ts';
import {
  countApply,
  entryOf,
  type RecordedAt,
  recordAdopted,
  recordAgreed,
  recordBeginning,
  recordBirth,
  recordCreated,
  recordObject,
  recordPeople,
  recordProtection,
  recordProvisional,
  recordReferences,
  recordTakeover,
  restore,
  tombstone,
} from './record.ts';

/** A key of ours as the last plan of the run saw it. */
export interface Seen {
  readonly key: string;
  /** Null where the object isn't there, or not yet shown. */
  readonly live: LiveProfile | null;
  /** Null where the YAML is gone. References are bound to ids. */
  readonly desired: ResolvedProfile | null;
}

export interface AfterRun extends RecordedAt {
  /** Of the plan that the run carried out. */
  readonly before: Identities;
  /** From the plan made afterwards; where nothing was written, from the same plan. Only keys of ours. */
  readonly seen: readonly Seen[];
  /** Ids that creates made or found, by key. */
  readonly created: ReadonlyMap<string, GraphId>;
  /** Of keys that have no entry yet; 1 where it's missing. */
  readonly generations: ReadonlyMap<string, number>;
  /** Keys whose change was `forget`: their objects are gone from the tenant for sure, or handed back. */
  readonly forgotten: ReadonlySet<string>;
  /** Keys whose change waits for an approval: nothing of theirs is taken over. */
  readonly waiting: ReadonlySet<string>;
  /** Keys whose object may have an older one that hides, and since when. */
  readonly provisional: ReadonlyMap<string, string>;
  /** What the plan said of each change. */
  readonly changes: readonly Pick<Change, 'key' | 'effect'>[];
  /** The Entra tenant, where it is known. */
  readonly tenant: string | null;
  /** Null where nothing was to be done. */
  readonly outcome: Outcome | null;
  /** Keys that were written, or will be, since they were seen: what they are bound to is not known any more. */
  readonly written: ReadonlySet<string>;
}

/**
 * Keys that were adopted, created, found again, renamed, released, unassigned, restored or deleted, each as it is now.
 * An equal inventory comes back when there's nothing new (`sameInventory`), so a run that changes nothing leaves no commit.
 */
export function afterRun(run: AfterRun): Inventory {
  const { inventory: before, stopped } = run.before;
  const gone = new Set([...run.forgotten, ...deletedKeys(run.outcome)]);
  const start = { ...before, tenant: before.tenant ?? run.tenant };
  const seen = run.seen.filter(({ key }) => !stopped.has(key));
  const changes: readonly KeyChange[] = [
    ...seen.map((one): KeyChange => [one.key, (inventory) => afterKey(inventory, one, run)]),
    ...carriedOut(run).map((change): KeyChange => [change.key, (inventory) => afterChange(inventory, change)]),
  ];
  const written = new Map(run.seen.flatMap(({ key, desired }) => (desired === null ? [] : [[key, desired.settings]])));
  return withoutOpenSecrets(changeKeys(without(start, gone), changes), written);
}

/** A key, and what becomes of its entry in an inventory that holds no other one. */
type KeyChange = readonly [string, (inventory: Inventory) => Inventory];

/** All changes in their order; each sees its own entry alone, since copying thousands for each of thousands takes minutes. */
function changeKeys(inventory: Inventory, changes: readonly KeyChange[]): Inventory {
  const entries = new Map(Object.entries(inventory.entries));
  const applies = new Map(Object.entries(inventory.applies));
  for (const [key, change] of changes) {
    const after = change({ ...inventory, entries: only(entries, key), applies: only(applies, key) });
    for (const [name, entry] of Object.entries(after.entries)) entries.set(name, entry);
    for (const [name, count] of Object.entries(after.applies)) applies.set(name, count);
  }
  return { ...inventory, entries: Object.fromEntries(entries), applies: Object.fromEntries(applies) };
}

function only<Value>(values: ReadonlyMap<string, Value>, key: string): Readonly<Record<string, Value>> {
  const value = values.get(key);
  return value === undefined ? {} : { [key]: value };
}

/** Stops managing them: released, or deleted. */
function without(inventory: Inventory, keys: ReadonlySet<string>): Inventory {
  const entries = Object.entries(inventory.entries).filter(([key]) => !keys.has(key));
  return { ...inventory, entries: Object.fromEntries(entries) };
}

/** Changes all of whose steps are done, at least one of them by this run. */
function carriedOut({ outcome, changes }: AfterRun): AfterRun['changes'] {
  const steps = grouped(outcome?.steps ?? [], ({ key }) => key);
  return changes.filter(({ key }) => {
    const own = steps.get(key) ?? [];
    const isWhole = own.every(({ status }) => status === 'done' || status === 'already-done');
    return isWhole && own.some(({ status }) => status === 'done');
  });
}

function afterChange(inventory: Inventory, { key, effect }: AfterRun['changes'][number]): Inventory {
  const { kept, gained } = effect;
  const counted = countApply(inventory, key);
  return kept === null || gained === null ? counted : recordPeople(counted, key, kept + gained);
}

function afterKey(before: Inventory, { key, live, desired }: Seen, run: AfterRun): Inventory {
  const claim = run.before.claims.get(key);
  const made = run.created.get(key);
  const generation = claim?.generation ?? run.generations.get(key) ?? 1;
  const protect = desired?.protect ?? false;
  const kind = kindNamed(live?.kind ?? desired?.kind ?? '');
  if (kind === undefined) return before;
  const isTakeover = (claim?.takeover ?? null) !== null && live !== null && live.id === claim?.live.id;
  if (isTakeover && run.waiting.has(key)) return before;
  const known = entryOf(before, key);
  let inventory = before;
  if (live !== null && known?.id !== live.id) {
    // Only what was claimed or made in this run: an object that turns up otherwise is somebody's copy.
    if (live.id !== made && live.id !== claim?.live.id) return before;
    inventory = recordObject(inventory, key, live, generation, protect);
    if (isTakeover) inventory = countApply(inventory, key);
    if (live.id === made || claim?.by === 'intent') inventory = recordBeginning(inventory, key, kind, run);
  } else if (live === null && made !== undefined && known?.id !== made) {
    const born = { id: made, kind: kind.name, type: odataType(kind), generation };
    const begun = recordBeginning(recordCreated(inventory, key, born, protect), key, kind, run);
    return recordProvisional(begun, key, provisionalSince(key, run));
  }
  if (live === null) return inventory;
  inventory = isTakeover ? recordTakeover(inventory, key, live) : recordBirth(inventory, key, live);
  inventory = recordProvisional(inventory, key, provisionalSince(key, run));
  if (desired === null) return live.assignments.length === 0 ? tombstone(inventory, key, run.now) : inventory;
  inventory = restore(recordProtection(inventory, key, protect), key);
  if (claim?.by === 'adopt' && claim.live.id === live.id && entryOf(inventory, key)?.applied === null) {
    inventory = recordAdopted(inventory, key, claim.live, desired, kind, run);
  }
  const agreed = recordAgreed(inventory, key, live, desired, kind, run);
  return recordReferences(agreed, key, run.written.has(key) ? undefined : knownReferencesOf(live, kind));
}

function provisionalSince(key: string, { provisional, created, now }: AfterRun): string | null {
  const since = provisional.get(key) ?? null;
  return since !== null && created.has(key) ? now : since;
}

function deletedKeys(outcome: Outcome | null): readonly string[] {
  const deletes = outcome?.steps.filter(({ verb }) => verb === 'delete') ?? [];
  return deletes.flatMap(({ key, status }) => (status === 'done' || status === 'already-done' ? [key] : []));
}
