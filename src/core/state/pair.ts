/** Which live object is which profile: by the inventory first, then by adoption or marker, never by name. */

import { kindNamed } from '../../kinds/catalogue.ts';
import { type Finding, finding } from '../../model/finding.ts';
import type { GraphId } from '../../model/ids.ts';
import { ownMember } from '../../model/json.ts';
import type { StepWitness } from '../../model/plan.ts';
import type { LiveProfile, ResolvedProfile } from '../../model/profile.ts';
import type { SourceSpan } from '../../model/source.ts';
import { EMPTY_INVENTORY, type Inventory, type InventoryEntry } from '../../model/state/inventory.ts';
import type { Intent } from '../../model/state/log.ts';
import { type Identities, identify } from './identify.ts';
import { handedBackFindings, releasedFindings, renamedFindings } from './key-findings.ts';
import { type Lateness, openCreate, provisionalFinding, waitingFinding, waitsUntil } from './open-creates.ts';
import { entryOf, movedKey, recordAdopted, recordBeginning, recordObject } from './record.ts';
import { stepWitness, typeOf } from './witnesses.ts';

/** A profile of the repository and the live object that it manages, if there is one. */
export interface Pair {
  readonly desired: ResolvedProfile;
  readonly live: LiveProfile | null;
  /** New to us by `adopt.yaml`: it carries no marker of ours yet. */
  readonly adopted: boolean;
  /** What the inventory knows, or would if the run that made the object had lived; null for what is new to it. */
  readonly entry: InventoryEntry | null;
  /** Of the object that is there, or of the one to be made. */
  readonly generation: number;
  /** What the steps look for before they write; left out for an object that is yet to be made. */
  readonly witness?: StepWitness;
  /** Why somebody must allow that the object is taken over; null or left out where it is known as ours. */
  readonly takeover?: string | null;
  /** Since when an older object of the key may hide, and nobody is assigned; null or left out where none can. */
  readonly provisional?: string | null;
}

/** An object of ours whose YAML is gone; it may be removed only when both witnesses agree. */
export interface Orphan {
  readonly key: string;
  readonly live: LiveProfile;
  readonly entry: InventoryEntry | null;
  readonly generation: number;
  readonly removable: boolean;
  readonly witness?: StepWitness;
  readonly takeover?: string | null;
}

export interface Pairing {
  readonly identities: Identities;
  readonly pairs: readonly Pair[];
  readonly orphans: readonly Orphan[];
  /** Objects of profiles that can't be compared: a name is unknown, or nobody can say whose the object is. */
  readonly withheld: readonly Omit<Orphan, 'removable'>[];
  /** In the inventory, but in neither git nor the tenant any more. */
  readonly forgotten: readonly { readonly key: string; readonly entry: InventoryEntry }[];
  readonly unmanaged: readonly LiveProfile[];
  /** Keys whose create waits, since nobody knows whether an earlier one happened. */
  readonly waiting: ReadonlySet<string>;
  readonly findings: readonly Finding[];
}

/** What the configuration and the state branch say about ownership. */
export interface Ownership {
  readonly owner: string;
  /** Old key → new key. */
  readonly moved: Readonly<Record<string, string>>;
  readonly adopt: Readonly<Record<string, GraphId>>;
  /** Keys that are no longer managed, whose objects run on. */
  readonly release: Readonly<Record<string, string>>;
  /** Keys of profiles that exist but could not be resolved: their objects are neither changed nor orphans. */
  readonly held: ReadonlySet<string>;
  /** Null before the first run, and where the state is gone. */
  readonly inventory: Inventory | null;
  readonly intents: readonly Intent[];
  readonly lateness: Lateness;
  /** Where the lines of adopt.yaml stand. */
  readonly adoptPlaces: Readonly<Record<string, SourceSpan>>;
}

