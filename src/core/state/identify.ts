/** Which live object belongs to which key, by the inventory first: markers only speak where something was lost. */

import { compareText, type Finding, finding } from '../../model/finding.ts';
import type { GraphId } from '../../model/ids.ts';
import type { LiveProfile, Marker } from '../../model/profile.ts';
import { EMPTY_INVENTORY, type Inventory, type InventoryEntry } from '../../model/state/inventory.ts';
import type { Intent } from '../../model/state/log.ts';
import { CLOCK_SKEW_MS, instantOf } from '../../model/time.ts';

import { generationOf, markerFor, markerText } from '../tenant/marker.ts';
import { emptiedByTombstone, withOwnWrites } from './own-writes.ts';

import { movedKey, rename } from './record.ts';
import { type Witnesses, witnesses } from './witnesses.ts';

export interface IdentityInput {
  /** Null where there is no state branch yet: then nothing says that a marker is true, and somebody must allow each. */
  readonly inventory: Inventory | null;
  readonly intents: readonly Intent[];
  readonly live: readonly LiveProfile[];
  readonly owner: string;
  readonly moved: Readonly<Record<string, string>>;
  readonly adopt: Readonly<Record<string, GraphId>>;
  readonly release: Readonly<Record<string, string>>;
}

/** How an object came to its key; all but `inventory` are new to the inventory and have no `entry`. */
type ClaimedBy = 'inventory' | 'adopt' | 'intent' | 'first-run';

interface Claim {
  readonly key: string;
  readonly live: LiveProfile;
  readonly by: ClaimedBy;
  readonly entry: InventoryEntry | null;
  readonly witnesses: Witnesses | null;
  /** For the marker, and for the entry where there is none yet. */
  readonly generation: number;
  /** The markers by which the object may be known: those of today's key, and of its names before. */
  readonly markers: readonly Marker[];
  /** Why somebody must allow that the object is taken over; null where it is known as ours. */
  readonly takeover: string | null;
}

export interface Identities {
  /** The inventory under today's keys, released keys taken out: what recording goes on from. */
  readonly inventory: Inventory;
  /** What was recorded, and what follows from it by itself: a run that knows no more has nothing to record. */
  readonly recorded: Inventory;
  readonly claims: ReadonlyMap<string, Claim>;
  /** In the inventory, but not among the live objects; on a complete list: deleted by somebody. */
  readonly gone: ReadonlyMap<string, InventoryEntry>;
  /** Keys for which nothing may be done, with a finding that says why. */
  readonly stopped: ReadonlySet<string>;
  /** Objects with our marker that are not ours: reported, never touched, counted as unmanaged. */
  readonly copies: readonly { readonly key: string; readonly live: LiveProfile }[];
  readonly findings: readonly Finding[];
}

/** Decides for all live objects at once. The result doesn't depend on their order. */
export function identify(input: IdentityInput): Identities {
  const { inventory: recorded, blocked } = rename(input.inventory ?? EMPTY_INVENTORY, input.moved);
  const byId = new Map(input.live.map((one) => [one.id, one]));
  const sent = input.intents.map(({ key, ...rest }) => ({ ...rest, key: movedKey(key, input.moved) }));
  const inventory = withOwnWrites(recorded, byId, sent);
  const kept = Object.entries(inventory.entries).filter(([key]) => !Object.hasOwn(input.release, key));
  const state: State = {
    input,
    entries: new Map(kept),
    claims: new Map(),
    gone: new Map(),
    stopped: new Set(blocked.flatMap(({ from, to }) => [from, to])),
    findings: blocked.map(({ from, to }) =>
      finding('OWN-004', `moved: "${from}" can't become "${to}", which has an object of its own: choose a new key`, {
        key: to,
      }),
    ),
    byId,
  };
  claimRecorded(state);
  claimAdopted(state);
  const copies = claimMarked(state);
  return {
    inventory: { ...inventory, entries: Object.fromEntries(kept) },
    recorded: input.inventory ?? EMPTY_INVENTORY,
    claims: state.claims,
    gone: state.gone,
    stopped: state.stopped,
    copies,
    findings: state.findings,
  };
}

interface State {
  readonly input: IdentityInput;
  readonly entries: ReadonlyMap<string, InventoryEntry>;
  readonly claims: Map<string, Claim>;
  readonly gone: Map<string, InventoryEntry>;
  readonly stopped: Set<string>;
  readonly findings: Finding[];
  readonly byId: ReadonlyMap<string, LiveProfile>;
}

/** Objects of the inventory, whatever became of their names and descriptions. */
function claimRecorded(state: State): void {
  for (const [key, entry] of state.entries) {
    const live = state.byId.get(entry.id);
    if (live === undefined) state.gone.set(key, entry);
    else claimEntry(state, key, entry, live);
  }
}

