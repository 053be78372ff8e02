/** Mail on iPhones and iPads: the Exchange account of Apple's built-in Mail app. */

import type { IosEasEmailProfileConfiguration } from '@microsoft/microsoft-graph-types-beta';
import { isExchangeOnline } from '../../catalogue/conditions.ts';
import { always, type EffectCase, labelsChanged, verdict, when } from '../../catalogue/effects.ts';
import { fieldsOf } from '../../catalogue/fields/builders.ts';
import { defineKind } from '../../catalogue/kind.ts';
import { accountMoved, accountRemoved, certificateDeliveries } from './acts.ts';
import { accountFields, IOS } from './ios-account.ts';
import { smimeFields } from './ios-smime.ts';
import { SYNC_SPANS } from './same-settings.ts';

const ios = fieldsOf<IosEasEmailProfileConfiguration>();

/** Apple: every update of the payload sets back what people changed themselves. */
const setBack = always(
  verdict(
    'EFF-IOS-RESTRICTION',
    'may-reapprove',
    'documented',
    "a feature changes, and people's own sync choices are set back",
    {
      sources: ['APL', 'TSE'],
    },
  ),
);

/** Outcomes of a first delivery over an account that the person made: nobody can read those from the tenant. */
const ownAccount =
  'lock-out for people who set up the same account themselves: the profile is blocked and Company Portal asks them to delete their own';

const consent = "an approval page at sign-in, where the tenant hasn't consented to Apple's mail app";

/** OAuth asks for a sign-in whatever stands beside it, so it comes first. */
const FIRST_DELIVERY: readonly EffectCase[] = [
  when(
    'with a certificate and OAuth',
    ({ after }) => after['authentication'] === 'certificate' && after['oauth'] === true,
    verdict(
      'EFF-IOS-FIRST-CERTIFICATE-OAUTH',
      'sign-in',
      'documented',
      'the account appears; people sign in with Microsoft Entra and choose the certificate',
      { sources: ['IOS'], mayAlso: [ownAccount, consent] },
    ),
  ),
  when(
    'with OAuth',
    ({ after }) => after['oauth'] === true,
    verdict('EFF-IOS-FIRST-OAUTH', 'sign-in', 'documented', 'the account appears and asks for a modern sign-in', {
      sources: ['IOS'],
      mayAlso: [ownAccount, consent],
    }),
  ),
  ...certificateDeliveries(IOS, { confidence: 'documented', sources: ['CRO'] }, [ownAccount]),
  when(
    'with a derived credential',
    ({ after }) => after['authentication'] === 'derivedCredential',
    verdict(
      'EFF-IOS-FIRST-DERIVED',
      'user-action',
      'documented',
      'people are told to open Company Portal and fetch their credential',
      { sources: ['DRV'], mayAlso: [ownAccount] },
    ),
  ),
  when(
    'with a password, for Exchange Online and without OAuth',
    ({ after }) => isExchangeOnline(after),
    verdict(
      'EFF-IOS-FIRST-PASSWORD-EXO',
      'sign-in',
      'documented',
      'the account appears and asks for the password, which Exchange Online refuses: no mail',
      { sources: ['DEP'], outage: true, mayAlso: [ownAccount] },
    ),
  ),
  always(
    verdict('EFF-IOS-FIRST-PASSWORD', 'sign-in', 'documented', 'the account appears and asks for the password', {
      sources: ['CFG'],
      mayAlso: [ownAccount],
    }),
  ),
];

