/** What apps have in common: permissions, devices, and what their changes do to people. */

import { always, labelsChanged, verdict } from '../../catalogue/effects.ts';
import type { EffectLevel, EffectVerdict } from '../../model/effect.ts';
import type { SourceKey } from '../../model/sources.ts';

export const APP_PERMISSIONS = {
  read: 'DeviceManagementApps.Read.All',
  write: 'DeviceManagementApps.ReadWrite.All',
} as const;

export const APPS = '/deviceAppManagement/mobileApps';

export const IOS_DEVICES = { systems: ['ios', 'ipados'], types: [] } as const;
/** Work profiles and corporate devices; device administrator has no managed Google Play. */
export const ANDROID_DEVICES = {
  systems: ['android', 'androidforwork', 'androidenterprise'],
  types: ['androidForWork', 'androidEnterprise'],
} as const;

/** An app is what it is; a change of it never gets as far as a device. */
export const anotherApp = always(
  verdict('EFF-APP-ANOTHER', 'mail-removed', 'inferred', 'people would get another app', { sources: ['GST'] }),
);

export const appTerms = verdict(
  'EFF-APP-TERMS',
  'notice',
  'inferred',
  'the app stays, and is offered or required from now on where it was not before',
  { sources: ['GST'], mayAlso: ['the app is installed without asking, where it becomes required'] },
);

/** Only an assignment that says so takes an app away (source: RET, of Microsoft 365 Apps). */
export const appUninstalled = verdict(
  'EFF-APP-UNINSTALLED',
  'mail-removed',
  'inferred',
  'the mail app is uninstalled, and its mail leaves the device',
  { sources: ['GST'] },
);

/** The same for people who get another mail app. */
export const appReplaced = verdict(
  'EFF-APP-REPLACED',
  'account-reset',
  'inferred',
  'the mail app is uninstalled, and another one takes its place: people sign in again, mail downloads again',
  { sources: ['GST', 'CFG'] },
);

const NO_LONGER_OFFERED = 'the app stays where it is installed, and is no longer required or offered';

function noLongerAssigned(
  rule: `EFF-${string}`,
  level: EffectLevel,
  sources: readonly SourceKey[],
  mayAlso: readonly string[],
): EffectVerdict {
  return verdict(rule, level, 'inferred', NO_LONGER_OFFERED, { sources, mayAlso });
}

export const appEffects = {
  firstDelivery: [
    always(
      verdict('EFF-APP-FIRST', 'notice', 'inferred', 'the mail app is installed or offered', {
        sources: ['CFG', 'GST'],
      }),
    ),
  ],
  removal: noLongerAssigned('EFF-APP-REMOVED', 'silent', ['RET'], []),
  moved: verdict(
    'EFF-APP-MOVED',
    'sign-in',
    'inferred',
    'another mail app is installed or offered beside the old one, which stays: people sign in to it',
    { sources: ['VPP', 'CFG'] },
  ),
  metadata: labelsChanged,
} as const;

/** No page says what Android does with an app that is no longer assigned. */
export const androidAppEffects = {
  ...appEffects,
  removal: noLongerAssigned(
    'EFF-APP-REMOVED-ANDROID',
    'notice',
    ['GST'],
    ['the app and its mail leave the device: no page says so'],
  ),
} as const;

/** Apple asks people before it installs an app on a device that isn't supervised. */
export const iosAppEffects = {
  ...appEffects,
  firstDelivery: [
    always(
      verdict('EFF-APP-FIRST-IOS', 'notice', 'inferred', 'the mail app is installed or offered', {
        sources: ['CFG', 'GST'],
        mayAlso: ['people are asked to allow the installation, on devices that are not supervised'],
      }),
    ),
  ],
  removal: noLongerAssigned(
    'EFF-APP-REMOVED-IOS',
    'silent',
    ['VPP'],
    ['the app no longer starts, where its licence was bought for the company'],
  ),
} as const;
