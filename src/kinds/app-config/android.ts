/** App configuration for managed Android devices: what Outlook, Gmail and Nine Work are told, instead of a mail profile. */

import type { AndroidManagedStoreAppConfiguration } from '@microsoft/microsoft-graph-types-beta';
import { APP_CONFIGURATION_API } from '../../catalogue/collections.ts';
import { isTurnedOn } from '../../catalogue/conditions.ts';
import { always, type EffectCase, verdict, when } from '../../catalogue/effects.ts';
import { appCompositeField, listReferenceField, namedField } from '../../catalogue/fields/app.ts';
import { fieldsOf } from '../../catalogue/fields/builders.ts';
import { keepMembers } from '../../catalogue/fields/kept.ts';
import { defineKind } from '../../catalogue/kind.ts';
import { isJsonObject, type JsonObject, type JsonValue, objectsAt, stringAt } from '../../model/json.ts';
import type { Settings } from '../../model/profile.ts';
import { CHROME, isMailPackage, MAIL_APP_MEANINGS, MAIL_PACKAGES } from '../apps/android-play.ts';
import { ANDROID_DEVICES, APP_PERMISSIONS, APPS } from '../apps/effects.ts';
import { configurationEffects, elsewhere, keyChanges } from './effects.ts';
import { CONFIGURATION_DOC, OUTLOOK_EXAMPLES } from './examples.ts';
import { toHeldAndroid } from './held-values.ts';
import { APP_CONFIGURATIONS } from './ios.ts';
import { buildKeysSchema, declaredKey } from './keys/known-keys.ts';
import { fromAndroid, toAndroid } from './values.ts';

const android = fieldsOf<AndroidManagedStoreAppConfiguration>();
const composite = appCompositeField<AndroidManagedStoreAppConfiguration>();

/** Graph names a package as a product of Google Play. */
const PRODUCTS = {
  outlook: `app:${MAIL_PACKAGES.outlook}`,
  gmail: `app:${MAIL_PACKAGES.gmail}`,
  nineWork: `app:${MAIL_PACKAGES.nineWork}`,
  nineWorkForIntune: `app:${MAIL_PACKAGES.nineWorkForIntune}`,
} as const;

/** Apps that a configuration tells the account of a person. */
const ACCOUNT_APPS: readonly string[] = ['gmail', 'nineWork', 'nineWorkForIntune'];

function gmailHost({ app = null, configuration = null }: Settings): JsonValue {
  return app === 'gmail' && isJsonObject(configuration) ? (configuration['exchange_host'] ?? null) : null;
}

function isAsked(value: JsonValue, permission: string): boolean {
  return isJsonObject(value) && value[permission] === 'prompt';
}

/** What the device grants or denies by itself is decided without telling people (source: ACA). */
const permissionChanges: readonly EffectCase[] = [
  when(
    'people are asked for a permission from now on',
    ({ from, to }) =>
      isJsonObject(to) && Object.keys(to).some((permission) => isAsked(to, permission) && !isAsked(from, permission)),
    verdict('EFF-ANDROID-PERMISSIONS-ASKED', 'user-action', 'inferred', 'the app asks people for the permission', {
      sources: ['ACA'],
    }),
  ),
  always(
    verdict(
      'EFF-ANDROID-PERMISSIONS',
      'silent',
      'documented',
      'the device grants or denies the permissions without telling people',
      { sources: ['ACA'], mayAlso: ['the app loses access that it had, where a permission is denied'] },
    ),
  ),
];

const connectionChanges: readonly EffectCase[] = [
  when(
    'switched on',
    isTurnedOn,
    verdict(
      'EFF-ANDROID-CONNECTED',
      'notice',
      'inferred',
      'people may connect the app across work and personal profile, and are asked before it happens',
      { sources: ['ACA'] },
    ),
  ),
  always(
    verdict(
      'EFF-ANDROID-NOT-CONNECTED',
      'silent',
      'inferred',
      'nobody can connect the app anew; what people have connected stays so',
      { sources: ['ACA'] },
    ),
  ),
];

