/** Finds comparisons in a well-formed rule whose result the documentation doesn't define: their devices stay unknown. */

import { printComparison } from './print.ts';
import { findFilterProperty } from './properties.ts';
import { type Comparison, type FilterRule, listComparisons } from './rule.ts';

/** A remark about one comparison; `at` is its offset in the text of the rule. */
export interface RuleRemark {
  readonly message: string;
  readonly at: number;
}

/** Remarks in the order of the rule; none for a rule that the documentation covers whole. */
export function checkRule(rule: FilterRule): readonly RuleRemark[] {
  return listComparisons(rule).flatMap((comparison) => {
    const message = remark(comparison);
    return message === null ? [] : [{ message: `${printComparison(comparison)}: ${message}`, at: comparison.at }];
  });
}

function remark({ entity, property, operator, value }: Comparison): string | null {
  const known = findFilterProperty(entity, property);
  if (known === undefined) return `the property ${entity}.${property} is not documented`;
  if (!known.operators.includes(operator)) {
    const operators = known.operators.map((one) => `-${one}`).join(' ');
    return `-${operator} is not documented for this property, which takes ${operators}`;
  }
  if (value.type === 'null') return operator === 'eq' || operator === 'ne' ? null : '$null goes with -eq and -ne only';
  const isList = operator === 'in' || operator === 'notIn';
  if (isList !== (value.type === 'list')) return isList ? 'needs a list in square brackets' : 'takes no list';
  if (known.columns.length === 0) return 'managed devices do not hold this, so devices cannot be judged by it';
  const texts = value.type === 'list' ? value.items : [value.text];
  const values = known.values.map((one) => one.toLowerCase());
  const strange = known.sort === 'choice' ? texts.filter((text) => !values.includes(text.toLowerCase())) : [];
  return strange.length === 0
    ? null
    : `${strange.map((one) => JSON.stringify(one)).join(', ')} is none of the documented values ${known.values.join(', ')}`;
}