/** Pairs profiles with live objects. The result doesn't depend on the order of either list. */
export function pairProfiles(
  profiles: readonly ResolvedProfile[],
  live: readonly LiveProfile[],
  ownership: Ownership,
): Pairing {
  const wanted = new Set<string>([...profiles.map(({ key }) => key), ...ownership.held]);
  const named = adoptions(ownership, wanted);
  const identities = identify({ ...ownership, adopt: named.adopt, live });
  const { release } = ownership;
  const managed = profiles.filter(({ key }) => !Object.hasOwn(release, key));
  const outcomes = managed.map((desired) => pairOf(desired, identities, ownership));
  const pairs = outcomes.flatMap(({ pair }) => (pair === null ? [] : [pair]));
  const claims = [...identities.claims.values()];
  const claimed = new Set<string>(claims.map((claim) => claim.live.id));
  const paired = new Set<string>(pairs.map(({ desired }) => desired.key));
  const isWithheld = (key: string): boolean => identities.stopped.has(key) || (wanted.has(key) && !paired.has(key));
  const withheld = claims
    .filter(({ key }) => isWithheld(key))
    .map(({ key, live: one, entry, generation }) => ({ key, live: one, entry, generation }));
  const orphans = claims
    .filter(({ key }) => !wanted.has(key) && !identities.stopped.has(key))
    .map(({ key, live: one, entry, generation, witnesses, markers, takeover }) => ({
      key,
      live: one,
      entry,
      generation,
      witness: stepWitness(entry?.created ?? null, typeOf(one), markers),
      takeover,
      // A first run takes the object in; only a later one, with two witnesses, takes it away.
      removable: witnesses?.agree ?? false,
    }));
  const fresh = pairs.flatMap((pair) => (pair.live === null ? [pair.desired] : []));
  return {
    identities,
    pairs,
    orphans,
    withheld,
    forgotten: [...identities.gone].filter(([key]) => !wanted.has(key)).map(([key, entry]) => ({ key, entry })),
    unmanaged: live.filter((one) => !claimed.has(one.id)),
    waiting: new Set(managed.filter((_, index) => outcomes[index]?.waits === true).map(({ key }) => key)),
    findings: [
      ...located(identities.findings, profiles),
      ...named.findings,
      ...releasedFindings(profiles, release),
      ...handedBackFindings(ownership.inventory, release),
      ...outcomes.flatMap(({ findings }) => findings),
      ...renamedFindings(orphans, fresh),
    ],
  };
}

/**
 * The lines of adopt.yaml that somebody has YAML for, and an error for each other one: what was taken in without YAML would
 * be taken from everybody by the next run. A line that was carried out says nothing any more.
 */
function adoptions(
  { adopt, adoptPlaces, moved, release, inventory }: Ownership,
  wanted: ReadonlySet<string>,
): { readonly adopt: Ownership['adopt']; readonly findings: readonly Finding[] } {
  const lines = Object.entries(adopt).map(([named, id]) => ({ named, id, key: movedKey(named, moved) }));
  const idle = lines.filter(({ key }) => !wanted.has(key));
  const entries = inventory?.entries ?? {};
  const isDone = ({ named, id }: (typeof lines)[number]): boolean =>
    Object.hasOwn(release, named) || (Object.hasOwn(entries, named) && entries[named]?.id === id);
  return {
    adopt: Object.fromEntries(lines.filter((line) => !idle.includes(line)).map(({ named, id }) => [named, id])),
    findings: idle
      .filter((line) => !isDone(line))
      .map(({ named, id }) => {
        const text = `adopt.yaml gives ${id} to "${named}", but no profile has that key: write its YAML ("postilion import --id ${id}" does), or take the line out`;
        return finding('OWN-021', text, { key: named, at: adoptPlaces[named] });
      }),
  };
}

/** What became of one profile: its pair, or null with the findings that tell why it has none. */
interface PairOutcome {
  readonly pair: Pair | null;
  readonly findings: readonly Finding[];
  /** Its create waits, since nobody knows whether an earlier one happened. */
  readonly waits?: true;
}

