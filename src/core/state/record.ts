/** Changes of the inventory, each a function from one value to the next; nothing here looks at the tenant. */

import { fieldsIn, type Kind } from '../../catalogue/kind.ts';
import type { GraphId } from '../../model/ids.ts';
import { type JsonObject, type JsonValue, ownMember, sameJson } from '../../model/json.ts';
import type { LiveProfile, ResolvedProfile } from '../../model/profile.ts';
import type { Applied, Inventory, InventoryEntry } from '../../model/state/inventory.ts';
import { agreedPart } from '../assignments/three-way.ts';
import { addedTags, keepingTags } from './added-tags.ts';
import { baseValues, desiredValues, fieldOf, liveValues, normalForm, pathsOf } from './normal-form.ts';
import { emptiedByTombstone } from './own-writes.ts';
import { typeOf } from './witnesses.ts';

/** The git commit and the time (ISO 8601, UTC) of a record. */
export interface RecordedAt {
  readonly commit: string | null;
  readonly now: string;
}

/** Of an object that nothing is known about but that it's there. */
const NEW = { tombstone: null, applied: null, people: null, provisional: null };

/**
 * An object that an adoption or a create brought in. Both witnesses are written down, which costs the tenant nothing.
 * Nothing is agreed upon yet: `recordAgreed` or `recordAdopted` says what.
 */
export function recordObject(
  inventory: Inventory,
  key: string,
  live: LiveProfile,
  generation: number,
  protect: boolean,
): Inventory {
  const { id, kind, created } = live;
  return withEntry(inventory, key, { kind, id, created, type: typeOf(live), generation, protect, ...NEW });
}

/** A created object that no list shows yet: its id is what the answer said. A later run adds the second witness. */
export function recordCreated(
  inventory: Inventory,
  key: string,
  made: { readonly id: GraphId; readonly kind: string; readonly type: string; readonly generation: number },
  protect: boolean,
): Inventory {
  return withEntry(inventory, key, { ...made, created: null, protect, ...NEW });
}

/**
 * An object of our own making: whatever was sent with it, it began with no assignments and no references. With that as
 * the base, what an interrupted run had still to add is git's intention, and not somebody's change.
 */
export function recordBeginning(inventory: Inventory, key: string, kind: Kind, at: RecordedAt): Inventory {
  if (entryOf(inventory, key)?.applied !== null) return inventory;
  const references = fieldsIn(kind).flatMap(([name, { shape }]) =>
    shape.type === 'reference' ? [[`/settings/${name}`, null] as const] : [],
  );
  return withApplied(inventory, key, new Map<string, JsonValue>([['/assign', []], ...references]), [], kind, at);
}

/** The birth of an object that somebody allowed to take over although another one, or none, was recorded. */
export function recordTakeover(inventory: Inventory, key: string, live: LiveProfile): Inventory {
  const entry = entryOf(inventory, key);
  if (entry === undefined || entry.created === live.created) return inventory;
  return countApply(withEntry(inventory, key, { ...entry, created: live.created, type: typeOf(live) }), key);
}

/** One more change of the key was carried out to its end. */
export function countApply(inventory: Inventory, key: string): Inventory {
  const count = Object.hasOwn(inventory.applies, key) ? (inventory.applies[key] ?? 0) : 0;
  return { ...inventory, applies: { ...inventory.applies, [key]: count + 1 } };
}

/** The policy in force, and the names under which approvals of loosened settings are counted. */
export interface RecordedPolicy {
  readonly policy: JsonObject;
  readonly approved: readonly string[];
}

/** What judges the next run. An approval that was used is good for no later one. */
export function recordPolicy(inventory: Inventory, { policy, approved }: RecordedPolicy): Inventory {
  return approved.reduce(countApply, { ...inventory, policy });
}

/** Whom the object reaches, as the last carried-out change counted them. */
export function recordPeople(inventory: Inventory, key: string, people: number): Inventory {
  return changed(inventory, key, { people });
}

/** Whether an older object of the key may hide, and since when. */
export function recordProvisional(inventory: Inventory, key: string, since: string | null): Inventory {
  const stands = entryOf(inventory, key)?.provisional?.since ?? null;
  return stands === since ? inventory : changed(inventory, key, { provisional: since === null ? null : { since } });
}