/** The object that the record names, if what it is bears that out. A line of adopt.yaml is a person's word for it. */
function claimEntry(state: State, key: string, entry: InventoryEntry, live: LiveProfile): void {
  const { input, claims, stopped, findings } = state;
  const { generation } = entry;
  const markers = markersOf(input, key, generation);
  const witnessed = witnesses(entry, live, markers);
  const isNamed = Object.hasOwn(input.adopt, key) && input.adopt[key] === entry.id && witnessed.marker !== 'foreign';
  if (witnessed.verdict === 'other' && !isNamed) {
    const text = `${names([live])} is not the object that was recorded for "${key}": it was born at another time, and its description carries no marker of ours. nothing is written to it: name the right object in adopt.yaml ("${key}: <id>"), or let go of the key with "release"`;
    findings.push(finding('OWN-017', text, { key }));
    stopped.add(key);
    return;
  }
  const takeover = takeoverOf(witnessed, isNamed);
  const known = emptiedByTombstone(entry);
  claims.set(key, { key, live, by: 'inventory', entry: known, witnesses: witnessed, generation, markers, takeover });
  if (witnessed.marker === 'foreign') {
    const text = `${live.id} ("${live.name}") carries the marker of the owner "${live.marker?.owner}": it is still managed, but will not be removed; settle whose it is`;
    findings.push(finding('OWN-005', text, { key }));
  } else if (takeover !== null) {
    const text = `${live.id} ("${live.name}") is known by its id only, its marker is ${witnessed.marker}: nothing is written to it before somebody allows to take it over`;
    findings.push(finding('OWN-006', text, { key }));
  }
}

function takeoverOf({ verdict }: Witnesses, isNamed: boolean): string | null {
  if (verdict === 'other') return 'it was born at another time than the object recorded';
  return verdict === 'unknown' && !isNamed ? 'only its id is known: its birth was never recorded' : null;
}

/** The lines that an object of the key may carry: one made before a rename has the key's name of then. */
function markersOf({ owner, moved }: IdentityInput, key: string, generation: number): readonly Marker[] {
  const before = Object.keys(moved).filter((old) => old !== key && movedKey(old, moved) === key);
  return [key, ...before].map((name) => markerFor(owner, name, generation));
}

/** Objects that a person named. An entry of adopt.yaml that was carried out says nothing any more. */
function claimAdopted(state: State): void {
  const { input, claims, byId } = state;
  const owners = new Map([...claims.values()].map(({ key, live }) => [live.id, key]));
  for (const [named, id] of Object.entries(input.adopt)) {
    const key = movedKey(named, input.moved);
    const [mine, owner, live] = [claims.get(key), owners.get(id), byId.get(id)];
    if (Object.hasOwn(input.release, key) || mine?.live.id === id) continue;
    if (owner !== undefined && owner !== key) {
      stop(
        state,
        key,
        `adopt.yaml gives ${id} to "${key}", but it belongs to "${owner}": name another object, or move the key`,
      );
    } else if (mine !== undefined) {
      stop(
        state,
        key,
        `adopt.yaml gives ${id} to "${key}", which has ${mine.live.id} already: take the line out, or release the key first`,
      );
    } else if (live !== undefined) {
      owners.set(id, key);
      adopt(state, key, live);
    }
  }
}

/** Takes in what a person named; what somebody else's repository claims too only once that has let go of it. */
function adopt(state: State, key: string, live: LiveProfile): void {
  const { input, claims, stopped } = state;
  const { marker } = live;
  if (marker !== null && marker.owner !== input.owner) {
    const text = `adopt.yaml gives ${names([live])} to "${key}", but it carries the marker of the owner "${marker.owner}": let that repository release "${marker.key}" and take the line "${markerText(marker)}" out of its description first, or take the line out of adopt.yaml`;
    state.findings.push(finding('OWN-018', text, { key }));
    stopped.add(key);
    return;
  }
  // The person's word settles what an earlier finding left open.
  stopped.delete(key);
  const isOurs = marker !== null && movedKey(marker.key, input.moved) === key && generationOf(marker) !== null;
  const generation = (isOurs ? generationOf(marker) : null) ?? nextGeneration(state, key);
  const takeover = marker === null || isOurs ? null : `it carries the marker of "${marker.key}", as a copy does`;
  const markers = markersOf(input, key, generation);
  claims.set(key, { key, live, by: 'adopt', entry: null, witnesses: null, generation, markers, takeover });
}

/** Objects with our marker that nobody recorded. */
function claimMarked(state: State): Identities['copies'] {
  const { input, claims } = state;
  const known = new Set<string>([...claims.values()].map(({ live }) => live.id));
  const byKey = new Map<string, LiveProfile[]>();
  for (const live of input.live.toSorted((a, b) => compareText(a.id, b.id))) {
    if (known.has(live.id) || live.marker?.owner !== input.owner) continue;
    const key = movedKey(live.marker.key, input.moved);
    if (!Object.hasOwn(input.release, key)) byKey.set(key, [...(byKey.get(key) ?? []), live]);
  }
  return [...byKey].flatMap(([key, marked]) => judgeMarked(state, key, marked));
}

