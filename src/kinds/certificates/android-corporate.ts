/** Certificates on Android devices of the company: fully managed, dedicated, and with a work profile. */

import type { EffectCase } from '../../catalogue/effects.ts';
import {
  customNameFields,
  lifetimeFields,
  nameFields,
  OTHERS,
  storeField,
  subjectField,
  usageField,
} from './contents.ts';
import { importedEdited, pkcsEdited, scepEditedOnAndroid } from './effects.ts';
import {
  accessFields,
  authorityFields,
  authorityTypeField,
  hashField,
  keyFields,
  purposeField,
  rootCertificateField,
  rootFields,
} from './issuing.ts';
import { BROUGHT_ALONG, certificateKind, FILE_NAME, NO_APPLICABILITY, SENT_ALONG } from './kind.ts';

const corporate = {
  prefix: 'android-corporate',
  title: 'corporate Android',
  platform: 'android',
  devices: { systems: ['android', 'androidenterprise'], types: ['androidEnterprise'] },
  // Corporate devices have no user name for names beside the subject (source: SCP).
  asking: { onlyByHttps: true },
  untold: { anywhere: [], besideSubject: ['username'] },
  templates: 'Devices > Android > Configuration > Fully managed, dedicated, and corporate-owned work profile',
} as const;

function rootOf(changes: readonly EffectCase[]) {
  return rootCertificateField(
    'androidDeviceOwnerTrustedRootCertificate',
    'corporate Android trusted root profile',
    changes,
  );
}

export const androidCorporateTrustedRoot = certificateKind(
  corporate,
  'trusted-root',
  'androidDeviceOwnerTrustedRootCertificate',
  'root',
  { fields: rootFields, leftAlone: { ...NO_APPLICABILITY, ...FILE_NAME } },
);

export const androidCorporateScep = certificateKind(
  corporate,
  'scep',
  'androidDeviceOwnerScepCertificateProfile',
  'untold',
  {
    fields: {
      ...rootOf(scepEditedOnAndroid),
      ...storeField(scepEditedOnAndroid),
      subject: subjectField(scepEditedOnAndroid, OTHERS),
      ...customNameFields(scepEditedOnAndroid),
      ...nameFields(scepEditedOnAndroid),
      ...lifetimeFields(scepEditedOnAndroid),
      ...keyFields(scepEditedOnAndroid),
      ...hashField(scepEditedOnAndroid),
      ...usageField(scepEditedOnAndroid),
      ...accessFields,
    },
    leftAlone: NO_APPLICABILITY,
  },
);

/** Alone among the types, its subject text can't be null: an empty one says that there is none. */
export const androidCorporatePkcs = certificateKind(
  corporate,
  'pkcs',
  'androidDeviceOwnerPkcsCertificateProfile',
  'untold',
  {
    fields: {
      ...rootOf(pkcsEdited),
      ...authorityTypeField(pkcsEdited),
      ...authorityFields(pkcsEdited, false),
      ...storeField(pkcsEdited),
      subject: subjectField(pkcsEdited, { ...OTHERS, noText: '' }),
      ...customNameFields(pkcsEdited),
      ...nameFields(pkcsEdited),
      ...lifetimeFields(pkcsEdited),
      ...usageField(pkcsEdited),
      ...accessFields,
    },
    leftAlone: NO_APPLICABILITY,
  },
);

export const androidCorporateImportedPfx = certificateKind(
  corporate,
  'imported-pfx',
  'androidDeviceOwnerImportedPFXCertificateProfile',
  'untold',
  {
    fields: { ...rootOf(importedEdited), ...purposeField, ...accessFields },
    constants: SENT_ALONG,
    leftAlone: {
      ...NO_APPLICABILITY,
      ...BROUGHT_ALONG,
      extendedKeyUsages: 'the service adds "Any Purpose" to it by itself at every write',
    },
  },
);
