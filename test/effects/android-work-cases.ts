/** Mail in Gmail and Nine Work: the same table for both, and what only one of them has. */

import { UNKNOWN } from './effect-case.ts';
import { delivered, departures, kept, type PlatformCase } from './platform-case.ts';
import type { GmailSettings, NineSettings, PlatformSituation } from './platform-situation.ts';

const EXO = { host: 'outlook.office365.com' } as const;
const CERTIFICATE = { authentication: 'certificate', identityCertificate: { id: 'scep' } } as const;
const RESET = { level: 'account-reset', confidence: 'inferred' } as const;
const UNSURE = { level: 'may-reapprove', confidence: 'inferred' } as const;

type WorkKind = 'android-work-gmail' | 'android-work-nine';

function work(kind: WorkKind, settings: GmailSettings = {}): PlatformSituation {
  return { kind, settings };
}

/** One setting of the account changes, which both apps answer in the same way. */
function accountCases(kind: WorkKind, prefix: string): readonly PlatformCase[] {
  const change = (row: string, title: string, before: GmailSettings, after: GmailSettings): PlatformCase =>
    kept(`${prefix}-${row}`, title, work(kind, before), work(kind, after), RESET);
  return [
    change('host', 'Another server', {}, { host: 'mail.fabrikam.com' }),
    change('ssl-on', 'TLS goes on', { ...EXO, ssl: false }, { ...EXO, ssl: true }),
    change('ssl-off-other-server', "TLS goes off for a server of one's own", { ssl: true }, { ssl: false }),
    kept(
      `${prefix}-ssl-off-exchange-online`,
      'TLS goes off for Exchange Online',
      work(kind, { ...EXO, ssl: true }),
      work(kind, { ...EXO, ssl: false }),
      { ...RESET, outage: true },
    ),
    change('username', 'Another user name', {}, { username: 'username' }),
    change('email-address', 'Another address', {}, { emailAddress: 'userPrincipalName' }),
    change('authentication-to-certificate', 'From a password to a certificate', {}, CERTIFICATE),
    change('authentication-to-password', 'From a certificate to a password', CERTIFICATE, {}),
    change('identity-certificate', 'Another certificate', CERTIFICATE, {
      ...CERTIFICATE,
      identityCertificate: { id: 'pkcs' },
    }),
    {
      ...kept(
        `${prefix}-duration`,
        'More mail synchronizes',
        work(kind, { mailToSync: 'oneWeek' }),
        work(kind, { mailToSync: 'oneMonth' }),
        UNSURE,
      ),
      because: UNKNOWN,
    },
  ];
}

function wholeCases(kind: WorkKind, prefix: string): readonly PlatformCase[] {
  const ownAccount = "isn't detected";
  return [
    delivered(`${prefix}-first-password`, 'First delivery with a password', work(kind), {
      level: 'sign-in',
      confidence: 'documented',
      mayAlso: ownAccount,
    }),
    delivered(`${prefix}-first-certificate`, 'First delivery with a certificate', work(kind, CERTIFICATE), {
      level: 'silent',
      confidence: 'inferred',
      mayAlso: ownAccount,
    }),
    ...departures(prefix, work(kind), {
      removed: { level: 'mail-removed', confidence: 'documented' },
      moved: RESET,
    }),
  ];
}

function nineSync(row: string, title: string, before: NineSettings['sync'], after: NineSettings['sync']) {
  const nine = (sync: NineSettings['sync'] = []): PlatformSituation => ({
    kind: 'android-work-nine',
    settings: { sync },
  });
  return { ...kept(row, title, nine(before), nine(after), UNSURE), because: UNKNOWN };
}

/** One kind takes over from another: another type of object, so nothing can be updated in place. */
function replaced(row: string, title: string, from: PlatformSituation, to: PlatformSituation): PlatformCase {
  const nobody = { assign: [] } as const;
  return {
    row,
    title,
    before: { mail: from, successor: { ...to, ...nobody } },
    after: { mail: { ...from, ...nobody }, successor: to },
    expected: { ...RESET, kept: 0, lost: 4, gates: ['effect'] },
  };
}

const OTHER_APP: readonly PlatformCase[] = [
  nineSync('nine-content-added', 'Nine Work synchronizes calendars too', ['contacts'], ['contacts', 'calendars']),
  nineSync('nine-content-removed', 'Nine Work synchronizes no more contacts', ['contacts', 'tasks'], ['tasks']),
  replaced('gmail-to-nine', 'Nine Work takes over from Gmail', work('android-work-gmail'), work('android-work-nine')),
  replaced('nine-to-gmail', 'Gmail takes over from Nine Work', work('android-work-nine'), work('android-work-gmail')),
  {
    row: 'gmail-to-nine-at-once',
    title: 'A new profile for Nine Work takes over while the one for Gmail goes',
    before: { mail: work('android-work-gmail') },
    after: { successor: work('android-work-nine') },
    expected: { ...RESET, kept: 0, lost: 4, gates: ['effect'] },
  },
];

export const ANDROID_WORK_CASES: readonly PlatformCase[] = [
  ...accountCases('android-work-gmail', 'gmail'),
  ...wholeCases('android-work-gmail', 'gmail'),
  ...accountCases('android-work-nine', 'nine'),
  ...wholeCases('android-work-nine', 'nine'),
  ...OTHER_APP,
];
