/** Which live object is which profile: by adoption and by marker, never by name; anything ambiguous is an error. */

import { type Finding, finding } from '../model/finding.ts';
import type { GraphId } from '../model/ids.ts';
import type { LiveProfile, ResolvedProfile } from '../model/profile.ts';

/** A profile of the repository and the live object that it manages, if there is one. */
export interface Pair {
  readonly desired: ResolvedProfile;
  readonly live: LiveProfile | null;
  /** Paired by `adopt.yaml` while the object carries no marker of ours. */
  readonly adopted: boolean;
}

export interface Pairing {
  readonly pairs: readonly Pair[];
  /** Ours by marker, but no profile has the key any more. */
  readonly orphans: readonly { readonly key: string; readonly live: LiveProfile }[];
  readonly unmanaged: readonly LiveProfile[];
  readonly findings: readonly Finding[];
}

/** What the configuration says about ownership. */
export interface Ownership {
  readonly owner: string;
  /** Old key → new key. */
  readonly moved: Readonly<Record<string, string>>;
  readonly adopt: Readonly<Record<string, GraphId>>;
  /** Keys that are no longer managed, whose objects run on. */
  readonly release: Readonly<Record<string, string>>;
  /** Keys of profiles that exist but could not be resolved: their objects are neither changed nor orphans. */
  readonly held: ReadonlySet<string>;
}

/** Pairs profiles with live objects of the same kind. The result doesn't depend on the order of either list. */
export function pairProfiles(
  profiles: readonly ResolvedProfile[],
  live: readonly LiveProfile[],
  ownership: Ownership,
): Pairing {
  const findings: Finding[] = [];
  const claims = claimsByKey(live, ownership);
  const taken = new Set<string>();
  const pairs: Pair[] = [];
  for (const desired of profiles) {
    const claimed = claims.get(desired.key) ?? [];
    for (const one of claimed) taken.add(one.id);
    const fitting = claimed.filter((one) => one.kind === desired.kind);
    if (claimed.length > 1) {
      findings.push(finding('OWN-001', 'error', ambiguous(desired.key, claimed), { key: desired.key, at: desired.at }));
    } else if (claimed.length > fitting.length) {
      const text = `"${desired.key}" is a ${claimed[0]?.kind} in the tenant and a ${desired.kind} in git: use a new key, so that people get the new one before the old one goes`;
      findings.push(finding('GRA-001', 'error', text, { key: desired.key, at: desired.at }));
    } else {
      const found = fitting[0] ?? null;
      const adopted = found !== null && !isOurs(found, ownership.owner);
      const missing = found === null && ownership.adopt[desired.key] !== undefined;
      if (missing) {
        const text = `adopt.yaml names ${ownership.adopt[desired.key]} for "${desired.key}", but the tenant has no such ${desired.kind}: correct the id or take the line out`;
        findings.push(finding('OWN-002', 'error', text, { key: desired.key, at: desired.at }));
      } else {
        pairs.push({ desired, live: found, adopted });
      }
    }
  }
  const rest = live.filter((one) => !taken.has(one.id));
  const orphans = singleOrphans(
    rest.flatMap((one) => orphan(one, ownership)),
    findings,
  );
  const orphanIds = new Set(orphans.map(({ live: one }) => one.id));
  return { pairs, orphans, unmanaged: rest.filter((one) => !orphanIds.has(one.id)), findings };
}

function isOurs(live: LiveProfile, owner: string): boolean {
  return live.marker?.owner === owner;
}

/** The key that a live object belongs to under today's names, or undefined when it isn't ours. */
function keyOf(live: LiveProfile, ownership: Ownership): string | undefined {
  const { marker } = live;
  if (marker === null || marker.owner !== ownership.owner) return undefined;
  return ownership.moved[marker.key] ?? marker.key;
}

function claimsByKey(live: readonly LiveProfile[], ownership: Ownership): Map<string, LiveProfile[]> {
  // An entry may stay in adopt.yaml after its profile was renamed.
  const adoptedKeys = new Map(Object.entries(ownership.adopt).map(([key, id]) => [id, ownership.moved[key] ?? key]));
  const claims = new Map<string, LiveProfile[]>();
  for (const one of live) {
    const key = adoptedKeys.get(one.id) ?? keyOf(one, ownership);
    if (key === undefined) continue;
    claims.set(key, [...(claims.get(key) ?? []), one]);
  }
  return claims;
}

function orphan(live: LiveProfile, ownership: Ownership) {
  const key = keyOf(live, ownership);
  const kept = key === undefined || ownership.held.has(key) || ownership.release[key] !== undefined;
  return kept ? [] : [{ key, live }];
}

/** Of several objects with one marker all but one are somebody's copies, and nobody can say which: none is touched. */
function singleOrphans(orphans: Pairing['orphans'], findings: Finding[]): Pairing['orphans'] {
  const byKey = new Map<string, readonly LiveProfile[]>();
  for (const { key, live } of orphans) byKey.set(key, [...(byKey.get(key) ?? []), live]);
  for (const [key, claimed] of byKey) {
    if (claimed.length > 1) findings.push(finding('OWN-001', 'error', ambiguous(key, claimed), { key }));
  }
  return orphans.filter(({ key }) => byKey.get(key)?.length === 1);
}

function ambiguous(key: string, claimed: readonly LiveProfile[]): string {
  const ids = claimed
    .map((one) => `${one.id} ("${one.name}", made ${one.created ?? 'at an unknown time'})`)
    .sort()
    .join(' and ');
  return `${claimed.length} objects carry the marker of "${key}": ${ids}. nothing is done until the marker is taken out of the description of the copy`;
}
