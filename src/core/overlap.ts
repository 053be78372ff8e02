/** Sets of people between two profiles, by name: who gets both, who gets one without the other. Rules ask these. */

import { type Basis, weakestBasis } from '../model/effect.ts';
import { type AudienceFacts, NOT_REACHED, REACHED, type Reach } from './audience.ts';

/**
 * How many people. `sure` are certain whatever isn't known; `people` is the upper bound, and exact where `basis` says
 * so; null where nobody could be counted.
 */
export interface Overlap {
  readonly basis: Basis;
  readonly people: number | null;
  readonly sure: number;
}

/** The sets that rules may ask for, over reaches that were made of the same facts. */
export interface Overlaps {
  /** Who gets both on one device: two mail profiles meet only there. */
  whoGetsBoth(one: Reach, other: Reach): Overlap;
  /** Who gets `mail` on a device that doesn't get what it needs, such as its certificate. */
  whoGetsWithout(mail: Reach, needed: Reach): Overlap;
}

/** Prepares the facts once: plans with a hundred profiles of one account ask for thousands of pairs. */
export function overlapsIn(facts: AudienceFacts): Overlaps {
  const owners = ownersIn(facts);
  return {
    whoGetsBoth: (one, other) =>
      counted(one, other, owners, {
        possible: (mark, second) => mark !== NOT_REACHED && second !== NOT_REACHED,
        sure: (mark, second) => mark === REACHED && second === REACHED,
      }),
    whoGetsWithout: (mail, needed) =>
      counted(mail, needed, owners, {
        possible: (mark, second) => mark !== NOT_REACHED && second !== REACHED,
        sure: (mark, second) => mark === REACHED && second === NOT_REACHED,
      }),
  };
}

/** For each device the number of its person; people are numbered from 0. */
interface Owners {
  readonly byDevice: Int32Array;
  readonly count: number;
}

function ownersIn({ devices }: AudienceFacts): Owners {
  const numbers = new Map<string, number>();
  const byDevice = new Int32Array(devices?.length ?? 0);
  devices?.forEach(({ person }, index) => {
    // Devices without a person are never reached, so their number is never looked at.
    const number = person === null ? 0 : (numbers.get(person) ?? numbers.size);
    if (person !== null) numbers.set(person, number);
    byDevice[index] = number;
  });
  return { byDevice, count: Math.max(numbers.size, 1) };
}

type MarkTest = (first: number, second: number) => boolean;

function counted(
  one: Reach,
  other: Reach,
  { byDevice, count }: Owners,
  tests: { readonly possible: MarkTest; readonly sure: MarkTest },
): Overlap {
  const basis = weakestBasis([one.basis, other.basis]);
  if (basis === 'unknown') return { basis, people: null, sure: 0 };
  const [possible, sure] = [new Uint8Array(count), new Uint8Array(count)];
  for (let index = 0; index < byDevice.length; index += 1) {
    const [first, second] = [one.marks[index] ?? NOT_REACHED, other.marks[index] ?? NOT_REACHED];
    if (first === NOT_REACHED) continue;
    const owner = byDevice[index] ?? 0;
    if (tests.possible(first, second)) possible[owner] = 1;
    if (tests.sure(first, second)) sure[owner] = 1;
  }
  return { basis, people: sum(possible), sure: sum(sure) };
}

function sum(flags: Uint8Array): number {
  let total = 0;
  for (const flag of flags) total += flag;
  return total;
}
