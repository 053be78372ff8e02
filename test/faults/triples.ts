/** Which triples of situation, call and fault a test file tries: all of them, a seeded sample, or one to be replayed. */

import { deepSituations, partIn } from './deep-definition.ts';
import type { Call } from './injected-faults.ts';
import { type Situation, situations } from './situations.ts';

const ENV = process.env;

/** `POSTILION_DEEP=1`: every trial of many situations. */
export const DEEP = ENV['POSTILION_DEEP'] === '1';

/** One disturbance of one story. `name` is unique in the story. */
export interface Trial<T> {
  readonly name: string;
  readonly what: T;
}

/** The text that `POSTILION_REPLAY` takes. */
export function tripleText(family: string, situation: Situation, trial: string): string {
  return `${family} | ${situation.name} | ${trial}`;
}

/** The situations of this run: `POSTILION_PIECE=2/6` takes every sixth of a deep run, from the second on; a sample takes `few`. */
export function chosenSituations(family: string, few: number): readonly Situation[] {
  const all = situations();
  const replayed = replay(family);
  if (replayed !== null) return all.filter(({ name }) => name === replayed.situation);
  const [piece = 1, pieces = 1] = (ENV['POSTILION_PIECE'] ?? '1/1').split('/').map(Number);
  if (DEEP) return deepSituations(family, partIn(ENV)).filter((_, index) => index % pieces === piece - 1);
  return sampled(all, few, seeded(`${family} situations`));
}

/** The trials of a story that this run makes. */
export function chosenTrials<T>(
  family: string,
  situation: Situation,
  all: readonly Trial<T>[],
  few: number,
  isInPart: (what: T, part: number) => boolean = () => true,
): readonly Trial<T>[] {
  const replayed = replay(family);
  if (replayed !== null) return all.filter(({ name }) => name === replayed.trial);
  const part = partIn(ENV);
  if (DEEP) return part === 'all' ? all : all.filter(({ what }) => isInPart(what, part));
  return sampled(all, few, seeded(tripleText(family, situation, '')));
}

/** `12 git release`: a call by its place and what it asks. */
export function callText({ index, port, site }: Call): string {
  return `${index} ${port} ${site}`;
}

function replay(family: string): { readonly situation: string; readonly trial: string } | null {
  const [named, situation = '', ...trial] = (ENV['POSTILION_REPLAY'] ?? '').split(' | ');
  return named === family ? { situation, trial: trial.join(' | ') } : null;
}

/** Numbers from 0 up to 1, the same for the same text and `POSTILION_SEED`. */
export function seeded(text: string): () => number {
  let state = 0x9e3779b9;
  for (const letter of `${ENV['POSTILION_SEED'] ?? '1'} ${text}`) {
    state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 0x85ebca6b);
    state ^= state >>> 13;
  }
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** So many of them, each at most once. */
function sampled<T>(all: readonly T[], count: number, random: () => number): readonly T[] {
  const drawn = all.map((one) => ({ one, lot: random() })).sort((a, b) => a.lot - b.lot);
  return drawn.slice(0, count).map(({ one }) => one);
}
