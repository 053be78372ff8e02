/** Which live object is which profile: by the inventory first, then by adoption or marker, never by name. */

import { kindNamed } from '../../kinds/catalogue.ts';
import { type Finding, finding } from '../../model/finding.ts';
import type { GraphId } from '../../model/ids.ts';
import { ownMember } from '../../model/json.ts';
import type { LiveProfile, ResolvedProfile } from '../../model/profile.ts';
import { EMPTY_INVENTORY, type Inventory, type InventoryEntry } from '../../model/state/inventory.ts';
import type { Intent } from '../../model/state/log.ts';
import { type Identities, identify } from './identify.ts';
import { handedBackFindings, releasedFindings, renamedFindings } from './key-findings.ts';
import { entryOf, recordAdopted, recordBeginning, recordObject } from './record.ts';

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
}

/** An object of ours whose YAML is gone; it may be removed only when both witnesses agree. */
export interface Orphan {
  readonly key: string;
  readonly live: LiveProfile;
  readonly entry: InventoryEntry | null;
  readonly generation: number;
  readonly removable: boolean;
}

export interface Pairing {
  readonly identities: Identities;
  readonly pairs: readonly Pair[];
  readonly orphans: readonly Orphan[];
  /** In the inventory, but in neither git nor the tenant any more. */
  readonly forgotten: readonly { readonly key: string; readonly entry: InventoryEntry }[];
  readonly unmanaged: readonly LiveProfile[];
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
  /** Null before the first run: then markers that earlier versions wrote are taken at their word. */
  readonly inventory: Inventory | null;
  readonly intents: readonly Intent[];
}

/** Pairs profiles with live objects. The result doesn't depend on the order of either list. */
export function pairProfiles(
  profiles: readonly ResolvedProfile[],
  live: readonly LiveProfile[],
  ownership: Ownership,
): Pairing {
  const identities = identify({ ...ownership, live });
  const { release } = ownership;
  const findings: Finding[] = [
    ...located(identities.findings, profiles),
    ...releasedFindings(profiles, release),
    ...handedBackFindings(ownership.inventory, release),
  ];
  const managed = profiles.filter(({ key }) => !Object.hasOwn(release, key));
  const pairs = managed.flatMap((desired) => pairOf(desired, identities, ownership, findings));
  const wanted = new Set<string>([...profiles.map(({ key }) => key), ...ownership.held]);
  const claims = [...identities.claims.values()];
  const claimed = new Set<string>(claims.map((claim) => claim.live.id));
  const orphans = claims
    .filter(({ key }) => !wanted.has(key) && !identities.stopped.has(key))
    .map(({ key, live: one, entry, generation, witnesses }) => ({
      key,
      live: one,
      entry,
      generation,
      // A first run takes the object in; only a later one, with two witnesses, takes it away.
      removable: witnesses?.agree ?? false,
    }));
  const fresh = pairs.flatMap((pair) => (pair.live === null ? [pair.desired] : []));
  findings.push(...renamedFindings(orphans, fresh));
  return {
    identities,
    pairs,
    orphans,
    forgotten: [...identities.gone].filter(([key]) => !wanted.has(key)).map(([key, entry]) => ({ key, entry })),
    unmanaged: live.filter((one) => !claimed.has(one.id)),
    findings,
  };
}

function pairOf(
  desired: ResolvedProfile,
  identities: Identities,
  { adopt, owner }: Ownership,
  findings: Finding[],
): readonly Pair[] {
  const { key, at } = desired;
  if (identities.stopped.has(key)) return [];
  const claim = identities.claims.get(key);
  const gone = identities.gone.get(key);
  if (claim === undefined) {
    const adopted = ownMember(adopt, key);
    if (adopted !== undefined && gone === undefined) {
      const text = `adopt.yaml names ${adopted} for "${key}", but the tenant has no such ${desired.kind}: correct the id or take the line out`;
      findings.push(finding('OWN-002', text, { key, at }));
      return [];
    }
    if (gone !== undefined) {
      const text = `the object of "${key}" (${gone.id}) is gone from the tenant: an apply makes it anew, and people are set up again`;
      findings.push(finding('OWN-010', text, { key, at }));
    }
    return [{ desired, live: null, adopted: false, entry: null, generation: (gone?.generation ?? 0) + 1 }];
  }
  if (claim.live.kind !== desired.kind) {
    const text = `"${key}" is a ${claim.live.kind} in the tenant and a ${desired.kind} in git: use a new key, so that people get the new one before the old one goes`;
    findings.push(finding('GRA-001', text, { key, at }));
    return [];
  }
  const { live, generation, by } = claim;
  const adopted = by === 'adopt' && live.marker?.owner !== owner;
  const entry =
    by === 'intent'
      ? beginningOf(key, live, generation)
      : by === 'adopt'
        ? adoptedEntry(desired, live, generation)
        : claim.entry;
  return [{ desired, live, adopted, entry, generation }];
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
