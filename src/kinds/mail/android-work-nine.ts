/** Mail in Nine Work, in the work profile of personally owned Android devices. */

import type { AndroidWorkProfileNineWorkEasConfiguration } from '@microsoft/microsoft-graph-types-beta';
import { fieldsOf } from '../../catalogue/fields/builders.ts';
import { defineKind } from '../../catalogue/kind.ts';
import { MAIL_PACKAGES } from '../apps/android-play.ts';
import { contentChanges } from './acts.ts';
import { CONFIGURATION_PERMISSIONS, WORK_PROFILE, workMail, workMailFields, workMailTraits } from './android-work.ts';
import { contentFields } from './content-types.ts';

const nine = fieldsOf<AndroidWorkProfileNineWorkEasConfiguration>();

export const androidWorkNine = defineKind({
  ...workMail,
  name: 'android-work-nine',
  title: 'Android work profile mail (Nine Work)',
  doc: 'An Exchange account in Nine Work, in the work profile of personally owned Android devices.',
  portalPath: 'Devices > Android > Configuration > Personally-owned work profile > Email, email app Nine Work',
  graph: {
    collection: '/deviceManagement/deviceConfigurations',
    type: 'androidWorkProfileNineWorkEasConfiguration',
    permissions: CONFIGURATION_PERMISSIONS,
  },
  mail: {
    ...workMailTraits,
    apps: [
      { name: 'nineWork', id: MAIL_PACKAGES.nineWork },
      { name: 'nineWorkForIntune', id: MAIL_PACKAGES.nineWorkForIntune },
    ],
  },
  fields: {
    ...workMailFields,
    sync: nine.switches({
      graph: { contacts: 'syncContacts', calendars: 'syncCalendar', tasks: 'syncTasks' },
      label: 'Content type to synchronize',
      doc: 'What synchronizes besides mail.',
      meanings: contentFields,
      initial: [],
      changes: contentChanges(WORK_PROFILE),
    }),
  },
});
