/** Bytes of a file → the one certificate in them, parsed by Node: no device accepts a certificate that Node refuses. */

import { createHash, X509Certificate } from 'node:crypto';
import type { Certificate, CertificateFacts, CertificateRead } from '../../model/certificate.ts';
import { onOneLine } from '../../model/text.ts';

/** Reads DER or PEM. Anything but exactly one certificate is a fault; a private key most of all. Never throws. */
export function parseCertificate(bytes: Uint8Array): CertificateRead {
  const text = Buffer.from(bytes).toString('latin1');
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text)) {
    return {
      fault: 'holds a private key: take it out of the repository, renew the key, and keep the certificate alone',
    };
  }
  const blocks = text.match(/-----BEGIN CERTIFICATE-----/g) ?? [];
  if (blocks.length > 1) {
    return { fault: `holds ${blocks.length} certificates: write a profile for each, with a file of its own` };
  }
  const other = /-----BEGIN ([A-Z0-9 #]+)-----/.exec(text)?.[1];
  if (other !== undefined && blocks.length === 0) {
    return { fault: `holds ${other.toLowerCase()}, not a certificate: export the certificate alone, as DER or PEM` };
  }
  try {
    return { certificate: factsOf(new X509Certificate(bytes)) };
  } catch {
    const why = bytes.length === 0 ? 'is empty' : 'is no certificate in DER or PEM';
    return { fault: `${why}: export the certificate alone, without key or chain` };
  }
}

/** What people know a certificate by, from the base64 that Graph holds; null where that is no certificate. */
export function describeCertificate(base64: string): CertificateFacts | null {
  const known = described.get(base64);
  if (known !== undefined) return known;
  const read = parseCertificate(Buffer.from(base64, 'base64'));
  const facts = 'certificate' in read ? read.certificate : null;
  if (described.size >= MOST_DESCRIBED) described.clear();
  described.set(base64, facts);
  return facts;
}

/** A run reads the tenant's certificates up to three times, and they are the same ones each time. */
const described = new Map<string, CertificateFacts | null>();
const MOST_DESCRIBED = 500;

function factsOf(certificate: X509Certificate): Certificate {
  const der = certificate.raw.toString('base64');
  return {
    sha256: createHash('sha256').update(certificate.raw).digest('hex'),
    subject: nameText(certificate.subject),
    issuer: nameText(certificate.issuer),
    serial: certificate.serialNumber.toLowerCase(),
    notBefore: instant(certificate.validFrom),
    notAfter: instant(certificate.validTo),
    isAuthority: certificate.ca,
    der,
  };
}

/** An empty name is legal, and node gives none for it. */
function nameText(name: string | undefined): string {
  return onOneLine(name ?? '', ', ') || '(no name)';
}

/** `Nov 22 13:20:09 2026 GMT`; a date beyond what a clock can say stays far away. */
function instant(text: string): string {
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? '9999-12-31T23:59:59.000Z' : at.toISOString();
}
