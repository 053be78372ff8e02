/** What a run keeps of what its plan said about people, to be held against what shows later. */

import { BASES, type Basis, CONFIDENCES, type Confidence, EFFECT_LEVELS, type EffectLevel } from '../effect.ts';
import type { JsonValue } from '../json.ts';
import { countIn, laterIn, objectIn, type ReadingFaults, textsIn } from './reading.ts';

/** What a plan said of a change before it was written: numbers of people, and nobody's name. */
export interface Prediction {
  readonly level: EffectLevel;
  readonly confidence: Confidence;
  readonly basis: Basis;
  /** All that it concerns, and those among them who keep, gain and lose the profile; null where nobody could count them. */
  readonly people: number | null;
  readonly kept: number | null;
  readonly gained: number | null;
  readonly lost: number | null;
  readonly devices: number | null;
  /** The changed fields because of which the level is what it is; none where assignments are the cause. */
  readonly causes: readonly string[];
}

/** The member of a record → the prediction; faults are collected. */
export function predictionIn(value: JsonValue | undefined, place: string, faults: ReadingFaults): Prediction {
  const told = objectIn(value, place, faults);
  const among = <Word extends string>(name: string, words: readonly Word[], otherwise: Word): Word => {
    const word = words.find((known) => known === told[name]);
    if (word === undefined) faults.push(`${place}/${name}: one of ${words.join(', ')}`);
    return word ?? otherwise;
  };
  const count = (name: string): number | null => laterIn(told[name], `${place}/${name}`, faults, countIn);
  return {
    level: among('level', EFFECT_LEVELS, 'none'),
    confidence: among('confidence', CONFIDENCES, 'inferred'),
    basis: among('basis', BASES, 'unknown'),
    people: count('people'),
    kept: count('kept'),
    gained: count('gained'),
    lost: count('lost'),
    devices: count('devices'),
    causes: textsIn(told['causes'], `${place}/causes`, faults),
  };
}
