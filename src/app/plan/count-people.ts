/** Reads members, devices and filters for the changes of a plan, once each, and counts the people behind them. */

import { dynamicGroupsIn, excludedDeviceGroups, ruleRead } from '../../core/checks/assignment-support.ts';
import type { LockOut } from '../../core/checks/check.ts';
import { pairsToCheck, runPeopleChecks } from '../../core/checks/run.ts';
import type { ProposedChange } from '../../core/diff/proposed-change.ts';
import { COMPLIANCE_READ, demandsIn, losingDemandedMail, withLockOut } from '../../core/impact/compliance-lock-out.ts';
import { type Audience, type AudienceFacts, type GroupMembers, setEngine } from '../../core/people/audience.ts';
import { audienceOfChange } from '../../core/people/of-change.ts';
import {
  assignmentsAround,
  audienceFacts,
  besideCount,
  countRead,
  deviceRead,
  ENROLLED_READ,
  filtersIn,
  filtersOf,
  groupsOf,
  isGroupTooLarge,
  isShortOfDevices,
  type MembersRead,
  memberReads,
  membersFrom,
  rulesOf,
} from '../../core/people/reads.ts';
import { UNKNOWN_PEOPLE } from '../../core/people/zero.ts';
import { type Directory, type Entry, entriesIn } from '../../core/tenant/directory.ts';
import { requestFor } from '../../core/tenant/lookups.ts';
import { isWriting } from '../../model/change.ts';
import type { Finding } from '../../model/finding.ts';
import type { Problem } from '../../model/plan.ts';
import type { ReadAnswer, ReadRequest } from '../../model/reads.ts';
import type { TenantReader } from '../ports/tenant.ts';
import { confirmEmptyGroups, confirmZeros } from './confirm-zeros.ts';

export interface Counted {
  readonly audiences: ReadonlyMap<string, Audience>;
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
  /** The tenant's filters, where they were read. */
  readonly filters: readonly Entry[];
}

/** Groups whose members are held as Graph's answers at one time: one `$batch`. */
const GROUPS_AT_ONCE = 10;

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
): Promise<Counted> {
  const concerned = proposals.filter((one) => isWriting(one) && assignmentsAround([one]).length > 0);
  if (concerned.length === 0) return { audiences: new Map(), findings: [], problems: [], filters: [] };
  const { beside, ...pairs } = pairsToCheck(proposals);
  const asked = [...new Set([...concerned, ...beside])];
  const { filters, problems } = await readFilters(asked, directory, reader);
  const used = filtersIn(filters, filtersOf(assignmentsAround(asked)));
  const needed = new Set(groupsOf(assignmentsAround(concerned)));
  const [members, devices] = await Promise.all([
    readMembers(groupsOf(assignmentsAround(asked)), needed, reader, most, [ENROLLED_READ]),
    reader.list(deviceRead(rulesOf(used))),
  ]);
  const isShort = isShortOfDevices(devices, members.beside[0]);
  const facts = audienceFacts(members, isShort ? null : devices, used);
  const engine = setEngine(facts);
  const counted = concerned.map((proposed): readonly [string, Audience] => [
    proposed.key,
    // Whoever the list doesn't show may be in any of the groups.
    isShort ? UNKNOWN_PEOPLE : audienceOfChange(proposed, engine),
  ]);
  const audiences = await confirmZeros(concerned, new Map(counted), facts, recorded, reader);
  const coupled = await couple(concerned, audiences, facts, reader, most);
  const dynamicGroups = await readDynamicGroups(concerned, facts, reader);
  return {
    audiences: coupled.audiences,
    findings: runPeopleChecks({
      ...pairs,
      proposals,
      concerned,
      directory,
      members: facts,
      engine,
      dynamicGroups,
      lockOuts: coupled.lockOuts,
    }),
    problems: [problems, members.problems, devices.problem ?? [], coupled.problems].flat(),
    filters,
  };
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

/**
 * Members group by group. A group that can't be read is a problem where a change needs it (`needed`); the others only
 * serve remarks. `more` is asked for in the same round trip as their numbers. Answers are cut down to ids before the next groups are asked for, which bounds the memory.
 */
async function readMembers(
  ids: readonly string[],
  needed: ReadonlySet<string>,
  reader: TenantReader,
  most: number,
  more: readonly ReadRequest[] = [],
): Promise<MembersRead & { readonly problems: readonly Problem[]; readonly beside: readonly ReadAnswer[] }> {
  const answered = await reader.batch([...more, ...ids.map(countRead)]);
  const [beside, counts] = [answered.slice(0, more.length), answered.slice(more.length)];
  const countOf = new Map(ids.map((id, index) => [id, counts[index]]));
  const large = new Set(ids.filter((id) => isGroupTooLarge(countOf.get(id), most)));
  const groups = new Map<string, GroupMembers | null>([...large].map((id) => [id, null]));
  const small = ids.filter((id) => !large.has(id));
  const problems: Problem[] = [];
  for (let start = 0; start < small.length; start += GROUPS_AT_ONCE) {
    const some = small.slice(start, start + GROUPS_AT_ONCE);
    const answers = await reader.batch(some.flatMap(memberReads));
    some.forEach((id, index) => {
      const [people, devices] = [answers[2 * index], answers[2 * index + 1]];
      const count = countOf.get(id);
      const own = [besideCount(id, count, people), besideCount(id, count, devices)] as const;
      groups.set(id, membersFrom(...own));
      if (needed.has(id)) problems.push(...own.flatMap((one) => (one?.status === 'unreadable' ? [one.problem] : [])));
    });
  }
  return { groups: await confirmEmptyGroups(groups, countOf, reader), large, problems, beside };
}

interface Coupled extends Pick<Counted, 'audiences' | 'problems'> {
  readonly lockOuts: readonly LockOut[];
}

/** Compliance policies are asked for only where people lose mail that a policy may demand, their groups only where not yet read. */
async function couple(
  proposals: readonly ProposedChange[],
  audiences: ReadonlyMap<string, Audience>,
  facts: AudienceFacts,
  reader: TenantReader,
  most: number,
): Promise<Coupled> {
  const losing = losingDemandedMail(proposals, audiences);
  if (losing.length === 0) return { audiences, lockOuts: [], problems: [] };
  const listing = await reader.list(COMPLIANCE_READ);
  const demands = demandsIn(listing.items);
  const wanted = groupsOf(demands.flatMap(({ assignments }) => assignments));
  const missing = wanted.filter((id) => !facts.groups.has(id));
  const more = await readMembers(missing, new Set(missing), reader, most);
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