/** What the object is bound to; undefined where nobody knows. */
export function recordReferences(
  inventory: Inventory,
  key: string,
  references: InventoryEntry['references'],
): Inventory {
  const entry = entryOf(inventory, key);
  if (entry === undefined) return inventory;
  const { references: _before, ...rest } = entry;
  return withEntry(inventory, key, references === undefined ? rest : { ...rest, references });
}

/** The second witness of an object that was recorded before any list showed it. */
export function recordBirth(inventory: Inventory, key: string, live: LiveProfile): Inventory {
  const entry = entryOf(inventory, key);
  const due = entry !== undefined && entry.id === live.id && entry.created === null && live.created !== null;
  return due ? withEntry(inventory, key, { ...entry, created: live.created, type: typeOf(live) }) : inventory;
}

/** An adoption: all that the tenant holds now is the base, so that what YAML says otherwise is git's intention. */
export function recordAdopted(
  inventory: Inventory,
  key: string,
  live: LiveProfile,
  desired: ResolvedProfile,
  kind: Kind,
  at: RecordedAt,
): Inventory {
  const managed = [...desiredValues(desired, kind).keys()];
  const left = new Set(desired.unmanaged);
  const values = [...liveValues(live, kind)].filter(([path]) => !left.has(fieldOf(path)));
  return withApplied(inventory, key, new Map(values), managed, kind, at);
}

/**
 * What git and tenant agree upon becomes the base. A field that differs keeps the base it had, and so does one that YAML
 * doesn't mention: a change of it in the portal stays drift until somebody writes it into YAML. What was never known
 * and isn't mentioned is taken as it is; what `unmanaged` leaves to the portal is forgotten. Right after an apply
 * this records what was applied; where an earlier record was lost it makes up for it.
 */
export function recordAgreed(
  inventory: Inventory,
  key: string,
  live: LiveProfile,
  desired: ResolvedProfile,
  kind: Kind,
  at: RecordedAt,
): Inventory {
  const entry = entryOf(inventory, key);
  const applied = entry?.applied ?? null;
  const before = applied === null ? new Map<string, JsonValue>() : baseValues(applied.normal, kind);
  const added = addedTags(entry ?? null, live, desired);
  const wanted = desiredValues(keepingTags(desired, added), kind);
  const holds = liveValues(live, kind);
  const left = new Set(desired.unmanaged);
  const unused = unusedPaths(kind, live);
  const values = pathsOf(kind).flatMap((path) => {
    const [base, now, wish] = [before.get(path), holds.get(path), wanted.get(path)];
    if (left.has(fieldOf(path))) return [];
    const agreed = now !== undefined && wish !== undefined && sameJson(now, wish);
    const cleared = now === null && wish === undefined && unused.has(path);
    const settled = agreed || cleared || (base === undefined && wish === undefined);
    const value = settled ? now : path === '/assign' ? agreedTargets(base, now, wish) : base;
    return value === undefined ? [] : [[path, value] as const];
  });
  return withApplied(inventory, key, new Map(values), [...wanted.keys()], kind, at, added);
}

/** Assignments are agreed upon target by target: git's part may be done while somebody else's waits. */
function agreedTargets(
  base: JsonValue | undefined,
  now: JsonValue | undefined,
  wish: JsonValue | undefined,
): JsonValue | undefined {
  if (!isTexts(base) || !isTexts(now) || !isTexts(wish)) return base;
  return agreedPart(base, now, wish);
}

function isTexts(value: JsonValue | undefined): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

/** Pointers of references that the settings make no use of: that nothing is bound there any more is no drift. */
function unusedPaths(kind: Kind, live: LiveProfile): ReadonlySet<string> {
  const unused = fieldsIn(kind).filter(([, { usedWhen }]) => usedWhen?.(live.settings) === false);
  return new Set(unused.map(([name]) => `/settings/${name}`));
}

/** What YAML says about protection, remembered for the time when the YAML is gone. */
export function recordProtection(inventory: Inventory, key: string, protect: boolean): Inventory {
  return changed(inventory, key, { protect });
}

/** The YAML is gone and nobody is assigned any more: grace begins. A tombstone that stands keeps its date. */
export function tombstone(inventory: Inventory, key: string, now: string): Inventory {
  const stands = entryOf(inventory, key)?.tombstone ?? null;
  return stands === null ? changed(inventory, key, { tombstone: { since: now } }) : inventory;
}

