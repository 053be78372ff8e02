/** The rows of the effect tables for apps, configurations and certificates with their cases, or why no plan causes them. */

interface Row {
  readonly row: string;
  readonly cases?: readonly string[];
  readonly because?: string;
}

function gone(prefix: string): readonly string[] {
  return ['profile-taken-away', 'unassigned', 'narrowed'].map((name) => `${prefix}-${name}`);
}

const CONFIGURATIONS: readonly Row[] = [
  { row: 'account setup first delivered', cases: ['config-first-account', 'config-first-account-android'] },
  {
    row: 'account-setup keys changed on a configured app',
    cases: ['config-account-changed', 'config-for-another-app', 'config-for-other-devices'],
  },
  { row: 'general setting, people may change it', cases: ['config-general-changeable', 'config-first-general'] },
  { row: 'general setting, people may not change it', cases: ['config-general-enforced', 'config-managed-apps'] },
  {
    row: 'contacts or calendars on',
    cases: ['config-contacts-saved', 'config-calendars-synchronized'],
  },
  {
    row: 'permissions and connected apps',
    cases: ['config-permissions', 'config-permissions-asked', 'config-connected', 'config-not-connected'],
  },
  {
    row: 'allowed accounts on',
    cases: [
      'config-allowed-accounts',
      'config-allowed-accounts-android',
      'config-allowed-accounts-narrowed',
      'config-allowed-accounts-widened',
      'config-allowed-account-id-added',
      'config-first-allowed-accounts',
      'config-unmanaged-accounts',
    ],
  },
  { row: 'S/MIME on', cases: ['config-smime-on'] },
  { row: 'a key that the table does not have', cases: ['config-unknown-key'] },
  { row: 'a configuration goes or moves', cases: [...gone('config'), 'config-moved', 'config-metadata'] },
  {
    row: 'two configurations give a key two values',
    because: 'it is no effect but an error, CNF-006; the scenario app-config-contradiction shows it',
  },
];

const APPS: readonly Row[] = [
  { row: 'app first assigned', cases: ['app-first-required', 'app-first-available', 'app-first-suite'] },
  {
    row: 'app required to removed or uninstalled',
    cases: [...gone('app'), ...gone('play-app'), 'suite-unassigned', 'app-uninstalled', 'suite-without-outlook'],
  },
  { row: 'app required to available, and back', cases: ['app-required-to-available', 'app-available-to-required'] },
  { row: 'another app in its place', cases: ['app-moved', 'gmail-app-to-outlook', 'gmail-app-replaced'] },
  {
    row: 'anything else about an app',
    cases: ['app-featured', 'app-metadata', 'suite-with-outlook', 'suite-changed'],
  },
];

const PLATFORMS = ['ios', 'windows', 'samsung-knox', 'android-work', 'android-corporate'] as const;

const CERTIFICATES: readonly Row[] = [
  {
    row: 'certificate first delivered',
    cases: ['cert-first', 'cert-first-work', 'cert-first-corporate', 'cert-first-silent-apps', 'cert-root-first'],
  },
  { row: 'referenced SCEP profile edited', cases: PLATFORMS.map((name) => `cert-scep-edited-${name}`) },
  { row: 'PKCS profile edited', cases: ['cert-pkcs-edited'] },
  { row: 'imported certificates edited', cases: ['cert-imported-edited'] },
  { row: 'imported certificates for another purpose', because: 'purpose and key storage are read-only: GRA-001' },
  { row: 'another root', cases: ['cert-another-root', 'cert-root-replaced'] },
  { row: 'who may use the certificate', cases: ['cert-access'] },
  {
    row: 'certificate taken away, by platform and issuer',
    cases: [
      ...gone('cert-ios-scep'),
      ...['windows-scep', 'knox-scep', 'work-scep', 'ios-pkcs', 'windows-pkcs', 'knox-pkcs', 'root'].map(
        (name) => `cert-${name}-unassigned`,
      ),
    ],
  },
  { row: 'another profile in its place, and metadata', cases: ['cert-ios-scep-moved', 'cert-ios-scep-metadata'] },
  {
    row: 'certificate renewed in time, or missed',
    because:
      'devices do it by themselves; the threshold is a setting like others, and editing it is editing the profile',
  },
];

export const KIND_ROWS: readonly Row[] = [...CONFIGURATIONS, ...APPS, ...CERTIFICATES];
