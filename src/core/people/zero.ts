/** When nobody is believed: an empty answer may mean that nobody is there, or that nothing was shown. */

import { isAssigned } from '../../model/assignment.ts';
import { isJsonObject, stringAt } from '../../model/json.ts';
import type { ReadAnswer, ReadRequest } from '../../model/reads.ts';
import { currentAssignments, type ProposedChange, plannedAssignments } from '../diff/proposed-change.ts';
import { type Audience, type AudienceFacts, type GroupMembers, NOBODY } from './audience.ts';

/** Of a group that seems to be empty. Only what is asked for comes with it. */
export function visibilityRead(group: string): ReadRequest {
  return { path: `/groups/${encodeURIComponent(group)}?$select=id,visibility` };
}

function isEmpty(members: GroupMembers | null): boolean {
  return members !== null && members.people.size === 0 && members.devices.size === 0;
}

/**
 * True where a group without rows has no members: it can be read, its members aren't hidden from apps (Microsoft Graph,
 * group resource, `visibility`: HiddenMembership), and nobody was counted either.
 */
function isEmptyForSure(group: ReadAnswer | undefined, count: ReadAnswer | undefined): boolean {
  const counted = count?.status === 'found' && typeof count.body === 'number' ? count.body : 0;
  return counted === 0 && showsMembers(group);
}

/** The groups, those that may hide members with unknown ones. A group without rows that was not counted as empty needs no visibility. */
export function believedGroups(
  groups: ReadonlyMap<string, GroupMembers | null>,
  countOf: ReadonlyMap<string, ReadAnswer | undefined>,
  visibilityOf: ReadonlyMap<string, ReadAnswer>,
): ReadonlyMap<string, GroupMembers | null> {
  const empty = [...groups].flatMap(([id, members]) => (isEmpty(members) ? [id] : []));
  const doubted = empty.filter((id) => !isEmptyForSure(visibilityOf.get(id), countOf.get(id)));
  return new Map([...groups, ...doubted.map((id) => [id, null] as const)]);
}

/** True for the answer of `visibilityRead` about a group whose members aren't hidden from apps. */
export function showsMembers(group: ReadAnswer | undefined): boolean {
  if (group?.status !== 'found' || !isJsonObject(group.body)) return false;
  return stringAt(group.body, 'visibility')?.toLowerCase() !== 'hiddenmembership';
}

/** True where the change is for somebody by its assignments, and nobody was found. */
export function isDoubtful(proposed: ProposedChange, audience: Audience | undefined): boolean {
  if (audience === undefined || audience.basis === 'unknown') return false;
  const { kept, gained, lost } = audience;
  const isForSomebody = isAssigned(currentAssignments(proposed)) || isAssigned(plannedAssignments(proposed));
  return isForSomebody && kept.size + gained.size + lost.size === 0;
}

/** What the list of devices says about the zero of a change; `ask`: only the profile's own status can tell. */
export function judgeZero(
  { live, kind: { devices: selector } }: ProposedChange,
  { devices, hasOthers = false }: AudienceFacts,
  recorded: number | null,
): 'believed' | 'unknown' | 'ask' {
  if ((recorded ?? 0) > 0 || devices === null) return 'unknown';
  const fits = devices.some(
    ({ person, operatingSystem, type }) =>
      person !== null &&
      selector.systems.includes(operatingSystem.toLowerCase()) &&
      (selector.types.length === 0 || type === null || selector.types.includes(type)),
  );
  if (fits) return 'believed';
  if (live !== null) return 'ask';
  return devices.length > 0 || hasOthers ? 'believed' : 'unknown';
}

export const UNKNOWN_PEOPLE: Audience = { ...NOBODY, basis: 'unknown', devices: null };
