/** A rule in its one spelling: what the admin center's rule builder writes. */

import type { Comparison, FilterRule, Value } from './rule.ts';

/** The text; parsing it gives the same rule again. */
export function printRule(rule: FilterRule): string {
  switch (rule.type) {
    case 'compare':
      return `(${printComparison(rule)})`;
    case 'not':
      return `not ${bracketed(rule.term)}`;
    case 'and':
    case 'or':
      return rule.terms.map(bracketed).join(` ${rule.type} `);
  }
}

/** One comparison without brackets. */
export function printComparison({ entity, property, operator, value }: Comparison): string {
  return `${entity}.${property} -${operator} ${printValue(value)}`;
}

function bracketed(rule: FilterRule): string {
  return rule.type === 'compare' ? printRule(rule) : `(${printRule(rule)})`;
}

function printValue(value: Value): string {
  switch (value.type) {
    case 'text':
      return `"${value.text}"`;
    case 'version':
      return value.text;
    case 'null':
      return '$null';
    case 'list':
      return `[${value.items.map((item) => `"${item}"`).join(', ')}]`;
  }
}
