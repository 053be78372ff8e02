/** What rules object to on Android and Windows, each beside the nearest text that they don't object to. */

import { profileText } from '../core/config/profile-text.ts';
import { kindText } from './kind-text.ts';

export interface PlatformCase {
  readonly rule: string;
  readonly hit: string;
  readonly miss: string;
  /** Where it isn't the usual one. */
  readonly severity?: 'error' | 'warning';
}

const EXCHANGE_ONLINE = { host: 'outlook.office365.com' } as const;
const CERTIFICATE = { authentication: 'certificate', identityCertificate: '{name: SCEP}' } as const;

const ACCOUNT: readonly PlatformCase[] = [
  {
    rule: 'SCH-002',
    hit: kindText('android-work-nine', { host: 'mail.contoso.com:444' }),
    miss: kindText('android-work-gmail', { host: 'mail.contoso.com:444' }),
  },
  {
    rule: 'SCH-005',
    hit: kindText('samsung-knox-mail', { username: 'samAccountName' }),
    miss: kindText('android-work-nine', { username: 'samAccountName' }),
  },
  {
    rule: 'SCH-005',
    hit: kindText('windows-mail', { username: 'samAccountName' }),
    miss: kindText('windows-mail', { username: 'samAccountName', usernameDomain: 'netBiosDomainName' }),
  },
  {
    rule: 'SCH-006',
    hit: kindText('android-work-gmail', { username: 'samAccountName' }),
    miss: kindText('samsung-knox-mail', { username: 'samAccountName', usernameDomain: '{custom: CONTOSO}' }),
  },
  {
    rule: 'SCH-006',
    hit: kindText('android-work-nine', { username: 'samAccountName' }),
    miss: kindText('android-work-nine', { username: 'username' }),
  },
  {
    rule: 'SCH-007',
    hit: kindText('samsung-knox-mail', { username: 'primarySmtpAddress' }),
    miss: kindText('windows-mail', { username: 'primarySmtpAddress' }),
  },
  {
    rule: 'SCH-007',
    hit: kindText('android-work-gmail', { username: 'primarySmtpAddress' }),
    miss: profileText({ settings: { username: 'primarySmtpAddress' } }),
  },
  {
    rule: 'SCH-015',
    hit: kindText('samsung-knox-mail', { sync: undefined }),
    miss: kindText('samsung-knox-mail', { sync: '[contacts, calendars, tasks]' }),
  },
  {
    rule: 'SCH-015',
    hit: kindText('samsung-knox-mail', { sync: undefined }),
    miss: kindText('samsung-knox-mail', { sync: undefined }, 'unmanaged: [sync]'),
  },
  {
    rule: 'SCH-015',
    hit: kindText('samsung-knox-mail', { sync: '[]' }),
    miss: kindText('android-work-nine', { sync: '[]' }),
  },
  {
    rule: 'SCH-016',
    hit: kindText('windows-mail', { ...EXCHANGE_ONLINE, ssl: 'false' }),
    miss: kindText('windows-mail', { ...EXCHANGE_ONLINE, ssl: undefined }),
  },
];

const SIGN_IN: readonly PlatformCase[] = [
  ...(['android-work-gmail', 'android-work-nine', 'samsung-knox-mail'] as const).map((kind) => ({
    rule: 'AUT-002',
    hit: kindText(kind, { ...EXCHANGE_ONLINE, ...CERTIFICATE }),
    miss: kindText(kind, CERTIFICATE),
  })),
  {
    rule: 'AUT-007',
    hit: kindText('android-work-nine', EXCHANGE_ONLINE),
    miss: kindText('android-work-nine'),
  },
  {
    rule: 'AUT-007',
    hit: kindText('android-work-gmail', EXCHANGE_ONLINE),
    miss: kindText('android-work-gmail', { ...EXCHANGE_ONLINE, ...CERTIFICATE }),
  },
  {
    rule: 'AUT-007',
    hit: kindText('samsung-knox-mail', EXCHANGE_ONLINE),
    miss: kindText('samsung-knox-mail', { host: 'outlook.office365.com.contoso.com' }),
  },
  {
    rule: 'AUT-007',
    hit: kindText('windows-mail', EXCHANGE_ONLINE),
    miss: profileText({ settings: { ...EXCHANGE_ONLINE, oauth: 'true' } }),
  },
  { rule: 'AUT-011', hit: kindText('samsung-knox-mail', EXCHANGE_ONLINE), miss: kindText('samsung-knox-mail') },
  {
    rule: 'AUT-011',
    hit: kindText('android-work-gmail', { ...EXCHANGE_ONLINE, ...CERTIFICATE }),
    miss: kindText('windows-mail', EXCHANGE_ONLINE),
  },
];

const CERTIFICATES: readonly PlatformCase[] = [
  ...(['android-work-gmail', 'android-work-nine', 'samsung-knox-mail'] as const).map((kind) => ({
    rule: 'CRT-001',
    hit: kindText(kind, { authentication: 'certificate' }),
    miss: kindText(kind, CERTIFICATE),
  })),
  {
    rule: 'CRT-003',
    hit: kindText('android-work-nine', { identityCertificate: '{name: SCEP}' }),
    miss: kindText('android-work-nine', { identityCertificate: 'null' }),
  },
  {
    rule: 'CRT-003',
    hit: kindText('samsung-knox-mail', { smime: 'false', smimeSigningCertificate: '{name: SCEP}' }),
    miss: kindText('samsung-knox-mail', { smime: 'true', smimeSigningCertificate: '{name: SCEP}' }),
  },
  {
    rule: 'CRT-008',
    hit: kindText('samsung-knox-mail', { smime: 'true' }),
    miss: kindText('samsung-knox-mail', { smime: 'true' }, 'unmanaged: [smimeSigningCertificate]'),
  },
  {
    rule: 'CRT-008',
    hit: kindText('samsung-knox-mail', { smime: 'true', smimeSigningCertificate: 'null' }),
    miss: profileText({ settings: { smime: 'true' } }),
  },
];

const ENDED: readonly PlatformCase[] = [
  {
    rule: 'LIF-003',
    hit: kindText('windows-mail', { applicableVersions: '{include: {max: "10.0.19045"}}' }),
    miss: kindText('windows-mail', { applicableVersions: '{include: {min: "10.0.19045"}}' }),
  },
  { rule: 'LIF-001', hit: kindText('samsung-knox-mail'), miss: kindText('android-work-gmail') },
  { rule: 'LIF-002', hit: kindText('windows-mail'), miss: kindText('android-work-nine') },
];

export const PLATFORM_CASES: readonly PlatformCase[] = [...ACCOUNT, ...SIGN_IN, ...CERTIFICATES, ...ENDED];
