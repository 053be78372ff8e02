/** A tenant with many mail profiles of one account, each for a large group of its own, and a small group whom nobody serves. */

import { type CollectionName, type Entity, writeTenant } from '../../src/embedded/store/store.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { mailProperties } from './sets-tenant.ts';

export interface RivalsSize {
  readonly rivals: number;
  /** Members of each rival's group. */
  readonly members: number;
  /** People of the small group; each second one of them is in the group of some rival too. */
  readonly newcomers: number;
  /** Of all those in the groups of rivals; the groups overlap where they are fewer than all members. */
  readonly pool: number;
}

/** The small group's name. */
export const NEWCOMERS = 'Newcomers';

function guid(sort: string, number: number): string {
  return `${sort}-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

const personId = (number: number): string => guid('0000b001', number);
const groupId = (number: number): string => guid('0000b002', number);

function entity(id: string, order: number, type: string, properties: JsonObject): Entity {
  return { id, order, type, properties };
}

function device(number: number): Entity {
  return entity(guid('0000b004', number), number + 1, 'managedDevice', {
    deviceName: `phone-${number}`,
    userId: personId(number),
    operatingSystem: 'iOS',
    osVersion: '18.1',
    model: 'iPhone 15',
    managedDeviceOwnerType: 'company',
    azureADDeviceId: guid('0000b005', number),
  });
}

function rival(number: number): Entity {
  const id = guid('0000b006', number);
  const target = {
    '@odata.type': '#microsoft.graph.groupAssignmentTarget',
    groupId: groupId(number),
    deviceAndAppManagementAssignmentFilterId: null,
    deviceAndAppManagementAssignmentFilterType: 'none',
  };
  const assignments = [{ id: `${id}_${groupId(number)}`, source: 'direct', sourceId: id, intent: 'apply', target }];
  return { ...entity(id, number + 1, 'iosEasEmailProfileConfiguration', mailProperties(number)), assignments };
}

/** Writes the tenant into an empty folder. */
export function writeRivals(dir: string, { rivals, members, newcomers, pool }: RivalsSize): void {
  const people = pool + newcomers;
  const many = (count: number, make: (number: number) => Entity): readonly Entity[] =>
    Array.from({ length: count }, (_, number) => make(number));
  const group = (number: number, name: string, ids: readonly string[]): Entity => ({
    ...entity(groupId(number), number + 1, 'group', { displayName: name }),
    members: ids,
  });
  const own = (number: number) =>
    Array.from({ length: members }, (_, index) => personId((number * members + index) % pool));
  const small = Array.from({ length: newcomers }, (_, index) =>
    personId(index % 2 === 0 ? pool + index : ((index % rivals) * members + index) % pool),
  );
  writeTenant(
    dir,
    new Map<CollectionName, readonly Entity[]>([
      ['organization', [entity(guid('0000b007', 1), 1, 'organization', { displayName: 'Rivals' })]],
      ['users', many(people, (number) => entity(personId(number), number + 1, 'user', { displayName: `P${number}` }))],
      ['devices', []],
      ['managedDevices', many(people, device)],
      [
        'groups',
        [...many(rivals, (number) => group(number, `Group ${number}`, own(number))), group(rivals, NEWCOMERS, small)],
      ],
      ['assignmentFilters', []],
      ['deviceConfigurations', many(rivals, rival)],
    ]),
  );
}

/** One more profile of the same account, for the small group. */
export const NEWCOMERS_PROFILE = `kind: ios-mail
key: ios-newcomers
name: "iOS: Mail - Newcomers"
settings:
  accountName: Contoso mail
  host: outlook.office365.com
  ssl: true
  username: userPrincipalName
  emailAddress: primarySmtpAddress
  authentication: usernameAndPassword
  oauth: true
assign: {include: [{group: ${NEWCOMERS}}]}
`;
