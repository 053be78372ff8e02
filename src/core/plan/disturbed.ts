/** How many people who have mail notice changes, each once: what a budget counts. */

import { isMoreThanAdoption } from '../../model/change.ts';
import { compareLevels } from '../../model/effect.ts';
import { type AssessedChange, effectOf, peopleDisturbed, union } from '../impact/change-effect.ts';

/** Nothing where there is no budget; null where one of the changes would be noticed by people whom nobody could count. */
export function countDisturbed(
  proposals: readonly AssessedChange[],
  isBudgeted: boolean,
): (keys: readonly string[]) => { readonly disturbed?: number | null } {
  if (!isBudgeted) return () => ({});
  const noticed = proposals.filter(
    (proposed) => isMoreThanAdoption(proposed) && compareLevels(effectOf(proposed).disturbs, 'silent') > 0,
  );
  const byKey = new Map<string, AssessedChange>(noticed.map((proposed) => [proposed.key, proposed]));
  return (keys) => {
    const own = keys.flatMap((key) => byKey.get(key) ?? []);
    if (own.some(({ audience }) => audience.basis === 'unknown')) return { disturbed: null };
    return { disturbed: union(own.map(peopleDisturbed)).size };
  };
}
