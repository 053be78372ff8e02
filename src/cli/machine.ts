/** The machine's clock and hash, as the ports want them. */

import { createHash } from 'node:crypto';
import type { Clock } from '../app/ports.ts';
import type { Hash } from '../model/remote.ts';

export const machineClock: Clock = { now: () => new Date().toISOString() };

export const sha256: Hash = (text) => `sha256:${createHash('sha256').update(text, 'utf8').digest('hex')}`;