/** The YAML is back within the grace period: the same object goes on, and that nobody is assigned was our doing. */
export function restore(inventory: Inventory, key: string): Inventory {
  const entry = entryOf(inventory, key);
  return entry === undefined || entry.tombstone === null
    ? inventory
    : withEntry(inventory, key, { ...emptiedByTombstone(entry), tombstone: null });
}

/** Renames that can't be carried out, because the new key has an object of its own. */
export interface Renamed {
  readonly inventory: Inventory;
  readonly blocked: readonly { readonly from: string; readonly to: string }[];
}

/**
 * Carries out `moved` (old key → new key). Done against what the inventory holds, so doing it twice, or after half of
 * it was lost, is the same. Chains are followed; a circle moves nothing.
 */
export function rename(inventory: Inventory, moved: Readonly<Record<string, string>>): Renamed {
  const keys = Object.keys(inventory.entries);
  const target = new Map(keys.map((key) => [key, movedKey(key, moved)]));
  const taken = new Map<string, readonly string[]>();
  for (const [key, to] of target) taken.set(to, [...(taken.get(to) ?? []), key]);
  const blocked = [...target]
    .filter(([key, to]) => key !== to && (taken.get(to)?.length ?? 0) > 1)
    .map(([from, to]) => ({ from, to }));
  const stays = new Set(blocked.map(({ from }) => from));
  const entries = Object.entries(inventory.entries).map(
    ([key, entry]) => [stays.has(key) ? key : (target.get(key) ?? key), entry] as const,
  );
  return {
    inventory: { ...inventory, applies: movedCounts(inventory.applies, moved), entries: Object.fromEntries(entries) },
    blocked,
  };
}

/** A key goes on counting under its new name, so that what was approved under the old one is used up there too. */
function movedCounts(
  applies: Inventory['applies'],
  moved: Readonly<Record<string, string>>,
): Readonly<Record<string, number>> {
  const counts = new Map(Object.entries(applies));
  for (const [key, count] of Object.entries(applies)) {
    const to = movedKey(key, moved);
    counts.set(to, Math.max(counts.get(to) ?? 0, count));
  }
  return Object.fromEntries(counts);
}

/** A key under its present name. Follows chains (`a: b`, `b: c`); in a circle nobody can say which name is the new one. */
export function movedKey(key: string, moved: Readonly<Record<string, string>>): string {
  const seen = new Set<string>();
  let now = key;
  // A key may be called "constructor", which every object has.
  while (Object.hasOwn(moved, now)) {
    const next = ownMember(moved, now);
    if (next === undefined || seen.has(next)) return key;
    seen.add(next);
    now = next;
  }
  return now;
}

/** The entry of a key, if it has one. */
export function entryOf(inventory: Inventory, key: string): InventoryEntry | undefined {
  return ownMember(inventory.entries, key);
}

function withApplied(
  inventory: Inventory,
  key: string,
  values: ReadonlyMap<string, JsonValue>,
  managed: readonly string[],
  kind: Kind,
  { commit, now }: RecordedAt,
  added: readonly string[] = [],
): Inventory {
  const entry = entryOf(inventory, key);
  if (entry === undefined) return inventory;
  const normal = { ...normalForm(values, kind), ...(added.length === 0 ? {} : { addedTagIds: added }) };
  const applied: Applied = { commit, at: now, normal, managed: managed.toSorted() };
  const same =
    entry.applied !== null &&
    sameJson({ ...entry.applied.normal }, { ...applied.normal }) &&
    sameJson(entry.applied.managed, applied.managed);
  // Time and commit alone are no news: a run that changes nothing must leave no commit behind.
  return same ? inventory : withEntry(inventory, key, { ...entry, applied });
}

function changed(inventory: Inventory, key: string, parts: Partial<InventoryEntry>): Inventory {
  const entry = entryOf(inventory, key);
  return entry === undefined ? inventory : withEntry(inventory, key, { ...entry, ...parts });
}

function withEntry(inventory: Inventory, key: string, entry: InventoryEntry): Inventory {
  return { ...inventory, entries: { ...inventory.entries, [key]: entry } };
}
