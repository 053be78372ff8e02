/** Counts distinct triples, and in a deep run leaves the count where a report can be made of it. */

import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { partIn } from './deep-definition.ts';
import { pieceText, type ToldSituation } from './deep-piece.ts';
import type { Call } from './injected-faults.ts';
import type { Situation } from './situations.ts';
import { callText, DEEP } from './triples.ts';

/** Where the pieces of a deep run are left. */
export const FOLDER = join('coverage', 'faults');

export class Tally {
  readonly #family: string;
  readonly #started = Date.now();
  readonly #situations: ToldSituation[] = [];
  #failures = 0;

  constructor(family: string) {
    this.#family = family;
  }

  /** What was tried in one situation, by the names of the trials. */
  add({ name }: Situation, calls: readonly Call[], trials: readonly string[], failures: number): void {
    const tried = new Set(trials);
    this.#failures += failures;
    const told = calls.map((call) => {
      const place = `${callText(call)} | `;
      const disturbances = [...tried].filter((trial) => trial.startsWith(place)).length;
      return { port: call.port, disturbances, sources: call.sources };
    });
    this.#situations.push({ name, triples: tried.size, calls: told });
  }

  /** Deep runs only: `coverage/faults/<family>-<piece>.json`. */
  record(): void {
    if (!DEEP) return;
    const piece = process.env['POSTILION_PIECE'] ?? '1/1';
    const text = pieceText({
      family: this.#family,
      piece,
      part: String(partIn(process.env)),
      commit: commitNow(),
      seconds: Math.round((Date.now() - this.#started) / 1000),
      failures: this.#failures,
      situations: this.#situations,
    });
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(join(FOLDER, `${this.#family}-${piece.replace('/', 'of')}.json`), text);
  }
}

export function commitNow(): string {
  const git = (...args: readonly string[]) => execFileSync('git', args, { encoding: 'utf8' }).trim();
  const changed = git('status', '--porcelain', '--', 'src', 'test', 'package-lock.json') !== '';
  return `${git('rev-parse', 'HEAD')}${changed ? ' and changes' : ''}`;
}
