/** Mail on Samsung devices under device administrator. */

import { UNKNOWN } from './effect-case.ts';
import { delivered, departures, kept, type PlatformCase } from './platform-case.ts';
import type { KnoxSettings, PlatformSituation } from './platform-situation.ts';

const EXO = { host: 'outlook.office365.com' } as const;
const CERTIFICATE = { authentication: 'certificate', identityCertificate: { id: 'scep' } } as const;
const SAM = { username: 'samAccountName', usernameDomain: { custom: 'CONTOSO' } } as const;
const RESET = { level: 'account-reset', confidence: 'inferred' } as const;
const SIGN_IN = { level: 'sign-in', confidence: 'inferred' } as const;
const ENDING = { level: 'sign-in', outage: true, confidence: 'practitioner' } as const;
const OTHER = { level: 'may-reapprove', confidence: 'documented' } as const;

function knox(settings: KnoxSettings = {}): PlatformSituation {
  return { kind: 'samsung-knox-mail', settings };
}

function change(
  row: string,
  title: string,
  before: KnoxSettings,
  after: KnoxSettings,
  expected: PlatformCase['expected'],
): PlatformCase {
  return kept(`knox-${row}`, title, knox(before), knox(after), expected);
}

const IDENTITY: readonly PlatformCase[] = [
  change('host', 'Another server for the same address', {}, { host: 'mail.fabrikam.com' }, RESET),
  change('username', 'Another user name', {}, { username: 'username' }, RESET),
  change('username-domain', 'Another domain', SAM, { ...SAM, usernameDomain: 'netBiosDomainName' }, RESET),
  change('email-address', 'Another address', {}, { emailAddress: 'userPrincipalName' }, RESET),
  change('authentication-to-certificate', 'From a password to a certificate', {}, CERTIFICATE, SIGN_IN),
  change(
    'authentication-to-certificate-exchange-online',
    'From a password to a certificate, for Exchange Online',
    EXO,
    { ...EXO, ...CERTIFICATE },
    ENDING,
  ),
  change('authentication-to-password', 'From a certificate to a password', CERTIFICATE, {}, SIGN_IN),
  change(
    'identity-certificate',
    'Another certificate',
    CERTIFICATE,
    { ...CERTIFICATE, identityCertificate: { id: 'pkcs' } },
    SIGN_IN,
  ),
  change(
    'identity-certificate-exchange-online',
    'Another certificate, for Exchange Online',
    { ...EXO, ...CERTIFICATE },
    { ...EXO, ...CERTIFICATE, identityCertificate: { id: 'pkcs' } },
    ENDING,
  ),
];

const SERVER_DECIDES = 'whether mail stops depends on what the server expects';

const CONNECTION: readonly PlatformCase[] = [
  {
    ...change(
      'ssl-on-exchange-online',
      'TLS goes on for Exchange Online',
      { ...EXO, ssl: false },
      { ...EXO, ssl: true },
      { level: 'may-reapprove', confidence: 'inferred' },
    ),
    because: UNKNOWN,
  },
  {
    ...change(
      'ssl-off-exchange-online',
      'TLS goes off for Exchange Online',
      { ...EXO, ssl: true },
      { ...EXO, ssl: false },
      { level: 'may-reapprove', confidence: 'inferred', outage: true },
    ),
    because: SERVER_DECIDES,
  },
  {
    ...change(
      'ssl-on-other-server',
      "TLS goes on for a server of one's own",
      { ssl: false },
      { ssl: true },
      { level: 'may-reapprove', confidence: 'inferred', outage: true },
    ),
    because: SERVER_DECIDES,
  },
];

const OFF = { level: 'may-reapprove', confidence: 'inferred' } as const;

const FEATURES: readonly PlatformCase[] = [
  change('account-name', 'The label of the account', {}, { accountName: 'Contoso' }, OTHER),
  change(
    'smime-on',
    'S/MIME goes on with a certificate',
    {},
    { smime: true, smimeSigningCertificate: { id: 'signing' } },
    OTHER,
  ),
  change(
    'smime-off',
    'S/MIME goes off',
    { smime: true, smimeSigningCertificate: { id: 'signing' } },
    { smime: false },
    OTHER,
  ),
  change('duration', 'More mail synchronizes', { mailToSync: 'oneWeek' }, { mailToSync: 'unlimited' }, OTHER),
  change(
    'schedule',
    'Mail comes as it arrives',
    { syncSchedule: 'manual' },
    { syncSchedule: 'asMessagesArrive' },
    OTHER,
  ),
  change(
    'content-added',
    'Calendars synchronize too',
    { sync: ['contacts'] },
    { sync: ['contacts', 'calendars'] },
    OTHER,
  ),
  {
    ...change(
      'content-exchanged',
      'Tasks in place of contacts',
      { sync: ['contacts'] },
      { sync: ['tasks'] },
      {
        ...OFF,
        mayAlso: 'switched off again',
      },
    ),
    because: UNKNOWN,
  },
  {
    ...change(
      'content-removed',
      'Contacts and tasks synchronize no more',
      { sync: ['contacts', 'tasks'] },
      { sync: [] },
      { ...OFF, mayAlso: 'switched off again' },
    ),
    because: UNKNOWN,
  },
];

/** An account that people made, and what they change in the managed one, are out of the tenant's sight. */
const OVERWRITTEN = 'their account is overwritten; what people change in the account themselves is overwritten again';

const WHOLE: readonly PlatformCase[] = [
  delivered(
    'knox-first-certificate-exchange-online',
    'First delivery with a certificate, for Exchange Online',
    knox({ ...EXO, ...CERTIFICATE }),
    { level: 'silent', outage: true, confidence: 'practitioner', mayAlso: OVERWRITTEN },
  ),
  delivered('knox-first-password', 'First delivery with a password', knox(), {
    level: 'sign-in',
    confidence: 'inferred',
    mayAlso: OVERWRITTEN,
  }),
  delivered('knox-first-certificate', 'First delivery with a certificate', knox(CERTIFICATE), {
    level: 'silent',
    confidence: 'inferred',
    mayAlso: OVERWRITTEN,
  }),
  ...departures('knox', knox(), {
    removed: { level: 'mail-removed', confidence: 'documented' },
    moved: RESET,
  }),
  {
    row: 'knox-to-gmail',
    title: 'Gmail in the work profile takes over from device administrator',
    before: { mail: knox() },
    after: { mail: { ...knox(), assign: [] }, successor: { kind: 'android-work-gmail' } },
    expected: { ...RESET, kept: 0, lost: 4, gates: ['effect'] },
  },
];

export const SAMSUNG_KNOX_CASES: readonly PlatformCase[] = [...IDENTITY, ...CONNECTION, ...FEATURES, ...WHOLE];
