/** Rules about S/MIME settings that don't work together. */

import type { Kind } from '../catalogue/kind.ts';
import type { DesiredProfile } from '../model/profile.ts';
import { hitIf, isLacking, type Rule, type RuleHit, readTextSetting, setting } from './rule.ts';

const SIGNING = { type: 'smimeSigningCertificateType', certificate: 'smimeSigningCertificate' } as const;
const ENCRYPTION = { type: 'smimeEncryptionCertificateType', certificate: 'smimeEncryptionCertificate' } as const;

/** SCH-019. */
export const smimeWithoutMaster: Rule = {
  id: 'SCH-019',
  check(profile) {
    if (setting(profile, 'smime') !== false) return [];
    const dead = Object.keys(profile.settings).filter((name) => isOn(profile, name));
    const [first] = dead;
    return hitIf(
      first !== undefined,
      first ?? 'smime',
      `${dead.join(', ')} ${dead.length === 1 ? 'is' : 'are'} ignored with smime: false: write smime: true, or take them away`,
    );
  },
};

function isOn(profile: DesiredProfile, name: string): boolean {
  if (name === 'smime' || !/smime/i.test(name)) return false;
  const value = setting(profile, name);
  return value === true || value === 'certificate' || value === 'derivedCredential';
}

/** SCH-020. */
export const smimePairs: Rule = {
  id: 'SCH-020',
  check(profile, kind) {
    if (setting(profile, 'smime') === false) return [];
    const signs = readTextSetting(profile, SIGNING.type);
    const encrypts = setting(profile, 'smimeEncryptByDefault') === true;
    return [
      ...hitIf(
        setting(profile, 'smimeSigning') === false && (signs === 'certificate' || signs === 'derivedCredential'),
        SIGNING.type,
        `${SIGNING.type}: ${signs} has no use with smimeSigning: false: write smimeSigning: true, or null here`,
      ),
      ...hitIf(
        encrypts && isLacking(profile, kind, ENCRYPTION.type) && isLacking(profile, kind, ENCRYPTION.certificate),
        'smimeEncryptByDefault',
        `smimeEncryptByDefault: true has no certificate: set ${ENCRYPTION.type} and ${ENCRYPTION.certificate}`,
      ),
    ];
  },
};

/** CRT-008. The service stores the type without the object, and devices then wait for a certificate. */
export const smimeCertificateObjects: Rule = {
  id: 'CRT-008',
  check(profile, kind) {
    return [...unnamedSigner(profile, kind), ...unnamedObjects(profile, kind)];
  },
};

function unnamedObjects(profile: DesiredProfile, kind: Kind): readonly RuleHit[] {
  return [SIGNING, ENCRYPTION].flatMap(({ type, certificate }): readonly RuleHit[] => {
    const wanted = readTextSetting(profile, type);
    const needed = wanted === 'certificate' ? certificate : 'derivedCredentialSettings';
    return hitIf(
      (wanted === 'certificate' || wanted === 'derivedCredential') && isLacking(profile, kind, needed),
      type,
      `${type}: ${wanted} names no ${wanted === 'certificate' ? 'certificate profile' : 'issuer'}: set ${needed}`,
    );
  });
}

/** Samsung has no certificate types: with S/MIME on, the signing certificate is all there is. */
function unnamedSigner(profile: DesiredProfile, kind: Kind): readonly RuleHit[] {
  const { type, certificate } = SIGNING;
  return hitIf(
    !Object.hasOwn(kind.fields, type) && setting(profile, 'smime') === true && isLacking(profile, kind, certificate),
    'smime',
    `smime: true names no certificate profile: set ${certificate}`,
  );
}
