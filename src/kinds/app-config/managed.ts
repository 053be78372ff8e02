/** App configuration for managed apps: what Outlook is told wherever people sign in to it with their work account. */

import type { TargetedManagedAppConfiguration } from '@microsoft/microsoft-graph-types-beta';
import { MANAGED_APP_API } from '../../catalogue/collections.ts';
import { appCompositeField } from '../../catalogue/fields/app.ts';
import { fieldsOf } from '../../catalogue/fields/builders.ts';
import { keepEntries } from '../../catalogue/fields/kept.ts';
import { defineKind } from '../../catalogue/kind.ts';
import {
  canonical,
  isJsonArray,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  objectsAt,
  stringAt,
} from '../../model/json.ts';
import { isMailPackage } from '../apps/android-play.ts';
import { APP_PERMISSIONS } from '../apps/effects.ts';
import { configurationEffects, keyChanges, otherApps } from './effects.ts';
import { CONFIGURATION_DOC, OUTLOOK_EXAMPLES } from './examples.ts';
import { toHeldCustomSettings } from './held-values.ts';
import { buildKeysSchema, declaredKey, hasMailKeys } from './keys/known-keys.ts';
import { fromCustomSettings, toCustomSettings } from './values.ts';

/** Of keys that only managed devices take. */
const DEVICE_EFFECTS: readonly string[] = ['EFF-KEY-ACCOUNT', 'EFF-KEY-ALLOWED-ACCOUNTS', 'EFF-KEY-UNMANAGED-ACCOUNTS'];

const managed = fieldsOf<TargetedManagedAppConfiguration>();
const composite = appCompositeField<TargetedManagedAppConfiguration>();

/** Our word for a platform → the type of an app's identifier, and the member that holds it. */
const IDENTIFIERS = {
  ios: ['#microsoft.graph.iosMobileAppIdentifier', 'bundleId'],
  android: ['#microsoft.graph.androidMobileAppIdentifier', 'packageId'],
  windows: ['#microsoft.graph.windowsAppIdentifier', 'windowsAppId'],
} as const;

export const managedAppConfig = defineKind({
  name: 'managed-app-config',
  title: 'App configuration for managed apps',
  doc: 'What a mail app is told wherever people use it with their work account, also on devices that are not enrolled.',
  portalPath: 'Apps > Configuration > Managed apps',
  platform: 'mobile',
  // Only enrolled devices can be counted, although others follow it too.
  devices: { systems: ['ios', 'ipados', 'android', 'androidforwork', 'androidenterprise'], types: [] },
  delivers: 'configuration',
  configures: { channel: 'apps', platforms: ['ios', 'android'], tokens: 'open' },
  graph: {
    collection: '/deviceAppManagement/targetedManagedAppConfigurations',
    type: 'targetedManagedAppConfiguration',
    permissions: APP_PERMISSIONS,
    ways: MANAGED_APP_API,
    aboutMail: namesMail,
  },
  fields: {
    apps: composite({
      graph: ['apps'],
      action: 'targetApps',
      label: 'Public apps',
      doc: 'The apps that are configured: `{ios: bundle id}`, `{android: package}`. Not with `appGroup` other than selectedPublicApps.',
      schema: {
        type: 'array',
        minItems: 1,
        uniqueItems: true,
        items: {
          anyOf: [
            identifierSchema('ios', 'A bundle id.'),
            identifierSchema('android', 'A package.'),
            identifierSchema('windows', 'An app id.'),
          ],
        },
      },
      examples: [
        [{ ios: 'com.microsoft.office.outlook' }, { android: 'com.microsoft.office.outlook' }],
        [{ ios: 'com.microsoft.office.outlook' }],
      ],
      toGraph: (value) => ({ apps: appsOf(value) }),
      toHeld: (value, held) => ({ apps: keepApps(value, held) }),
      fromGraph: appsIn,
      changes: [otherApps],
    }),
    appGroup: managed.choice({
      graph: 'appGroupType',
      label: 'Target policy to',
      doc: 'Which apps are configured.',
      initial: 'selectedPublicApps',
      meanings: {
        selectedPublicApps: 'the apps that are listed',
        allCoreMicrosoftApps: 'the core Microsoft apps',
        allMicrosoftApps: 'all Microsoft apps',
        allApps: 'all apps',
      },
      changes: [otherApps],
    }),
    configuration: composite({
      graph: ['customSettings'],
      required: true,
      label: 'General configuration settings',
      mapping: true,
      secrets: { declared: declaredKey, beside: [] },
      doc: CONFIGURATION_DOC,
      schema: buildKeysSchema(['ios', 'android'], 'apps'),
      examples: OUTLOOK_EXAMPLES.slice(1),
      toGraph: (value) => ({ customSettings: toCustomSettings(value) }),
      toHeld: (value, held) => ({ customSettings: toHeldCustomSettings(value, held) }),
      fromGraph: fromCustomSettings,
      changes: keyChanges.filter(({ verdict: { rule } }) => !DEVICE_EFFECTS.includes(rule)),
    }),
  },
  constants: {},
  leftAlone: {
    targetedAppManagementLevels: 'whether the device is managed too; filters say the same, and more',
  },
  effects: {
    ...configurationEffects,
    firstDelivery: configurationEffects.firstDelivery.filter(({ when: test }) => test === null),
  },
});

