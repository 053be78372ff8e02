/** Mail apps from managed Google Play: approved there, found by their packages, assigned here. */

import type {
  AndroidManagedStoreApp,
  AndroidManagedStoreAppAssignmentSettings,
} from '@microsoft/microsoft-graph-types-beta';
import { APP_API } from '../../catalogue/collections.ts';
import { appCompositeField, namedField } from '../../catalogue/fields/app.ts';
import { fieldsOf } from '../../catalogue/fields/builders.ts';
import { defineKind } from '../../catalogue/kind.ts';
import { isJsonArray, type JsonValue, stringAt } from '../../model/json.ts';
import {
  ANDROID_DEVICES,
  APP_PERMISSIONS,
  APPS,
  androidAppEffects,
  anotherApp,
  appReplaced,
  appTerms,
  appUninstalled,
} from './effects.ts';
import { featured, MOBILE_APP_LEFT_ALONE } from './fields.ts';

const assigned = fieldsOf<AndroidManagedStoreAppAssignmentSettings>();

/** Nine Work has two packages: an ordinary one, and one for app protection. */
export const MAIL_PACKAGES = {
  outlook: 'com.microsoft.office.outlook',
  gmail: 'com.google.android.gm',
  nineWork: 'com.ninefolders.hd3.work',
  nineWorkForIntune: 'com.ninefolders.hd3.work.intune',
} as const;

/** Gmail may sign in through it (source: AEW). */
export const CHROME = 'com.android.chrome';

export const MAIL_APP_MEANINGS = {
  outlook: 'Microsoft Outlook (com.microsoft.office.outlook)',
  gmail: 'Gmail (com.google.android.gm)',
  nineWork: 'Nine Work (com.ninefolders.hd3.work)',
  nineWorkForIntune: 'Nine Work for Intune (com.ninefolders.hd3.work.intune)',
} as const;

export const androidPlayApp = defineKind({
  name: 'android-play-app',
  title: 'Android mail app from managed Google Play',
  doc: 'Outlook, Gmail or Nine Work from managed Google Play: who must have or may install it. The app must have been approved; it is found by its package.',
  portalPath: 'Apps > Android > Managed Google Play store app',
  platform: 'android',
  devices: ANDROID_DEVICES,
  delivers: 'app',
  graph: {
    collection: APPS,
    type: 'androidManagedStoreApp',
    permissions: APP_PERMISSIONS,
    ways: APP_API,
    aboutMail: (object) => isMailPackage(stringAt(object, 'packageId') ?? ''),
  },
  found: {
    field: 'app',
    remedy: (value) =>
      `approve ${packageOf(value)} in the admin center (Apps > Android > Create > Managed Google Play app), let it synchronize, and plan again`,
  },
  labels: 'store',
  install: {
    settingsType: 'androidManagedStoreAppAssignmentSettings',
    settings: {
      autoUpdate: assigned.choice({
        graph: 'autoUpdateMode',
        label: 'Update priority',
        doc: 'When the app is updated.',
        initial: 'default',
        meanings: {
          default: 'on Wi-Fi, while charging and unused',
          postponed: 'up to 90 days later',
          priority: 'as soon as the developer publishes',
        },
        changes: [],
      }),
      tracks: appCompositeField<AndroidManagedStoreAppAssignmentSettings>()({
        graph: ['androidManagedStoreAppTrackIds'],
        label: 'Tracks',
        doc: 'Ids of test tracks of the app; without them its production track.',
        schema: { type: 'array', minItems: 1, uniqueItems: true, items: { type: 'string', minLength: 1 } },
        examples: [['4632834478']],
        toGraph: (value) => ({ androidManagedStoreAppTrackIds: textsIn(value) }),
        fromGraph: (object) => {
          const tracks = textsIn(object['androidManagedStoreAppTrackIds'] ?? null);
          return tracks.length === 0 ? null : tracks;
        },
        changes: [],
      }),
    },
    filtersOnlyRequired: true,
    changed: appTerms,
    uninstalled: appUninstalled,
    replaced: appReplaced,
  },
  fields: {
    app: namedField<AndroidManagedStoreApp>()({
      graph: 'packageId',
      spelt: MAIL_PACKAGES,
      meanings: MAIL_APP_MEANINGS,
      label: 'Package name',
      doc: 'Which app it is.',
      fixed: 'the package of an app object is its identity',
      changes: [anotherApp],
    }),
    featured,
  },
  constants: {},
  leftAlone: {
    ...MOBILE_APP_LEFT_ALONE,
    publisher: "the store's text",
    appIdentifier: 'the service derives it from the package',
    isSystemApp: 'the service knows it from the device maker',
  },
  effects: androidAppEffects,
});

/** True for the package of a mail app, with or without the `app:` of a product id. */
export function isMailPackage(name: string): boolean {
  const bare = name.replace(/^app:/, '').toLowerCase();
  return Object.values<string>(MAIL_PACKAGES).includes(bare);
}

function packageOf(value: JsonValue): string {
  const names: Readonly<Record<string, string>> = MAIL_PACKAGES;
  return typeof value === 'string' ? (names[value] ?? value) : 'the app';
}

function textsIn(value: JsonValue): readonly string[] {
  return isJsonArray(value) ? value.filter((item) => typeof item === 'string').toSorted() : [];
}
