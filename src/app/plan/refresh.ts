/** What the tenant holds, held against the repository: everything a plan starts from, before people are counted. */

import { mayConcern } from '../../core/bundles/targets.ts';
import { runChecks } from '../../core/checks/run.ts';
import { pairAll, proposeAll, type ResolvedProfiles, resolveAll } from '../../core/diff/propose.ts';
import type { ProposedChange } from '../../core/diff/proposed-change.ts';
import { missingSecretFindings } from '../../core/diff/secret-findings.ts';
import type { PolicyInForce } from '../../core/policy/policy-in-force.ts';
import { type AssignedGroups, assignedGroups } from '../../core/state/assigned-groups.ts';
import type { Pairing } from '../../core/state/pair.ts';
import { movedKey } from '../../core/state/record.ts';
import { shrinkFindings } from '../../core/state/shrink-guard.ts';
import { type Directory, directoryEntry, type Entry } from '../../core/tenant/directory.ts';
import { type Lookup, listLookups } from '../../core/tenant/lookups.ts';
import { markerIn } from '../../core/tenant/marker.ts';
import { findCollectionApi } from '../../core/tenant/requests.ts';
import { isAboutMail } from '../../kinds/catalogue.ts';
import type { Config } from '../../model/config.ts';
import type { Finding } from '../../model/finding.ts';
import { type JsonObject, stringAt } from '../../model/json.ts';
import type { Problem } from '../../model/plan.ts';
import type { DesiredProfile } from '../../model/profile.ts';
import type { ReadAnswer } from '../../model/reads.ts';
import { NO_SECRETS, type SecretValues } from '../../model/secret.ts';
import type { StateReader } from '../ports/state.ts';
import type { BeginStage, Clock, TenantReader } from '../ports/tenant.ts';
import { confirmAbsence } from './confirm-absence.ts';
import { lookUp } from './look-up.ts';
import {
  allCollections,
  type CollectionListing,
  collectionsOf,
  completeListings,
  kindsIn,
  listCollections,
  listOwnTypes,
  withAssignments,
} from './read-collections.ts';
import { type ReadPolicyAt, readPolicy } from './read-policy.ts';
import { readReferences } from './read-references.ts';
import { type Memory, readState } from './read-state.ts';
import { serviceClock } from './service-clock.ts';
import { isStill, mayBeStill } from './still.ts';

export interface RefreshRequest {
  readonly config: Config;
  readonly profiles: readonly DesiredProfile[];
  /** Keys to look at; empty for all. */
  readonly targets: readonly string[];
  /** A run that writes: secrets without a value are errors then. */
  readonly isRun?: true;
  /** Looks for objects of every kind, also of those that neither git nor the inventory has. */
  readonly everywhere?: true;
  /** Reads all references, also of objects that have the version and the time of the last record. */
  readonly isFull?: boolean;
  /** All steps of the run that plans again came to their end: its own intents are answered. */
  readonly isSettled?: boolean;
  /** Settings whose loosening somebody approved; none when left out. */
  readonly accepted?: ReadonlySet<string>;
}

/** What a survey reads through. */
export interface RefreshPorts {
  readonly reader: TenantReader;
  /** Null: nothing is remembered between runs. */
  readonly state: StateReader | null;
  readonly clock: Clock;
  /** What the environment says about secrets; left out: nothing, and they are not compared. */
  readonly secrets?: SecretValues;
  /** For a state that remembers no policy; left out: the defaults judge then. */
  readonly policyAt?: ReadPolicyAt;
  readonly beginStage?: BeginStage;
}

export interface Refreshed {
  readonly memory: Memory;
  readonly policy: PolicyInForce;
  /** There was a memory, as the tenant shows, and it is gone. */
  readonly isMemoryLost: boolean;
  readonly pairing: Pairing;
  readonly directory: Directory;
  readonly objects: readonly JsonObject[];
  readonly proposals: readonly ProposedChange[];
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
}

