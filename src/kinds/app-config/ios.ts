/** App configuration for managed iPhones and iPads: what Outlook and other mail apps are told when the device is enrolled. */

import type { IosMobileAppConfiguration } from '@microsoft/microsoft-graph-types-beta';
import { APP_CONFIGURATION_API } from '../../catalogue/collections.ts';
import { appCompositeField, listReferenceField } from '../../catalogue/fields/app.ts';
import { defineKind } from '../../catalogue/kind.ts';
import { isJsonObject } from '../../model/json.ts';
import { APP_PERMISSIONS, APPS, IOS_DEVICES } from '../apps/effects.ts';
import { configurationEffects, elsewhere, keyChanges } from './effects.ts';
import { CONFIGURATION_DOC, OUTLOOK_EXAMPLES } from './examples.ts';
import { toHeldIos } from './held-values.ts';
import { buildKeysSchema, declaredKey, hasMailKeys } from './keys/known-keys.ts';
import { fromIos, toIos } from './values.ts';

export const APP_CONFIGURATIONS = '/deviceAppManagement/mobileAppConfigurations';

export const iosAppConfig = defineKind({
  name: 'ios-app-config',
  title: 'iOS app configuration (managed devices)',
  doc: 'What a mail app on enrolled iPhones and iPads is told: the account it sets up, and how it behaves.',
  portalPath: 'Apps > Configuration > Managed devices > iOS/iPadOS',
  platform: 'ios',
  devices: IOS_DEVICES,
  delivers: 'configuration',
  configures: { channel: 'devices', platforms: ['ios'], tokens: 'complete' },
  graph: {
    collection: APP_CONFIGURATIONS,
    type: 'iosMobileAppConfiguration',
    permissions: APP_PERMISSIONS,
    ways: APP_CONFIGURATION_API,
    aboutMail: (object) => {
      const configuration = fromIos(object);
      return isJsonObject(configuration) && hasMailKeys(configuration);
    },
  },
  fields: {
    targetedApp: listReferenceField<IosMobileAppConfiguration>()({
      graph: 'targetedMobileApps',
      required: true,
      label: 'Targeted app',
      doc: 'The app that is configured.',
      target: { collection: APPS, types: ['iosStoreApp', 'iosVppApp', 'managedIOSStoreApp'], noun: 'iOS app' },
      changes: [elsewhere],
    }),
    configuration: appCompositeField<IosMobileAppConfiguration>()({
      graph: ['settings', 'encodedSettingXml'],
      required: true,
      label: 'Configuration settings',
      mapping: true,
      secrets: { declared: declaredKey, beside: [] },
      doc: CONFIGURATION_DOC,
      schema: buildKeysSchema(['ios'], 'devices'),
      examples: [
        ...OUTLOOK_EXAMPLES,
        { IntuneMAMAllowedAccountsOnly: 'Enabled', IntuneMAMUPN: '{{userprincipalname}}' },
      ],
      toGraph: toIos,
      toHeld: toHeldIos,
      fromGraph: fromIos,
      changes: keyChanges.filter(({ verdict: { rule } }) => rule !== 'EFF-KEY-UNMANAGED-ACCOUNTS'),
    }),
  },
  constants: {},
  leftAlone: {},
  effects: configurationEffects,
});
