/** What an assignment filter's rule says, as a value: the parser makes it, the printer and the evaluator read it. */

/**
 * The operators of the rule language. The last three stand in Graph's enumeration of filter operators
 * (assignmentFilterOperator, beta), but no page documents them for a property.
 */
export const OPERATORS = [
  'eq',
  'ne',
  'startsWith',
  'contains',
  'notContains',
  'in',
  'notIn',
  'gt',
  'ge',
  'lt',
  'le',
  'endsWith',
  'notStartsWith',
  'notEndsWith',
] as const;

export type FilterOperator = (typeof OPERATORS)[number];

/** Managed devices and managed apps have filters of their own. */
export type FilterEntity = 'device' | 'app';

/** A right-hand side: `"text"`, `14.2.1`, `$null`, `["a", "b"]`. */
export type Value =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'version'; readonly text: string }
  | { readonly type: 'null' }
  | { readonly type: 'list'; readonly items: readonly string[] };

/** `device.model -eq "x"`. A property that is known has the documentation's spelling. `at` is the offset in the text. */
export interface Comparison {
  readonly type: 'compare';
  readonly entity: FilterEntity;
  readonly property: string;
  readonly operator: FilterOperator;
  readonly value: Value;
  readonly at: number;
}

/** `and` and `or` have two terms at least, none of their own sort. */
export type FilterRule =
  | Comparison
  | { readonly type: 'and' | 'or'; readonly terms: readonly FilterRule[] }
  | { readonly type: 'not'; readonly term: FilterRule };

/** The comparisons of a rule, from left to right. */
export function listComparisons(rule: FilterRule): readonly Comparison[] {
  switch (rule.type) {
    case 'compare':
      return [rule];
    case 'not':
      return listComparisons(rule.term);
    case 'and':
    case 'or':
      return rule.terms.flatMap(listComparisons);
  }
}

/** `and` or `or` of the terms; nested ones of the same sort melt into one, since their grouping means nothing. */
export function joined(type: 'and' | 'or', terms: readonly [FilterRule, ...FilterRule[]]): FilterRule {
  const flat = terms.flatMap((term) => (term.type === type ? term.terms : [term]));
  const [first] = terms;
  return flat.length === 1 ? first : { type, terms: flat };
}
