/** What rules and checks ask about Samsung's Email app under device administrator. */

import type { MailTraits } from '../../catalogue/traits.ts';

export const samsungMail: MailTraits = {
  account: {
    family: 'samsung-email',
    disturbs: 'alike',
    sameBy: ['emailAddress'],
    code: 'CNF-002',
    happens: 'they overwrite each other',
  },
  apps: [],
  speaker: 'app',
  compliance: null,
  keepsSyncOff: true,
  unofferedUsernames: ['primarySmtpAddress'],
  ended: {
    code: 'LIF-001',
    since: '2024-12-31',
    message:
      'samsung-knox-mail needs device administrator, which Intune ended on devices with Google services on 31 December 2024: write android-work-gmail or android-work-nine unless devices without them are meant',
  },
};
