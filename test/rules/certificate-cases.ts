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

const MACHINE = { store: 'machine', subject: '"CN={{DeviceId}}"' } as const;
const URI = '[{universalResourceIdentifier: "{{OnPremisesSecurityIdentifier}}"}]';

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
  {
    rule: 'CRT-017',
    hit: scepText('windows', {
      ...MACHINE,
      alternativeNames: '[{domainNameService: "{{OnPremisesSecurityIdentifier}}"}]',
    }),
    miss: scepText('windows', { ...MACHINE, alternativeNames: URI }),
  },
  {
    rule: 'CRT-017',
    hit: scepText('ios', { ...MACHINE, alternativeNames: URI }),
    miss: scepText('ios', { store: 'user', alternativeNames: URI }),
  },
  {
    rule: 'CRT-018',
    hit: scepText('android-work', { servers: '["http://ndes.contoso.com/certsrv/mscep/mscep.dll"]' }),
    miss: scepText('ios', { servers: '["http://ndes.contoso.com/certsrv/mscep/mscep.dll"]' }),
  },
  {
    rule: 'CRT-019',
    hit: scepText('ios', { subject: "'CN={{UserName}} (Contoso\\, Ltd)'" }),
    miss: scepText('ios', { subject: `'CN="{{UserName}} (Contoso, Ltd)"'` }),
  },
  {
    rule: 'CRT-020',
    hit: scepText('ios', { validity: '{months: 25}' }),
    miss: scepText('ios', { validity: '{months: 24}' }),
  },
  {
    rule: 'CRT-020',
    hit: scepText('ios', { validity: '{days: 4}' }),
    miss: scepText('ios', { validity: '{days: 5}' }),
    severity: 'warning',
  },
  {
    rule: 'CRT-021',
    hit: scepText('windows', { keySize: '4096', keyStorage: 'useTpmKspOtherwiseFail' }),
    miss: scepText('windows', { keySize: '4096', keyStorage: 'useSoftwareKsp' }),
  },
  {
    rule: 'CRT-021',
    hit: scepText('windows', { keySize: '4096' }),
    miss: scepText('ios', { keySize: '4096' }),
    severity: 'warning',
  },
  {
    rule: 'ASG-001',
    hit: scepText('ios').replace('group: Sales users', 'allDevices: true'),
    miss: scepText('windows', MACHINE).replace('group: Sales users', 'allDevices: true'),
  },
];
