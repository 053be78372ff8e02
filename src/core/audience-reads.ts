/** Which members and devices must be read to count the people of the changes; nothing for a plan without changes. */

import { compareText } from '../model/finding.ts';
import { isJsonObject, type JsonObject, objectsAt, stringAt } from '../model/json.ts';
import type { Listing, ReadAnswer, ReadRequest } from '../model/remote.ts';
import type { AudienceFacts, GroupMembers, ManagedDevice } from './audience.ts';
import type { Draft } from './draft.ts';

/** Drafts that do something to somebody: those that change anything. */
export function draftsWithPeople(drafts: readonly Draft[]): readonly Draft[] {
  return drafts.filter(({ action }) => action !== 'unchanged' && action !== 'unmanaged' && action !== 'adopt');
}

/** The groups in the assignments of the drafts, before and after, each once. */
export function groupsOf(drafts: readonly Draft[]): readonly string[] {
  const ids = drafts.flatMap(({ before, after }) =>
    [...before, ...after].flatMap(({ target }) => (target.type === 'group' ? [target.id] : [])),
  );
  return [...new Set<string>(ids)].sort(compareText);
}

/** Two reads a group: its people and its devices, nested groups included. */
export function memberReads(group: string): readonly [ReadRequest, ReadRequest] {
  const members = `/groups/${encodeURIComponent(group)}/transitiveMembers`;
  return [
    { path: `${members}/microsoft.graph.user?$select=id&$count=true&$top=999`, advanced: true },
    { path: `${members}/microsoft.graph.device?$select=id,deviceId&$count=true&$top=999`, advanced: true },
  ];
}

/** Managed devices with what counting needs. */
export const DEVICE_READ: ReadRequest = {
  path: '/deviceManagement/managedDevices?$select=id,userId,azureADDeviceId,operatingSystem,deviceType',
};

/** Answers of `memberReads` for the groups, in order, and the device list → facts. */
export function audienceFacts(
  groups: readonly string[],
  answers: readonly ReadAnswer[],
  devices: Listing | null,
): AudienceFacts {
  const members = groups.map((id, index): readonly [string, GroupMembers | null] => [
    id,
    membersFrom(answers[2 * index], answers[2 * index + 1]),
  ]);
  const known = devices !== null && devices.complete ? devices.items.flatMap((item) => deviceFrom(item) ?? []) : null;
  return { devices: known, groups: new Map(members) };
}

function membersFrom(people: ReadAnswer | undefined, devices: ReadAnswer | undefined): GroupMembers | null {
  const [users, machines] = [valuesOf(people), valuesOf(devices)];
  if (users === null || machines === null) return null;
  return {
    people: new Set(users.flatMap((user) => stringAt(user, 'id') ?? [])),
    devices: new Set(machines.flatMap((device) => stringAt(device, 'deviceId') ?? [])),
  };
}

/** A group that is gone has no members; one that can't be read is unknown. */
function valuesOf(answer: ReadAnswer | undefined): readonly JsonObject[] | null {
  if (answer === undefined || answer.status === 'unreadable') return null;
  return answer.status === 'found' && isJsonObject(answer.body) ? objectsAt(answer.body, 'value') : [];
}

function deviceFrom(object: JsonObject): ManagedDevice | null {
  const id = stringAt(object, 'id');
  if (id === undefined) return null;
  const person = stringAt(object, 'userId');
  return {
    id,
    // Devices without a person carry an empty text, not null.
    person: person === undefined || person === '' ? null : person,
    entraId: stringAt(object, 'azureADDeviceId') ?? null,
    operatingSystem: stringAt(object, 'operatingSystem') ?? '',
    type: stringAt(object, 'deviceType') ?? null,
  };
}
