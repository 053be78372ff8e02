/** Certificates in the work profile of personally owned Android devices. */

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
import { pkcsEdited, scepEditedOnAndroid } from './effects.ts';
import { authorityFields, hashField, keyFields, purposeField, rootCertificateField, rootFields } from './issuing.ts';
import { BROUGHT_ALONG, certificateKind, FILE_NAME, NO_APPLICABILITY, SENT_ALONG } from './kind.ts';

const work = {
  prefix: 'android-work',
  title: 'Android work profile',
  platform: 'android',
  devices: { systems: ['android', 'androidforwork'], types: ['androidForWork'] },
  // Android 12 keeps hardware ids from work profiles (source: SCP).
  asking: { onlyByHttps: true },
  untold: {
    anywhere: ['serialnumber', 'device_serial', 'imei', 'imeinumber', 'device_imei', 'meid'],
    besideSubject: [],
  },
  templates: 'Devices > Android > Configuration > Personally-owned work profile',
} as const;

function rootOf(changes: readonly EffectCase[]) {
  return rootCertificateField(
    'androidWorkProfileTrustedRootCertificate',
    'Android work profile trusted root profile',
    changes,
  );
}

export const androidWorkTrustedRoot = certificateKind(
  work,
  'trusted-root',
  'androidWorkProfileTrustedRootCertificate',
  'root',
  { fields: rootFields, leftAlone: { ...NO_APPLICABILITY, ...FILE_NAME } },
);

export const androidWorkScep = certificateKind(work, 'scep', 'androidWorkProfileScepCertificateProfile', 'untold', {
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
  },
  leftAlone: NO_APPLICABILITY,
});

export const androidWorkPkcs = certificateKind(work, 'pkcs', 'androidWorkProfilePkcsCertificateProfile', 'untold', {
  fields: {
    ...rootOf(pkcsEdited),
    ...authorityFields(pkcsEdited, true),
    ...storeField(pkcsEdited),
    subject: subjectField(pkcsEdited, OTHERS),
    ...customNameFields(pkcsEdited),
    ...nameFields(pkcsEdited),
    ...lifetimeFields(pkcsEdited),
    ...usageField(pkcsEdited),
  },
  leftAlone: NO_APPLICABILITY,
});

/** Of an older family than its siblings: Graph has no imported PFX among the newer types for work profiles. */
export const androidWorkImportedPfx = certificateKind(
  work,
  'imported-pfx',
  'androidForWorkImportedPFXCertificateProfile',
  'untold',
  {
    fields: purposeField,
    constants: SENT_ALONG,
    leftAlone: {
      ...NO_APPLICABILITY,
      ...BROUGHT_ALONG,
      extendedKeyUsages: 'the service adds "Any Purpose" to it by itself at every write',
      rootCertificate: 'Graph knows roots of device administrator here, which a work profile does not take',
    },
  },
);
