/** Graph's application permissions that Postilion asks for, and which one a path needs (Graph's reference pages). */

/** What is read with each. */
export const PERMISSIONS = {
  configurations: 'DeviceManagementConfiguration.Read.All',
  groups: 'GroupMember.Read.All',
  users: 'User.Read.All',
  directoryDevices: 'Device.Read.All',
  managedDevices: 'DeviceManagementManagedDevices.Read.All',
  scopeTags: 'DeviceManagementRBAC.Read.All',
  organization: 'Organization.Read.All',
  derivedCredentials: 'DeviceManagementServiceConfig.Read.All',
  apps: 'DeviceManagementApps.Read.All',
  auditEvents: 'DeviceManagementApps.Read.All',
  accessPolicies: 'Policy.Read.All',
  applications: 'Application.Read.All',
  signIns: 'AuditLog.Read.All',
} as const;

/** The first that fits holds. */
const PATHS: readonly (readonly [RegExp, string])[] = [
  [/^\/groups\b/i, PERMISSIONS.groups],
  [/^\/users\b/i, PERMISSIONS.users],
  [/^\/devices\b/i, PERMISSIONS.directoryDevices],
  [/^\/identity\/conditionalAccess\b/i, PERMISSIONS.accessPolicies],
  [/^\/auditLogs\/signIns\b/i, PERMISSIONS.signIns],
  [/^\/servicePrincipals\b/i, PERMISSIONS.applications],
  [/^\/organization\b/i, PERMISSIONS.organization],
  [/^\/deviceAppManagement\b/i, PERMISSIONS.apps],
  [/^\/deviceManagement\/auditEvents\b/i, PERMISSIONS.auditEvents],
  [/^\/deviceManagement\/managedDevices\b/i, PERMISSIONS.managedDevices],
  [/^\/deviceManagement\/roleScopeTags\b/i, PERMISSIONS.scopeTags],
  [/^\/deviceManagement\/derivedCredentials\b/i, PERMISSIONS.derivedCredentials],
  [/^\/deviceManagement\b/i, PERMISSIONS.configurations],
];

/** The permission for reading or writing at `path` (below the version segment), null where we know none. */
export function permissionFor(path: string, writing: boolean): string | null {
  const permission = PATHS.find(([area]) => area.test(path))?.[1] ?? null;
  return writing && permission !== null ? writingPermission(permission) : permission;
}

/** Permission to read → the one to write the same. */
export function writingPermission(permission: string): string {
  return permission.replace('.Read.', '.ReadWrite.');
}
