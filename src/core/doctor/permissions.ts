/** Which permissions Postilion can make use of, what for, and a cheap read that shows whether each is granted. */

import { PERMISSIONS, writingPermission } from '../../model/permissions.ts';

export interface Area {
  /** What is read or written, as it follows "read". */
  readonly what: string;
  readonly read: string;
  /** Null where Postilion writes nothing. */
  readonly write: string | null;
  /** A GET that needs the permission (Graph's reference pages of these collections). */
  readonly probe: string;
  /** What is not possible without it; null where no plan can do without. */
  readonly without: string | null;
}

/** Least privilege: a plan needs the reading ones, an apply the writing one in addition. */
export const AREAS: readonly Area[] = [
  {
    what: 'configuration profiles and assignment filters',
    read: PERMISSIONS.configurations,
    write: writingPermission(PERMISSIONS.configurations),
    probe: '/deviceManagement/assignmentFilters',
    without: null,
  },
  {
    what: 'groups and their members',
    read: PERMISSIONS.groups,
    write: null,
    probe: '/groups?$select=id&$top=1',
    without: null,
  },
  {
    what: 'managed devices',
    read: PERMISSIONS.managedDevices,
    write: null,
    probe: '/deviceManagement/managedDevices?$select=id&$top=1',
    without: null,
  },
  {
    what: 'scope tags',
    read: PERMISSIONS.scopeTags,
    write: null,
    probe: '/deviceManagement/roleScopeTags',
    without: null,
  },
  {
    what: 'the name and id of the tenant',
    read: PERMISSIONS.organization,
    write: null,
    probe: '/organization?$select=id,displayName',
    without: 'a plan cannot tell that it talks to another tenant than the configuration names',
  },
  {
    what: 'derived credential issuers',
    read: PERMISSIONS.derivedCredentials,
    write: null,
    probe: '/deviceManagement/derivedCredentials',
    without: 'profiles with derived credentials cannot be planned or imported',
  },
  {
    what: 'mail apps and their configurations',
    read: PERMISSIONS.apps,
    write: writingPermission(PERMISSIONS.apps),
    probe: '/deviceAppManagement/mobileAppConfigurations?$top=1',
    without: 'mail apps and app configurations cannot be planned or imported',
  },
  {
    what: 'audit events',
    read: PERMISSIONS.auditEvents,
    write: null,
    probe: '/deviceManagement/auditEvents?$top=1',
    without: 'a plan cannot say who changed what in the portal',
  },
  {
    what: 'policies of conditional access',
    read: PERMISSIONS.accessPolicies,
    write: null,
    probe: '/identity/conditionalAccess/policies?$top=1',
    without: 'a plan cannot say whether conditional access lets a mail app in (AUT-006, AUT-008, AUT-009)',
  },
  {
    what: 'apps that may sign in',
    read: PERMISSIONS.applications,
    write: null,
    probe: '/servicePrincipals?$select=id&$top=1',
    without: "a plan cannot say whether the tenant has consented to Apple's mail app (AUT-005)",
  },
  {
    what: "people's addresses",
    read: PERMISSIONS.users,
    write: null,
    probe: '/users?$select=id,mail&$top=1',
    without: 'a plan cannot say for whom Entra lacks the address that an account is made from (AUT-010)',
  },
  {
    what: 'sign-ins',
    read: PERMISSIONS.signIns,
    write: null,
    probe: '/auditLogs/signIns?$top=1',
    without: 'status --since cannot say who signed in again after a change',
  },
];

/** Read permissions that a broader one covers (Graph's permissions reference). */
const COVERED: Readonly<Record<string, readonly string[]>> = {
  [PERMISSIONS.groups]: ['Group.Read.All', 'Group.ReadWrite.All', 'GroupMember.ReadWrite.All'],
};
const DIRECTORY: readonly string[] = ['Directory.Read.All', 'Directory.ReadWrite.All'];
const IN_DIRECTORY: readonly string[] = [
  PERMISSIONS.groups,
  PERMISSIONS.organization,
  PERMISSIONS.applications,
  PERMISSIONS.users,
];

/** True when the granted ones hold the permission, or a broader one. */
export function isGranted(permission: string, granted: readonly string[]): boolean {
  const broader = [
    writingPermission(permission),
    ...(COVERED[permission] ?? []),
    ...(IN_DIRECTORY.includes(permission) ? DIRECTORY : []),
  ];
  return [permission, ...broader].some((one) => granted.includes(one));
}
