/**
 * Members of groups of which only some people matter: each of these is asked for their groups, where that is fewer round
 * trips than reading the groups. A group that may hide its members from apps is read whole, and so are all where any
 * answer lacks.
 */

import type { GroupMembers } from '../../core/people/audience.ts';
import {
  groupDevicesRead,
  groupIdsIn,
  isGroupTooLarge,
  type MembersRead,
  membersFrom,
  pagesOf,
  personGroupsRead,
} from '../../core/people/reads.ts';
import { showsMembers, visibilityRead } from '../../core/people/zero.ts';
import type { ReadAnswer } from '../../model/reads.ts';
import { type PeopleReading, readMembers } from './read-people.ts';

/** Reads in one `$batch`. */
const READS_A_TRIP = 20;

/** `groups` were counted before. `people` null: nobody can say who matters. What is unknown of a group is null. */
export async function readRivals(
  groups: readonly string[],
  people: ReadonlySet<string> | null,
  reading: PeopleReading,
): Promise<MembersRead> {
  if (people?.size === 0) return { groups: new Map(), large: new Set() };
  const asked = people === null ? null : await askPeople(groups, [...people], reading);
  const rest = groups.filter((id) => asked?.has(id) !== true);
  const whole = await readMembers(rest, new Set(), reading);
  return { groups: new Map([...whole.groups, ...(asked ?? [])]), large: whole.large };
}

/** The groups whose members among `people` are told by the people themselves; null where that is no gain, or not told. */
async function askPeople(
  groups: readonly string[],
  people: readonly string[],
  { reader, most, known }: PeopleReading,
): Promise<ReadonlyMap<string, GroupMembers> | null> {
  const read = groups.filter((id) => !isGroupTooLarge(known.counts.get(id), most));
  const pages = read.reduce((sum, id) => sum + pagesOf(known.counts.get(id)), 0);
  const unknown = people.filter((person) => !known.memberships.has(person));
  if ((2 * groups.length + unknown.length) / READS_A_TRIP >= pages) return null;
  // The first one alone: a sign-in that may not ask (User.Read.All) is refused once, and not for each of them.
  const first = unknown.slice(0, 1);
  const answers = await reader.batch([
    ...groups.map(visibilityRead),
    ...groups.map(groupDevicesRead),
    ...first.map(personGroupsRead),
  ]);
  const [visible, devices] = [answers.slice(0, groups.length), answers.slice(groups.length, 2 * groups.length)];
  if (!remember(first, answers.slice(2 * groups.length), known.memberships)) return null;
  const others = unknown.slice(1);
  if (!remember(others, await reader.batch(others.map(personGroupsRead)), known.memberships)) return null;
  const found = groups.flatMap((id, index): readonly (readonly [string, GroupMembers])[] => {
    if (!showsMembers(visible[index])) return [];
    const machines = membersFrom({ status: 'found', body: { value: [] } }, devices[index]);
    if (machines === null) return [];
    const members = people.filter((person) => known.memberships.get(person)?.has(id) === true);
    return [[id, { people: new Set(members), devices: machines.devices }]];
  });
  return new Map(found);
}

/** Keeps what each of the people said; false where somebody's groups are not told. */
function remember(
  people: readonly string[],
  answers: readonly ReadAnswer[],
  memberships: Map<string, ReadonlySet<string>>,
): boolean {
  const told = people.map((person, index) => [person, groupIdsIn(answers[index])] as const);
  for (const [person, ids] of told) if (ids !== null) memberships.set(person, ids);
  return told.every(([, ids]) => ids !== null);
}
