/** Sets of people between two profiles, by name: who gets both, who gets one without the other. Rules ask these. */

import { type Basis, weakestBasis } from '../model/effect.ts';
import type { Reach } from './audience.ts';

/**
 * How many people. `sure` are certain whatever isn't known; `people` is the upper bound, and exact where `basis` says
 * so; null where nobody could be counted.
 */
export interface Overlap {
  readonly basis: Basis;
  readonly people: number | null;
  readonly sure: number;
}

/** Who gets both on one device: two mail profiles meet only there. */
export function whoGetsBoth(one: Reach, other: Reach): Overlap {
  return overlap(one, other, (first, second) => ({
    possible: second !== undefined,
    sure: first.definite && second?.definite === true,
  }));
}

/** Who gets `mail` on a device that doesn't get what it needs, such as its certificate. */
export function whoGetsWithout(mail: Reach, needed: Reach): Overlap {
  return overlap(mail, needed, (first, second) => ({
    possible: second?.definite !== true,
    sure: first.definite && second === undefined,
  }));
}

type Reached = Reach['units'] extends ReadonlyMap<string, infer One> ? One : never;

function overlap(
  one: Reach,
  other: Reach,
  judge: (first: Reached, second: Reached | undefined) => { readonly possible: boolean; readonly sure: boolean },
): Overlap {
  const basis = weakestBasis([one.basis, other.basis]);
  if (basis === 'unknown') return { basis, people: null, sure: 0 };
  const [possible, sure] = [new Set<string>(), new Set<string>()];
  for (const [key, first] of one.units) {
    const verdict = judge(first, other.units.get(key));
    if (verdict.possible) possible.add(first.person);
    if (verdict.sure) sure.add(first.person);
  }
  return { basis, people: possible.size, sure: sure.size };
}
