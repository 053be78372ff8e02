/** Mail in Gmail, in the work profile of personally owned Android devices. */

import { defineKind } from '../../catalogue/kind.ts';
import { CONFIGURATION_PERMISSIONS, workMail, workMailFields } from './android-work.ts';

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
  fields: workMailFields,
});
