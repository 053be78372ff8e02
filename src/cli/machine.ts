/** The machine's clock and hash, as the ports want them. */

import { createHash } from 'node:crypto';
import type { Clock } from '../app/ports.ts';

export const machineClock: Clock = { now: () => new Date().toISOString() };

/** SHA-256 of a text as `sha256:<hex>`; a `Hash`. */
export function sha256(text: string): string {
  return `sha256:${createHash('sha256').update(text, 'utf8').digest('hex')}`;
}
