/**
 * What the published TypeScript types can't say about Graph beta, by hand, each with where it is known from.
 * CSDL = schemas/beta-Prod.csdl of microsoftgraph/msgraph-metadata; docs = the Graph reference; practice = what the
 * authors of maintained Intune tools report; assumed = nobody could be asked, and the contract tests say so too.
 */

/**
 * Abstract types (CSDL `Abstract="true"`): can't be created, and their values carry `@odata.type`. Assumed, not read in
 * the CSDL: appleDeviceFeaturesConfigurationBase, appleVpnConfiguration, deviceCompliancePolicy, omaSetting.
 */
export const abstractTypes: ReadonlySet<string> = new Set([
  'androidCertificateProfileBase',
  'androidDeviceOwnerCertificateProfileBase',
  'androidForWorkCertificateProfileBase',
  'androidForWorkEasEmailProfileBase',
  'androidWorkProfileCertificateProfileBase',
  'androidWorkProfileEasEmailProfileBase',
  'aospDeviceOwnerCertificateProfileBase',
  'appleDeviceFeaturesConfigurationBase',
  'appleVpnConfiguration',
  'deviceAndAppManagementAssignmentTarget',
  'deviceCompliancePolicy',
  'deviceConfiguration',
  'easEmailProfileConfigurationBase',
  'entity',
  'iosCertificateProfile',
  'iosCertificateProfileBase',
  'macOSCertificateProfileBase',
  'managedApp',
  'managedAppConfiguration',
  'managedAppPolicy',
  'managedDeviceMobileAppConfiguration',
  'mobileApp',
  'mobileAppAssignmentSettings',
  'mobileAppIdentifier',
  'omaSetting',
  'windows10CertificateProfileBase',
  'windows81CertificateProfileBase',
  'windowsCertificateProfileBase',
]);

/** Flags enums, members in bit order (CSDL `IsFlags` with `Value`): the server answers in this order. */
export const flags: ReadonlyMap<string, readonly string[]> = new Map([
  ['deviceManagementDerivedCredentialNotificationType', ['none', 'companyPortal', 'email']],
  ['easServices', ['none', 'calendars', 'contacts', 'email', 'notes', 'reminders']],
  ['hashAlgorithms', ['sha1', 'sha2']],
  ['keyUsages', ['keyEncipherment', 'digitalSignature']],
  [
    'subjectAlternativeNameType',
    [
      'none',
      'emailAddress',
      'userPrincipalName',
      'customAzureADAttribute',
      'domainNameService',
      'universalResourceIdentifier',
    ],
  ],
  ['windowsArchitecture', ['none', 'x86', 'x64', 'arm', 'neutral', 'arm64']],
]);

/** Edm.Binary (CSDL), a base64 text on the wire; the typings say `string`. By property name: no other type clashes. */
export const binaryProperties: ReadonlySet<string> = new Set([
  'trustedRootCertificate',
  'encodedSettingXml',
  'officeConfigurationXml',
  'mimeContent.value',
  'iosCustomConfiguration.payload',
  'omaSettingStringXml.value',
]);

/** Edm.Double and Edm.Single (CSDL); every other number of the selected types is Int32 or Int64. */
export const fractionProperties: ReadonlySet<string> = new Set(['omaSettingFloatingPoint.value']);

/** Kept by the service and refused in bodies beyond what the typings' comments mark (Graph reference; CSDL computed). */
export const serviceProperties: ReadonlySet<string> = new Set([
  'createdDateTime',
  'lastModifiedDateTime',
  'supportsScopeTags',
  'version',
  'isAssigned',
  'deployedAppCount',
]);

/**
 * Refused when missing on create. displayName is Graph's own rule; the mail members have no preset in the admin
 * center, so a body without them describes no mailbox (assumed to be refused); certificate members likewise.
 */
