/** Mail apps from the App Store, for iPhones and iPads: the app and who gets it. */

import type { IosStoreApp, IosStoreAppAssignmentSettings } from '@microsoft/microsoft-graph-types-beta';
import { APP_API } from '../../catalogue/collections.ts';
import { namedField } from '../../catalogue/fields/app.ts';
import { fieldsOf } from '../../catalogue/fields/builders.ts';
import { defineKind } from '../../catalogue/kind.ts';
import { stringAt } from '../../model/json.ts';
import {
  APP_PERMISSIONS,
  APPS,
  anotherApp,
  appReplaced,
  appTerms,
  appUninstalled,
  IOS_DEVICES,
  iosAppEffects,
} from './effects.ts';
import { featured, MOBILE_APP_LEFT_ALONE } from './fields.ts';

const assigned = fieldsOf<IosStoreAppAssignmentSettings>();

const BUNDLES = { outlook: 'com.microsoft.Office.Outlook' } as const;

export const iosStoreApp = defineKind({
  name: 'ios-store-app',
  title: 'iOS mail app from the App Store',
  doc: 'Outlook from the App Store for iPhones and iPads: the app object, and who must have or may install it.',
  portalPath: 'Apps > iOS/iPadOS > iOS store app',
  platform: 'ios',
  devices: IOS_DEVICES,
  delivers: 'app',
  graph: {
    collection: APPS,
    type: 'iosStoreApp',
    permissions: APP_PERMISSIONS,
    ways: APP_API,
    aboutMail: (object) => isMailBundle(stringAt(object, 'bundleId') ?? ''),
  },
  install: {
    settingsType: 'iosStoreAppAssignmentSettings',
    settings: {
      uninstallOnRetire: assigned.flag({
        graph: 'uninstallOnDeviceRemoval',
        label: 'Uninstall on device removal',
        doc: 'Take the app away when the device leaves management.',
        initial: false,
        changes: [],
      }),
      removable: assigned.flag({
        graph: 'isRemovable',
        label: 'Install as removable',
        doc: 'People may delete the app (iOS 14 and later).',
        initial: true,
        changes: [],
      }),
      backup: assigned.flag({
        graph: 'preventManagedAppBackup',
        inverted: true,
        label: 'Prevent iCloud app backup',
        doc: "The app's data may go into backups.",
        initial: true,
        changes: [],
      }),
    },
    changed: appTerms,
    uninstalled: appUninstalled,
    replaced: appReplaced,
  },
  fields: {
    app: namedField<IosStoreApp>()({
      graph: 'bundleId',
      spelt: BUNDLES,
      meanings: { outlook: 'Microsoft Outlook (com.microsoft.Office.Outlook)' },
      label: 'Bundle ID',
      doc: 'Which app it is.',
      fixed: 'the bundle id of an app object is its identity',
      changes: [anotherApp],
    }),
    featured,
  },
  constants: {
    appStoreUrl: {
      value: 'https://apps.apple.com/us/app/microsoft-outlook/id951937596',
      because: 'the page of Outlook in the App Store; stores of other countries have pages of their own',
    },
    publisher: { value: 'Microsoft Corporation', because: 'the admin center demands one and takes it from the store' },
    applicableDeviceType: {
      value: { iPad: true, iPhoneAndIPod: true },
      because: 'the App Store offers Outlook for both, and the admin center preselects both',
    },
    minimumSupportedOperatingSystem: {
      value: { v17_0: true },
      because: 'Intune supports nothing older (source: SUP)',
    },
  },
  leftAlone: {
    ...MOBILE_APP_LEFT_ALONE,
    appleDeviceAppDeliveryProtocolType: 'newer than the published types; the service chooses',
  },
  effects: iosAppEffects,
});

function isMailBundle(bundle: string): boolean {
  return Object.values(BUNDLES).some((known) => known.toLowerCase() === bundle.toLowerCase());
}