function identifierSchema(platform: keyof typeof IDENTIFIERS, description: string): JsonObject {
  return {
    type: 'object',
    additionalProperties: false,
    required: [platform],
    properties: { [platform]: { type: 'string', minLength: 1, maxLength: 256, description } },
  };
}

function namesMail(object: JsonObject): boolean {
  const configuration = fromCustomSettings(object);
  const apps = appsIn(object);
  const names = isJsonArray(apps) ? apps.flatMap((app) => (isJsonObject(app) ? Object.values(app) : [])) : [];
  return (
    names.some((name) => typeof name === 'string' && isMailPackage(name)) ||
    (isJsonObject(configuration) && hasMailKeys(configuration))
  );
}

function appsOf(value: JsonValue): readonly JsonObject[] {
  const apps = isJsonArray(value) ? value.filter(isJsonObject) : [];
  return apps.flatMap((app) =>
    Object.entries(IDENTIFIERS).flatMap(([platform, [type, member]]) => {
      const name = app[platform];
      return typeof name === 'string' ? [{ mobileAppIdentifier: { '@odata.type': type, [member]: name } }] : [];
    }),
  );
}

/** Apps of platforms that YAML doesn't know stay. */
function keepApps(value: JsonValue, held: JsonObject): readonly JsonValue[] {
  const identifiers = objectsAt(held, 'apps').flatMap(({ mobileAppIdentifier }) =>
    mobileAppIdentifier === undefined ? [] : [{ mobileAppIdentifier }],
  );
  return keepEntries(appsOf(value), identifiers, (app) => {
    const known = isJsonObject(app) ? appsIn({ apps: [app] }) : null;
    return known === null ? null : canonical(known);
  });
}

/** Sorted, since apps are a set; identifiers of other platforms stay as they are. */
function appsIn(object: JsonObject): JsonValue {
  const apps = objectsAt(object, 'apps').flatMap(({ mobileAppIdentifier: identifier }) => {
    if (!isJsonObject(identifier)) return [];
    const found = Object.entries(IDENTIFIERS).find(([, [type]]) => type === stringAt(identifier, '@odata.type'));
    const name = found === undefined ? undefined : stringAt(identifier, found[1][1]);
    return found === undefined || name === undefined ? [] : [[found[0], name] as const];
  });
  const sorted = apps.toSorted((a, b) => (a.join(' ') < b.join(' ') ? -1 : 1));
  return sorted.length === 0 ? null : sorted.map(([platform, name]) => ({ [platform]: name }));
}
