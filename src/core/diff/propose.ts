/** From profiles and raw objects to proposed changes, in two halves with the reading of references between them. */

import { isAboutMail, kindNamed, legacyNamed, READ_KINDS } from '../../kinds/catalogue.ts';
import { sameAssignments } from '../../model/assignment.ts';
import type { Config } from '../../model/config.ts';
import { compareText, type Finding, finding } from '../../model/finding.ts';
import { canonical, type JsonObject, sameJson } from '../../model/json.ts';
import type { Problem } from '../../model/plan.ts';
import { type DesiredProfile, isManaged, type LiveProfile, type ResolvedProfile } from '../../model/profile.ts';
import type { ReadAnswer } from '../../model/reads.ts';
import { NO_SECRETS, type SecretValues } from '../../model/secret.ts';
import { whyKept } from '../assignments/graph.ts';
import { addedTags } from '../state/added-tags.ts';
import type { AssignedGroups } from '../state/assigned-groups.ts';
import { suspendFindings } from '../state/key-findings.ts';
import { type Orphan, type Ownership, type Pair, type Pairing, pairProfiles } from '../state/pair.ts';
import { findObjects } from '../state/store-objects.ts';
import type { Directory, Entry } from '../tenant/directory.ts';
import { decodeLive } from '../tenant/live-profile.ts';
import {
  fillReferences,
  listReferenceReads,
  listUsedReferenceReads,
  type ReferenceRead,
} from '../tenant/references.ts';
import { resolveProfile } from '../tenant/resolve.ts';
import { alignSecrets } from './align-secrets.ts';
import { leftToTenantFindings } from './left-to-tenant.ts';
import {
  type ProposedChange,
  proposeForgetting,
  proposeForOrphan,
  proposeForPair,
  proposeUnmanaged,
  proposeWithheld,
} from './proposed-change.ts';
import { compareSides } from './three-way.ts';

export interface ResolvedProfiles {
  readonly profiles: readonly ResolvedProfile[];
  /** Keys whose names could not be resolved. */
  readonly held: ReadonlySet<string>;
  readonly findings: readonly Finding[];
  /** The tenant's scope tags, where somebody named one. */
  readonly tags?: readonly Entry[] | null;
}

/** Resolves all profiles; those with an unknown name are held back. */
export function resolveAll(
  profiles: readonly DesiredProfile[],
  directory: Directory,
  assigned: AssignedGroups = new Map(),
): ResolvedProfiles {
  const kindOfKey = new Map(profiles.map(({ key, kind }) => [key, kind]));
  const results = profiles.flatMap((profile) => {
    const kind = kindNamed(profile.kind);
    return kind === undefined
      ? []
      : [{ key: profile.key, ...resolveProfile(profile, kind, directory, kindOfKey, assigned.get(profile.key)) }];
  });
  return {
    profiles: results.flatMap(({ profile }) => profile ?? []).toSorted((a, b) => compareText(a.key, b.key)),
    held: new Set(results.flatMap(({ key, profile }) => (profile === null ? [key] : []))),
    findings: results.flatMap(({ findings }) => findings),
    tags: directory.scopeTags,
  };
}

/** What pairing decided, and the references that must be read before profiles can be compared. */
export interface Paired {
  readonly pairing: Pairing;
  readonly reads: readonly ReferenceRead[];
  readonly tags: readonly Entry[];
}

/** What earlier runs left behind. */
export type PriorState = Pick<Ownership, 'inventory' | 'intents' | 'lateness'>;

/** Pairs the profiles with the live objects of the catalogue's kinds. */
export function pairAll(
  config: Config,
  resolved: ResolvedProfiles,
  objects: readonly JsonObject[],
  prior: PriorState,
): Paired {
  const live = decodeLive(objects, READ_KINDS);
  const { owner, moved, release, adoptPlaces = {} } = config;
  const found = findObjects(resolved.profiles, live, config.adopt, prior.inventory);
  const adopt = { ...config.adopt, ...found.adopt };
  const held = new Set([...resolved.held, ...found.missing]);
  const ownership = { owner, moved, adopt, adoptPlaces, release, held, ...prior };
  const present = resolved.profiles.filter(({ key }) => !found.missing.has(key));
  const paired = pairProfiles(present, live, ownership);
  const resting = suspendFindings(config.suspend, resolved.profiles, held, paired.identities.inventory);
  const pairing = withFindings(paired, [...found.findings, ...resting]);
  const reads = pairing.pairs.flatMap(({ desired, live: one, entry }) => {
    const kind = kindNamed(desired.kind);
    return one === null || kind === undefined ? [] : listReferenceReads(desired, one, kind, entry);
  });
  return { pairing, reads: [...reads, ...readsBesideGit(pairing)], tags: resolved.tags ?? [] };
}

