/** Mail in Gmail, in the work profile of personally owned Android devices. */

import { defineKind } from '../../catalogue/kind.ts';
import { CHROME, MAIL_PACKAGES } from '../apps/android-play.ts';
import { CONFIGURATION_PERMISSIONS, workMail, workMailFields, workMailTraits } from './android-work.ts';

export const androidWorkGmail = defineKind({
  ...workMail,
  name: 'android-work-gmail',
  title: 'Android work profile mail (Gmail)',
  doc: 'An Exchange account in Gmail, in the work profile of personally owned Android devices.',
  portalPath: 'Devices > Android > Configuration > Personally-owned work profile > Email, email app Gmail',
  graph: {
    collection: '/deviceManagement/deviceConfigurations',
    type: 'androidWorkProfileGmailEasConfiguration',
    permissions: CONFIGURATION_PERMISSIONS,
  },
  mail: {
    ...workMailTraits,
    apps: [{ name: 'gmail', id: MAIL_PACKAGES.gmail }],
    browser: { id: CHROME, host: ({ host = null }) => host },
    modernAuthentication: 'Gmail may need Chrome in the work profile for it, test it on a pilot group',
    takesPort: true,
  },
  fields: workMailFields,
});
