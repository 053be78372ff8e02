/** What happens to people when certificates, or the profiles that issue them, change. */

import { always, type EffectCase, verdict, when } from '../../catalogue/effects.ts';
import type { EffectVerdict } from '../../model/effect.ts';

/** Whatever else signs in with a certificate: nobody can read that from mail profiles. */
const OTHERS = ['Wi-Fi, VPN and apps that sign in with it stop'] as const;

/**
 * Revoking is documented for iOS, Windows and Knox whenever a profile is changed or updated; that mail waits for the new
 * certificate is inferred. People have nothing to type: the certificate comes by itself.
 */
export const scepEdited: readonly EffectCase[] = [
  always(
    verdict(
      'EFF-CERT-SCEP',
      'may-reapprove',
      'inferred',
      'the certificates on devices are revoked and issued anew: mail that signs in with one stops until the new one is there',
      {
        sources: ['CRM', 'SCP'],
        outage: true,
        mayAlso: [
          "certificates of an authority that isn't Microsoft's are removed, and stay valid elsewhere",
          ...OTHERS,
        ],
      },
    ),
  ),
];

/** "Not validated" for work profiles, and Intune can't revoke on corporate devices: issued anew all the same. */
export const scepEditedOnAndroid: readonly EffectCase[] = [
  always(
    verdict(
      'EFF-CERT-SCEP-ANDROID',
      'may-reapprove',
      'inferred',
      'certificates are issued anew: mail that signs in with one stops until the new one is there',
      { sources: ['CRM', 'SCP'], outage: true, mayAlso: OTHERS },
    ),
  ),
];

export const pkcsEdited: readonly EffectCase[] = [
  always(
    verdict(
      'EFF-CERT-PKCS',
      'may-reapprove',
      'inferred',
      'old certificates stay on devices, new ones are issued: mail is configured again with the new one',
      { sources: ['CRM', 'PKC'], mayAlso: ['mail stops until the new certificate is there'] },
    ),
  ),
];

/** Of imported certificates only references and Windows' applicability can be edited at all. */
export const importedEdited: readonly EffectCase[] = [
  always(
    verdict(
      'EFF-CERT-IMPORTED',
      'may-reapprove',
      'inferred',
      'imported certificates are delivered anew: mail that uses them is configured again',
      { sources: ['PFX', 'SMI'], mayAlso: ['encrypted mail stays unreadable until the certificate is there'] },
    ),
  ),
];

export const rootReplaced: readonly EffectCase[] = [
  always(
    verdict('EFF-CERT-ROOT', 'may-reapprove', 'inferred', 'devices trust another root from now on', {
      sources: ['CRO', 'TRP'],
      mayAlso: [
        'certificates are issued anew under it, and mail that signs in with one stops until then: no page says so',
        ...OTHERS,
      ],
    }),
  ),
];

/** Who may use the key, in apps of corporate Android. */
export const accessChanged: readonly EffectCase[] = [
  always(
    verdict(
      'EFF-CERT-ACCESS',
      'user-action',
      'inferred',
      'people are asked which certificate an app may use, or no longer asked',
      { sources: ['SCP'] },
    ),
  ),
];

const metadata = verdict('EFF-CERT-METADATA', 'silent', 'inferred', 'nothing is expected on the device', {
  sources: ['CRM'],
});

/** The page on removed certificates says "changed or updated", and spares no field. */
const scepMetadata = verdict(
  'EFF-CERT-SCEP-METADATA',
  'may-reapprove',
  'inferred',
  'certificates may be revoked and issued anew as at any other edit of a SCEP profile: no page spares a rename',
  { sources: ['CRM'], mayAlso: ['mail that signs in with one stops until the new one is there', ...OTHERS] },
);

const moved = verdict(
  'EFF-CERT-MOVED',
  'silent',
  'inferred',
  'another certificate profile takes over: the old certificate leaves the device, a new one arrives',
  { sources: ['CRM'], mayAlso: OTHERS },
);

