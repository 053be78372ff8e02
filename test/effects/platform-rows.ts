/** The rows of the effect tables for Android and Windows with their cases, or why no plan can cause them. */

interface Row {
  readonly row: string;
  readonly cases?: readonly string[];
  readonly because?: string;
}

function both(...names: readonly string[]): readonly string[] {
  return names.flatMap((name) => [`gmail-${name}`, `nine-${name}`]);
}

function gone(prefix: string): readonly string[] {
  return ['profile-taken-away', 'unassigned', 'narrowed'].map((name) => `${prefix}-${name}`);
}

const NO_RETIRE = 'devices are retired by people in the admin center; Postilion never does';

const KNOX: readonly Row[] = [
  {
    row: 'Knox: first delivery over an own account',
    cases: ['knox-first-password', 'knox-first-certificate', 'knox-first-certificate-exchange-online'],
  },
  {
    row: 'Knox: people edit the managed account',
    because: 'nobody plans it; both first deliveries tell it beforehand',
  },
  { row: 'Knox: another host for the same address', cases: ['knox-host'] },
  { row: 'Knox: content types off', cases: ['knox-content-removed', 'knox-content-exchanged'] },
  {
    row: 'Knox: authentication, user name, address',
    cases: [
      'knox-username',
      'knox-username-domain',
      'knox-email-address',
      'knox-authentication-to-certificate',
      'knox-authentication-to-password',
      'knox-identity-certificate',
      'knox-authentication-to-certificate-exchange-online',
      'knox-identity-certificate-exchange-online',
    ],
  },
  {
    row: 'Knox: other settings',
    cases: [
      'knox-account-name',
      'knox-smime-on',
      'knox-smime-off',
      'knox-duration',
      'knox-schedule',
      'knox-content-added',
      'knox-ssl-on-exchange-online',
      'knox-ssl-off-exchange-online',
      'knox-ssl-on-other-server',
      'knox-metadata',
    ],
  },
  { row: 'Knox: unassigned or deleted', cases: gone('knox') },
  { row: 'Knox: replaced', cases: ['knox-moved', 'knox-to-gmail'] },
  { row: 'Knox: retired', because: NO_RETIRE },
];

const WORK: readonly Row[] = [
  {
    row: 'work profile: first delivery',
    cases: both('first-password', 'first-certificate', 'first-certificate-exchange-online'),
  },
  {
    row: 'work profile: server, identity, authentication',
    cases: both(
      'host',
      'ssl-on',
      'ssl-off-other-server',
      'ssl-off-exchange-online',
      'username',
      'email-address',
      'authentication-to-certificate',
      'authentication-to-password',
      'identity-certificate',
      'authentication-to-certificate-exchange-online',
      'identity-certificate-exchange-online',
    ),
  },
  {
    row: 'work profile: duration, content types',
    cases: [...both('duration', 'metadata'), 'nine-content-added', 'nine-content-removed'],
  },
  {
    row: 'work profile: another app, or another profile',
    cases: ['gmail-to-nine', 'nine-to-gmail', 'gmail-to-nine-at-once', ...both('moved')],
  },
  { row: 'work profile: unassigned or deleted', cases: [...gone('gmail'), ...gone('nine')] },
  { row: 'work profile: retired', because: NO_RETIRE },
  {
    row: 'work profile: moved to Android Management API',
    because: 'a tenant opts in elsewhere, and what it does to mail is not documented',
  },
];

const WINDOWS: readonly Row[] = [
  { row: 'Windows: first delivery over an own account', cases: ['windows-first'] },
  { row: 'Windows: user name after the first synchronization', cases: ['windows-username', 'windows-username-domain'] },
  { row: 'Windows: server, address', cases: ['windows-host', 'windows-email-address'] },
  {
    row: 'Windows: schedule, duration, content types, TLS',
    cases: [
      'windows-schedule',
      'windows-duration',
      'windows-content-added',
      'windows-content-removed',
      'windows-ssl-on',
      'windows-ssl-off-exchange-online',
      'windows-ssl-on-other-server',
    ],
  },
  {
    row: 'Windows: any other setting',
    cases: [
      'windows-account-name',
      'windows-editions-set',
      'windows-editions-gone',
      'windows-versions-changed',
      'windows-versions-gone',
      'windows-mode-set',
      'windows-mode-gone',
      'windows-metadata',
    ],
  },
  { row: 'Windows: to devices without a person signed in', cases: ['windows-first-to-devices'] },
  { row: 'Windows: unassigned or deleted', cases: gone('windows') },
  { row: 'Windows: replaced', cases: ['windows-moved'] },
  { row: 'Windows: retired', because: NO_RETIRE },
  {
    row: 'Windows: people with Outlook notice nothing',
    because: 'nobody can read it from the tenant; deliveries, removals and changes of identity tell it',
  },
];

export const PLATFORM_ROWS: readonly Row[] = [...KNOX, ...WORK, ...WINDOWS];
