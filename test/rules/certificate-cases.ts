/** What rules object to in certificate profiles, each beside the nearest text that they don't object to. */

import type { PlatformCase } from './platform-cases.ts';

const SCEP = {
  rootCertificate: '{name: "Contoso root CA"}',
  store: 'user',
  subject: '"CN={{UserName}},E={{EmailAddress}}"',
  validity: '{years: 1}',
  keySize: '2048',
  servers: '["https://ndes.contoso.com/certsrv/mscep/mscep.dll"]',
} as const;

/** A correct SCEP profile; each of `settings` replaces a line, undefined takes it away. */
export function scepText(platform: string, settings: Readonly<Record<string, string | undefined>> = {}): string {
  const lines = Object.entries<string | undefined>({ ...SCEP, ...settings }).flatMap(([name, value]) =>
    value === undefined ? [] : [`  ${name}: ${value}`],
  );
  const head = [`kind: ${platform}-scep`, 'key: scep', 'name: "iOS: user certificate"', 'settings:'];
  return [...head, ...lines, 'assign: {include: [{group: Sales users}]}', ''].join('\n');
}

export const CERTIFICATE_CASES: readonly PlatformCase[] = [
  { rule: 'CRT-006', hit: scepText('ios', { rootCertificate: undefined }), miss: scepText('ios') },
  {
    rule: 'CRT-014',
    hit: scepText('android-work', { subject: '"CN={{SERIALNUMBER}}"' }),
    miss: scepText('android-corporate', { subject: '"CN={{SERIALNUMBER}}"' }),
  },
  {
    rule: 'CRT-014',
    hit: scepText('android-corporate', { alternativeNames: '[{emailAddress: "{{UserName}}"}]' }),
    miss: scepText('android-work', { alternativeNames: '[{emailAddress: "{{UserName}}"}]' }),
  },
  {
    rule: 'CRT-014',
    hit: scepText('ios', { subject: '"CN={{FullyQualifiedDomainName}}"' }),
    miss: scepText('windows', { subject: '"CN={{FullyQualifiedDomainName}}"' }),
  },
  {
    rule: 'CRT-016',
    hit: scepText('ios', { subject: '"CN={{UserNmae}}"' }),
    miss: scepText('ios', { subject: '"CN={{username}}"' }),
  },
  {
    rule: 'CRT-016',
    hit: scepText('ios', { subject: '"CN={{UserName}"' }),
    miss: scepText('ios', { subject: 'commonName' }),
  },
  {
    rule: 'CRT-017',
    hit: scepText('windows', { store: 'machine', subject: '"CN={{UserName}}"' }),
    miss: scepText('windows', { store: 'machine', subject: '"CN={{DeviceId}}"' }),
  },
];
