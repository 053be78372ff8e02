/** The days on which something ends or begins that profiles hang on. Data: rules and documents read it, nobody else. */

import type { Confidence } from '../model/effect.ts';
import type { SourceKey } from '../model/sources.ts';

interface CalendarEntry {
  /** The first day on which it holds, ISO 8601. */
  readonly from: string;
  /** What holds from then on. */
  readonly what: string;
  /** What it means for profiles. */
  readonly means: string;
  readonly evidence: Confidence;
  readonly sources: readonly SourceKey[];
}

/** In the order of the days. */
export const CALENDAR = {
  basicAuthentication: {
    from: '2022-10-01',
    what: 'Exchange Online switches Basic authentication off for ActiveSync',
    means: 'a password without OAuth reaches no mailbox there',
    evidence: 'documented',
    sources: ['DEP'],
  },
  deviceAdministrator: {
    from: '2025-01-01',
    what: 'Intune no longer manages devices with Google services by device administrator',
    means: 'samsung-knox-mail reaches devices without Google services only',
    evidence: 'documented',
    sources: ['DAI', 'SUP'],
  },
  windowsMail: {
    from: '2025-01-01',
    what: 'Mail, Calendar and People of Windows have stopped sending and receiving',
    means: 'windows-mail sets up an app that is gone',
    evidence: 'practitioner',
    sources: ['MAIL'],
  },
  smimeNames: {
    from: '2025-07-16',
    what: 'public authorities refuse S/MIME certificates without given name and surname',
    means: 'SCEP profiles for S/MIME need G={{GivenName}} and SN={{SurName}} in their subject',
    evidence: 'documented',
    sources: ['SCP'],
  },
  strongMapping: {
    from: '2025-09-09',
    what: 'domain controllers refuse certificates that are not strongly mapped to an account',
    means: 'certificates that sign in to Exchange servers of your own carry the security identifier of the person',
    evidence: 'documented',
    sources: ['KDC', 'SCP', 'PKC'],
  },
  windows10: {
    from: '2025-10-14',
    what: 'support of Windows 10 has ended; Intune allows it, and supports it no more',
    means: 'profiles go on reaching such devices, without a promise that they work',
    evidence: 'documented',
    sources: ['W10'],
  },
  activeSync161: {
    from: '2026-03-01',
    what: 'Exchange Online takes no ActiveSync older than 16.1',
    means: 'Gmail, Nine Work and the Email app of Samsung have to be up to date',
    evidence: 'practitioner',
    sources: ['EAS161'],
  },
  approvedClientApp: {
    from: '2026-06-30',
    what: 'conditional access no longer enforces the grant "require approved client app"',
    means: 'a policy with that grant alone keeps no mail app out',
    evidence: 'practitioner',
    sources: ['MAE'],
  },
  exchangeWebServices: {
    from: '2026-10-01',
    what: 'Exchange Online blocks Exchange Web Services for applications that are not on a list, and removes them on 1 April 2027',
    means: 'accounts of Apple Mail on macOS, which no kind sets up, stop; profiles here use ActiveSync',
    evidence: 'practitioner',
    sources: ['EWSR'],
  },
  activeSyncCertificates: {
    from: '2027-01-01',
    what: 'Exchange Online takes no certificate over ActiveSync any more, and since 8 May 2026 takes none in new tenants',
    means: 'a certificate without OAuth reaches no mailbox there',
    evidence: 'practitioner',
    sources: ['CBA'],
  },
} as const satisfies Readonly<Record<string, CalendarEntry>>;

/** Whether something holds on a day, as far as it is announced. */
/** The first day as people write it: 9 September 2025. */
export function firstDay({ from }: CalendarEntry): string {
  const [year = '', month = '', day = ''] = from.split('-');
  return `${Number(day)} ${MONTHS[Number(month) - 1] ?? month} ${year}`;
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

export function isInForceOn(day: string, { from }: CalendarEntry): boolean {
  return day >= from;
}
