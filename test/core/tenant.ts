/** Small tenants for the tests of the planner: objects, profiles and people with readable names. */

import type { AudienceFacts, GroupMembers } from '../../src/core/people/audience.ts';
import type { Assignment } from '../../src/model/assignment.ts';
import { type GraphId, isGraphId, isProfileKey, type ProfileKey } from '../../src/model/ids.ts';
import type { JsonObject } from '../../src/model/json.ts';
import type { ResolvedProfile, Settings } from '../../src/model/profile.ts';

export function graphId(text: string): GraphId {
  if (!isGraphId(text)) throw new Error(`${text} is not an id`);
  return text;
}

function profileKey(text: string): ProfileKey {
  if (!isProfileKey(text)) throw new Error(`${text} is not a key`);
  return text;
}

/** `group`, `-group` for an exclusion, `all users`, `all devices`; `group+filter` and `group-filter` with a filter. */
export function assignment(text: string): Assignment {
  const [, minus, name = '', sign, filter] = /^(-)?([a-z ]+)(?:([+-])([a-z]+))?$/.exec(text) ?? [];
  return {
    intent: minus === undefined ? 'include' : 'exclude',
    target:
      name === 'all users'
        ? { type: 'allUsers' }
        : name === 'all devices'
          ? { type: 'allDevices' }
          : { type: 'group', id: graphId(name) },
    filter: filter === undefined ? null : { id: graphId(filter), mode: sign === '+' ? 'include' : 'exclude' },
  };
}

export function assignments(...texts: readonly string[]): readonly Assignment[] {
  return texts.map(assignment);
}

export const SETTINGS: Settings = {
  accountName: 'Contoso mail',
  host: 'mail.contoso.com',
  username: 'userPrincipalName',
  emailAddress: 'primarySmtpAddress',
  authentication: 'usernameAndPassword',
};

/** A resolved iOS mail profile. */
export function profile(key: string, parts: Partial<ResolvedProfile> = {}): ResolvedProfile {
  return {
    key: profileKey(key),
    kind: 'ios-mail',
    name: `iOS: Mail - ${key}`,
    description: undefined,
    scopeTagIds: undefined,
    settings: SETTINGS,
    assignments: undefined,
    protect: false,
    unmanaged: [],
    at: { file: `profiles/${key}.yaml`, line: 1, column: 1 },
    ...parts,
  };
}

/** People and devices: every person has one iPhone that is named after them, unless `devices` says otherwise. */
export function facts(
  groups: Readonly<Record<string, readonly string[] | GroupMembers | null>>,
  devices: readonly (readonly [device: string, person: string | null])[] | null = onePhoneEach(groups),
): AudienceFacts {
  return {
    devices:
      devices?.map(([id, person]) => ({
        id,
        person,
        entraId: id,
        operatingSystem: id.includes('mac') ? 'macOS' : 'iOS',
        type: null,
      })) ?? null,
    groups: new Map(Object.entries(groups).map(([id, members]) => [id, membersOf(members)])),
  };
}

function membersOf(members: readonly string[] | GroupMembers | null): GroupMembers | null {
  if (members === null || 'people' in members) return members;
  return { people: new Set(members), devices: new Set() };
}

function onePhoneEach(groups: Readonly<Record<string, readonly string[] | GroupMembers | null>>) {
  const people = Object.values(groups).flatMap((members) => [...(membersOf(members)?.people ?? [])]);
  return [...new Set(people)].map((person) => [`phone-${person}`, person] as const);
}

export function deviceGroup(...devices: readonly string[]): GroupMembers {
  return { people: new Set(), devices: new Set(devices) };
}

/** An iOS mail object as the tenant holds it. */
export function liveMail(id: string, parts: JsonObject = {}): JsonObject {
  return {
    '@odata.type': '#microsoft.graph.iosEasEmailProfileConfiguration',
    id,
    displayName: `iOS: Mail - ${id}`,
    description: '',
    roleScopeTagIds: ['0'],
    createdDateTime: '2026-01-05T08:00:00Z',
    lastModifiedDateTime: '2026-01-05T08:00:00Z',
    version: 1,
    accountName: 'Contoso mail',
    hostName: 'mail.contoso.com',
    usernameAADSource: 'userPrincipalName',
    usernameSource: 'userPrincipalName',
    emailAddressSource: 'primarySmtpAddress',
    authenticationMethod: 'usernameAndPassword',
    requireSsl: true,
    ...parts,
  };
}
