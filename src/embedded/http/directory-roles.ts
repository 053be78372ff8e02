/** Which application roles read which objects of the directory (permissions pages). */

const directoryReads: Readonly<Record<string, readonly string[]>> = {
  groups: ['GroupMember.Read.All', 'Group.Read.All', 'Group.ReadWrite.All', 'GroupMember.ReadWrite.All'],
  users: ['User.ReadBasic.All', 'User.Read.All', 'User.ReadWrite.All'],
  devices: ['Device.Read.All', 'Device.ReadWrite.All'],
  organization: ['Organization.Read.All', 'Organization.ReadWrite.All'],
  servicePrincipals: ['Application.Read.All', 'Application.ReadWrite.All'],
};

/** The roles that read the collection, any of which does. */
export function directoryReadRoles(name: string): readonly string[] {
  return [...(directoryReads[name] ?? []), 'Directory.Read.All', 'Directory.ReadWrite.All'];
}

/** True where one of the roles reads the collection. */
export function mayReadDirectory(name: string, roles: readonly string[]): boolean {
  return directoryReadRoles(name).some((role) => roles.includes(role));
}
