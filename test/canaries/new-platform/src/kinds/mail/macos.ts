/** A made-up kind on a made-up platform: mail on Macs, shaped as Graph's mail profiles are. */

import { fieldsOf } from '../../catalogue/fields/builders.ts';
import { always, verdict } from '../../catalogue/effects.ts';
import { defineKind } from '../../catalogue/kind.ts';
import { CONFIGURATION_PERMISSIONS } from './android-work.ts';

interface MacOSEasEmailProfileConfiguration {
  hostName?: string;
  accountName?: string | null;
  requireSsl?: boolean;
  emailAddressSource?: 'userPrincipalName' | 'primarySmtpAddress';
}

const mac = fieldsOf<MacOSEasEmailProfileConfiguration>();

const setUpAnew = always(
  verdict('EFF-MAC-ACCOUNT', 'account-reset', 'inferred', 'the account is set up anew: mail downloads again', {
    sources: ['APL'],
  }),
);

const gone = verdict('EFF-MAC-REMOVED', 'mail-removed', 'inferred', 'the account and its mail leave the Mac', {
  sources: ['APL'],
});

export const macosMail = defineKind({
  name: 'macos-mail',
  title: 'macOS mail',
  doc: "An Exchange account in Apple's built-in Mail app on Macs.",
  portalPath: 'Devices > macOS > Configuration > Templates > Email',
  platform: 'macos',
  devices: { systems: ['macos'], types: [] },
  delivers: 'mail',
  mail: { account: null, apps: [], speaker: 'system', compliance: null },
  graph: {
    collection: '/deviceManagement/deviceConfigurations',
    type: 'macOSEasEmailProfileConfiguration',
    permissions: CONFIGURATION_PERMISSIONS,
  },
  fields: {
    host: mac.host({
      graph: 'hostName',
      label: 'Email server',
      doc: 'The Exchange server as a bare host name.',
      required: true,
      examples: ['outlook.office365.com'],
      changes: [setUpAnew],
    }),
    accountName: mac.text({
      graph: 'accountName',
      label: 'Account name',
      doc: 'What people see as the name of the account.',
      examples: ['Contoso mail'],
      changes: [
        always(verdict('EFF-MAC-NAME', 'notice', 'inferred', 'the account has another name', { sources: ['APL'] })),
      ],
    }),
    ssl: mac.flag({
      graph: 'requireSsl',
      label: 'SSL',
      doc: 'Whether the connection is encrypted.',
      initial: true,
      changes: [setUpAnew],
    }),
    emailAddress: mac.choice({
      graph: 'emailAddressSource',
      label: 'Email address',
      doc: 'Where the address comes from.',
      initial: 'primarySmtpAddress',
      meanings: { userPrincipalName: 'the user principal name', primarySmtpAddress: 'the primary SMTP address' },
      changes: [setUpAnew],
    }),
  },
  constants: {},
  leftAlone: {},
  effects: {
    firstDelivery: [
      always(verdict('EFF-MAC-FIRST', 'sign-in', 'inferred', 'the account appears and asks for a sign-in', { sources: ['APL'] })),
    ],
    removal: gone,
    moved: verdict('EFF-MAC-MOVED', 'account-reset', 'inferred', 'the account is set up anew', { sources: ['APL'] }),
    metadata: verdict('EFF-METADATA', 'silent', 'inferred', 'nothing is expected on the device', { sources: ['CFG'] }),
  },
});