function pairOf(desired: ResolvedProfile, identities: Identities, ownership: Ownership): PairOutcome {
  const { key, at } = desired;
  if (identities.stopped.has(key)) return { pair: null, findings: [] };
  const claim = identities.claims.get(key);
  if (claim === undefined) return pairToCreate(desired, identities.gone.get(key), ownership);
  if (claim.live.kind !== desired.kind) {
    const text = `"${key}" is a ${claim.live.kind} in the tenant and a ${desired.kind} in git: use a new key, so that people get the new one before the old one goes`;
    return { pair: null, findings: [finding('GRA-001', text, { key, at })] };
  }
  const { live, generation, by, markers, takeover } = claim;
  const adopted = takeover !== null || (by === 'adopt' && live.marker?.owner !== ownership.owner);
  const entry =
    by === 'intent'
      ? beginningOf(key, live, generation)
      : by === 'adopt'
        ? adoptedEntry(desired, live, generation)
        : claim.entry;
  const witness = stepWitness(entry?.created ?? live.created, typeOf(live), markers);
  const since = entry?.provisional?.since ?? (by === 'intent' ? sentAgain(key, generation, ownership) : null);
  const provisional = since !== null && mayHide(since, ownership.lateness) ? since : null;
  return {
    pair: { desired, live, adopted, entry, generation, witness, takeover, provisional },
    findings: provisional === null ? [] : [provisionalFinding(key, waitsUntil(provisional, ownership.lateness))],
  };
}

/** An object that is to be made, unless one may have been made already that no list shows yet. */
function pairToCreate(
  desired: ResolvedProfile,
  gone: InventoryEntry | undefined,
  { adopt, intents, moved, lateness }: Ownership,
): PairOutcome {
  const { key, at } = desired;
  const named = ownMember(adopt, key);
  if (named !== undefined && gone === undefined) {
    const text = `adopt.yaml names ${named} for "${key}", but the tenant has no such ${desired.kind}: correct the id or take the line out`;
    return { pair: null, findings: [finding('OWN-002', text, { key, at })] };
  }
  const generation = (gone?.generation ?? 0) + 1;
  const earlier = openCreate(intents, moved, key, generation);
  // A step that waits for another admin was not carried out.
  const until = earlier === null || earlier.approval !== null ? null : waitsUntil(earlier.latest, lateness);
  if (earlier !== null && until !== null) {
    return { pair: null, findings: [waitingFinding(key, earlier.latest, until)], waits: true };
  }
  const findings: Finding[] = [];
  if (gone !== undefined) {
    const text = `the object of "${key}" (${gone.id}) is gone from the tenant: an apply makes it anew, and people are set up again`;
    findings.push(finding('OWN-010', text, { key, at }));
  }
  const isAgain = (earlier !== null && earlier.approval === null) || lateness.isMemoryLost;
  if (isAgain) findings.push(provisionalFinding(key, waitsUntil(lateness.now, lateness)));
  const provisional = isAgain ? lateness.now : null;
  return { pair: { desired, live: null, adopted: false, entry: null, generation, provisional }, findings };
}

/** When a create was sent again, null where it was sent once: then there can be no other object of it. */
function sentAgain(key: string, generation: number, { intents, moved }: Ownership): string | null {
  const intent = openCreate(intents, moved, key, generation);
  return intent === null || intent.latest === intent.since ? null : intent.latest;
}

function mayHide(since: string, lateness: Lateness): boolean {
  return !lateness.isComplete || waitsUntil(since, lateness) !== null;
}

/** What a run that died would have recorded of the object that it made. */
function beginningOf(key: string, live: LiveProfile, generation: number): InventoryEntry | null {
  const kind = kindNamed(live.kind);
  if (kind === undefined) return null;
  const made = recordObject(EMPTY_INVENTORY, key, live, generation, false);
  return entryOf(recordBeginning(made, key, kind, { commit: null, now: live.created ?? '' }), key) ?? null;
}

/** What the run will record of an adoption: that YAML says otherwise than the tenant is git's intention from the start. */
function adoptedEntry(desired: ResolvedProfile, live: LiveProfile, generation: number): InventoryEntry | null {
  const kind = kindNamed(live.kind);
  if (kind === undefined) return null;
  const { key } = desired;
  const adopted = recordObject(EMPTY_INVENTORY, key, live, generation, desired.protect);
  const at = { commit: null, now: live.created ?? '' };
  return entryOf(recordAdopted(adopted, key, live, desired, kind, at), key) ?? null;
}

/** Findings about a profile of git point at its document. */
function located(found: readonly Finding[], profiles: readonly ResolvedProfile[]): readonly Finding[] {
  const places = new Map<string, ResolvedProfile['at']>(profiles.map(({ key, at }) => [key, at]));
  return found.map((one) => {
    const at = one.key === null || one.file !== null ? undefined : places.get(one.key);
    return at === undefined ? one : { ...one, file: at.file, line: at.line, column: at.column };
  });
}
