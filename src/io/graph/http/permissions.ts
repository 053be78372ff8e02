/** Which application permission a path needs, so that a refusal can say what to grant (Graph's reference pages). */

const AREAS: readonly (readonly [RegExp, string])[] = [
  [/^\/groups\b/i, 'GroupMember.Read.All'],
  [/^\/users\b/i, 'User.Read.All'],
  [/^\/devices\b/i, 'Device.Read.All'],
  [/^\/organization\b/i, 'Organization.Read.All'],
  [/^\/deviceAppManagement\b/i, 'DeviceManagementApps.Read.All'],
  [/^\/deviceManagement\/auditEvents\b/i, 'DeviceManagementApps.Read.All'],
  [/^\/deviceManagement\/managedDevices\b/i, 'DeviceManagementManagedDevices.Read.All'],
  [/^\/deviceManagement\/roleScopeTags\b/i, 'DeviceManagementRBAC.Read.All'],
  [/^\/deviceManagement\/derivedCredentials\b/i, 'DeviceManagementServiceConfig.Read.All'],
  [/^\/deviceManagement\b/i, 'DeviceManagementConfiguration.Read.All'],
];

/** The permission for reading or writing at `path` (below the version segment), null where we know none. */
export function permissionFor(path: string, writing: boolean): string | null {
  const permission = AREAS.find(([area]) => area.test(path))?.[1] ?? null;
  return writing && permission !== null ? permission.replace('.Read.', '.ReadWrite.') : permission;
}
