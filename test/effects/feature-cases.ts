/** Features of iOS mail change while people keep the profile: restrictions, S/MIME, VPN, and what only admins see. */

import { changed, type EffectCase, setting, UNKNOWN } from './effect-case.ts';
import type { MailSettings } from './situation.ts';

const SMIME_OFF: MailSettings = {
  smime: false,
  smimeSigning: false,
  usersMayChangeSmimeSigning: false,
  usersMayChangeSmimeSigningCertificate: false,
  smimeEncryptByDefault: false,
  usersMayChangeSmimeEncryptByDefault: false,
  smimePerMessageSwitch: false,
  usersMayChangeSmimeEncryptionCertificate: false,
};
const SMIME_ON: MailSettings = {
  smime: true,
  smimeSigning: true,
  usersMayChangeSmimeSigning: true,
  usersMayChangeSmimeSigningCertificate: true,
  smimeEncryptByDefault: true,
  usersMayChangeSmimeEncryptByDefault: true,
  smimePerMessageSwitch: true,
  usersMayChangeSmimeEncryptionCertificate: true,
};

function signingCertificate(id: string): MailSettings {
  return { smimeSigningCertificateType: 'certificate', smimeSigningCertificate: { id: `${id}-signing` } };
}

function smimeCertificates(id: string): MailSettings {
  return {
    ...signingCertificate(id),
    smimeEncryptionCertificateType: 'certificate',
    smimeEncryptionCertificate: { id: `${id}-encryption` },
  };
}

export const FEATURE_CASES: readonly EffectCase[] = [
  setting(
    'restrictions-on',
    'Moving, sending from other apps and recent addresses are blocked',
    {},
    { allowMovingMessages: false, allowSendingFromOtherApps: false, syncRecentAddresses: false },
    { level: 'may-reapprove', confidence: 'documented' },
  ),
  setting(
    'restrictions-off',
    'Moving, sending from other apps and recent addresses are allowed again',
    { allowMovingMessages: false, allowSendingFromOtherApps: false, syncRecentAddresses: false },
    { allowMovingMessages: true, allowSendingFromOtherApps: true, syncRecentAddresses: true },
    { level: 'may-reapprove', confidence: 'documented' },
  ),
  setting(
    'smime-on',
    'S/MIME and all its switches go on',
    SMIME_OFF,
    SMIME_ON,
    {
      level: 'may-reapprove',
      confidence: 'inferred',
    },
    UNKNOWN,
  ),
  setting(
    'smime-off',
    'S/MIME and all its switches go off',
    SMIME_ON,
    SMIME_OFF,
    {
      level: 'may-reapprove',
      confidence: 'inferred',
    },
    UNKNOWN,
  ),
  setting(
    'smime-certificates-set',
    'S/MIME certificates are given',
    { smime: true },
    { smime: true, ...smimeCertificates('first') },
    {
      level: 'user-action',
      confidence: 'inferred',
    },
  ),
  setting(
    'smime-certificates-exchanged',
    'Other S/MIME certificates',
    { smime: true, ...smimeCertificates('first') },
    { smime: true, ...smimeCertificates('second') },
    { level: 'user-action', confidence: 'inferred' },
  ),
  setting(
    'smime-signing-certificate-exchanged',
    'Another certificate to sign with',
    { smime: true, ...signingCertificate('first') },
    { smime: true, ...signingCertificate('second') },
    { level: 'may-reapprove', confidence: 'documented' },
  ),
  setting(
    'per-app-vpn-gone',
    'No VPN for the account any more',
    { perAppVpn: { id: 'vpn' } },
    { perAppVpn: null },
    { level: 'may-reapprove', confidence: 'inferred', mayAlso: 'through the tunnel only' },
    UNKNOWN,
  ),
  setting(
    'per-app-vpn-set',
    'A VPN for the account',
    {},
    { perAppVpn: { id: 'vpn' } },
    {
      level: 'may-reapprove',
      confidence: 'documented',
      mayAlso: 'tunnel',
    },
  ),
  setting(
    'per-app-vpn-changed',
    'Another VPN for the account',
    { perAppVpn: { id: 'vpn' } },
    { perAppVpn: { id: 'other' } },
    {
      level: 'may-reapprove',
      confidence: 'documented',
      mayAlso: 'tunnel',
    },
  ),
  changed(
    'metadata',
    'Name, description and scope tags',
    {},
    { name: 'iOS: Mail', description: 'Mail for the sales team', scopeTags: ['0', '7'] },
    { level: 'silent', confidence: 'inferred', gates: [] },
  ),
];
