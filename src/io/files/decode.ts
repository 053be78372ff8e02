/** Bytes of a file → text, or the finding that the bytes are not UTF-8 text. */

import type { Finding } from '../../model/finding.ts';
import { fileError } from './limits.ts';

export type Decoded = { readonly text: string } | { readonly finding: Finding };

/** Strict UTF-8: a byte that means nothing is an error, a byte order mark at the start is left out. */
export function decode(path: string, bytes: Uint8Array): Decoded {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { finding: fileError('FIL-002', path, 'the file is not UTF-8 text: save it as UTF-8') };
  }
}
