/** Where certificates come from, where their keys are kept and who may use them. */

import type {
  AndroidDeviceOwnerPkcsCertificateProfile,
  AndroidDeviceOwnerScepCertificateProfile,
  IosImportedPFXCertificateProfile,
  IosPkcsCertificateProfile,
  IosScepCertificateProfile,
  IosTrustedRootCertificate,
  Windows81SCEPCertificateProfile,
} from '@microsoft/microsoft-graph-types-beta';
import type { EffectCase } from '../../catalogue/effects.ts';
import { fieldsOf } from '../../catalogue/fields/builders.ts';
import type { JsonObject } from '../../model/json.ts';
import { accessChanged, importedEdited, rootReplaced } from './effects.ts';
import {
  keepRecords,
  keySizeFromGraph,
  keySizeToGraph,
  packagesFromGraph,
  packagesToGraph,
  textSet,
} from './values.ts';

const root = fieldsOf<IosTrustedRootCertificate>();
const scep = fieldsOf<IosScepCertificateProfile>();
const pkcs = fieldsOf<IosPkcsCertificateProfile>();
const imported = fieldsOf<IosImportedPFXCertificateProfile>();
const owner = fieldsOf<AndroidDeviceOwnerScepCertificateProfile>();
const authority = fieldsOf<AndroidDeviceOwnerPkcsCertificateProfile>();
const windows = fieldsOf<Windows81SCEPCertificateProfile>();

type Changes = readonly EffectCase[];

const LINES: JsonObject = { type: 'array', maxItems: 500, uniqueItems: true };

export const rootFields = {
  file: root.certificateFile({
    graph: 'trustedRootCertificate',
    nameIn: 'certFileName',
    label: 'Certificate',
    doc: 'The root or intermediate certificate that devices are to trust, in DER or PEM.',
    examples: ['certs/contoso-root.cer', 'certs/contoso-root-2.pem'],
    changes: rootReplaced,
  }),
} as const;

/** What only SCEP has. */
export function keyFields(changes: Changes) {
  return {
    keyUsage: scep.set({
      graph: 'keyUsage',
      label: 'Key usage',
      doc: 'What the key of a certificate may do.',
      initial: ['digitalSignature', 'keyEncipherment'],
      none: 'none',
      atLeast: 1,
      meanings: { digitalSignature: 'sign', keyEncipherment: 'encrypt other keys' },
      changes,
    }),
    keySize: scep.composite({
      graph: ['keySize'],
      label: 'Key size (bits)',
      doc: 'Length of the key.',
      required: true,
      schema: { enum: [1024, 2048, 4096] },
      examples: [2048, 4096],
      toGraph: keySizeToGraph,
      fromGraph: keySizeFromGraph,
      changes,
    }),
    servers: scep.composite({
      graph: ['scepServerUrls'],
      label: 'SCEP Server URLs',
      doc: 'Where devices ask for certificates; any of them may be asked.',
      required: true,
      schema: { ...LINES, minItems: 1, items: { type: 'string', pattern: '^https?://[^\\s]+$', maxLength: 2048 } },
      examples: [
        ['https://ndes.contoso.com/certsrv/mscep/mscep.dll'],
        ['https://ndes.contoso.com/certsrv/mscep/mscep.dll', 'https://ndes2.contoso.com/certsrv/mscep/mscep.dll'],
      ],
      toGraph: (value) => ({ scepServerUrls: textSet(value) }),
      fromGraph: (object) => {
        const urls = textSet(object['scepServerUrls']);
        return urls.length === 0 ? null : urls;
      },
      changes,
    }),
  } as const;
}

export function hashField(changes: Changes) {
  return {
    hashAlgorithms: owner.set({
      graph: 'hashAlgorithm',
      label: 'Hash algorithm',
      doc: 'The strongest that the device and the authority share is used.',
      initial: ['sha2'],
      none: 'none',
      atLeast: 1,
      meanings: { sha1: 'SHA-1', sha2: 'SHA-2' },
      changes,
    }),
  } as const;
}