export const androidAppConfig = defineKind({
  name: 'android-app-config',
  title: 'Android app configuration (managed devices)',
  doc: 'What a mail app on enrolled Android devices is told: on corporate devices it takes the place of a mail profile.',
  portalPath: 'Apps > Configuration > Managed devices > Android Enterprise',
  platform: 'android',
  devices: ANDROID_DEVICES,
  delivers: 'configuration',
  configures: {
    channel: 'devices',
    platforms: ['android'],
    tokens: 'open',
    // Gmail and Nine Work are told an account with tokens about a person (source: ACO).
    needsPerson: ({ app = null, applicability = null }) =>
      typeof app === 'string' && ACCOUNT_APPS.includes(app) && applicability !== 'androidWorkProfile',
    browser: { id: CHROME, host: gmailHost },
  },
  graph: {
    collection: APP_CONFIGURATIONS,
    type: 'androidManagedStoreAppConfiguration',
    permissions: APP_PERMISSIONS,
    ways: APP_CONFIGURATION_API,
    aboutMail: (object) => isMailPackage(stringAt(object, 'packageId') ?? ''),
  },
  fields: {
    app: namedField<AndroidManagedStoreAppConfiguration>()({
      graph: 'packageId',
      spelt: PRODUCTS,
      meanings: MAIL_APP_MEANINGS,
      label: 'Package',
      doc: 'Which app is configured.',
      fixed: 'the package of a configuration is its identity',
      changes: [elsewhere],
    }),
    targetedApp: listReferenceField<AndroidManagedStoreAppConfiguration>()({
      graph: 'targetedMobileApps',
      required: true,
      label: 'Targeted app',
      doc: 'The object of that app in the tenant.',
      target: { collection: APPS, types: ['androidManagedStoreApp'], noun: 'managed Google Play app' },
      changes: [elsewhere],
    }),
    applicability: android.choice({
      graph: 'profileApplicability',
      label: 'Profile type',
      doc: 'On which kind of enrolment it works. `default` cannot refer to certificates.',
      initial: 'default',
      meanings: {
        default: 'all profile types',
        androidWorkProfile: 'personally-owned work profile',
        androidDeviceOwner: 'fully managed, dedicated, and corporate-owned work profile',
      },
      changes: [elsewhere],
    }),
    configuration: composite({
      graph: ['payloadJson'],
      label: 'Configuration settings',
      mapping: true,
      secrets: { declared: declaredKey, beside: ['app'] },
      doc: CONFIGURATION_DOC,
      schema: buildKeysSchema(['android'], 'devices'),
      examples: [
        ...OUTLOOK_EXAMPLES,
        { 'com.microsoft.intune.mam.AllowedAccountUPNs': '{{userprincipalname}}' },
        { email_address: '{{mail}}', exchange_host: 'outlook.office365.com', exchange_ssl_required: true },
        { allow_unmanaged_accounts: false },
      ],
      toGraph: (value, { app }) => ({ payloadJson: toAndroid(value, productOf(app ?? null)) }),
      toHeld: (value, { payloadJson = null }, { app }) => ({
        payloadJson: toHeldAndroid(value, productOf(app ?? null), payloadJson),
      }),
      fromGraph: (object) => fromAndroid(object['payloadJson'] ?? null),
      changes: keyChanges,
    }),
    permissions: composite({
      graph: ['permissionActions'],
      label: 'Permissions',
      doc: 'Android permissions that the device decides on without asking: `{android.permission.READ_CONTACTS: autoGrant}`.',
      schema: {
        type: 'object',
        propertyNames: { pattern: '^[A-Za-z0-9_.-]+$' },
        additionalProperties: { enum: ['prompt', 'autoGrant', 'autoDeny'] },
      },
      examples: [{ 'android.permission.READ_CONTACTS': 'autoGrant' }, { 'android.permission.READ_CONTACTS': 'prompt' }],
      toGraph: (value) => ({ permissionActions: permissionsOf(value) }),
      toHeld: (value, held) => ({ permissionActions: keepPermissions(value, held) }),
      fromGraph: permissionsIn,
      changes: permissionChanges,
    }),
    connectedApps: android.flag({
      graph: 'connectedAppsEnabled',
      label: 'Connected apps',
      doc: 'The app may talk to itself across work and personal profile, where people allow it.',
      initial: false,
      changes: connectionChanges,
    }),
  },
  constants: {},
  leftAlone: {
    credentialProviderRoleState: 'newer than the published types; about passwords, not about mail',
  },
  effects: configurationEffects,
});

/** Google's payload names the product too. */
function productOf(app: JsonValue): JsonValue {
  const names: Readonly<Record<string, string>> = PRODUCTS;
  return typeof app === 'string' ? (names[app] ?? app) : null;
}

function permissionsOf(value: JsonValue): readonly JsonObject[] {
  if (!isJsonObject(value)) return [];
  return Object.keys(value)
    .sort()
    .map((permission) => ({ permission, action: value[permission] ?? null }));
}

/** Permissions that don't change stay as they stand, also one that is named twice. */
function keepPermissions(value: JsonValue, held: JsonObject): readonly JsonValue[] {
  return keepMembers<JsonObject>({
    held: objectsAt(held, 'permissionActions'),
    nameOf: (one) => stringAt(one, 'permission'),
    before: permissionsIn(held),
    after: value,
    made: (permission, action, old) => ({ ...old, permission, action }),
  });
}

function permissionsIn(object: JsonObject): JsonValue {
  const actions = objectsAt(object, 'permissionActions');
  if (actions.length === 0) return null;
  return Object.fromEntries(actions.map((one) => [stringAt(one, 'permission') ?? '', one['action'] ?? null]));
}
