/** Reads members, devices and filters for the changes of a plan, once each, and counts the people behind them. */

import { dynamicGroupsIn, excludedDeviceGroups, ruleRead } from '../../core/checks/assignment-support.ts';
import type { LockOut } from '../../core/checks/check.ts';
import { type PossibleConflicts, peopleInConflict } from '../../core/checks/conflicting-profiles.ts';
import { pairsToCheck, runPeopleChecks } from '../../core/checks/run.ts';
import type { ProposedChange } from '../../core/diff/proposed-change.ts';
import { COMPLIANCE_READ, demandsIn, losingDemandedMail, withLockOut } from '../../core/impact/compliance-lock-out.ts';
import {
  type Audience,
  type AudienceFacts,
  type ManagedDevice,
  type SetEngine,
  setEngine,
} from '../../core/people/audience.ts';
import { devicesOf } from '../../core/people/device-list.ts';
import { audienceOfChange } from '../../core/people/of-change.ts';
import { assignmentsAround, audienceFacts, filtersIn, filtersOf, groupsOf, rulesOf } from '../../core/people/reads.ts';
import { UNKNOWN_PEOPLE } from '../../core/people/zero.ts';
import { type Directory, type Entry, entriesIn } from '../../core/tenant/directory.ts';
import { requestFor } from '../../core/tenant/lookups.ts';
import { isWriting } from '../../model/change.ts';
import type { Finding } from '../../model/finding.ts';
import type { Problem } from '../../model/plan.ts';
import type { TenantReader } from '../ports/tenant.ts';
import { confirmZeros } from './confirm-zeros.ts';
import { askFacts, checkFacts } from './read-facts.ts';
import { type KnownPeople, newKnownPeople, type PeopleReading, readMembers, readPeople } from './read-people.ts';
import { readRivals } from './read-rivals.ts';

export interface Counted {
  readonly audiences: ReadonlyMap<string, Audience>;
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
  /** The tenant's filters, where they were read. */
  readonly filters: readonly Entry[];
}

/**
 * Counts the people of the proposed changes that change something; without any, nothing is read. Groups of more than `most` members
 * are counted as wholes. `recorded`: how many people the last count of a key found. Remote faults become problems.
 */
export async function countPeople(
  proposals: readonly ProposedChange[],
  directory: Directory,
  reader: TenantReader,
  most: number,
  recorded: ReadonlyMap<string, number> = new Map(),
  known: KnownPeople = newKnownPeople(),
): Promise<Counted> {
  const concerned = proposals.filter((one) => isWriting(one) && assignmentsAround([one]).length > 0);
  if (concerned.length === 0) return { audiences: new Map(), findings: [], problems: [], filters: [] };
  const { beside, ...pairs } = pairsToCheck(proposals);
  const { rivals } = pairs.conflicts;
  const asked = [...new Set([...concerned, ...beside, ...rivals])];
  const { filters, problems } = await readFilters(asked, directory, reader);
  const used = filtersIn(filters, filtersOf(assignmentsAround(asked)));
  const needed = new Set(groupsOf(assignmentsAround(concerned)));
  const reading = { reader, most, known };
  const around = groupsOf(assignmentsAround(asked));
  const sooner = new Set(groupsOf(assignmentsAround([...concerned, ...beside])));
  const canWait = new Set(around.filter((id) => !sooner.has(id)));
  const some = devicesOf(new Set(asked.map(({ kind }) => kind.platform)));
  const devices = { rules: rulesOf(used), some };
  const [[members, { list, isShort, hasOthers }]] = await Promise.all([
    readPeople(around, { needed, canWait }, devices, reading),
    askFacts(concerned, around, reading),
  ]);
  const facts = { ...audienceFacts(members, isShort ? null : list.devices, used), hasOthers };
  const engine = setEngine(facts);
  const left = [...canWait].filter((id) => !members.groups.has(id));
  const conflictEngine = left.length === 0 ? engine : await engineBeside(left, pairs.conflicts, engine, facts, reading);
  const counted = concerned.map((proposed): readonly [string, Audience] => [
    proposed.key,
    // Whoever the list doesn't show may be in any of the groups.
    isShort ? UNKNOWN_PEOPLE : audienceOfChange(proposed, engine),
  ]);
  const audiences = await confirmZeros(concerned, new Map(counted), facts, recorded, reader);
  const coupled = await couple(concerned, audiences, facts, reading);
  const dynamicGroups = await readDynamicGroups(concerned, facts, reader);
  const told = await checkFacts({ asking: concerned, proposals, audiences, members: facts }, reading);
  return {
    audiences: coupled.audiences,
    findings: [
      ...runPeopleChecks({
        ...pairs,
        proposals,
        concerned,
        directory,
        members: facts,
        engine,
        conflictEngine,
        dynamicGroups,
        lockOuts: coupled.lockOuts,
      }),
      ...told,
    ],
    problems: [problems, members.problems, list.problem ?? [], coupled.problems].flat(),
    filters,
  };
}

