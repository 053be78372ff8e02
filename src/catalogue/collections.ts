/** How the collections of Graph differ where they do the same: listing, assigning, where a marker can stand. */

export interface CollectionApi {
  /** What `$expand` brings with the list; empty for nothing. */
  readonly expand: readonly string[];
  /** Assignments are read object by object, since the list may not be asked for them. */
  readonly assignmentsApart: boolean;
  /** The list can be asked for some types only (`isof`); a service that ignores that answers with all objects. */
  readonly listsByType: boolean;
  /** The type of all objects, where the collection has one only and its answers therefore carry none. */
  readonly soleType: string | null;
  readonly assign: {
    /** Below the object. */
    readonly path: string;
    /** The body's member that holds the list. */
    readonly parameter: string;
    readonly type: string;
  };
  /** Below the object, what counts the devices and the people that it has reached; null where only reports tell. */
  readonly reach: { readonly devices: string; readonly people: string } | null;
  /** The property that the marker stands in. */
  readonly marker: 'description' | 'notes';
  /** Read-only members besides those of every object: the service keeps them, and nobody needs to know. */
  readonly kept: readonly string[];
}

/** Configuration profiles. */
export const CONFIGURATION_API: CollectionApi = {
  expand: ['assignments'],
  assignmentsApart: false,
  listsByType: true,
  soleType: null,
  assign: { path: 'assign', parameter: 'assignments', type: 'deviceConfigurationAssignment' },
  reach: { devices: 'deviceStatusOverview', people: 'userStatusOverview' },
  marker: 'description',
  kept: [],
};

/**
 * Apps. `$expand=assignments` on their list is deprecated (annotation of `mobileApp` in the v1.0 CSDL), and the action's
 * parameter has a name of its own (beta CSDL). People read an app's description in Company Portal, its notes are
 * for admins.
 */
export const APP_API: CollectionApi = {
  expand: [],
  assignmentsApart: true,
  listsByType: false,
  soleType: null,
  assign: { path: 'assign', parameter: 'mobileAppAssignments', type: 'mobileAppAssignment' },
  // The counts beside an app were taken out of Graph's metadata; what took their place are reports.
  reach: null,
  marker: 'notes',
  kept: [
    'dependentAppCount',
    'isAssigned',
    'publishingState',
    'supersededAppCount',
    'supersedingAppCount',
    'uploadState',
    'appStoreUrl',
    'appTracks',
    'isPrivate',
    'supportsOemConfig',
    'totalLicenseCount',
    'usedLicenseCount',
  ],
};

/** App configuration for managed devices; the admin center calls `assign` behind a cast (source: PORTAL). */
export const APP_CONFIGURATION_API: CollectionApi = {
  expand: ['assignments'],
  assignmentsApart: false,
  listsByType: false,
  soleType: null,
  assign: {
    path: 'microsoft.graph.managedDeviceMobileAppConfiguration/assign',
    parameter: 'assignments',
    type: 'managedDeviceMobileAppConfigurationAssignment',
  },
  reach: { devices: 'deviceStatusSummary', people: 'userStatusSummary' },
  marker: 'description',
  kept: ['appSupportsOemConfig'],
};

/** App configuration for managed apps: their apps are contained objects beside the policy. */
export const MANAGED_APP_API: CollectionApi = {
  expand: ['assignments', 'apps'],
  assignmentsApart: false,
  listsByType: false,
  soleType: 'targetedManagedAppConfiguration',
  assign: { path: 'assign', parameter: 'assignments', type: 'targetedManagedAppPolicyAssignment' },
  // Its apps fetch it themselves, enrolled or not, and no count is by device.
  reach: null,
  marker: 'description',
  kept: ['deployedAppCount', 'isAssigned'],
};
