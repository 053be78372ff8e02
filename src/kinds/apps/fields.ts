/** Fields and leavings that all app objects share. */

import type { MobileApp } from '@microsoft/microsoft-graph-types-beta';
import { always, verdict } from '../../catalogue/effects.ts';
import { fieldsOf } from '../../catalogue/fields/builders.ts';

export const featured = fieldsOf<MobileApp>().flag({
  graph: 'isFeatured',
  label: 'Show this as a featured app in the Company Portal',
  doc: 'Show the app in a prominent place of Company Portal.',
  initial: false,
  changes: [
    always(
      verdict('EFF-APP-FEATURED', 'silent', 'inferred', 'the app stands elsewhere in Company Portal', {
        sources: ['GST'],
      }),
    ),
  ],
});

/** What the store says of an app, or nobody needs for mail. */
export const MOBILE_APP_LEFT_ALONE = {
  developer: 'information for the admin center',
  owner: 'information for the admin center',
  notes: "notes of the admins; Postilion's marker stands below them",
  informationUrl: 'information for Company Portal',
  privacyInformationUrl: 'information for Company Portal',
  largeIcon: "the store's picture",
} as const;
