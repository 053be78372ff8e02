/** Base64 of UTF-8 texts, which is how Graph carries XML and JSON inside JSON; written out, since no module is at hand here. */

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Text → base64 of its UTF-8 bytes, padded. */
export function toBase64(text: string): string {
  const bytes = new TextEncoder().encode(text);
  let encoded = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [first = 0, second, third] = bytes.subarray(at, at + 3);
    const bits = (first << 16) | ((second ?? 0) << 8) | (third ?? 0);
    encoded += letter(bits >> 18) + letter(bits >> 12);
    encoded += second === undefined ? '=' : letter(bits >> 6);
    encoded += third === undefined ? '=' : letter(bits);
  }
  return encoded;
}

function letter(bits: number): string {
  return ALPHABET.charAt(bits & 63);
}

/** Base64 → the text, or null where it is no base64, or its bytes are no UTF-8. White space and missing padding are forgiven. */
export function fromBase64(encoded: string): string | null {
  const letters = encoded.replace(/\s/g, '').replace(/=+$/, '');
  if (/[^A-Za-z0-9+/]/.test(letters) || letters.length % 4 === 1) return null;
  const bytes: number[] = [];
  let [bits, held] = [0, 0];
  for (const one of letters) {
    bits = ((bits << 6) | ALPHABET.indexOf(one)) & 0xff_ff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes.push((bits >> held) & 0xff);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes));
  } catch {
    return null;
  }
}
