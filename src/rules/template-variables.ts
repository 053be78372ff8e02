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
export function variablesIn(text: string): readonly string[] {
  return [...text.matchAll(/\{\{([^{}]+)\}\}/g)].map(([, name]) => (name ?? '').trim());
}

/** The variable that was probably meant: one letter in five may be wrong, missing, added or swapped. */
export function nearVariable(word: string, known: readonly string[]): string | null {
  const allowed = Math.max(2, Math.floor(word.length / 5));
  const measured = known.map((one) => ({ one, far: distance(word.toLowerCase(), one.toLowerCase()) }));
  const [nearest] = measured.toSorted((a, b) => a.far - b.far);
  return nearest !== undefined && nearest.far <= allowed ? nearest.one : null;
}

/** Edits from one word to the other: letters added, taken away, replaced. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [at, letter] of [...from].entries()) {
    const next = [at + 1];
    for (const [index, other] of [...to].entries()) {
      const replaced = (row[index] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[index + 1] ?? 0) + 1, (next[index] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
