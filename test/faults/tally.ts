/** Counts distinct triples, and in a deep run leaves the count where a report can be made of it. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEEP } from './triples.ts';

export interface Tally {
  readonly family: string;
  readonly started: number;
  readonly triples: Set<string>;
  add(triple: string): void;
}

export function tally(family: string): Tally {
  const triples = new Set<string>();
  return { family, started: Date.now(), triples, add: (triple) => void triples.add(triple) };
}

/** Deep runs only: `coverage/faults/<family>-<piece>.json`. */
export function recordTally({ family, started, triples }: Tally): void {
  if (!DEEP) return;
  const folder = join('coverage', 'faults');
  const piece = process.env['POSTILION_PIECE'] ?? '1/1';
  const said = { family, piece, triples: triples.size, seconds: Math.round((Date.now() - started) / 1000) };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${family}-${piece.replace('/', 'of')}.json`), `${JSON.stringify(said)}\n`);
}
