/** Which live object belongs to which key, by the inventory first: markers only speak where something was lost. */

import { compareText, type Finding, finding } from '../../model/finding.ts';
import type { GraphId } from '../../model/ids.ts';
import type { LiveProfile } from '../../model/profile.ts';
import { EMPTY_INVENTORY, type Inventory, type InventoryEntry } from '../../model/state/inventory.ts';
import type { Intent } from '../../model/state/log.ts';
import { CLOCK_SKEW_MS, instantOf } from '../../model/time.ts';
import { markerFor } from '../tenant/marker.ts';
import { withOwnWrites } from './own-writes.ts';
import { movedKey, rename } from './record.ts';
import { type Witnesses, witnesses } from './witnesses.ts';

export interface IdentityInput {
  /** Null where there is no state branch yet: then markers that earlier versions wrote are taken at their word. */
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
}

export interface Identities {
  /** The inventory under today's keys, released keys taken out: what recording goes on from. */
  readonly inventory: Inventory;
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
  const inventory = withOwnWrites(recorded, byId, input.intents, input.moved);
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
function claimRecorded({ input, entries, claims, gone, findings, byId }: State): void {
  for (const [key, entry] of entries) {
    const live = byId.get(entry.id);
    if (live === undefined) {
      gone.set(key, entry);
      continue;
    }
    const witnessed = witnesses(entry, live, markerFor(input.owner, key, entry.generation));
    claims.set(key, { key, live, by: 'inventory', entry, witnesses: witnessed, generation: entry.generation });
    if (witnessed.marker === 'foreign') {
      const text = `${live.id} ("${live.name}") carries the marker of the owner "${live.marker?.owner}": it is still managed, but will not be removed; settle whose it is`;
      findings.push(finding('OWN-005', text, { key }));
    } else if (!witnessed.agree) {
      const text = `${live.id} ("${live.name}") is known by its id only, its marker is ${witnessed.marker}: it is managed, but will not be removed`;
      findings.push(finding('OWN-006', text, { key }));
    }
  }
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
      claims.set(key, { key, live, by: 'adopt', entry: null, witnesses: null, generation: nextGeneration(state, key) });
      owners.set(id, key);
    }
  }
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
  const { input, claims, stopped } = state;
  const copies = marked.map((live) => ({ key, live }));
  if (claims.has(key)) {
    const text = `${names(marked)} carries the marker of "${key}" but is not the object recorded: a copy; it is left alone`;
    state.findings.push(finding('OWN-007', text, { key }));
    return copies;
  }
  if (stopped.has(key)) return copies;
  const firstRun = input.inventory === null;
  const fitting = firstRun ? marked : marked.filter((live) => isAwaited(state, key, live));
  const [only, second] = fitting;
  if (only === undefined) {
    const text = `${names(marked)} carries the marker of "${key}", but no run recorded making it: a copy, or the inventory was lost. nothing is done for "${key}" until it is adopted in adopt.yaml or the marker is taken out`;
    state.findings.push(finding('OWN-008', text, { key }));
    stopped.add(key);
    return copies;
  }
  if (second !== undefined) {
    const text = `${fitting.length} objects carry the marker of "${key}": ${names(fitting)}. nothing is done until the marker is taken out of the description of the copy`;
    state.findings.push(finding('OWN-001', text, { key }));
    stopped.add(key);
    return copies;
  }
  const by = firstRun ? 'first-run' : 'intent';
  claims.set(key, { key, live: only, by, entry: null, witnesses: null, generation: nextGeneration(state, key) });
  return copies.filter(({ live }) => live !== only);
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