/** Who issues, for PKCS: read from the certificate connector's authority. `named`: whether Graph demands the name. */
export function authorityFields(changes: Changes, named: boolean) {
  return {
    certificationAuthority: pkcs.text({
      graph: 'certificationAuthority',
      label: 'Certification authority',
      doc: 'Fully qualified domain name of the enterprise authority.',
      required: true,
      examples: ['ca01.contoso.com'],
      changes,
    }),
    certificationAuthorityName: pkcs.text({
      graph: 'certificationAuthorityName',
      label: 'Certification authority name',
      doc: 'Common name of the authority.',
      required: named,
      examples: ['Contoso Issuing CA 1'],
      changes,
    }),
    template: pkcs.text({
      graph: 'certificateTemplateName',
      label: 'Certificate template name',
      doc: 'Template of the authority that certificates are issued from.',
      required: true,
      examples: ['ContosoUserMobile'],
      changes,
    }),
  } as const;
}

export function authorityTypeField(changes: Changes) {
  return {
    certificationAuthorityType: authority.choice({
      graph: 'certificationAuthorityType',
      label: 'Certification authority type',
      doc: 'Whose authority issues.',
      initial: 'microsoft',
      meanings: { notConfigured: 'not configured', microsoft: 'Microsoft', digiCert: 'DigiCert' },
      changes,
    }),
  } as const;
}

/** Corporate Android asks people before an app uses a certificate, unless it's told otherwise. */
export const accessFields = {
  access: owner.choice({
    graph: 'certificateAccessType',
    label: 'Certificate access',
    doc: 'Whether people are asked before an app uses the certificate.',
    initial: 'userApproval',
    meanings: {
      userApproval: 'people are asked for every app',
      specificApps: 'the apps of `silentApps` are not asked about',
    },
    changes: accessChanged,
  }),
  silentApps: owner.composite({
    graph: ['silentCertificateAccessDetails'],
    label: 'Certificate access: apps',
    doc: 'Package ids of the apps that use the certificate without a question.',
    schema: { ...LINES, maxItems: 50, items: { type: 'string', pattern: '^[A-Za-z]\\w*(\\.\\w+)+$' } },
    initial: [],
    examples: [['com.google.android.gm'], []],
    toGraph: (value) => ({ silentCertificateAccessDetails: packagesToGraph(value) }),
    toHeld: (value, held) => ({
      silentCertificateAccessDetails: keepRecords(
        packagesToGraph(value),
        held['silentCertificateAccessDetails'],
        packagesFromGraph,
      ),
    }),
    fromGraph: (object) => packagesFromGraph(object['silentCertificateAccessDetails'] ?? []),
    changes: accessChanged,
  }),
} as const;

export function keyStorageField(changes: Changes) {
  return {
    keyStorage: windows.choice({
      graph: 'keyStorageProvider',
      label: 'Key storage provider (KSP)',
      doc: 'Where Windows keeps the key.',
      initial: 'useTpmKspOtherwiseUseSoftwareKsp',
      meanings: {
        useTpmKspOtherwiseUseSoftwareKsp: 'the TPM, without one in software',
        useTpmKspOtherwiseFail: 'the TPM, without one not at all',
        usePassportForWorkKspOtherwiseFail: 'Windows Hello for Business, without it not at all',
        useSoftwareKsp: 'in software',
      },
      changes,
    }),
  } as const;
}

/** The page: both are read-only once the profile exists (source: PFX). */
const FIXED = 'imported certificates keep their purpose and key storage once the profile exists';

export const purposeField = {
  intendedPurpose: {
    ...imported.choice({
      graph: 'intendedPurpose',
      label: 'Intended purpose',
      doc: "Which of people's imported certificates are delivered. It cannot change once the profile exists.",
      required: true,
      meanings: {
        smimeEncryption: 'S/MIME encryption',
        smimeSigning: 'S/MIME signing',
        unassigned: 'unassigned',
      },
      changes: importedEdited,
    }),
    fixed: FIXED,
  },
} as const;

/** As for other certificates, except that it can't change. */
export const fixedKeyStorageField = {
  keyStorage: { ...keyStorageField(importedEdited).keyStorage, fixed: FIXED },
} as const;

/** The root under which certificates are issued; a profile without one can't be installed. */
export function rootCertificateField(type: string, noun: string, changes: Changes) {
  return {
    rootCertificate: scep.navigation({
      graph: 'rootCertificate',
      label: 'Root certificate',
      doc: `The ${noun} that the issuer belongs to; it must reach the same groups.`,
      target: { collection: '/deviceManagement/deviceConfigurations', types: [type], noun },
      usedWhen: () => true,
      changes,
    }),
  } as const;
}
