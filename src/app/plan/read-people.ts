/** Members of groups and managed devices: read once in a plan, however often its people are counted. */

import type { FilterRule } from '../../core/filters/rule.ts';
import type { GroupMembers } from '../../core/people/audience.ts';
import {
  type DeviceList,
  deviceListFrom,
  deviceRead,
  ENROLLED_READ,
  hasOthers,
  judgeDevices,
  type SomeDevices,
} from '../../core/people/device-list.ts';
import {
  besideCount,
  countRead,
  isGroupTooLarge,
  type MembersRead,
  memberReads,
  membersFrom,
  pagesOf,
} from '../../core/people/reads.ts';
import { believedGroups, visibilityRead } from '../../core/people/zero.ts';
import type { Problem } from '../../model/plan.ts';
import type { ReadAnswer } from '../../model/reads.ts';
import type { TenantReader } from '../ports/tenant.ts';

interface KnownGroup {
  /** Null where they could not be read, or are too many. */
  readonly members: GroupMembers | null;
  readonly isLarge: boolean;
  readonly problems: readonly Problem[];
}

/** What a plan has read of people so far: errors that show only once people are counted let it count again. */
export interface KnownPeople {
  readonly groups: Map<string, KnownGroup>;
  /** The answers of how many members a group has, also of groups that weren't read. */
  readonly counts: Map<string, ReadAnswer>;
  /** The groups of a person who was asked for them. */
  readonly memberships: Map<string, ReadonlySet<string>>;
  /** By the columns that were asked for. */
  readonly devices: Map<string, DeviceList>;
  /** How many devices are enrolled; empty until it was asked. */
  readonly enrolled: ReadAnswer[];
  /** What checks wanted to know beside, by path. */
  readonly facts: Map<string, ReadAnswer>;
}

export function newKnownPeople(): KnownPeople {
  return {
    groups: new Map(),
    counts: new Map(),
    memberships: new Map(),
    devices: new Map(),
    enrolled: [],
    facts: new Map(),
  };
}

export interface DevicesRead {
  readonly list: DeviceList;
  /** The list lacks some that are enrolled. */
  readonly isShort: boolean;
  /** The list is of some platforms, and others have devices too. */
  readonly hasOthers: boolean;
}

/**
 * Members and devices at the same time, the devices with what the rules ask about, and of some platforms alone where their
 * counts agree. Of the groups that can wait those of
 * several pages are counted and not read.
 */
export async function readPeople(
  ids: readonly string[],
  { needed, canWait }: { readonly needed: ReadonlySet<string>; readonly canWait: ReadonlySet<string> },
  { rules, some }: { readonly rules: readonly FilterRule[]; readonly some: SomeDevices | null },
  { reader, most, known }: PeopleReading,
): Promise<readonly [GroupsRead, DevicesRead]> {
  const listed = async (of: SomeDevices | null): Promise<DeviceList> => {
    const request = deviceRead(rules, { some: of });
    const list = known.devices.get(request.path) ?? deviceListFrom(await reader.list(request), rules);
    known.devices.set(request.path, list);
    return list;
  };
  const [members, first] = await Promise.all([
    readMembers(ids, needed, { reader, most, known }, canWait),
    listed(some),
  ]);
  const isDoubtful = judgeDevices(first, known.enrolled[0], some) === 'doubtful';
  const [list, of] = isDoubtful ? [await listed(null), null] : [first, some];
  const isShort = judgeDevices(list, known.enrolled[0], of) === 'short';
  return [members, { list, isShort, hasOthers: hasOthers(list, known.enrolled[0], of) }];
}

export interface PeopleReading {
  readonly reader: TenantReader;
  /** Groups of more members are counted as wholes. */
  readonly most: number;
  readonly known: KnownPeople;
  /** While people of the plan are read, which asks for the number of devices. */
  readonly isBeside?: true;
}

type GroupsRead = MembersRead & { readonly problems: readonly Problem[] };

/**
 * Members group by group. A group that can't be read is a problem where a change needs it (`needed`); the others only
 * serve remarks.
 */
