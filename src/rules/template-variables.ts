/** The variables of certificate templates, as the SCEP and PKCS pages list them; the service takes any case. */

export const USER_VARIABLES: readonly string[] = [
  'UserName',
  'UserPrincipalName',
  'EmailAddress',
  'OnPrem_Distinguished_Name',
  'OnPremisesSamAccountName',
  'OnpremisesSecurityIdentifier',
  'GivenName',
  'SurName',
  'Department',
];

export const DEVICE_VARIABLES: readonly string[] = [
  'AAD_Device_ID',
  'AzureADDeviceId',
  'DeviceId',
  'DeviceName',
  'Device_Serial',
  'Device_IMEI',
  'SerialNumber',
  'IMEINumber',
  'IMEI',
  'MEID',
  'WiFiMacAddress',
  'FullyQualifiedDomainName',
];

/** Names between double braces, in the order of the text. */
export function findVariables(text: string): readonly string[] {
  return [...text.matchAll(/\{\{([^{}]+)\}\}/g)].map(([, name]) => (name ?? '').trim());
}
