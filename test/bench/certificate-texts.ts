/** Certificates of a large repository, as YAML: each mail profile signs in, signs and decrypts with one of its own. */

import { CERTIFICATES, der } from '../certificates.ts';

/** Of sixty certificates ten are roots, twenty SCEP, twenty PKCS and ten imported. */
const SHARES = { root: 1 / 6, scep: 1 / 3, pkcs: 1 / 3, imported: 1 / 6 } as const;

type Share = keyof typeof SHARES;

/** The file beside the YAML that all roots are read from. */
export const ROOT_FILE = { name: 'root.cer', bytes: der(CERTIFICATES.root) };

/** The settings of mail profile `number` that refer to its three certificates. */
export function threeReferences(number: number, certificates: number): string {
  const key = (share: Share): string => `{key: ${share}-${turn(number, share, certificates)}}`;
  return `authentication: certificate, identityCertificate: ${key('scep')},
  smime: true, smimeSigning: true, smimeSigningCertificateType: certificate, smimeSigningCertificate: ${key('pkcs')},
  smimeEncryptionCertificateType: certificate, smimeEncryptionCertificate: ${key('imported')}`;
}

/** The certificates, each assigned as the profiles that stand on it. */
export function certificateTexts(certificates: number, profiles: number): readonly string[] {
  const numbers = (share: Share): readonly number[] => upTo(Math.round(certificates * SHARES[share]));
  const mail = (share: Share, number: number): string =>
    upTo(profiles)
      .filter((profile) => turn(profile, share, certificates) === number)
      .map((profile) => `ios-${profile}`)
      .join(', ');
  const roots = numbers('root').length;
  const onRoot = (root: number): string =>
    numbers('scep')
      .filter((number) => rootOf(number, roots) === root)
      .map((number) => `scep-${number}`)
      .join(', ');
  return [
    ...numbers('root').map((number) => text('trusted-root', 'root', number, `file: ${ROOT_FILE.name}`, onRoot(number))),
    ...numbers('scep').map((number) =>
      text(
        'scep',
        'scep',
        number,
        `rootCertificate: {key: root-${rootOf(number, roots)}}, ${SCEP}`,
        mail('scep', number),
      ),
    ),
    ...numbers('pkcs').map((number) => text('pkcs', 'pkcs', number, PKCS, mail('pkcs', number))),
    ...numbers('imported').map((number) =>
      text('imported-pfx', 'imported', number, 'intendedPurpose: smimeEncryption', mail('imported', number)),
    ),
  ];
}

const SUBJECT = 'subject: "CN={{UserName}}", validity: {years: 1}';
const SCEP = `store: user, servers: ["https://ndes.contoso.com/certsrv/mscep/mscep.dll"], ${SUBJECT},
  keySize: 2048, keyUsage: [digitalSignature], extendedKeyUsages: [clientAuthentication]`;
const PKCS = `certificationAuthority: ca.contoso.com, certificationAuthorityName: Contoso CA, template: Mail, store: user, ${SUBJECT}`;

function text(kind: string, share: Share, number: number, settings: string, sameAs: string): string {
  return `kind: ios-${kind}
key: ${share}-${number}
name: "iOS: ${share} ${number}"
settings: {${settings}}
assign: {sameAs: [${sameAs}]}
`;
}

/** Which certificate of its share a profile uses: they take turns. */
function turn(profile: number, share: Share, certificates: number): number {
  return ((profile - 1) % Math.round(certificates * SHARES[share])) + 1;
}

function rootOf(scep: number, roots: number): number {
  return ((scep - 1) % roots) + 1;
}

function upTo(length: number): readonly number[] {
  return Array.from({ length }, (_, index) => index + 1);
}
