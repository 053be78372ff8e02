/** A rule and the facts about one device → whether it matches, or unknown. */

import { compareValue, negate, type Truth } from './compare-values.ts';
import { findFilterProperty } from './properties.ts';
import type { Comparison, FilterEntity, FilterRule } from './rule.ts';

/**
 * What is known about one property of one device: the values that it may have, null for "has none"; several
 * where Graph tells less than the rule language asks, `unknown` where it tells nothing.
 */
export type Fact = readonly (string | null)[] | 'unknown';

/** The facts about one device, by entity and documented property name. */
export type FactsOf = (entity: FilterEntity, property: string) => Fact;

/** True, false, or unknown, by the rules of three-valued logic: `false and unknown` is false. */
export function evaluateRule(rule: FilterRule, facts: FactsOf): Truth {
  switch (rule.type) {
    case 'compare':
      return evaluateComparison(rule, facts);
    case 'not':
      return negate(evaluateRule(rule.term, facts));
    case 'and':
      return decided(rule.terms, facts, false);
    case 'or':
      return decided(rule.terms, facts, true);
  }
}

/** One comparison; unknown for a property that no page documents. */
export function evaluateComparison({ entity, property, operator, value }: Comparison, facts: FactsOf): Truth {
  const known = findFilterProperty(entity, property);
  if (known === undefined) return 'unknown';
  const fact = facts(entity, known.name);
  if (fact === 'unknown') return 'unknown';
  const [first = 'unknown', ...others] = fact.map((actual) => compareValue(known, operator, value, actual));
  return others.every((truth) => truth === first) ? first : 'unknown';
}

/** One term with the deciding value decides; without one, an unknown term leaves everything open. */
function decided(terms: readonly FilterRule[], facts: FactsOf, deciding: boolean): Truth {
  let open = false;
  for (const term of terms) {
    const truth = evaluateRule(term, facts);
    if (truth === deciding) return deciding;
    open ||= truth === 'unknown';
  }
  return open ? 'unknown' : !deciding;
}