/**
 * What objects without YAML refer to: those that go must go in the right order, and those of others are asked only where
 * something that they may stand on is about to be taken from somebody or edited.
 */
function readsBesideGit({ pairs, orphans, withheld, unmanaged }: Pairing): readonly ReferenceRead[] {
  const used = (live: LiveProfile): readonly ReferenceRead[] => {
    const kind = kindNamed(live.kind);
    return kind === undefined ? [] : listUsedReferenceReads(live, kind);
  };
  const isFoundation = (name: string): boolean => kindNamed(name)?.delivers === 'certificate';
  const isTouched =
    orphans.some(({ live }) => isFoundation(live.kind)) ||
    pairs.some(({ desired, live }) => live !== null && isFoundation(desired.kind) && mayDiffer(desired, live));
  return [
    ...[...orphans, ...withheld].flatMap(({ live }) => used(live)),
    ...(isTouched ? unmanaged.flatMap(used) : []),
  ];
}

function mayDiffer(desired: ResolvedProfile, live: LiveProfile): boolean {
  const kind = kindNamed(desired.kind);
  const reassigned = desired.assignments !== undefined && !sameAssignments(desired.assignments, live.assignments);
  if (reassigned || kind === undefined) return reassigned;
  const sides = alignSecrets({ applied: null, live, desired }, kind, NO_SECRETS);
  return compareSides(sides, kind).differences.some(({ field }) => field !== null);
}

function withFindings(pairing: Pairing, findings: readonly Finding[]): Pairing {
  return findings.length === 0 ? pairing : { ...pairing, findings: [...pairing.findings, ...findings] };
}

export interface Proposal {
  readonly proposals: readonly ProposedChange[];
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
}

/** Proposed changes of all pairs, of objects whose YAML is gone, and of those that aren't ours. */
export function proposeAll(
  { pairing, reads, tags }: Paired,
  answers: readonly ReadAnswer[],
  secrets: SecretValues = NO_SECRETS,
): Proposal {
  const ids = new Map(
    pairing.pairs.flatMap(({ desired, live }) => (live === null ? [] : [[desired.key, live.id] as const])),
  );
  const read = fillReferences(reads, answers);
  const own = pairing.pairs.map((pair) =>
    proposePair(withAlignedSecrets(pair.live === null ? pair : { ...pair, live: read(pair.live) }, secrets), ids, tags),
  );
  const unmanaged = pairing.unmanaged.filter(({ raw }) => isAboutMail(raw));
  return {
    proposals: [
      ...own.map(({ proposed }) => proposed),
      ...pairing.orphans.map((orphan) => proposeForOrphan({ ...orphan, live: read(orphan.live) })),
      ...pairing.withheld.map((one) => proposeWithheld({ ...one, live: read(one.live) })),
      ...pairing.forgotten.map(({ key, entry }) => proposeForgetting(key, entry.kind, entry.generation)),
      ...unmanaged.map((live) => proposeUnmanaged(read(live))),
    ],
    findings: [
      ...pairing.findings,
      ...own.flatMap(({ findings }) => findings),
      ...pairing.orphans.flatMap(orphanFindings),
      ...unmanaged.flatMap(legacyFindings),
    ],
    problems: answers.flatMap((answer) => (answer.status === 'unreadable' ? [answer.problem] : [])),
  };
}

interface PairProposal {
  readonly proposed: ProposedChange;
  readonly findings: readonly Finding[];
}

function withAlignedSecrets(pair: Pair, secrets: SecretValues): Pair {
  const kind = kindNamed(pair.desired.kind);
  const { desired, live, entry } = pair;
  if (live === null || kind === undefined) return pair;
  const aligned = alignSecrets({ desired, live, applied: entry?.applied ?? null }, kind, secrets);
  return { ...pair, ...aligned, entry: entry === null ? null : { ...entry, applied: aligned.applied } };
}

/** One pair whose references were read, without what can't be written. */
function proposePair(pair: Pair, ids: ReadonlyMap<string, string>, tags: readonly Entry[]): PairProposal {
  const tagged = withoutTags(pair);
  const safe = withoutKeptAssignments(withoutAssigning(tagged.pair));
  const proposed = withoutSetAside(proposeForPair(safe.pair, ids), pair.desired, safe.pair.desired);
  const findings = [
    ...tagged.findings,
    ...safe.findings,
    ...addedTagFindings(safe.pair, tags),
    ...unknownProperties(pair),
    ...(pair.live === null ? leftToTenantFindings(pair.desired) : []),
    ...watchedFindings(proposed),
  ];
  return { proposed, findings };
}

/** A pair without something that git wants and nobody can do, and what is said about that. */
interface Reduced {
  readonly pair: Pair;
  readonly findings: readonly Finding[];
}

/** While an older object of the key may hide, nobody is assigned to this one: the pairing said so. */
function withoutAssigning(pair: Pair): Pair {
  return (pair.provisional ?? null) === null ? pair : { ...pair, desired: { ...pair.desired, assignments: undefined } };
}

