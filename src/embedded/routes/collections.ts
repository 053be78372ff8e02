/** The Intune collections, as data: where they are, what they hold, and how they differ. */

import type { ODataOperator } from '../odata/filter.ts';
import type { CollectionName } from '../store/store.ts';

export interface AssignAction {
  /** The body's member: mobileApps names it otherwise (CSDL). */
  readonly parameter: string;
  readonly type: string;
  /** The CSDL gives a return type to some of the actions only; without one the answer is 204. */
  readonly answersList: boolean;
  readonly style: 'configuration' | 'app' | 'appConfiguration' | 'managedApp';
}

export interface IntuneCollection {
  readonly root: 'deviceManagement' | 'deviceAppManagement';
  readonly name: CollectionName;
  readonly type: string;
  /** The middle of the permission names (`DeviceManagement<area>.Read.All`). */
  readonly area: 'Configuration' | 'Apps' | 'RBAC' | 'ManagedDevices' | 'ServiceConfig';
  /** Who may create and delete: devices enrol, audit events happen. */
  readonly written: 'by clients' | 'by the portal' | 'never';
  readonly deleteStatus: 200 | 204;
  readonly assign?: AssignAction;
  readonly containedOnCreate?: readonly string[];
  /** Properties that `$filter` honours, with their operators; a filter with anything else is ignored whole. */
  readonly filters: ReadonlyMap<string, readonly (ODataOperator | 'contains' | 'isof')[]>;
}

const byNameAndType: IntuneCollection['filters'] = new Map([
  ['displayName', ['eq']],
  ['isof', ['isof']],
]);

const assignPolicy = { parameter: 'assignments', answersList: true, style: 'configuration' } as const;

export const intuneCollections: readonly IntuneCollection[] = [
  {
    root: 'deviceManagement',
    name: 'deviceConfigurations',
    type: 'deviceConfiguration',
    area: 'Configuration',
    written: 'by clients',
    // Documented as 204; a tool that deletes them every day expects 200.
    deleteStatus: 200,
    assign: { ...assignPolicy, type: 'deviceConfigurationAssignment' },
    filters: byNameAndType,
  },
  {
    root: 'deviceManagement',
    name: 'deviceCompliancePolicies',
    type: 'deviceCompliancePolicy',
    area: 'Configuration',
    written: 'by clients',
    deleteStatus: 200,
    assign: { ...assignPolicy, type: 'deviceCompliancePolicyAssignment' },
    filters: byNameAndType,
  },
  {
    root: 'deviceManagement',
    name: 'assignmentFilters',
    type: 'deviceAndAppManagementAssignmentFilter',
    area: 'Configuration',
    written: 'by clients',
    deleteStatus: 200,
    filters: new Map(),
  },
  {
    root: 'deviceManagement',
    name: 'roleScopeTags',
    type: 'roleScopeTag',
    area: 'RBAC',
    written: 'by clients',
    deleteStatus: 200,
    filters: new Map([['displayName', ['eq']]]),
  },
  {
    root: 'deviceManagement',
    name: 'derivedCredentials',
    type: 'deviceManagementDerivedCredentialSettings',
    area: 'ServiceConfig',
    written: 'by clients',
    deleteStatus: 204,
    filters: new Map(),
  },
  {
    root: 'deviceManagement',
    name: 'managedDevices',
    type: 'managedDevice',
    area: 'ManagedDevices',
    written: 'by the portal',
    deleteStatus: 204,
    // The v1.0 CSDL's descriptions say which properties filter; it has no userId or managedDeviceOwnerType.
    filters: new Map([
      ['deviceName', ['eq', 'contains']],
      ['userPrincipalName', ['eq', 'ne']],
      ['operatingSystem', ['eq']],
      ['osVersion', ['contains']],
      ['complianceState', ['eq']],
      ['exchangeAccessState', ['eq']],
      ['serialNumber', ['eq']],
      ['model', ['eq', 'contains']],
      ['manufacturer', ['eq']],
      ['emailAddress', ['contains']],
      ['lastSyncDateTime', ['lt', 'gt', 'le', 'ge']],
      ['enrolledDateTime', ['lt', 'gt', 'le', 'ge']],
      ['azureADDeviceId', ['eq']],
      ['managementAgent', ['eq']],
      ['managementState', ['eq']],
    ]),
  },
  {
    root: 'deviceManagement',
    name: 'auditEvents',
    type: 'auditEvent',
    area: 'Apps',
    written: 'never',
    deleteStatus: 204,
    filters: new Map([
      ['activityDateTime', ['gt', 'ge', 'lt', 'le']],
      ['category', ['eq']],
      ['componentName', ['eq']],
      ['correlationId', ['eq']],
      ['resources', ['eq']],
    ]),
  },
  {
    root: 'deviceAppManagement',
    name: 'mobileApps',
    type: 'mobileApp',
    area: 'Apps',
    written: 'by clients',
    deleteStatus: 204,
    assign: { parameter: 'mobileAppAssignments', type: 'mobileAppAssignment', answersList: false, style: 'app' },
    filters: new Map([...byNameAndType, ['isAssigned', ['eq']]]),
  },
  {
    root: 'deviceAppManagement',
    name: 'mobileAppConfigurations',
    type: 'managedDeviceMobileAppConfiguration',
    area: 'Apps',
    written: 'by clients',
    deleteStatus: 204,
    assign: {
      parameter: 'assignments',
      type: 'managedDeviceMobileAppConfigurationAssignment',
      answersList: false,
      style: 'appConfiguration',
    },
    filters: byNameAndType,
  },
  {
    root: 'deviceAppManagement',
    name: 'targetedManagedAppConfigurations',
    type: 'targetedManagedAppConfiguration',
    area: 'Apps',
    written: 'by clients',
    deleteStatus: 204,
    assign: {
      parameter: 'assignments',
      type: 'targetedManagedAppPolicyAssignment',
      answersList: false,
      style: 'managedApp',
    },
    containedOnCreate: ['apps', 'assignments'],
    filters: new Map([['displayName', ['eq']]]),
  },
  {
    root: 'deviceAppManagement',
    name: 'iosManagedAppProtections',
    type: 'iosManagedAppProtection',
    area: 'Apps',
    written: 'by the portal',
    deleteStatus: 204,
    assign: {
      parameter: 'assignments',
      type: 'targetedManagedAppPolicyAssignment',
      answersList: false,
      style: 'managedApp',
    },
    containedOnCreate: ['apps', 'assignments'],
    filters: new Map([['displayName', ['eq']]]),
  },
  {
    root: 'deviceAppManagement',
    name: 'androidManagedAppProtections',
    type: 'androidManagedAppProtection',
    area: 'Apps',
    written: 'by the portal',
    deleteStatus: 204,
    assign: {
      parameter: 'assignments',
      type: 'targetedManagedAppPolicyAssignment',
      answersList: false,
      style: 'managedApp',
    },
    containedOnCreate: ['apps', 'assignments'],
    filters: new Map([['displayName', ['eq']]]),
  },
];

export function intuneCollection(root: string, name: string): IntuneCollection | undefined {
  return intuneCollections.find((collection) => collection.root === root && collection.name === name);
}
