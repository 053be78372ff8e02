/** What happens to people when certificates, or the profiles that issue them, change. */

import { always, type EffectCase, verdict } from '../../catalogue/effects.ts';
import type { EffectVerdict } from '../../model/effect.ts';

/** Whatever else signs in with a certificate: nobody can read that from mail profiles. */
const OTHERS = ['Wi-Fi, VPN and apps that sign in with it stop'] as const;

/** Documented for iOS, Windows and Knox: every edit revokes; that mail waits for the new certificate is inferred. */
export const scepEdited: readonly EffectCase[] = [
  always(
    verdict(
      'EFF-CERT-SCEP',
      'sign-in',
      'inferred',
      'the certificates on devices are revoked and issued anew: mail that signs in with one stops until the new one is there',
      { sources: ['CRM', 'SCP'], outage: true, mayAlso: OTHERS },
    ),
  ),
];

/** "Not validated" for work profiles, and Intune can't revoke on corporate devices: issued anew all the same. */
export const scepEditedOnAndroid: readonly EffectCase[] = [
  always(
    verdict(
      'EFF-CERT-SCEP-ANDROID',
      'sign-in',
      'inferred',
      'certificates are issued anew: mail that signs in with one may stop until the new one is there',
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

export const importedEdited: readonly EffectCase[] = [
  always(
    verdict(
      'EFF-CERT-IMPORTED',
      'may-reapprove',
      'inferred',
      'imported certificates are delivered for another purpose: mail that uses them is configured again',
      { sources: ['PFX', 'SMI'], mayAlso: ['encrypted mail stays unreadable until the certificate is there'] },
    ),
  ),
];

export const rootReplaced: readonly EffectCase[] = [
  always(
    verdict(
      'EFF-CERT-ROOT',
      'sign-in',
      'inferred',
      'devices trust another root: certificates are issued anew under it, and mail that signs in with one stops until then',
      { sources: ['CRO', 'TRP'], outage: true, mayAlso: OTHERS },
    ),
  ),
];

/** A certificate profile that refers to another root asks another authority. */
export const anotherRoot: readonly EffectCase[] = [
  always(
    verdict(
      'EFF-CERT-CHAIN',
      'sign-in',
      'inferred',
      'certificates are issued anew under another root: mail that signs in with one stops until the new one is there',
      { sources: ['CRM', 'SCP'], outage: true, mayAlso: OTHERS },
    ),
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
  mayAlso: ['certificates are issued anew: no page says that a rename is spared'],
});

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

const trusted = always(
  verdict('EFF-CERT-ROOT-FIRST', 'silent', 'documented', 'devices trust the issuer of certificates from now on', {
    sources: ['CRO'],
  }),
);

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

/** The effects on the profile as a whole, by what becomes of the certificate when it's taken away. */
export function certificateEffects(removal: keyof typeof REMOVALS) {
  const firstDelivery = [removal === 'root' ? trusted : arrives];
  return { firstDelivery, removal: REMOVALS[removal], moved, metadata } as const;
}