function judgeMarked(state: State, key: string, marked: readonly LiveProfile[]): Identities['copies'] {
  const { claims, stopped } = state;
  const copies = marked.map((live) => ({ key, live }));
  const claim = claims.get(key);
  if (claim?.entry?.provisional) return severalAlike(state, key, [claim.live, ...marked], copies);
  if (claim !== undefined) {
    const text = `${names(marked)} carries the marker of "${key}" but is not the object recorded: a copy; it is left alone`;
    state.findings.push(finding('OWN-007', text, { key }));
    return copies;
  }
  if (stopped.has(key)) return copies;
  const awaited = marked.filter((live) => isAwaited(state, key, live));
  const fitting = awaited.length > 0 || !isUnremembered(state, key) ? awaited : marked;
  const [only, second] = fitting;
  if (only === undefined) {
    const text = `${names(marked)} carries the marker of "${key}", but no run recorded making it: a copy, or the inventory was lost. nothing is done for "${key}" until it is adopted in adopt.yaml or the marker is taken out`;
    state.findings.push(finding('OWN-008', text, { key }));
    stopped.add(key);
    return copies;
  }
  if (second !== undefined) return severalAlike(state, key, fitting, copies);
  claims.set(key, markedClaim(state, key, only));
  return copies.filter(({ live }) => live !== only);
}

/** Which one is the original, nothing tells: a person decides. */
function severalAlike(
  { findings, stopped }: State,
  key: string,
  alike: readonly LiveProfile[],
  copies: Identities['copies'],
): Identities['copies'] {
  const text = `${alike.length} objects carry the marker of "${key}": ${names(alike)}. nothing is done until the marker is taken out of the description of the copy`;
  findings.push(finding('OWN-001', text, { key }));
  stopped.add(key);
  return copies;
}

/**
 * True where the state says nothing of a key, neither an object that is gone nor a create that was begun: there is no state,
 * or it was lost and what waited to be taken over then waits still.
 */
function isUnremembered({ input, entries }: State, key: string): boolean {
  if (input.inventory === null) return true;
  return !entries.has(key) && !input.intents.some((intent) => movedKey(intent.key, input.moved) === key);
}

/** Of a key that the state knows nothing of, the marker alone says whose the object is, and anybody can write that line. */
function markedClaim(state: State, key: string, live: LiveProfile): Claim {
  const { input } = state;
  const made = live.marker === null ? null : generationOf(live.marker);
  const isMade = isAwaited(state, key, live);
  const generation = (isMade ? null : made) ?? nextGeneration(state, key);
  const bare = { key, live, entry: null, witnesses: null, generation, markers: markersOf(input, key, generation) };
  if (isMade) return { ...bare, by: 'intent', takeover: null };
  const nobody = input.inventory === null ? 'no state remembers it' : 'no run recorded making it';
  const takeover = `${nobody}${made === null ? ', and its marker is none that we wrote' : ''}`;
  return { ...bare, by: 'first-run', takeover };
}

/** Made by a create whose answer was lost: it was intended, carries that very marker, and is not older than the intent. */
function isAwaited({ input }: State, key: string, live: LiveProfile): boolean {
  return input.intents.some((intent) => {
    if (!intent.step.endsWith('/create') || movedKey(intent.key, input.moved) !== key) return false;
    // The marker was written under the name that the key had then.
    const marker = markerFor(input.owner, intent.key, intent.generation);
    const [made, since] = [instantOf(live.created ?? ''), instantOf(intent.since)];
    const isNewer = made !== undefined && since !== undefined && made >= since - CLOCK_SKEW_MS;
    return (
      isNewer && live.kind === intent.kind && live.marker?.key === intent.key && live.marker.nonce === marker.nonce
    );
  });
}

/** 1 for a key that never had an object; one more than the object that is gone, otherwise. */
function nextGeneration({ entries, input }: State, key: string): number {
  const intended = input.intents.filter((intent) => movedKey(intent.key, input.moved) === key);
  const recorded = entries.get(key)?.generation ?? 0;
  return Math.max(recorded + 1, ...intended.map(({ generation }) => generation));
}

function stop(state: State, key: string, text: string): void {
  state.findings.push(finding('OWN-009', text, { key }));
  state.stopped.add(key);
}

function names(objects: readonly LiveProfile[]): string {
  return objects
    .map(({ id, name, created }) => `${id} ("${name}", made ${created ?? 'at an unknown time'})`)
    .join(' and ');
}