export const requiredOnCreate: ReadonlyMap<string, readonly string[]> = new Map([
  ['deviceConfiguration', ['displayName']],
  ['deviceCompliancePolicy', ['displayName']],
  ['managedDeviceMobileAppConfiguration', ['displayName']],
  ['managedAppPolicy', ['displayName']],
  ['mobileApp', ['displayName']],
  ['roleScopeTag', ['displayName']],
  ['deviceAndAppManagementAssignmentFilter', ['displayName', 'platform', 'rule']],
  ['iosEasEmailProfileConfiguration', ['accountName', 'hostName', 'emailAddressSource']],
  ['windows10EasEmailProfileConfiguration', ['accountName', 'hostName', 'emailAddressSource']],
  ['windowsPhoneEASEmailProfileConfiguration', ['accountName', 'hostName', 'emailAddressSource']],
  ['androidEasEmailProfileConfiguration', ['accountName', 'hostName', 'emailAddressSource']],
  ['androidWorkProfileEasEmailProfileBase', ['hostName', 'emailAddressSource']],
  ['androidForWorkEasEmailProfileBase', ['hostName', 'emailAddressSource']],
  ['androidDeviceOwnerTrustedRootCertificate', ['trustedRootCertificate']],
  ['androidForWorkTrustedRootCertificate', ['trustedRootCertificate']],
  ['androidTrustedRootCertificate', ['trustedRootCertificate']],
  ['androidWorkProfileTrustedRootCertificate', ['trustedRootCertificate']],
  ['aospDeviceOwnerTrustedRootCertificate', ['trustedRootCertificate']],
  ['iosTrustedRootCertificate', ['trustedRootCertificate']],
  ['macOSTrustedRootCertificate', ['trustedRootCertificate']],
  ['windows81TrustedRootCertificate', ['trustedRootCertificate']],
  ['iosMobileAppConfiguration', ['targetedMobileApps']],
  ['androidManagedStoreAppConfiguration', ['packageId', 'targetedMobileApps']],
  ['group', ['displayName', 'mailEnabled', 'mailNickname', 'securityEnabled']],
  ['user', ['displayName', 'mailNickname', 'userPrincipalName']],
]);

/**
 * What the service stores for a member that a create leaves out and that can't be null. Undocumented; assumed to be the
 * zero of the type; the entries here are chosen, not known: values that the admin center fills in, or a common one.
 */
export const serverDefaults: ReadonlyMap<string, string | boolean | number> = new Map<
  string,
  string | boolean | number
>([
  ['usernameSource', 'userPrincipalName'],
  ['publishingState', 'published'],
  ['supportsScopeTags', true],
  ['uploadState', 1],
  ['certificateValidityPeriodScale', 'years'],
  ['certificateValidityPeriodValue', 1],
  ['renewalThresholdPercentage', 20],
  ['keySize', 'size2048'],
  ['keyUsage', 'digitalSignature'],
  ['deviceAndAppManagementAssignmentFilterType', 'none'],
  ['assignmentFilterManagementType', 'devices'],
]);

/** Scope tags of a new object when the body names none: apps and enrolment objects answer with none (practice). */
export const defaultScopeTags: ReadonlyMap<string, readonly string[]> = new Map([['mobileApp', []]]);

/** Members that production beta has and the published types don't yet (type mappings of 2026-08-04). */
export const newerProperties: ReadonlyMap<string, Readonly<Record<string, string>>> = new Map([
  ['androidManagedStoreAppConfiguration', { credentialProviderRoleState: 'androidAppCredentialProviderRoleState?' }],
  ['androidForWorkMobileAppConfiguration', { credentialProviderRoleState: 'androidAppCredentialProviderRoleState' }],
  ['iosStoreApp', { appleDeviceAppDeliveryProtocolType: 'appleDeviceDeliveryProtocol?' }],
  ['iosVppApp', { appleDeviceAppDeliveryProtocolType: 'appleDeviceDeliveryProtocol?' }],
  ['macOsVppApp', { appleDeviceAppDeliveryProtocolType: 'appleDeviceDeliveryProtocol?' }],
  ['iosMinimumOperatingSystem', { v26_0: 'Boolean?' }],
]);

/** The enums that those newer members need (type mappings of 2026-08-04). */
export const newerEnums: ReadonlyMap<string, readonly string[]> = new Map([
  ['androidAppCredentialProviderRoleState', ['notConfigured', 'allowed', 'unknownFutureValue']],
  [
    'appleDeviceDeliveryProtocol',
    ['default', 'mobileDeviceManagement', 'declarativeDeviceManagement', 'unknownFutureValue'],
  ],
]);

/** A managed Play app appears by approval in Google Play, never by POST; a built-in app neither (docs). */
export const notCreatable: ReadonlySet<string> = new Set([
  'androidManagedStoreApp',
  'managedAndroidStoreApp',
  'managedIOSStoreApp',
  'iosVppApp',
  'macOsVppApp',
]);
