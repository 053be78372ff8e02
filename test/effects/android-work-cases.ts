/** Mail in Gmail and Nine Work: the same table for both, and what only one of them has. */

import { UNKNOWN } from './effect-case.ts';
import { delivered, departures, kept, type PlatformCase } from './platform-case.ts';
import type { GmailSettings, NineSettings, PlatformSituation } from './platform-situation.ts';

const EXO = { host: 'outlook.office365.com' } as const;
const CERTIFICATE = { authentication: 'certificate', identityCertificate: { id: 'scep' } } as const;
const RESET = { level: 'account-reset', confidence: 'inferred' } as const;
const SIGN_IN = { level: 'sign-in', confidence: 'inferred' } as const;
const ENDING = { level: 'sign-in', outage: true, confidence: 'practitioner' } as const;
const APPROVED = { level: 'may-reapprove', confidence: 'documented' } as const;
const UNSURE = { level: 'may-reapprove', confidence: 'inferred' } as const;

type WorkKind = 'android-work-gmail' | 'android-work-nine';

function work(kind: WorkKind, settings: GmailSettings = {}): PlatformSituation {
  return { kind, settings };
}

/** One setting of the account changes, which both apps answer in the same way. */
function accountCases(kind: WorkKind, prefix: string): readonly PlatformCase[] {
  const change = (
    row: string,
    title: string,
    [before, after]: readonly [GmailSettings, GmailSettings],
    expected: PlatformCase['expected'] = RESET,
  ): PlatformCase => kept(`${prefix}-${row}`, title, work(kind, before), work(kind, after), expected);
  const other = { ...CERTIFICATE, identityCertificate: { id: 'pkcs' } } as const;
  return [
    change('host', 'Another server', [{}, { host: 'mail.fabrikam.com' }]),
    {
      ...change(
        'ssl-on',
        'TLS goes on',
        [
          { ...EXO, ssl: false },
          { ...EXO, ssl: true },
        ],
        UNSURE,
      ),
      because: UNKNOWN,
    },
    ...encryption(change),
    change('username', 'Another user name', [{}, { username: 'username' }]),
    change('email-address', 'Another address', [{}, { emailAddress: 'userPrincipalName' }]),
    change('authentication-to-certificate', 'From a password to a certificate', [{}, CERTIFICATE], SIGN_IN),
    change(
      'authentication-to-certificate-exchange-online',
      'From a password to a certificate, for Exchange Online',
      [EXO, { ...EXO, ...CERTIFICATE }],
      ENDING,
    ),
    change('authentication-to-password', 'From a certificate to a password', [CERTIFICATE, {}], SIGN_IN),
    change('identity-certificate', 'Another certificate', [CERTIFICATE, other], SIGN_IN),
    change(
      'identity-certificate-exchange-online',
      'Another certificate, for Exchange Online',
      [
        { ...EXO, ...CERTIFICATE },
        { ...EXO, ...other },
      ],
      ENDING,
    ),
    change('duration', 'More mail synchronizes', [{ mailToSync: 'oneWeek' }, { mailToSync: 'oneMonth' }], APPROVED),
  ];
}

function encryption(
  change: (
    row: string,
    title: string,
    settings: readonly [GmailSettings, GmailSettings],
    expected: PlatformCase['expected'],
  ) => PlatformCase,
): readonly PlatformCase[] {
  const stops = { ...UNSURE, outage: true } as const;
  const because = 'whether mail stops depends on what the server expects';
  return [
    {
      ...change(
        'ssl-off-other-server',
        "TLS goes off for a server of one's own",
        [{ ssl: true }, { ssl: false }],
        stops,
      ),
      because,
    },
    {
      ...change(
        'ssl-off-exchange-online',
        'TLS goes off for Exchange Online',
        [
          { ...EXO, ssl: true },
          { ...EXO, ssl: false },
        ],
        stops,
      ),
      because,
    },
  ];
}

function wholeCases(kind: WorkKind, prefix: string): readonly PlatformCase[] {
  const ownAccount = "isn't detected";
  return [
    delivered(`${prefix}-first-password`, 'First delivery with a password', work(kind), {
      level: 'sign-in',
      confidence: 'inferred',
      mayAlso: ownAccount,
    }),
    delivered(
      `${prefix}-first-certificate-exchange-online`,
      'First delivery with a certificate, for Exchange Online',
      work(kind, { ...EXO, ...CERTIFICATE }),
      { level: 'silent', outage: true, confidence: 'practitioner', mayAlso: ownAccount },
    ),
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

function nineSync(
  row: string,
  title: string,
  before: NineSettings['sync'],
  after: NineSettings['sync'],
  isOff: boolean,
) {
  const nine = (sync: NineSettings['sync'] = []): PlatformSituation => ({
    kind: 'android-work-nine',
    settings: { sync },
  });
  const one = kept(row, title, nine(before), nine(after), isOff ? UNSURE : APPROVED);
  return isOff ? { ...one, because: UNKNOWN } : one;
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
  nineSync(
    'nine-content-added',
    'Nine Work synchronizes calendars too',
    ['contacts'],
    ['contacts', 'calendars'],
    false,
  ),
  nineSync('nine-content-removed', 'Nine Work synchronizes no more contacts', ['contacts', 'tasks'], ['tasks'], true),
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