const arrives = always(
  verdict('EFF-CERT-FIRST', 'silent', 'documented', 'the certificate arrives without a question', {
    sources: ['CRO'],
    mayAlso: ['nothing arrives before the root certificate is on the device'],
  }),
);

const BEFORE = [
  'nothing arrives before the root certificate is on the device, and a work profile may ask for a device PIN first',
] as const;

const arrivesInWorkProfile = always(
  verdict('EFF-CERT-FIRST-WORK', 'silent', 'documented', 'the certificate arrives without a question', {
    sources: ['CRO', 'SCP'],
    mayAlso: BEFORE,
  }),
);

/** Corporate Android asks before an app uses a certificate, unless the app is on the profile's list. */
const arrivesOnCorporate: readonly EffectCase[] = [
  when(
    'with apps that use it without a question',
    ({ after }) => after['access'] === 'specificApps',
    verdict(
      'EFF-CERT-FIRST-SILENT-APPS',
      'silent',
      'documented',
      'the certificate arrives, and the listed apps use it without a question',
      { sources: ['SCP'], mayAlso: [...BEFORE, 'people are asked before any other app uses it'] },
    ),
  ),
  always(
    verdict(
      'EFF-CERT-FIRST-CORPORATE',
      'user-action',
      'documented',
      'the certificate arrives, and people are asked before each app uses it',
      { sources: ['SCP'], mayAlso: BEFORE },
    ),
  ),
];

const FIRST = {
  'android-corporate': arrivesOnCorporate,
  'android-work': [arrivesInWorkProfile],
} as const;

const trusted = always(
  verdict('EFF-CERT-ROOT-FIRST', 'silent', 'documented', 'devices trust the issuer of certificates from now on', {
    sources: ['CRO'],
  }),
);

/**
 * Whoever stands on a certificate is known as far as mail goes; Wi-Fi, VPN and apps that nobody can see from here stand on it
 * as well. Taking it away is an outage in waiting, whatever the device shows, so it is never done unasked.
 */
function outage(removed: EffectVerdict): EffectVerdict {
  return { ...removed, outage: true, mayAlso: OTHERS };
}

const REMOVALS = {
  revokedAndRemoved: verdict(
    'EFF-CERT-REVOKED-REMOVED',
    'silent',
    'documented',
    'the certificate is revoked and leaves the device',
    { sources: ['CRM'], mayAlso: OTHERS },
  ),
  revoked: verdict('EFF-CERT-REVOKED', 'silent', 'documented', 'the certificate is revoked, and stays on the device', {
    sources: ['CRM'],
    mayAlso: OTHERS,
  }),
  removed: verdict('EFF-CERT-REMOVED', 'silent', 'documented', 'the certificate leaves the device', {
    sources: ['CRM'],
    mayAlso: OTHERS,
  }),
  kept: verdict('EFF-CERT-KEPT', 'silent', 'documented', 'the certificate stays on the device, and is not renewed', {
    sources: ['CRM'],
  }),
  untold: verdict('EFF-CERT-GONE', 'silent', 'inferred', 'the certificate is expected to leave the device', {
    sources: ['CRM'],
    mayAlso: OTHERS,
  }),
  root: verdict('EFF-CERT-ROOT-REMOVED', 'silent', 'inferred', 'devices no longer trust the issuer', {
    sources: ['CRM', 'TRP'],
    mayAlso: OTHERS,
  }),
} as const satisfies Readonly<Record<string, EffectVerdict>>;

/**
 * The effects on the profile as a whole, by what becomes of the certificate when it's taken away, by platform and by how
 * it's issued.
 */
export function certificateEffects(removal: keyof typeof REMOVALS, prefix: string, isScep: boolean) {
  const byPlatform = Object.entries(FIRST).find(([name]) => name === prefix)?.[1] ?? [arrives];
  return {
    firstDelivery: removal === 'root' ? [trusted] : byPlatform,
    removal: outage(REMOVALS[removal]),
    moved,
    metadata: isScep ? scepMetadata : metadata,
  } as const;
}
