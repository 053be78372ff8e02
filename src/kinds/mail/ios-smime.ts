/** The S/MIME settings of iOS mail: twelve rows of one form in the admin center, all with the same few effects. */

import type { IosEasEmailProfileConfiguration } from '@microsoft/microsoft-graph-types-beta';
import { always, verdict } from '../../catalogue/effects.ts';
import { fieldsOf } from '../../catalogue/fields/builders.ts';

const ios = fieldsOf<IosEasEmailProfileConfiguration>();

const CERTIFICATE_KINDS = {
  none: 'people choose a certificate of their own',
  certificate: 'a certificate profile of Intune',
  derivedCredential: "the tenant's derived credential",
} as const;

/** Imported PFX certificates fit S/MIME, but not client authentication: they don't derive from the certificate base. */
const SMIME_CERTIFICATES = {
  collection: '/deviceManagement/deviceConfigurations',
  types: ['iosScepCertificateProfile', 'iosPkcsCertificateProfile', 'iosImportedPFXCertificateProfile'],
  noun: 'iOS SCEP, PKCS or imported PFX certificate profile',
} as const;

const composing = always(
  verdict(
    'EFF-IOS-SMIME',
    'may-reapprove',
    'inferred',
    "S/MIME choices in Mail change, and people's own choices are set back",
    { sources: ['IOS', 'APL'] },
  ),
);

/** A key that signs decrypts nothing, and Mail binds the new one by itself (source: SMI). */
const signingCertificate = always(
  verdict(
    'EFF-IOS-SMIME-SIGNING',
    'may-reapprove',
    'documented',
    'mail is signed with another certificate, which Mail takes by itself',
    { sources: ['SMI', 'CFG'] },
  ),
);

const encryptionCertificate = always(
  verdict(
    'EFF-IOS-SMIME-ENCRYPTION',
    'user-action',
    'inferred',
    'a new certificate must reach the device; mail encrypted for the old key can no longer be read without that key',
    { sources: ['SMI'], mayAlso: ['nothing, where the old key stays among the imported certificates of the person'] },
  ),
);

export const smimeFields = {
  smime: ios.flag({
    graph: 'requireSmime',
    label: 'S/MIME',
    doc: 'Master switch: without it the other S/MIME settings are ignored.',
    initial: false,
    changes: [composing],
  }),
  smimeSigning: ios.flag({
    graph: 'smimeSigningEnabled',
    label: 'S/MIME signing enabled',
    doc: 'Sign outgoing mail.',
    initial: false,
    changes: [composing],
  }),
  usersMayChangeSmimeSigning: ios.flag({
    graph: 'smimeSigningUserOverrideEnabled',
    label: 'S/MIME signing: allow user to change setting',
    doc: 'People may switch signing on and off themselves.',
    initial: false,
    changes: [composing],
  }),
  smimeSigningCertificateType: ios.choice({
    graph: 'signingCertificateType',
    label: 'S/MIME signing certificate type',
    doc: 'Where the signing certificate comes from; null where nothing is configured.',
    meanings: CERTIFICATE_KINDS,
    changes: [signingCertificate],
  }),
  smimeSigningCertificate: ios.navigation({
    graph: 'smimeSigningCertificate',
    label: 'S/MIME signing certificate',
    doc: 'The certificate profile that signs, when the type is `certificate`.',
    target: SMIME_CERTIFICATES,
    usedWhen: (settings) => settings['smimeSigningCertificateType'] === 'certificate',
    changes: [signingCertificate],
  }),
  usersMayChangeSmimeSigningCertificate: ios.flag({
    graph: 'smimeSigningCertificateUserOverrideEnabled',
    label: 'S/MIME signing certificate: allow user to change setting',
    doc: 'People may pick another signing certificate.',
    initial: false,
    changes: [composing],
  }),
  smimeEncryptByDefault: ios.flag({
    graph: 'smimeEncryptByDefaultEnabled',
    label: 'Encrypt by default',
    doc: 'Encrypt every outgoing message unless the person decides otherwise.',
    initial: false,
    changes: [composing],
  }),
  usersMayChangeSmimeEncryptByDefault: ios.flag({
    graph: 'smimeEncryptByDefaultUserOverrideEnabled',
    label: 'Encrypt by default: allow user to change setting',
    doc: 'People may switch encryption by default on and off themselves.',
    initial: false,
    changes: [composing],
  }),
  smimePerMessageSwitch: ios.flag({
    graph: 'smimeEnablePerMessageSwitch',
    label: 'Force per-message encryption',
    doc: 'Shows a switch for encryption in each message that people write.',
    initial: false,
    changes: [composing],
  }),
  smimeEncryptionCertificateType: ios.choice({
    graph: 'encryptionCertificateType',
    label: 'S/MIME encryption certificate type',
    doc: 'Where the encryption certificate comes from; null where nothing is configured.',
    meanings: CERTIFICATE_KINDS,
    changes: [encryptionCertificate],
  }),
  smimeEncryptionCertificate: ios.navigation({
    graph: 'smimeEncryptionCertificate',
    label: 'S/MIME encryption certificate',
    doc: 'The certificate profile that encrypts; imported PFX keeps old mail readable on every device.',
    target: SMIME_CERTIFICATES,
    usedWhen: (settings) => settings['smimeEncryptionCertificateType'] === 'certificate',
    changes: [encryptionCertificate],
  }),
  usersMayChangeSmimeEncryptionCertificate: ios.flag({
    graph: 'smimeEncryptionCertificateUserOverrideEnabled',
    label: 'S/MIME encryption certificate: allow user to change setting',
    doc: 'People may pick another encryption certificate.',
    initial: false,
    changes: [composing],
  }),
} as const;
