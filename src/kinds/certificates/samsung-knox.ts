/** Certificates on Android devices under device administrator, of which Samsung Knox is left. */

import type { EffectCase } from '../../catalogue/effects.ts';
import { lifetimeFields, nameFields, OTHERS, presetSubjectField, subjectField, usageField } from './contents.ts';
import { importedEdited, pkcsEdited, scepEdited } from './effects.ts';
import { authorityFields, hashField, keyFields, purposeField, rootCertificateField, rootFields } from './issuing.ts';
import { BROUGHT_ALONG, certificateKind, FILE_NAME, NO_APPLICABILITY, NO_DOMAIN_NAME, SENT_ALONG } from './kind.ts';

const knox = {
  prefix: 'samsung-knox',
  title: 'Samsung Knox',
  platform: 'android',
  devices: { systems: ['android'], types: ['android', 'androidnGMS'] },
  asking: { onlyByHttps: true },
  untold: NO_DOMAIN_NAME,
  templates: 'Devices > Android device administrator > Configuration > Templates',
} as const;

function rootOf(changes: readonly EffectCase[]) {
  return rootCertificateField('androidTrustedRootCertificate', 'Samsung Knox trusted root profile', changes);
}

/** Android 11 and newer refuse it under device administrator; Samsung Knox takes it up to Android 12 (source: TRP). */
export const samsungKnoxTrustedRoot = certificateKind(knox, 'trusted-root', 'androidTrustedRootCertificate', 'root', {
  fields: rootFields,
  leftAlone: { ...NO_APPLICABILITY, ...FILE_NAME },
});

export const samsungKnoxScep = certificateKind(knox, 'scep', 'androidScepCertificateProfile', 'revoked', {
  fields: {
    ...rootOf(scepEdited),
    subject: subjectField(scepEdited, OTHERS),
    ...nameFields(scepEdited),
    ...lifetimeFields(scepEdited),
    ...keyFields(scepEdited),
    ...hashField(scepEdited),
    ...usageField(scepEdited),
  },
  leftAlone: NO_APPLICABILITY,
});

export const samsungKnoxPkcs = certificateKind(knox, 'pkcs', 'androidPkcsCertificateProfile', 'kept', {
  fields: {
    ...rootOf(pkcsEdited),
    ...authorityFields(pkcsEdited, true),
    subject: presetSubjectField(pkcsEdited),
    ...nameFields(pkcsEdited),
    ...lifetimeFields(pkcsEdited),
    ...usageField(pkcsEdited),
  },
  leftAlone: NO_APPLICABILITY,
});

export const samsungKnoxImportedPfx = certificateKind(
  knox,
  'imported-pfx',
  'androidImportedPFXCertificateProfile',
  'untold',
  {
    fields: { ...rootOf(importedEdited), ...purposeField },
    constants: SENT_ALONG,
    leftAlone: {
      ...NO_APPLICABILITY,
      ...BROUGHT_ALONG,
      extendedKeyUsages: 'the service adds "Any Purpose" to it by itself at every write',
    },
  },
);