export const iosMail = defineKind({
  name: 'ios-mail',
  title: 'iOS/iPadOS mail',
  doc: "An Exchange account in Apple's built-in Mail app on iPhones and iPads.",
  portalPath: 'Devices > iOS/iPadOS > Configuration > Templates > Email',
  platform: 'ios',
  devices: { systems: ['ios', 'ipados'], types: [] },
  delivers: 'mail',
  mail: {
    account: {
      family: 'apple-mail',
      disturbs: 'alike',
      sameBy: ['host', 'emailAddress'],
      code: 'CNF-001',
      happens: 'the second one fails with "account not unique" (0x87D1791D)',
    },
    apps: [],
    speaker: 'system',
    compliance: { type: 'iosCompliancePolicy', property: 'managedEmailProfileRequired' },
    resetsPeriod: true,
    signInApp: { name: 'Apple Internet Accounts', id: 'f8d98a96-0999-43f5-8af3-69971c7bb423' },
  },
  graph: {
    collection: '/deviceManagement/deviceConfigurations',
    type: 'iosEasEmailProfileConfiguration',
    permissions: {
      read: 'DeviceManagementConfiguration.Read.All',
      write: 'DeviceManagementConfiguration.ReadWrite.All',
    },
  },
  fields: {
    ...accountFields,
    mailToSync: ios.choice({
      graph: 'durationOfEmailToSync',
      label: 'Amount of email to synchronize',
      doc: 'How far back mail synchronizes. Every update of the profile overwrites what people chose.',
      initial: 'userDefined',
      meanings: SYNC_SPANS,
      changes: [
        always(
          verdict(
            'EFF-IOS-DURATION',
            'may-reapprove',
            'documented',
            "people's own choice is overwritten; older mail leaves the device or more mail downloads",
            { sources: ['APL', 'CFG'] },
          ),
        ),
      ],
    }),
    ...smimeFields,
    allowMovingMessages: ios.flag({
      graph: 'blockMovingMessagesToOtherEmailAccounts',
      inverted: true,
      label: 'Allow messages to be moved to other email accounts',
      doc: 'Without it people also cannot reply or forward from another account.',
      initial: true,
      changes: [setBack],
    }),
    allowSendingFromOtherApps: ios.flag({
      graph: 'blockSendingEmailFromThirdPartyApps',
      inverted: true,
      label: 'Allow email to be sent from third-party applications',
      doc: 'Without it people cannot mail photos and files from other apps.',
      initial: true,
      changes: [setBack],
    }),
    syncRecentAddresses: ios.flag({
      graph: 'blockSyncingRecentlyUsedEmailAddresses',
      inverted: true,
      label: 'Synchronize recently used email addresses',
      doc: 'Recently used addresses follow the person to their other devices.',
      initial: true,
      changes: [setBack],
    }),
    perAppVpn: ios.idProperty({
      graph: 'perAppVPNProfileId',
      label: 'VPN profile for per account VPN',
      doc: 'The per-app VPN that comes up when the account is used. Mail stops where the tunnel cannot be built.',
      target: {
        collection: '/deviceManagement/deviceConfigurations',
        types: ['iosVpnConfiguration', 'iosikEv2VpnConfiguration'],
        noun: 'iOS per-app VPN profile',
      },
      changes: [
        when(
          'taken away',
          ({ to }) => to === null,
          verdict('EFF-IOS-VPN-GONE', 'may-reapprove', 'inferred', 'the VPN no longer starts together with Mail', {
            sources: ['IOS', 'CFG'],
            mayAlso: ['no mail, where the server is reached through the tunnel only'],
          }),
        ),
        always(
          verdict('EFF-IOS-VPN', 'may-reapprove', 'documented', 'a VPN starts together with Mail', {
            sources: ['IOS'],
            mayAlso: ['no mail, where the tunnel cannot be built'],
          }),
        ),
      ],
    }),
  },
  constants: {
    usernameSource: {
      value: 'userPrincipalName',
      because: 'the admin center always sends this constant; the real choice is usernameAADSource (source: PORTAL)',
    },
  },
  leftAlone: {
    deviceManagementApplicabilityRuleDeviceMode: 'applicability rules are for Windows only',
    deviceManagementApplicabilityRuleOsEdition: 'applicability rules are for Windows only',
    deviceManagementApplicabilityRuleOsVersion: 'applicability rules are for Windows only',
  },
  effects: {
    firstDelivery: FIRST_DELIVERY,
    removal: accountRemoved(IOS),
    moved: accountMoved(IOS, ['the new profile is blocked, where it arrives before the old one is gone']),
    metadata: labelsChanged,
  },
});