/** `assign` replaces the whole list, with what isn't ours or isn't known: such an object keeps its assignments. */
function withoutKeptAssignments(pair: Pair): Reduced {
  const { desired, live } = pair;
  const wanted = desired.assignments;
  const why = live === null ? null : whyKept(live);
  if (live === null || why === null || wanted === undefined || sameAssignments(wanted, live.assignments))
    return { pair, findings: [] };
  if (!live.hasPolicySet) {
    const unknown = `"${live.name}" ${why}, so nobody's assignment of it is changed: take that out in the admin center, or leave "assign" out`;
    return {
      pair: { ...pair, desired: { ...desired, assignments: undefined } },
      findings: [finding('ASG-021', unknown, { key: desired.key, at: desired.at })],
    };
  }
  const text = `"${live.name}" is assigned by a policy set, and assigning it here would take that away: take it out of the policy set, or leave "assign" out`;
  return {
    pair: { ...pair, desired: { ...desired, assignments: undefined } },
    findings: [finding('ASG-020', text, { key: desired.key, at: desired.at })],
  };
}

/** Some old objects can't be tagged (`supportsScopeTags` is false, and read-only): a write of their tags would be refused or lost. */
function withoutTags(pair: Pair): Reduced {
  const { desired, live } = pair;
  const wanted = desired.scopeTagIds;
  if (live === null || wanted === undefined || live.raw['supportsScopeTags'] !== false) return { pair, findings: [] };
  const differs = isManaged(desired, 'scopeTags') && !sameJson(wanted, live.scopeTagIds.toSorted());
  const text = `"${live.name}" is too old to carry scope tags: leave scopeTags out, or make a new profile under another key, which takes mail away and sets it up again`;
  return {
    pair: { ...pair, desired: { ...desired, scopeTagIds: undefined } },
    findings: differs ? [finding('RBC-004', text, { key: desired.key, at: desired.at })] : [],
  };
}

/** What git decides but could not be done was told already: it isn't something that git decides no longer. */
function withoutSetAside(proposed: ProposedChange, wished: ResolvedProfile, safe: ResolvedProfile): ProposedChange {
  const setAside = [
    ...(wished.assignments === safe.assignments ? [] : ['/assign']),
    ...(wished.scopeTagIds === safe.scopeTagIds ? [] : ['/scopeTags']),
  ];
  return { ...proposed, watched: proposed.watched.filter(({ path }) => !setAside.includes(path)) };
}

function addedTagFindings({ desired, live, entry }: Pair, tags: readonly Entry[]): readonly Finding[] {
  const added = live === null ? [] : addedTags(entry, live, desired);
  if (added.length === 0) return [];
  const names = added.map((id) => tags.find((tag) => tag.id === id)?.name ?? id).join(', ');
  const text = `the service added the scope tags of whoever created the object, and they are kept: ${names}. list them under scopeTags to make them git's`;
  return [finding('RBC-003', text, { key: desired.key, at: desired.at })];
}

function unknownProperties({ desired, live }: Pair): readonly Finding[] {
  if (live === null || live.unknown.length === 0) return [];
  const text = `the tenant holds properties that this version doesn't know, and keeps them as they are: ${live.unknown.join(', ')}`;
  return [finding('GRA-010', text, { key: desired.key, at: desired.at })];
}

function legacyFindings(live: LiveProfile): readonly Finding[] {
  const legacy = legacyNamed(live.kind);
  if (legacy === undefined) return [];
  return [finding('LIF-006', `"${live.name}" is ${legacy.title}: ${legacy.advice}`)];
}

/** What somebody changed beside git: a field that YAML doesn't mention is watched, and left as it is. */
function watchedFindings({ key, desired, watched }: ProposedChange): readonly Finding[] {
  return watched.map((state) => {
    const was = state.base === undefined ? 'unknown' : canonical(state.base);
    const where = { key, at: desired?.at };
    // Assignments are ids here; the tenant's own names for them are a look into the portal away.
    const stays = state.path === '/assign' ? 'as it is in the tenant' : canonical(state.live);
    return state.class === 'relinquished'
      ? finding('DRF-002', `${state.path}: git decides it no longer, it stays ${stays}`, where)
      : finding(
          'DRF-001',
          `${state.path}: changed in the tenant from ${was} to ${canonical(state.live)}, and left so, since YAML doesn't mention it: write it there, or list it under unmanaged`,
          where,
        );
  });
}

function orphanFindings({ key, live, removable }: Orphan): readonly Finding[] {
  if (removable) return [];
  const text = `the YAML of "${key}" is gone, but ${live.id} ("${live.name}") is known by its id only: nobody is unassigned; take it away in the admin center, or release the key`;
  return [finding('OWN-011', text, { key })];
}
