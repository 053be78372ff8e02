/** One comparison of a filter with three answers: where the documentation is silent, nobody knows. */

import type { FilterProperty } from './properties.ts';
import type { Operator, Value } from './rule.ts';

/** `unknown` is never taken for false: people would be missing from a count. */
export type Truth = boolean | 'unknown';

/** The opposite; of unknown, unknown. */
export function negated(truth: Truth): Truth {
  return truth === 'unknown' ? truth : !truth;
}

/**
 * Whether a device's value, null where it has none, meets the comparison. Unknown for a pair of property and operator, or a value
 * of a choice, that the page on filter properties doesn't list. Values are compared without regard to case (same page).
 */
export function compareValue(property: FilterProperty, operator: Operator, value: Value, actual: string | null): Truth {
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
  return compareTexts(operator, expected, actual.toLowerCase());
}

function compareNull(operator: Operator, actual: string | null): Truth {
  if (operator === 'eq') return actual === null;
  return operator === 'ne' ? actual !== null : 'unknown';
}

function compareTexts(operator: Operator, expected: readonly string[], actual: string): Truth {
  switch (operator) {
    case 'eq':
    case 'in':
      return expected.includes(actual);
    case 'ne':
    case 'notIn':
      return !expected.includes(actual);
    case 'startsWith':
      return expected.some((text) => actual.startsWith(text));
    case 'contains':
      return expected.some((text) => actual.includes(text));
    case 'notContains':
      return !expected.some((text) => actual.includes(text));
    default:
      return 'unknown';
  }
}

function compareVersions(operator: Operator, value: Value, actual: string): Truth {
  const order = value.type === 'list' || value.type === 'null' ? null : versionOrder(actual, value.text);
  if (order === null) return 'unknown';
  switch (operator) {
    case 'eq':
      return order === 0;
    case 'ne':
      return order !== 0;
    case 'gt':
      return order > 0;
    case 'ge':
      return order >= 0;
    case 'lt':
      return order < 0;
    case 'le':
      return order <= 0;
    default:
      return 'unknown';
  }
}

/**
 * Negative when version `a` is older than `b`, positive when newer, 0 when equal. Null for a text that is no version, and for
 * `14.2` against `14.2.0`: no page says whether they are equal, and version types differ on it.
 */
export function versionOrder(a: string, b: string): number | null {
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

function isNegative(operator: Operator): boolean {
  return operator === 'ne' || operator === 'notIn' || operator === 'notContains';
}

function textsOf(value: Value): readonly string[] {
  if (value.type === 'list') return value.items;
  return value.type === 'null' ? [] : [value.text];
}
