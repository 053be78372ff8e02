/** Corrections against the vendors' own pages, a row each. */

import { fixedFindings } from '../../src/core/checks/fixed-fields.ts';
import { kindNamed } from '../../src/kinds/catalogue.ts';
import type { Settings } from '../../src/model/profile.ts';
import { shortProposal } from '../core/short-proposals.ts';
import { android, edit, effect, mail, managed, moved, said } from './correction-tools.ts';

const CERTIFICATE = 'authentication: certificate, identityCertificate: {name: SCEP}';
const ONLINE: Settings = { host: 'outlook.office365.com', oauth: true };
const SCEP: Settings = { identityCertificate: { id: 'scep' }, authentication: 'certificate' };
const ACCOUNT = 'com.microsoft.outlook.EmailProfile.EmailUPN';

/** Row, what happens or is written, and what is said of it. */
export const CORRECTION_ROWS: readonly (readonly [row: string, what: string, says: () => string])[] = [
  [
    'T1',
    'first delivery to iPhones, certificate and OAuth',
    () => effect(null, { kind: 'ios-mail', settings: { ...ONLINE, ...SCEP } }),
  ],
  [
    'T1',
    "the same without OAuth, at a server of one's own",
    () => effect(null, { kind: 'ios-mail', settings: { ...SCEP, host: 'mail.contoso.com', oauth: false } }),
  ],
  ['T2', 'a new profile with a certificate that leaves oauth out', () => said(mail(CERTIFICATE), { isNew: true })],
  [
    'T2',
    'a new profile with a part of the services that leaves usersMayChangeSync out',
    () => said(mail('authentication: usernameAndPassword, oauth: true, sync: [email]'), { isNew: true }),
  ],
  [
    'T2',
    'a password at Exchange Online without OAuth',
    () => said(mail('authentication: usernameAndPassword, oauth: false')),
  ],
  ['T3', 'a certificate without OAuth today', () => said(mail(`${CERTIFICATE}, oauth: false`))],
  [
    'T3',
    'a certificate without OAuth on 1 January 2027',
    () => said(mail(`${CERTIFICATE}, oauth: false`), { day: '2027-01-01' }),
  ],
  ['T3', 'a certificate in Gmail today', () => said(mail(CERTIFICATE, 'android-work-gmail'))],
  [
    'T3',
    'a certificate in Gmail on 1 January 2027',
    () => said(mail(CERTIFICATE, 'android-work-gmail'), { day: '2027-01-01' }),
  ],
  [
    'T4',
    'Microsoft 365 Apps taken away',
    () => effect({ kind: 'microsoft-365-apps' }, { kind: 'microsoft-365-apps', assign: [] }),
  ],
  [
    'T4',
    'an app of the App Store taken away',
    () => effect({ kind: 'ios-store-app' }, { kind: 'ios-store-app', assign: [] }),
  ],
  [
    'T4',
    'an app of Google Play taken away',
    () => effect({ kind: 'android-play-app' }, { kind: 'android-play-app', assign: [] }),
  ],
  [
    'T4',
    'an app of the App Store uninstalled',
    () => effect({ kind: 'ios-store-app' }, { kind: 'ios-store-app', intent: 'uninstall' }),
  ],
  [
    'T5',
    'the security identifier in a certificate of a Windows device',
    () =>
      said(
        'kind: windows-scep\nkey: scep\nname: "Windows: device"\nsettings: {rootCertificate: {name: Root}, store: machine, subject: "CN={{AAD_Device_ID}}", alternativeNames: [{universalResourceIdentifier: "{{OnPremisesSecurityIdentifier}}"}], validity: {years: 1}, keySize: 2048, keyUsage: [digitalSignature], hashAlgorithms: [sha2], keyStorage: useSoftwareKsp, servers: ["https://ndes.contoso.com/certsrv/mscep/mscep.dll"]}\nassign: {include: [{group: Laptops}]}\n',
      ),
  ],
  [
    'T6',
    'allowed accounts as the admin center writes them on Android',
    () =>
      said(
        android(
          'IntuneMAMAllowedAccountsOnly: Enabled, com.microsoft.intune.mam.AllowedAccountUPNs: "{{userprincipalname}}"',
        ),
      ),
  ],
  ['T7', 'a key in its former spelling', () => said(managed('com.microsoft.outlook.Mail.officeFeedEnabled: false'))],
  [
    'T8',
    'calendar notifications: 1',
    () => said(managed('com.microsoft.outlook.Calendar.Notifications.IntuneMAMOnly: 1')),
  ],
  [
    'T9',
    'contacts no longer synchronize on iPhones',
    () => edit('ios-mail', { sync: ['email', 'contacts'] }, { sync: ['email'] }),
  ],
  [
    'T9',
    'mail no longer synchronizes on iPhones',
    () => edit('ios-mail', { sync: ['email', 'contacts'] }, { sync: ['contacts'] }),
  ],
  [
    'T9',
    'contacts no longer synchronize on Samsung',
    () => edit('samsung-knox-mail', { sync: ['contacts', 'calendars'] }, { sync: ['calendars'] }),
  ],
  [
    'T9',
    'contacts no longer synchronize on Windows',
    () => edit('windows-mail', { sync: ['contacts', 'calendars'] }, { sync: ['calendars'] }),
  ],
  [
    'T9',
    'contacts no longer synchronize in Nine Work',
    () => edit('android-work-nine', { sync: ['contacts', 'calendars'] }, { sync: ['calendars'] }),
  ],
  [
    'T10',
    'fewer accounts are allowed',
    () =>
      edit(
        'ios-app-config',
        { configuration: {} },
        { configuration: { IntuneMAMAllowedAccountsOnly: 'Enabled', IntuneMAMUPN: '{{userprincipalname}}' } },
      ),
  ],
  [
    'T10',
    'the id is added beside the name',
    () =>
      edit(
        'ios-app-config',
        { configuration: { IntuneMAMAllowedAccountsOnly: 'Enabled', IntuneMAMUPN: '{{userprincipalname}}' } },
        {
          configuration: {
            IntuneMAMAllowedAccountsOnly: 'Enabled',
            IntuneMAMUPN: '{{userprincipalname}}',
            IntuneMAMOID: '{{userid}}',
          },
        },
      ),
  ],
  [
    'T12',
    'the purpose of imported certificates is changed',
    () =>
      fixedFindings({
        ...shortProposal('pfx', { kind: 'ios-imported-pfx', before: ['sales'], after: ['sales'] }),
        action: 'update',
        differences: [
          {
            path: '/settings/intendedPurpose',
            field: 'intendedPurpose',
            from: 'smimeSigning',
            to: 'smimeEncryption',
            origin: 'intended',
            verdict: {
              level: 'may-reapprove',
              outage: false,
              confidence: 'inferred',
              reason: '',
              rule: 'EFF-X',
              sources: [],
              mayAlso: [],
            },
          },
        ],
      })
        .map(({ code, message }) => `${code}: ${message}`)
        .join(),
  ],
  [
    'T12',
    'imported certificates for a VPN',
    () => said('kind: ios-imported-pfx\nkey: a\nname: "iOS: keys"\nsettings: {intendedPurpose: vpn}\n'),
  ],
  [
    'T13',
    'imported certificates in the work profile',
    () => kindNamed('android-work-imported-pfx')?.title ?? 'no kind',
  ],
  [
    'T14',
    'another signing certificate',
    () =>
      edit(
        'ios-mail',
        {
          smime: true,
          smimeSigning: true,
          smimeSigningCertificateType: 'certificate',
          smimeSigningCertificate: { id: 'a' },
        },
        {
          smime: true,
          smimeSigning: true,
          smimeSigningCertificateType: 'certificate',
          smimeSigningCertificate: { id: 'b' },
        },
      ),
  ],
  [
    'T14',
    'another encryption certificate',
    () =>
      edit(
        'ios-mail',
        {
          smime: true,
          smimeEncryptByDefault: true,
          smimeEncryptionCertificateType: 'certificate',
          smimeEncryptionCertificate: { id: 'a' },
        },
        {
          smime: true,
          smimeEncryptByDefault: true,
          smimeEncryptionCertificateType: 'certificate',
          smimeEncryptionCertificate: { id: 'b' },
        },
      ),
  ],
  [
    'T11',
    'people move to a profile of another host',
    () => moved({ host: 'mail.contoso.com' }, { host: 'post.contoso.com' }),
  ],
  [
    'T11',
    'people move to a profile of the same account',
    () => moved({ host: 'mail.contoso.com' }, { host: 'mail.contoso.com' }),
  ],
  ['T15', 'no VPN any more', () => edit('ios-mail', { perAppVpn: { id: 'vpn' } }, { perAppVpn: null })],
  [
    'T16',
    'a permission is granted without asking',
    () =>
      edit(
        'android-app-config',
        { permissions: {} },
        { permissions: { 'android.permission.READ_CONTACTS': 'autoGrant' } },
      ),
  ],
  [
    'T16',
    'apps may no longer be connected',
    () => edit('android-app-config', { connectedApps: true }, { connectedApps: false }),
  ],
  [
    'T17',
    'a SCEP profile gets another description',
    () => effect({ kind: 'ios-scep', description: 'a' }, { kind: 'ios-scep', description: 'b' }),
  ],
  ['T17', 'a SCEP profile asks for a longer key', () => edit('ios-scep', { keySize: 2048 }, { keySize: 4096 })],
  [
    'T19',
    'a key of the account changes',
    () =>
      edit(
        'ios-app-config',
        { configuration: { [ACCOUNT]: '{{mail}}' } },
        { configuration: { [ACCOUNT]: '{{userprincipalname}}' } },
      ),
  ],
  ['T20', 'another host, with OAuth', () => edit('ios-mail', ONLINE, { ...ONLINE, host: 'outlook.office365.us' })],
  ['T21', 'the first certificate on corporate Android', () => effect(null, { kind: 'android-corporate-scep' })],
  ['T21', 'the first certificate in a work profile', () => effect(null, { kind: 'android-work-scep' })],
  ['T22', 'the first root on Samsung', () => effect(null, { kind: 'samsung-knox-trusted-root' })],
  [
    'T23',
    'a kind that there is not: corporate Android mail',
    () => said('kind: android-corporate-mail\nkey: a\nname: a\nsettings: {}\n'),
  ],
  ['T23', 'a kind that there is not: macOS mail', () => said('kind: macos-mail\nkey: a\nname: a\nsettings: {}\n')],
];
