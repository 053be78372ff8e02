/** Sets of people between two profiles, by name: who gets both, who gets one without the other. Rules ask these. */

import { type Basis, weakestBasis } from '../../model/effect.ts';
import { peopleInWords } from '../../model/text.ts';
import { MAYBE_REACHED, NOT_REACHED, REACHED, type Reach, type SetEngine } from './audience.ts';

/**
 * How many people. `sure` are certain whatever isn't known; `people` is the upper bound, and exact where `basis` says
 * so; null where nobody could be counted.
 */
export interface Overlap {
  readonly basis: Basis;
  readonly people: number | null;
  readonly sure: number;
}

/** As it follows "for": `12 people`, `at most 1 person`. */
export function describeOverlap({ basis, people, sure }: Overlap): string {
  if (people === null) return 'people who could not be counted';
  return peopleInWords(people, basis === 'exact' || sure === people ? 'exact' : 'at-most');
}

/** The sets that rules may ask for, over reaches of the same engine. */
export interface Overlaps {
  /** Who gets both on one device: two mail profiles conflict only on the same device. */
  whoGetsBoth(one: Reach, other: Reach): Overlap;
  /** Who gets both on one device and at least one of them newly: `added` are the parts of the two that are new. */
  whoNewlyGetsBoth(one: Reach, other: Reach, added: readonly Reach[]): Overlap;
  /** Who gets `mail` on a device that doesn't get what it needs, such as its certificate. */
  whoGetsWithout(mail: Reach, needed: Reach): Overlap;
}

/** The overlaps among an engine's people. */
export function overlapsIn({ owners, people }: Pick<SetEngine, 'owners' | 'people'>): Overlaps {
  // A person is counted when first met in a question: the number of the question is their stamp. Plans with a hundred
  // profiles of one account ask thousands of questions, too many to begin each with a blank sheet.
  const stamps = { possible: new Int32Array(people.length), sure: new Int32Array(people.length) };
  let question = 0;
  const count = (one: Reach, other: Reach, wanted: Marks, added: readonly Reach[] | null = null): Overlap => {
    const basis = weakestBasis([one, other, ...(added ?? [])].map((reach) => reach.basis));
    if (basis === 'unknown') return { basis, people: null, sure: 0 };
    question += 1;
    let [possible, sure] = [0, 0];
    for (const index of one.reached) {
      const second = other.marks[index] ?? NOT_REACHED;
      if (second < wanted.from || second > wanted.to) continue;
      const news = added === null ? REACHED : newestOf(added, index);
      if (news === NOT_REACHED) continue;
      const owner = owners[index] ?? 0;
      if (stamps.possible[owner] !== question) {
        stamps.possible[owner] = question;
        possible += 1;
      }
      const isSure = second === wanted.surely && one.marks[index] === REACHED && news === REACHED;
      if (isSure && stamps.sure[owner] !== question) {
        stamps.sure[owner] = question;
        sure += 1;
      }
    }
    return { basis, people: possible, sure };
  };
  return {
    whoGetsBoth: (one, other) => count(one, other, { from: MAYBE_REACHED, to: REACHED, surely: REACHED }),
    whoNewlyGetsBoth: (one, other, added) =>
      count(one, other, { from: MAYBE_REACHED, to: REACHED, surely: REACHED }, added),
    whoGetsWithout: (mail, needed) =>
      count(mail, needed, { from: NOT_REACHED, to: MAYBE_REACHED, surely: NOT_REACHED }),
  };
}

function newestOf(added: readonly Reach[], index: number): number {
  return Math.max(...added.map(({ marks }) => marks[index] ?? NOT_REACHED));
}

/** The marks of the second profile that a question is about, and the one that leaves no doubt. */
interface Marks {
  readonly from: number;
  readonly to: number;
  readonly surely: number;
}
