/** What rules object to in certificates as mail uses them, each beside the nearest text that they don't object to. */

import { profileText } from '../core/config/profile-text.ts';
import { scepText } from './certificate-cases.ts';
import type { PlatformCase } from './platform-cases.ts';

const SIGN_IN = { authentication: 'certificate', identityCertificate: '{key: scep}' } as const;
const SIGNING = {
  smime: 'true',
  smimeSigning: 'true',
  smimeSigningCertificateType: 'certificate',
  smimeSigningCertificate: '{key: scep}',
} as const;
const ENCRYPTION = {
  smime: 'true',
  smimeEncryptionCertificateType: 'certificate',
  smimeEncryptionCertificate: '{name: "ios: USER certificate"}',
} as const;
const OWN_SERVER = { host: 'mail.contoso.com', oauth: 'false' } as const;
const PUBLIC = { servers: '["https://scep.authority.example/intune"]' } as const;

type Settings = Readonly<Record<string, string | undefined>>;

/** A mail profile and, behind it, the certificate profile that it refers to. */
function together(mail: Settings, certificate: string): string {
  return `${profileText({ settings: mail })}---\n${certificate}`;
}

function withScep(mail: Settings, scep: Settings = {}): string {
  return together(mail, scepText('ios', scep));
}

const IMPORTED = [
  'kind: ios-imported-pfx',
  'key: imported',
  'name: "iOS: user certificate"',
  'settings: {intendedPurpose: smimeEncryption}',
  'assign: {include: [{group: Sales users}]}',
  '',
].join('\n');

const mapped = (name: string): Settings => ({ alternativeNames: `[{universalResourceIdentifier: "${name}"}]` });

const PKCS = [
  'kind: ios-pkcs',
  'key: scep',
  'name: "iOS: user certificate"',
  'settings:',
  '  certificationAuthority: ca01.contoso.com',
  '  certificationAuthorityName: Contoso Issuing CA 1',
  '  template: ContosoUserMobile',
  '  store: user',
  '  subject: "CN={{UserName}}"',
  '  validity: {years: 1}',
  'assign: {include: [{group: Sales users}]}',
  '',
].join('\n');

export const CERTIFICATE_USE_CASES: readonly PlatformCase[] = [
  {
    rule: 'CRT-012',
    hit: withScep(
      { ...SIGN_IN, ...OWN_SERVER },
      { alternativeNames: '[{userPrincipalName: "{{UserPrincipalName}}"}]' },
    ),
    miss: withScep(
      { ...SIGN_IN, ...OWN_SERVER },
      mapped('tag:microsoft.com,2022-09-14:sid:{{OnPremisesSecurityIdentifier}}'),
    ),
  },
  {
    rule: 'CRT-007',
    hit: withScep(SIGN_IN, { store: 'machine', subject: '"CN={{DeviceId}}"' }),
    miss: withScep({ identityCertificate: '{key: scep}' }, { store: 'machine', subject: '"CN={{DeviceId}}"' }),
  },
  { rule: 'CRT-009', hit: withScep(ENCRYPTION), miss: together(ENCRYPTION, IMPORTED) },
  {
    rule: 'CRT-011',
    hit: withScep(SIGNING, PUBLIC),
    miss: withScep(SIGNING, { ...PUBLIC, subject: '"CN={{UserName}},G={{givenname}},SN={{SurName}}"' }),
  },
  { rule: 'CRT-011', hit: withScep(SIGNING, { ...PUBLIC, subject: 'commonName' }), miss: withScep(SIGNING) },
  {
    rule: 'CRT-011',
    hit: withScep(SIGNING, { ...PUBLIC, subject: '"CN={{UserName}},G={{GivenName}}"' }),
    miss: withScep(SIGN_IN, PUBLIC),
  },
  {
    rule: 'CRT-012',
    hit: together({ ...SIGN_IN, ...OWN_SERVER }, PKCS),
    miss: together({ ...SIGN_IN, oauth: 'true' }, PKCS),
  },
  {
    rule: 'CRT-012',
    hit: withScep({ ...SIGN_IN, ...OWN_SERVER }, mapped('{{UserPrincipalName}}')),
    miss: withScep(SIGN_IN, mapped('{{UserPrincipalName}}')),
  },
];