/** Reads and compares, with as few round trips as Graph allows. Remote faults become problems. */
export async function refresh(wanted: RefreshRequest, ports: RefreshPorts): Promise<Refreshed> {
  const { reader, state, beginStage } = ports;
  beginStage?.('state');
  // What is remembered says which groups may be asked about at all.
  const memory = await readState(state);
  const policy = await readPolicy(wanted, memory, ports.policyAt);
  const { config } = policy;
  const request = { ...wanted, profiles: policy.profiles };
  const collections = request.everywhere === true ? allCollections() : collectionsOf(kindsIn(request.profiles));
  const lookups = listLookups(request.profiles, collections, config.groups.allow);
  beginStage?.('lists');
  const list = mayBeStill(request, memory, config) ? listOwnTypes : listCollections;
  const [first, directory] = await Promise.all([list(collections, reader), lookUp(lookups, reader)]);
  const gathered = { request, memory, policy, lookups, directory, references: new Map<string, ReadAnswer>() };
  const listings = await completed(first, memory, config, reader);
  const refreshed = await compared(listings, gathered, ports);
  const isPartial = listings.some((one) => one.isPartial === true);
  // Whether all of our kinds are on a partial list nothing proves: it may say that nothing differs, and no more.
  if (!isPartial || isStill(refreshed)) return refreshed;
  beginStage?.('lists');
  return compared(await completeListings(listings, reader), gathered, ports);
}

/** What was read once, whatever the lists say. */
interface Gathered {
  readonly request: RefreshRequest;
  readonly memory: Memory;
  readonly policy: PolicyInForce;
  readonly lookups: readonly Lookup[];
  readonly directory: Directory;
  /** Answers to reads of references, by path. */
  readonly references: Map<string, ReadAnswer>;
}

/** Holds the listings against the repository. */
async function compared(
  listings: readonly CollectionListing[],
  { request, memory, policy, lookups, directory, references }: Gathered,
  { reader, clock, secrets = NO_SECRETS, beginStage }: RefreshPorts,
): Promise<Refreshed> {
  beginStage?.('comparison');
  const { config } = policy;
  const listed = listings.flatMap(({ listing }) => listing.items);
  const whole = new Set(listings.filter(({ listing }) => listing.complete).map(({ path }) => path));
  const { inventory, intents } = memory;
  const now = serviceClock(reader, clock).now();
  const absence = await confirmAbsence(inventory, listed, whole, reader, now);
  const objects = [...listed, ...absence.late];
  const known = withCollections(directory, listings);
  const assigned = assignedGroups(inventory, config.moved);
  const nearby = await lookUpNearby(known, request.profiles, lookups, assigned, config.groups.allow, reader);
  const pending = new Set([...absence.pending].map((key) => movedKey(key, config.moved)));
  const resolved = withoutPending(resolveAll(request.profiles, withNearby(known, nearby), assigned), pending);
  const isWhole = absence.problems.length === 0 && listings.every(({ listing }) => listing.complete);
  const incomplete = memory.problem !== null || !isWhole;
  const isLost = isMemoryLost(memory, objects, config);
  const lateness = { now, span: config.lateness, isComplete: !incomplete, isMemoryLost: isLost };
  const paired = pairAll(config, resolved, objects, { inventory, intents, lateness });
  beginStage?.('references');
  const answers = await readReferences(paired.reads, memory, reader, request.isFull === true, references);
  beginStage?.('comparison');
  const proposal = proposeAll(paired, answers, secrets);
  const checked = runChecks(proposal.proposals);
  const proposals = mayConcern(wholly(checked.proposals, listings), request.targets);
  return {
    memory,
    policy,
    isMemoryLost: isLost,
    pairing: paired.pairing,
    directory: known,
    objects,
    // A list with a hole proves nothing about absence: no create and no removal is decided on it.
    proposals: incomplete ? proposals.filter(({ action }) => !NEEDS_ALL.includes(action)) : proposals,
    findings: [
      ...resolved.findings,
      // What a list with a hole lacks may be there all the same.
      ...proposal.findings.filter(({ code }) => !incomplete || !SAID_OF_ABSENCE.includes(code)),
      ...checked.findings,
      ...missingSecretFindings(request.profiles, secrets, request.isRun === true),
      ...memory.findings,
      ...absence.findings,
      ...shrinkFindings(paired.pairing.identities.inventory, new Set(request.profiles.map(({ key }) => key))),
    ],
    problems: [
      ...directory.problems,
      ...listings.flatMap(({ listing }) => listing.problem ?? []),
      ...proposal.problems,
      ...absence.problems,
      ...problemsOf(memory),
    ],
  };
}

