/** Digests and base64: the one file of the pure floors that uses Node for them. Same input, same output; nothing is read. */

import { createHash } from 'node:crypto';

/** The SHA-256 of a text as UTF-8: `sha256:<hex>`, as plans, state and approvals write it. */
export function digestText(text: string): string {
  return `sha256:${createHash('sha256').update(text, 'utf8').digest('hex')}`;
}

/** The SHA-256 of the bytes that a base64 text stands for, in lower-case hexadecimal. Other characters are skipped. */
export function sha256OfBase64(text: string): string {
  const bytes = Buffer.from(text.replace(/[^A-Za-z0-9+/]/g, ''), 'base64');
  return createHash('sha256').update(bytes).digest('hex');
}

/** Text → base64 of its UTF-8 bytes, padded: how Graph carries XML and JSON inside JSON. */
export function toBase64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}

/** Base64 → the text, or null where it is no base64, or its bytes are no UTF-8. White space and missing padding are forgiven. */
export function fromBase64(encoded: string): string | null {
  const letters = encoded.replace(/\s/g, '').replace(/=+$/, '');
  if (/[^A-Za-z0-9+/]/.test(letters) || letters.length % 4 === 1) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(letters, 'base64'));
  } catch {
    return null;
  }
}
