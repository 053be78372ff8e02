/** Certificates on iPhones and iPads. */

import {
  APPLE,
  customNameFields,
  lifetimeFields,
  nameFields,
  storeField,
  subjectField,
  usageField,
} from './contents.ts';
import { pkcsEdited, scepEdited } from './effects.ts';
import { authorityFields, keyFields, purposeField, rootCertificateField, rootFields } from './issuing.ts';
import { certificateKind, FILE_NAME, NO_APPLICABILITY, NO_DOMAIN_NAME } from './kind.ts';

const ios = {
  prefix: 'ios',
  title: 'iOS/iPadOS',
  platform: 'ios',
  devices: { systems: ['ios', 'ipados'], types: [] },
  asking: {},
  untold: NO_DOMAIN_NAME,
  templates: 'Devices > iOS/iPadOS > Configuration > Templates',
} as const;

export const iosTrustedRoot = certificateKind(ios, 'trusted-root', 'iosTrustedRootCertificate', 'root', {
  fields: rootFields,
  leftAlone: { ...NO_APPLICABILITY, ...FILE_NAME },
});

export const iosScep = certificateKind(ios, 'scep', 'iosScepCertificateProfile', 'revokedAndRemoved', {
  fields: {
    ...rootCertificateField('iosTrustedRootCertificate', 'iOS trusted root profile', scepEdited),
    ...storeField(scepEdited),
    subject: subjectField(scepEdited, APPLE),
    ...customNameFields(scepEdited),
    ...nameFields(scepEdited),
    ...lifetimeFields(scepEdited),
    ...keyFields(scepEdited),
    ...usageField(scepEdited),
  },
  leftAlone: NO_APPLICABILITY,
});

/** Graph has no root for it: the authority's chain is up to the root profiles that reach the same people. */
export const iosPkcs = certificateKind(ios, 'pkcs', 'iosPkcsCertificateProfile', 'removed', {
  fields: {
    ...authorityFields(pkcsEdited, true),
    ...storeField(pkcsEdited),
    subject: subjectField(pkcsEdited, APPLE),
    ...customNameFields(pkcsEdited),
    ...nameFields(pkcsEdited),
    ...lifetimeFields(pkcsEdited),
  },
  leftAlone: NO_APPLICABILITY,
});

export const iosImportedPfx = certificateKind(ios, 'imported-pfx', 'iosImportedPFXCertificateProfile', 'untold', {
  fields: purposeField,
  leftAlone: NO_APPLICABILITY,
});