/** No state, but a trace of an earlier one: what it remembered may be hidden by a late list too. */
function isMemoryLost({ inventory, lost }: Memory, objects: readonly JsonObject[], { owner }: Config): boolean {
  return inventory === null && (lost || objects.some((object) => markerIn(object)?.owner === owner));
}

function problemsOf({ problem }: Memory): readonly Problem[] {
  return problem === null ? [] : [problem];
}

/** Profiles whose objects were just made and don't show yet are left for a later run. */
function withoutPending(resolved: ResolvedProfiles, pending: ReadonlySet<string>): ResolvedProfiles {
  return {
    ...resolved,
    profiles: resolved.profiles.filter(({ key }) => !pending.has(key)),
    held: new Set([...resolved.held, ...pending]),
  };
}

/** Who gets an app is known only where each could be read: otherwise nothing is decided about any of them. */
function wholly(
  proposals: readonly ProposedChange[],
  listings: readonly CollectionListing[],
): readonly ProposedChange[] {
  const half = listings.filter(({ path, listing }) => findCollectionApi(path).assignmentsApart && !listing.complete);
  return proposals.filter(({ kind }) => !half.some(({ path }) => path === kind.graph.collection));
}

/** Said of what is in no list. */
const SAID_OF_ABSENCE: readonly string[] = ['APP-101', 'OWN-002', 'OWN-010'];

/** Decided on absence. */
const NEEDS_ALL: readonly string[] = ['create', 'unassign', 'forget', 'delete'];

/** With the lists of kinds that only the inventory knows, and the assignments of apps that are ours or about mail. */
async function completed(
  first: readonly CollectionListing[],
  { inventory, intents }: Memory,
  config: Config,
  reader: TenantReader,
): Promise<readonly CollectionListing[]> {
  const prior = [...Object.values(inventory?.entries ?? {}), ...intents].map(({ kind }) => kind);
  const missing = collectionsOf(prior).filter((path) => !first.some((one) => one.path === path));
  const listings = [...first, ...(await listCollections(missing, reader))];
  const ids = new Set<string>([
    ...Object.values(inventory?.entries ?? {}).map(({ id }) => id),
    ...Object.values(config.adopt),
  ]);
  const matters = (object: JsonObject): boolean =>
    isAboutMail(object) || ids.has(stringAt(object, 'id') ?? '') || markerIn(object)?.owner === config.owner;
  return withAssignments(listings, matters, reader);
}

/** Groups that nobody has: one more look, for groups that are called alike, and for those that the last apply assigned. */
async function lookUpNearby(
  directory: Directory,
  profiles: readonly DesiredProfile[],
  lookups: readonly Lookup[],
  assigned: AssignedGroups,
  allowed: readonly string[] | null,
  reader: TenantReader,
): Promise<Directory> {
  const missing = lookups.flatMap((lookup) =>
    lookup.what === 'group-name' && directory.groupsByName.get(lookup.name)?.length === 0
      ? [{ what: 'nearby' as const, name: lookup.name }]
      : [],
  );
  // With an allow-list nobody is told what other groups are called.
  if (missing.length === 0 || allowed !== null) return { ...directory, problems: [] };
  const names = new Set(missing.map(({ name }) => name));
  const concerned = profiles.filter(({ assign = [] }) =>
    assign.some(({ target }) => typeof target !== 'string' && target.by === 'name' && names.has(target.name)),
  );
  const ids = new Set(concerned.flatMap(({ key }) => assigned.get(key) ?? []));
  const unknown = [...ids].filter((id) => !directory.groupsById.has(id));
  return lookUp([...missing, ...unknown.map((id): Lookup => ({ what: 'group-id', id }))], reader);
}

/** With what only serves hints: what can't be read of it is no problem. */
function withNearby(directory: Directory, { nearby, groupsById }: Directory): Directory {
  return { ...directory, nearby, groupsById: new Map([...groupsById, ...directory.groupsById]) };
}

/** The objects of the lists serve as targets of references too: no second read. */
function withCollections(directory: Directory, listings: readonly CollectionListing[]): Directory {
  const listed = listings.map(({ path, listing }): readonly [string, readonly Entry[] | null] => [
    path,
    listing.complete ? listing.items.flatMap((object: JsonObject) => directoryEntry(object) ?? []) : null,
  ]);
  return { ...directory, collections: new Map([...directory.collections, ...listed]) };
}
