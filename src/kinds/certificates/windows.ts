/** Certificates on Windows. Graph's types carry the numbers of two Windows versions; both mean every Windows of today. */

import type { Windows81TrustedRootCertificate } from '@microsoft/microsoft-graph-types-beta';
import { fieldsOf } from '../../catalogue/fields/builders.ts';
import { applicabilityWith } from '../mail/windows-applicability.ts';
import {
  customNameFields,
  lifetimeFields,
  nameFields,
  OTHERS,
  storeField,
  subjectField,
  usageField,
} from './contents.ts';
import { importedEdited, pkcsEdited, rootReplaced, scepEdited } from './effects.ts';
import {
  authorityFields,
  fixedKeyStorageField,
  hashField,
  keyFields,
  keyStorageField,
  purposeField,
  rootCertificateField,
  rootFields,
} from './issuing.ts';
import { BROUGHT_ALONG, certificateKind, FILE_NAME, SENT_ALONG } from './kind.ts';

const windows = {
  prefix: 'windows',
  title: 'Windows',
  platform: 'windows',
  devices: { systems: ['windows'], types: [] },
  asking: { hasSecurityIdentifier: true },
  untold: { anywhere: [], besideSubject: [] },
  templates: 'Devices > Windows > Configuration > Templates',
} as const;

const root = fieldsOf<Windows81TrustedRootCertificate>();

export const windowsTrustedRoot = certificateKind(windows, 'trusted-root', 'windows81TrustedRootCertificate', 'root', {
  fields: {
    ...rootFields,
    destinationStore: root.choice({
      graph: 'destinationStore',
      label: 'Destination store',
      doc: 'Where Windows keeps it.',
      initial: 'computerCertStoreRoot',
      meanings: {
        computerCertStoreRoot: 'computer certificate store: root',
        computerCertStoreIntermediate: 'computer certificate store: intermediate',
        userCertStoreIntermediate: 'user certificate store: intermediate',
      },
      changes: rootReplaced,
    }),
    ...applicabilityWith(rootReplaced),
  },
  leftAlone: FILE_NAME,
});

export const windowsScep = certificateKind(windows, 'scep', 'windows81SCEPCertificateProfile', 'revokedAndRemoved', {
  fields: {
    ...rootCertificateField('windows81TrustedRootCertificate', 'Windows trusted root profile', scepEdited),
    ...storeField(scepEdited),
    subject: subjectField(scepEdited, OTHERS),
    ...customNameFields(scepEdited),
    ...nameFields(scepEdited),
    ...lifetimeFields(scepEdited),
    ...keyStorageField(scepEdited),
    ...keyFields(scepEdited),
    ...hashField(scepEdited),
    ...usageField(scepEdited),
    ...applicabilityWith(scepEdited),
  },
  leftAlone: {},
});

export const windowsPkcs = certificateKind(windows, 'pkcs', 'windows10PkcsCertificateProfile', 'removed', {
  fields: {
    ...authorityFields(pkcsEdited, true),
    ...storeField(pkcsEdited),
    subject: subjectField(pkcsEdited, OTHERS),
    ...customNameFields(pkcsEdited),
    ...nameFields(pkcsEdited),
    ...lifetimeFields(pkcsEdited),
    ...keyStorageField(pkcsEdited),
    ...usageField(pkcsEdited),
    ...applicabilityWith(pkcsEdited),
  },
  leftAlone: {},
});

export const windowsImportedPfx = certificateKind(
  windows,
  'imported-pfx',
  'windows10ImportedPFXCertificateProfile',
  'untold',
  {
    fields: { ...purposeField, ...fixedKeyStorageField, ...applicabilityWith(importedEdited) },
    constants: SENT_ALONG,
    leftAlone: BROUGHT_ALONG,
  },
);
