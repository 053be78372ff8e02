/** The use case `plan`: repository and tenant in, one plan out. It gets a reader, so it cannot write. */

import { groupsOf } from '../core/audience-reads.ts';
import { type Directory, directoryOf, type Entry, entriesIn, entryOf } from '../core/directory.ts';
import type { Draft } from '../core/draft.ts';
import { draftAll, pairAll, resolveAll } from '../core/drafting.ts';
import { type Lookup, lookupsFor, requestFor } from '../core/lookups.ts';
import { namesOf } from '../core/names.ts';
import { makePlan } from '../core/plan.ts';
import { CATALOGUE } from '../kinds/catalogue.ts';
import type { Config } from '../model/config.ts';
import { type Finding, finding } from '../model/finding.ts';
import type { JsonObject } from '../model/json.ts';
import type { Plan, Problem } from '../model/plan.ts';
import type { DesiredProfile } from '../model/profile.ts';
import type { Hash, Listing } from '../model/remote.ts';
import { countPeople } from './count-people.ts';
import type { Clock, TenantReader } from './ports.ts';

export interface PlanRequest {
  readonly config: Config;
  readonly profiles: readonly DesiredProfile[];
  /** What reading the repository and its rules had to say. */
  readonly findings: readonly Finding[];
  readonly source: Plan['source'];
  readonly tool: string;
  /** Keys to look at; empty for all. */
  readonly targets: readonly string[];
}

export interface PlanPorts {
  readonly reader: TenantReader;
  readonly clock: Clock;
  readonly hash: Hash;
}

/** Plans. Remote faults don't throw: they make the plan incomplete. */
export async function plan(request: PlanRequest, ports: PlanPorts): Promise<Plan> {
  const started = ports.clock.now();
  const { reader } = ports;
  const { config } = request;
  const collections = [...new Set(CATALOGUE.map((kind) => kind.graph.collection))];
  const lookups = lookupsFor(request.profiles, collections);
  const [listings, directory] = await Promise.all([readLists(collections, reader), lookUp(lookups, reader)]);
  const problems: Problem[] = [...directory.problems, ...listings.flatMap(({ listing }) => listing.problem ?? [])];
  const objects = listings.flatMap(({ listing }) => listing.items);
  const known = withCollections(directory, listings);
  const nearby = await lookUpNearby(known, lookups, reader);
  const resolved = resolveAll(request.profiles, { ...known, nearby: nearby.nearby });
  const paired = pairAll(config, resolved, objects);
  const drafting = draftAll(paired, await reader.batch(paired.reads.map((read) => read.request)));
  problems.push(...drafting.problems);
  const drafts = targeted(drafting.drafts, request.targets);
  // A list with a hole proves nothing about absence: no create and no removal is decided on it.
  const incomplete = listings.some(({ listing }) => !listing.complete);
  const decided = incomplete ? drafts.filter(({ action }) => action !== 'create' && action !== 'unassign') : drafts;
  const people = await countPeople(decided, known, reader);
  const more = await nameGroups(decided, known, reader);
  const counts = reader.counts();
  return makePlan(
    {
      config,
      tenantId: known.tenant?.id ?? config.tenant.id ?? 'unknown',
      source: request.source,
      drafts: decided,
      audiences: people.audiences,
      dictionary: {
        names: namesOf(
          known,
          objects.flatMap((object) => entryOf(object) ?? []),
          [...more, ...people.filters],
        ),
        tags: known.scopeTags,
      },
      findings: [
        ...request.findings,
        ...resolved.findings,
        ...drafting.findings,
        ...tenantFindings(config, known),
        ...people.findings,
      ],
      problems: unique([...problems, ...people.problems]),
      run: { started, tool: request.tool, ...counts },
    },
    ports.hash,
  );
}

interface NamedListing {
  readonly path: string;
  readonly listing: Listing;
}

async function readLists(collections: readonly string[], reader: TenantReader): Promise<readonly NamedListing[]> {
  const lists = collections.map(async (path) => ({
    path,
    listing: await reader.list({ path: `${path}?$expand=assignments` }),
  }));
  return Promise.all(lists);
}

async function lookUp(lookups: readonly Lookup[], reader: TenantReader): Promise<Directory> {
  return directoryOf(lookups, await reader.batch(lookups.map(requestFor)));
}

/** Groups that nobody has: one more look, for groups that are called alike. */
async function lookUpNearby(
  directory: Directory,
  lookups: readonly Lookup[],
  reader: TenantReader,
): Promise<Directory> {
  const missing = lookups.flatMap((lookup): readonly Lookup[] =>
    lookup.what === 'group-name' && directory.groupsByName.get(lookup.name)?.length === 0
      ? [{ what: 'nearby', name: lookup.name }]
      : [],
  );
  return missing.length === 0 ? directory : lookUp(missing, reader);
}

/** The objects of the lists serve as targets of references too: no second read. */
function withCollections(directory: Directory, listings: readonly NamedListing[]): Directory {
  const listed = listings.map(({ path, listing }): readonly [string, readonly Entry[] | null] => [
    path,
    listing.complete ? listing.items.flatMap((object: JsonObject) => entryOf(object) ?? []) : null,
  ]);
  return { ...directory, collections: new Map([...directory.collections, ...listed]) };
}

function targeted(drafts: readonly Draft[], targets: readonly string[]): readonly Draft[] {
  return targets.length === 0 ? drafts : drafts.filter(({ key }) => targets.includes(key));
}

/** Names of groups that only the tenant's side mentions. */
async function nameGroups(
  drafts: readonly Draft[],
  directory: Directory,
  reader: TenantReader,
): Promise<readonly Entry[]> {
  const known = new Set(namesOf(directory, [], []).keys());
  const moved = drafts.filter(({ before, after }) => before !== after);
  const unnamed = groupsOf(moved).filter((id) => !known.has(id));
  const lookups = unnamed.map((id): Lookup => ({ what: 'group-id', id }));
  const answers = await reader.batch(lookups.map(requestFor));
  return answers.flatMap((answer) => entriesIn(answer) ?? []);
}

function tenantFindings(config: Config, { tenant }: Directory): readonly Finding[] {
  const wanted = config.tenant.id;
  if (wanted === null || tenant === null || config.tenant.embedded !== null || wanted === tenant.id) return [];
  const text = `postilion.yaml names the tenant ${wanted}, but the token belongs to ${tenant.id} ("${tenant.name}"): sign in to the right one`;
  return [finding('TEN-001', 'error', text)];
}

function unique(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((problem) => [`${problem.type} ${problem.message}`, problem])).values()];
}
