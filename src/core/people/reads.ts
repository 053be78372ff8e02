/** Which members and devices must be read to count the people of the changes; nothing for a plan without changes. */

import type { Assignment } from '../../model/assignment.ts';
import { compareText } from '../../model/finding.ts';
import { isJsonArray, isJsonObject, type JsonObject, objectsAt, stringAt } from '../../model/json.ts';
import { systemsOfFilter } from '../../model/platforms.ts';
import type { ReadAnswer, ReadRequest } from '../../model/reads.ts';
import { currentAssignments, type ProposedChange } from '../diff/proposed-change.ts';
import { parseRule } from '../filters/parse.ts';
import type { FilterRule } from '../filters/rule.ts';
import type { Entry } from '../tenant/directory.ts';
import type { AudienceFacts, GroupMembers, ManagedDevice } from './audience.ts';
import { type FilterFacts, matchDevices } from './filter-matches.ts';

/** The assignments of the proposed changes, those of today and the planned ones. */
export function assignmentsAround(proposals: readonly ProposedChange[]): readonly Assignment[] {
  return proposals.flatMap((proposed) => [...currentAssignments(proposed), ...(proposed.assignments?.after ?? [])]);
}

/** The groups in the assignments, each once. */
export function groupsOf(assignments: readonly Assignment[]): readonly string[] {
  const ids = assignments.flatMap(({ target }) => (target.type === 'group' ? [target.id] : []));
  return [...new Set<string>(ids)].sort(compareText);
}

/** How many members a group has, nested ones included. */
export function countRead(group: string): ReadRequest {
  return { path: `/groups/${encodeURIComponent(group)}/transitiveMembers/$count`, advanced: true };
}

/** True for the answer of `countRead` about a group of more than `most` members: it isn't read, to save memory and time. */
export function isGroupTooLarge(answer: ReadAnswer | undefined, most: number): boolean {
  return answer?.status === 'found' && typeof answer.body === 'number' && answer.body > most;
}

/** The most that Entra answers on a page (Microsoft Graph, "Paging"). */
const MOST_ROWS = 999;

/** Pages of members, by the answer of `countRead`; none where nobody counted. */
export function pagesOf(answer: ReadAnswer | undefined): number {
  return answer?.status === 'found' && typeof answer.body === 'number' ? Math.ceil(answer.body / MOST_ROWS) : 0;
}

/** Two reads a group: its people and its devices, nested groups included. */
export function memberReads(group: string): readonly [ReadRequest, ReadRequest] {
  const path = `/groups/${encodeURIComponent(group)}/transitiveMembers/microsoft.graph.user`;
  return [{ path: `${path}?$select=id&$count=true&$top=${MOST_ROWS}`, advanced: true }, groupDevicesRead(group)];
}

/** The devices of a group, nested groups included. */
export function groupDevicesRead(group: string): ReadRequest {
  const path = `/groups/${encodeURIComponent(group)}/transitiveMembers/microsoft.graph.device`;
  return { path: `${path}?$select=id,deviceId&$count=true&$top=${MOST_ROWS}`, advanced: true };
}

/** The groups that a person is in, directly or by others (Microsoft Graph, "List a user's memberships (transitive)"). */
export function personGroupsRead(person: string): ReadRequest {
  const path = `/users/${encodeURIComponent(person)}/transitiveMemberOf/microsoft.graph.group`;
  return { path: `${path}?$select=id&$count=true&$top=${MOST_ROWS}`, advanced: true };
}

/** The answer of `personGroupsRead`, or null where it doesn't tell. */
export function groupIdsIn(answer: ReadAnswer | undefined): ReadonlySet<string> | null {
  const groups = valuesOf(answer)?.map((group) => stringAt(group, 'id'));
  const ids = groups?.flatMap((id) => id ?? []);
  return ids === undefined || ids.length !== groups?.length ? null : new Set(ids);
}

/** The filters that are used, by id; of a rule that can't be parsed the matches stay unknown. */
export function filtersIn(filters: readonly Entry[], used: ReadonlySet<string>): ReadonlyMap<string, FilterFacts> {
  const known = filters.filter(({ id }) => used.has(id));
  return new Map(
    known.map(({ id, raw }): readonly [string, FilterFacts] => {
      const parsed = parseRule(stringAt(raw, 'rule') ?? '');
      const platform = stringAt(raw, 'platform');
      const systems = platform === undefined ? null : (systemsOfFilter(platform) ?? []);
      return [id, { rule: parsed.ok ? parsed.rule : null, systems }];
    }),
  );
}

/** The rules among the filters. */
export function rulesOf(filters: ReadonlyMap<string, FilterFacts>): readonly FilterRule[] {
  return [...filters.values()].flatMap(({ rule }) => rule ?? []);
}

/** Ids of the filters in the assignments. */
export function filtersOf(assignments: readonly Assignment[]): ReadonlySet<string> {
  return new Set(assignments.flatMap(({ filter }) => filter?.id ?? []));
}

/** Members as they were read, group by group, and the groups that were too large. */
export interface MembersRead {
  readonly groups: ReadonlyMap<string, GroupMembers | null>;
  readonly large: ReadonlySet<string>;
}

/** Everything that was read → facts; null devices are unknown. */
export function audienceFacts(
  { groups, large }: MembersRead,
  devices: readonly ManagedDevice[] | null,
  used: ReadonlyMap<string, FilterFacts>,
): AudienceFacts {
  const filters = [...used].map(([id, filter]) => [id, matchDevices(filter, devices ?? [])] as const);
  return { devices, groups, large, ...(devices === null ? {} : { filters: new Map(filters) }) };
}

/** The two answers of `memberReads` → members, or null where either could not be read. */
export function membersFrom(people: ReadAnswer | undefined, devices: ReadAnswer | undefined): GroupMembers | null {
  const [users, machines] = [valuesOf(people), valuesOf(devices)];
  if (users === null || machines === null) return null;
  // A row without an id is somebody of whom nothing more is shown.
  if (users.some((user) => stringAt(user, 'id') === undefined)) return null;
  if (machines.some((device) => stringAt(device, 'id') === undefined)) return null;
  return {
    people: new Set(users.flatMap((user) => stringAt(user, 'id') ?? [])),
    devices: new Set(machines.flatMap((device) => stringAt(device, 'deviceId') ?? [])),
  };
}

/**
 * The answer about the members of a group, beside the answer of `countRead`. Whoever was counted a moment ago isn't gone:
 * a 404 behind a count is a fault of the service, and its members are unknown.
 */
export function besideCount(
  group: string,
  count: ReadAnswer | undefined,
  answer: ReadAnswer | undefined,
): ReadAnswer | undefined {
  if (answer?.status !== 'missing' || count?.status !== 'found') return answer;
  const message = `the members of the group ${group} could not be read: Graph counts them and then answers 404`;
  const requestIds = answer.requestId === null ? [] : [answer.requestId];
  return { status: 'unreadable', problem: { type: 'incomplete', message, requestIds } };
}

/** A group that can't be read is unknown, and so is one that is hidden from this sign-in or gone: both answer 404. */
function valuesOf(answer: ReadAnswer | undefined): readonly JsonObject[] | null {
  if (answer?.status !== 'found') return null;
  return isJsonObject(answer.body) && isJsonArray(answer.body['value']) ? objectsAt(answer.body, 'value') : null;
}