export async function readMembers(
  ids: readonly string[],
  needed: ReadonlySet<string>,
  reading: PeopleReading,
  canWait: ReadonlySet<string> = new Set(),
): Promise<GroupsRead> {
  const known = reading.known.groups;
  await countUnknown(
    ids.filter((id) => !known.has(id)),
    reading,
  );
  const waits = (id: string): boolean => canWait.has(id) && pagesOf(reading.known.counts.get(id)) > 1;
  await readUnknown(
    ids.filter((id) => !known.has(id) && !waits(id)),
    reading,
  );
  const found = ids.flatMap((id) => {
    const group = known.get(id);
    return group === undefined ? [] : [{ id, ...group }];
  });
  return {
    groups: new Map(found.map(({ id, members }) => [id, members])),
    large: new Set(found.flatMap(({ id, isLarge }) => (isLarge ? [id] : []))),
    problems: found.flatMap(({ id, problems }) => (needed.has(id) ? problems : [])),
  };
}

/** The number of devices is asked for in the same round trip as those of members. */
async function countUnknown(ids: readonly string[], { reader, known, isBeside }: PeopleReading): Promise<void> {
  const more = known.enrolled.length === 0 && isBeside !== true ? [ENROLLED_READ] : [];
  const uncounted = ids.filter((id) => !known.counts.has(id));
  const answered = await reader.batch([...more, ...uncounted.map(countRead)]);
  known.enrolled.push(...answered.slice(0, more.length));
  for (const [index, id] of uncounted.entries()) {
    const answer = answered[more.length + index];
    if (answer !== undefined) known.counts.set(id, answer);
  }
}

async function readUnknown(ids: readonly string[], { reader, most, known }: PeopleReading): Promise<void> {
  const countOf: ReadonlyMap<string, ReadAnswer | undefined> = known.counts;
  const large = new Set(ids.filter((id) => isGroupTooLarge(countOf.get(id), most)));
  const groups = new Map<string, GroupMembers | null>([...large].map((id) => [id, null]));
  const problems = new Map<string, readonly Problem[]>();
  const visibilities = new Map<string, ReadAnswer>();
  const small = ids.filter((id) => !large.has(id));
  for (const some of portions(small, countOf)) {
    // That nobody is in a group is believed only beside its visibility.
    const nobody = some.filter((id) => (countedIn(countOf.get(id)) ?? 0) === 0);
    const answers = await reader.batch([...some.flatMap(memberReads), ...nobody.map(visibilityRead)]);
    nobody.forEach((id, index) => {
      const answer = answers[2 * some.length + index];
      if (answer !== undefined) visibilities.set(id, answer);
    });
    some.forEach((id, index) => {
      const [people, devices] = [answers[2 * index], answers[2 * index + 1]];
      const count = countOf.get(id);
      const own = [besideCount(id, count, people), besideCount(id, count, devices)] as const;
      groups.set(id, membersFrom(...own));
      problems.set(
        id,
        own.flatMap((one) => (one?.status === 'unreadable' ? [one.problem] : [])),
      );
    });
  }
  const confirmed = believedGroups(groups, countOf, visibilities);
  for (const id of ids) {
    known.groups.set(id, {
      members: confirmed.get(id) ?? null,
      isLarge: large.has(id),
      problems: problems.get(id) ?? [],
    });
  }
}

/**
 * Rows whose answers are held at one time: groups of up to that many people are asked for together, as many batches at once as
 * go. What a group of unknown size may have is a tenth of it.
 */
const ROWS_AT_ONCE = 100_000;
const UNKNOWN_ROWS = ROWS_AT_ONCE / 10;

/** Answers are cut down to ids before the next groups are asked for, which bounds the memory. */
function portions(
  ids: readonly string[],
  countOf: ReadonlyMap<string, ReadAnswer | undefined>,
): readonly (readonly string[])[] {
  const found: string[][] = [];
  let rows = 0;
  for (const id of ids) {
    const own = countedIn(countOf.get(id)) ?? UNKNOWN_ROWS;
    const last = found.at(-1);
    if (last === undefined || rows + own > ROWS_AT_ONCE) {
      found.push([id]);
      rows = own;
    } else {
      last.push(id);
      rows += own;
    }
  }
  return found;
}

/** Null where the answer tells no number. */
function countedIn(answer: ReadAnswer | undefined): number | null {
  return answer?.status === 'found' && typeof answer.body === 'number' ? answer.body : null;
}
