/** Mail on Windows, which hardly anybody notices since its app has ended. */

import { UNKNOWN } from './effect-case.ts';
import { delivered, departures, kept, type PlatformCase } from './platform-case.ts';
import type { PlatformSituation, WindowsSettings } from './platform-situation.ts';

const EXO = { host: 'outlook.office365.com' } as const;
const SAM = { username: 'samAccountName', usernameDomain: { custom: 'CONTOSO' } } as const;
const RETIRED = 'nothing at all, where only Outlook is used';
const RESET = { level: 'account-reset', confidence: 'inferred', mayAlso: RETIRED } as const;
const APPROVED = { level: 'may-reapprove', confidence: 'documented', mayAlso: RETIRED } as const;
const UNSURE = { level: 'may-reapprove', confidence: 'inferred', mayAlso: RETIRED } as const;

function windows(settings: WindowsSettings = {}): PlatformSituation {
  return { kind: 'windows-mail', settings };
}

function change(
  row: string,
  title: string,
  before: WindowsSettings,
  after: WindowsSettings,
  expected: PlatformCase['expected'],
): PlatformCase {
  return kept(`windows-${row}`, title, windows(before), windows(after), expected);
}

const IDENTITY: readonly PlatformCase[] = [
  change('host', 'Another server', {}, { host: 'mail.fabrikam.com' }, RESET),
  change('email-address', 'Another address', {}, { emailAddress: 'userPrincipalName' }, RESET),
  change(
    'username',
    'Another user name after the first synchronization',
    {},
    { username: 'primarySmtpAddress' },
    { ...RESET, mayAlso: 'the change fails on the device' },
  ),
  change(
    'username-domain',
    'Another domain',
    SAM,
    { ...SAM, usernameDomain: 'fullDomainName' },
    { ...RESET, mayAlso: 'the change fails on the device' },
  ),
];

const SERVER_DECIDES = 'whether mail stops depends on what the server expects';

const FEATURES: readonly PlatformCase[] = [
  change('schedule', 'Mail comes more often', {}, { syncSchedule: 'fifteenMinutes' }, APPROVED),
  change('duration', 'More mail synchronizes', {}, { mailToSync: 'oneMonth' }, APPROVED),
  change(
    'content-added',
    'Calendars synchronize too',
    { sync: ['contacts'] },
    { sync: ['contacts', 'calendars'] },
    APPROVED,
  ),
  {
    ...change('content-removed', 'Contacts synchronize no more', { sync: ['contacts'] }, { sync: [] }, UNSURE),
    because: UNKNOWN,
  },
  {
    ...change('ssl-on', 'TLS goes on', { ...EXO, ssl: false }, { ...EXO, ssl: true }, UNSURE),
    because: UNKNOWN,
  },
  {
    ...change(
      'ssl-off-exchange-online',
      'TLS goes off for Exchange Online',
      { ...EXO, ssl: true },
      { ...EXO, ssl: false },
      { ...UNSURE, outage: true },
    ),
    because: SERVER_DECIDES,
  },
  {
    ...change(
      'ssl-on-other-server',
      "TLS goes on for a server of one's own",
      { ssl: false },
      { ssl: true },
      {
        ...UNSURE,
        outage: true,
      },
    ),
    because: SERVER_DECIDES,
  },
  change('account-name', 'The label of the account', {}, { accountName: 'Contoso' }, APPROVED),
];

const REMOVES = { level: 'mail-removed', confidence: 'inferred' } as const;
const WIDENS = { level: 'sign-in', confidence: 'inferred' } as const;

const APPLICABILITY: readonly PlatformCase[] = [
  change(
    'editions-set',
    'Only Enterprise editions keep it',
    {},
    { applicableEditions: { include: ['windows10Enterprise'] } },
    REMOVES,
  ),
  change(
    'editions-gone',
    'Home editions get it too',
    { applicableEditions: { exclude: ['windows10Home'] } },
    { applicableEditions: null },
    WIDENS,
  ),
  change(
    'versions-changed',
    'Only newer versions keep it',
    { applicableVersions: { include: { min: '10.0.19045' } } },
    { applicableVersions: { include: { min: '10.0.22621' } } },
    REMOVES,
  ),
  change(
    'versions-gone',
    'Older versions get it too',
    { applicableVersions: { include: { min: '10.0.22621' } } },
    { applicableVersions: null },
    WIDENS,
  ),
  change('mode-set', 'Devices in S mode lose it', {}, { applicableMode: { exclude: 'sModeConfiguration' } }, REMOVES),
  change(
    'mode-gone',
    'Devices in S mode get it too',
    { applicableMode: { exclude: 'sModeConfiguration' } },
    { applicableMode: null },
    WIDENS,
  ),
];

const FIRST = { level: 'sign-in', confidence: 'inferred' } as const;

const WHOLE: readonly PlatformCase[] = [
  delivered('windows-first', 'First delivery, where some have set up the same account themselves', windows(), {
    ...FIRST,
    mayAlso: 'people who set up the same account themselves sign in again: it is overwritten',
  }),
  delivered(
    'windows-first-to-devices',
    'First delivery to devices, where nobody may be signed in',
    { ...windows(), assign: ['all devices'] },
    { ...FIRST, gained: 6, mayAlso: 'nothing until people sign in' },
  ),
  ...departures('windows', windows(), {
    removed: { level: 'mail-removed', confidence: 'documented', mayAlso: RETIRED },
    moved: RESET,
  }),
];

export const WINDOWS_CASES: readonly PlatformCase[] = [...IDENTITY, ...FEATURES, ...APPLICABILITY, ...WHOLE];
