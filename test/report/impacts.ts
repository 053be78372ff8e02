/** What a summary says of changes made by hand: a line for each level of those who have mail, worst first. */

import type { Change } from '../../src/model/change.ts';
import { compareLevels, EFFECT_LEVELS, weakestBasis } from '../../src/model/effect.ts';
import type { Impact } from '../../src/model/plan.ts';
import { peopleSentences } from '../../src/report/plan/people.ts';

/** The impacts that the sentences of the changes come to; numbers are sums. */
export function impactOfSentences(changes: readonly Change[]): readonly Impact[] {
  const told = changes.flatMap((change) =>
    peopleSentences(change, []).flatMap(({ who, level, outage }) =>
      who === 'today' && compareLevels(level, 'silent') > 0 ? [{ level, outage, effect: change.effect }] : [],
    ),
  );
  return EFFECT_LEVELS.toReversed().flatMap((level): readonly Impact[] => {
    const [first, ...more] = told.filter((one) => one.level === level);
    if (first === undefined) return [];
    const all = [first, ...more];
    const isUnknown = all.some(({ effect }) => effect.kept === null || effect.lost === null);
    const people = all.reduce((sum, { effect }) => sum + (effect.kept ?? 0) + (effect.lost ?? 0), 0);
    const basis = weakestBasis(all.map(({ effect }) => effect.basis));
    return [{ platform: 'ios', level, outage: first.outage, people: isUnknown ? null : people, basis }];
  });
}
