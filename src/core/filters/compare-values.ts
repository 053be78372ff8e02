/** One comparison of a filter: true, false, or unknown where Microsoft's documentation doesn't say. */

import type { FilterProperty } from './properties.ts';
import type { FilterOperator, Value } from './rule.ts';

/** `unknown` is never taken for false: people would be missing from a count. */
export type Truth = boolean | 'unknown';

/** The opposite; of unknown, unknown. */
export function negate(truth: Truth): Truth {
  return truth === 'unknown' ? truth : !truth;
}

/**
 * Whether a device's value, null where it has none, meets the comparison. Unknown for a pair of property and operator, or a value
 * of a choice, that the page on filter properties doesn't list. Values are compared without regard to case (same page).
 */
export function compareValue(
  property: FilterProperty,
  operator: FilterOperator,
  value: Value,
  actual: string | null,
): Truth {
  if (!property.operators.includes(operator)) return 'unknown';
  if (value.type === 'null') return compareNull(operator, actual);
  // What -ne or -notContains says about a device without a value is documented nowhere.
  if (actual === null) return isNegative(operator) || textsOf(value).includes('') ? 'unknown' : false;
  if (property.sort === 'version') return compareVersions(operator, value, actual);
  const expected = textsOf(value).map((text) => text.toLowerCase());
  const isList = operator === 'in' || operator === 'notIn';
  if (isList !== (value.type === 'list')) return 'unknown';
  if (property.sort === 'choice') {
    const known = property.values.map((text) => text.toLowerCase());
    if (expected.some((text) => !known.includes(text))) return 'unknown';
  }
  return TEXT_TESTS[operator]?.(actual.toLowerCase(), expected) ?? 'unknown';
}

function compareNull(operator: FilterOperator, actual: string | null): Truth {
  if (operator === 'eq') return actual === null;
  return operator === 'ne' ? actual !== null : 'unknown';
}

/** Texts are in lower case; `expected` has one, or those of a list. */
type TextTest = (actual: string, expected: readonly string[]) => boolean;

const TEXT_TESTS: Partial<Readonly<Record<FilterOperator, TextTest>>> = {
  eq: (actual, expected) => expected.includes(actual),
  in: (actual, expected) => expected.includes(actual),
  ne: (actual, expected) => !expected.includes(actual),
  notIn: (actual, expected) => !expected.includes(actual),
  startsWith: (actual, expected) => expected.some((text) => actual.startsWith(text)),
  contains: (actual, expected) => expected.some((text) => actual.includes(text)),
  notContains: (actual, expected) => !expected.some((text) => actual.includes(text)),
};

const ORDER_TESTS: Partial<Readonly<Record<FilterOperator, (order: number) => boolean>>> = {
  eq: (order) => order === 0,
  ne: (order) => order !== 0,
  gt: (order) => order > 0,
  ge: (order) => order >= 0,
  lt: (order) => order < 0,
  le: (order) => order <= 0,
};

function compareVersions(operator: FilterOperator, value: Value, actual: string): Truth {
  const order = value.type === 'list' || value.type === 'null' ? null : versionOrder(actual, value.text);
  return order === null ? 'unknown' : (ORDER_TESTS[operator]?.(order) ?? 'unknown');
}

/**
 * Negative when version `a` is older than `b`, positive when newer, 0 when equal. Null for a text that is no version, and for
 * `14.2` against `14.2.0`: no page says whether they are equal, and version types differ on it.
 */
function versionOrder(a: string, b: string): number | null {
  const [left, right] = [numbersOf(a), numbersOf(b)];
  if (left === null || right === null) return null;
  const common = Math.min(left.length, right.length);
  for (let index = 0; index < common; index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  if (left.length === right.length) return 0;
  const rest = [...left.slice(common), ...right.slice(common)];
  return rest.every((number) => number === 0) ? null : left.length - right.length;
}

/** Fifteen digits are exact in a number, and no part of a version has more. */
function numbersOf(text: string): readonly number[] | null {
  return /^\d{1,15}(?:\.\d{1,15})*$/.test(text) ? text.split('.').map(Number) : null;
}

function isNegative(operator: FilterOperator): boolean {
  return operator === 'ne' || operator === 'notIn' || operator === 'notContains';
}

function textsOf(value: Value): readonly string[] {
  if (value.type === 'list') return value.items;
  return value.type === 'null' ? [] : [value.text];
}
