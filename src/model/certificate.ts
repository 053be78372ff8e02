/** A certificate as people know it, read where there is a parser: on the way in, before anything is decided. */

export interface CertificateFacts {
  /** Of the DER bytes, lower-case hexadecimal. */
  readonly sha256: string;
  /** Attributes in the certificate's own order: `O=Contoso, CN=Contoso Root CA`. */
  readonly subject: string;
  readonly issuer: string;
  /** Hexadecimal. */
  readonly serial: string;
  /** ISO 8601, UTC. */
  readonly notBefore: string;
  readonly notAfter: string;
  /** Whether it may issue certificates. */
  readonly isAuthority: boolean;
}

/** With its bytes, as Graph wants them: base64 of the DER form. */
export interface Certificate extends CertificateFacts {
  readonly der: string;
}

/** A file that should hold a certificate; `fault` is a clause with the remedy. */
export type CertificateRead = { readonly certificate: Certificate } | { readonly fault: string };

/** One line for people: subject, issuer, serial, expiry, fingerprint; never the bytes. */
export function certificateText({ subject, issuer, serial, notAfter, sha256 }: CertificateFacts): string {
  const from = issuer === subject ? 'self-signed' : `issued by ${issuer}`;
  return `${subject} (${from}, serial ${serial}, valid until ${notAfter.slice(0, 10)}, SHA-256 ${sha256})`;
}
