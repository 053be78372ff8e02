/** Rules about kinds whose platform or app has ended. */

import type { Rule } from './rule.ts';

/** LIF-001. Enrolment ended with Google's services; devices without them live on. */
export const deviceAdministratorEnded: Rule = {
  id: 'LIF-001',
  check(_, kind) {
    if (kind.name !== 'samsung-knox-mail') return [];
    const message =
      'samsung-knox-mail needs device administrator, which Intune ended on devices with Google services on 31 December 2024: write android-work-gmail or android-work-nine unless devices without them are meant';
    return [{ pointer: '/kind', message }];
  },
};

/** LIF-002. Outlook doesn't use ActiveSync, so that it isn't set up is our conclusion. */
export const windowsMailEnded: Rule = {
  id: 'LIF-002',
  check(_, kind) {
    if (kind.name !== 'windows-mail') return [];
    const message =
      'windows-mail sets up the Mail app, which ended on 31 December 2024, and presumably not Outlook: take the profile away unless another app uses the account';
    return [{ pointer: '/kind', message }];
  },
};