/** An engine over the people for whom a conflict may be new, and the groups of the profiles beside them. */
async function engineBeside(
  groups: readonly string[],
  conflicts: PossibleConflicts,
  engine: SetEngine,
  facts: AudienceFacts,
  reading: PeopleReading,
): Promise<SetEngine> {
  const people = peopleInConflict(conflicts, engine);
  const read = await readRivals(groups, people, reading);
  const isOne = ({ person }: ManagedDevice): boolean => person !== null && people?.has(person) === true;
  return setEngine({
    ...facts,
    devices: people === null ? facts.devices : (facts.devices?.filter(isOne) ?? null),
    groups: new Map([...facts.groups, ...read.groups]),
    large: new Set([...(facts.large ?? []), ...read.large]),
  });
}

async function readFilters(
  proposals: readonly ProposedChange[],
  directory: Directory,
  reader: TenantReader,
): Promise<{ readonly filters: readonly Entry[]; readonly problems: readonly Problem[] }> {
  if (directory.filters !== null || filtersOf(assignmentsAround(proposals)).size === 0)
    return { filters: directory.filters ?? [], problems: [] };
  const [answer] = await reader.batch([requestFor({ what: 'filters' })]);
  return { filters: entriesIn(answer) ?? [], problems: answer?.status === 'unreadable' ? [answer.problem] : [] };
}

interface Coupled extends Pick<Counted, 'audiences' | 'problems'> {
  readonly lockOuts: readonly LockOut[];
}

/** Compliance policies are asked for only where people lose mail that a policy may demand, their groups only where not yet read. */
async function couple(
  proposals: readonly ProposedChange[],
  audiences: ReadonlyMap<string, Audience>,
  facts: AudienceFacts,
  reading: PeopleReading,
): Promise<Coupled> {
  const losing = losingDemandedMail(proposals, audiences);
  if (losing.length === 0) return { audiences, lockOuts: [], problems: [] };
  const listing = await reading.reader.list(COMPLIANCE_READ);
  const demands = demandsIn(listing.items);
  const wanted = groupsOf(demands.flatMap(({ assignments }) => assignments));
  const missing = wanted.filter((id) => !facts.groups.has(id));
  const more = await readMembers(missing, new Set(missing), reading);
  const groups = new Map([...facts.groups, ...more.groups]);
  const large = new Set([...(facts.large ?? []), ...more.large]);
  const engine = setEngine({ ...facts, groups, large });
  const lockOuts = losing.flatMap((proposed) => {
    const audience = audiences.get(proposed.key);
    return audience === undefined ? [] : [{ proposed, audience: withLockOut(proposed, audience, demands, engine) }];
  });
  return {
    audiences: new Map([...audiences, ...lockOuts.map(({ proposed, audience }) => [proposed.key, audience] as const)]),
    lockOuts,
    problems: [listing.problem ?? [], more.problems].flat(),
  };
}

async function readDynamicGroups(
  proposals: readonly ProposedChange[],
  facts: AudienceFacts,
  reader: TenantReader,
): Promise<ReadonlyMap<string, string>> {
  const groups = excludedDeviceGroups(proposals, facts);
  if (groups.length === 0) return new Map();
  return dynamicGroupsIn(groups, await reader.batch(groups.map(ruleRead)));
}
