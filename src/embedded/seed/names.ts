/** Assignment filters and scope tags of Contoso, and the shapes in which seeded objects are assigned to groups. */
import type { JsonObject } from '../../model/json.ts';
import type { Entity } from '../store/store.ts';
import { groupId } from './groups.ts';
import { seedEntity, seedId } from './seed-entity.ts';

const created = '2022-04-11T07:12:45.1048211Z';

const filters: readonly (readonly [string, string, string, string])[] = [
  [
    'Corporate iPhones',
    'iOS',
    '(device.deviceOwnership -eq "Corporate") and (device.model -startsWith "iPhone")',
    'company phones',
  ],
  [
    'Personal iPhones',
    'iOS',
    '(device.deviceOwnership -eq "Personal") and (device.model -startsWith "iPhone")',
    'BYOD phones',
  ],
  [
    'Android 13 and newer',
    'androidWorkProfile',
    '(device.osVersion -startsWith "13") or (device.osVersion -startsWith "14") or (device.osVersion -startsWith "15")',
    '',
  ],
  ['Corporate Windows', 'windows10AndLater', '(device.deviceOwnership -eq "Corporate")', ''],
];

export function makeFilters(): readonly Entity[] {
  return filters.map(([displayName, platform, rule, description], index) =>
    seedEntity('assignmentFilters', displayName, index + 1, 'deviceAndAppManagementAssignmentFilter', {
      displayName,
      platform,
      rule,
      description,
      createdDateTime: created,
      lastModifiedDateTime: created,
    }),
  );
}

/** Scope tags have small numbers for ids; 0 is the built-in one. */
export function makeScopeTags(): readonly Entity[] {
  return ['Default', 'EMEA', 'Americas', 'APAC', 'Executives'].map((displayName, index) => ({
    id: String(index),
    order: index + 1,
    type: 'roleScopeTag',
    properties: { displayName, description: index === 0 ? '' : `${displayName} admins`, isBuiltIn: index === 0 },
  }));
}

export interface SeedTarget {
  /** A group's key, or one of the two virtual groups. */
  readonly to: string;
  readonly exclude?: boolean;
  readonly filter?: string;
  readonly without?: boolean;
}

/** The target of a seeded assignment, as the service stores it. */
export function seedTarget({ to, exclude, filter, without }: SeedTarget): JsonObject {
  const filterParts = {
    deviceAndAppManagementAssignmentFilterId: filter === undefined ? null : seedId('assignmentFilters', filter),
    deviceAndAppManagementAssignmentFilterType:
      filter === undefined ? 'none' : without === true ? 'exclude' : 'include',
  };
  if (to === 'allUsers') return { '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget', ...filterParts };
  if (to === 'allDevices') return { '@odata.type': '#microsoft.graph.allDevicesAssignmentTarget', ...filterParts };
  const type = exclude === true ? 'exclusionGroupAssignmentTarget' : 'groupAssignmentTarget';
  return { '@odata.type': `#microsoft.graph.${type}`, ...filterParts, groupId: groupId(to) };
}

const virtualIds: Readonly<Record<string, string>> = {
  allUsers: 'acacacac-9df4-4c7d-9d50-4ef0226f57a9',
  allDevices: 'adadadad-808e-44e2-905a-0b7873a8a531',
};

/** Assignments of a seeded configuration or compliance policy. */
export function seedAssignments(
  policy: string,
  targets: readonly SeedTarget[],
  withIntent: boolean,
): readonly JsonObject[] {
  return targets.map((target) => ({
    id: `${policy}_${virtualIds[target.to] ?? groupId(target.to)}`,
    source: 'direct',
    sourceId: policy,
    ...(withIntent ? { intent: 'apply' } : {}),
    target: seedTarget(target),
  }));
}
