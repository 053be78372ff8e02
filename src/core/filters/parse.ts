/** The text of an assignment filter's rule → a value, or what is wrong with it and where. */

import { findFilterProperty } from './properties.ts';
import {
  type Comparison,
  type FilterEntity,
  type FilterOperator,
  type FilterRule,
  joined,
  OPERATORS,
  type Value,
} from './rule.ts';
import { problemAt, type RuleProblem, type Token, type TokenType, tokenize } from './tokens.ts';

export type ParsedRule =
  | { readonly ok: true; readonly rule: FilterRule }
  | { readonly ok: false; readonly problem: RuleProblem };

/** Deeper nesting than any person writes; without a limit a rule of brackets alone would exhaust the stack. */
const DEEPEST = 100;
const VERSION = /^\d+(?:\.\d+)*$/;
const OPERATOR_BY_TEXT: ReadonlyMap<string, FilterOperator> = new Map(
  OPERATORS.flatMap((operator) => {
    const lower = operator.toLowerCase();
    return [[lower, operator] as const, [`-${lower}`, operator] as const];
  }),
);

/** A step of the parser: what was understood and the index of the next token, or the problem. */
type Parsed<T> = { readonly value: T; readonly next: number } | { readonly message: string; readonly at: number };

/**
 * Parses a rule such as `(device.model -startsWith "iPad") and (device.deviceOwnership -eq "Corporate")`. Words are
 * read without regard to case, and every operator with or without its hyphen. `and` binds tighter than `or`
 * (Microsoft's Intune support team on Boolean algebra in filters); `not`, which the page on filters doesn't list, binds
 * tightest, as in the rules of Entra's dynamic groups, whose format filters share. Never throws.
 */
export function parseRule(text: string): ParsedRule {
  const cut = tokenize(text);
  if (!cut.ok) return cut;
  const result = parseOr(cut.tokens, 0, 0);
  if ('message' in result) return { ok: false, problem: problemAt(text, result.at, result.message) };
  const rest = tokenAt(cut.tokens, result.next);
  if (rest.type === 'end') return { ok: true, rule: result.value };
  const message = `expected "and", "or" or the end, not ${shown(rest)}`;
  return { ok: false, problem: problemAt(text, rest.at, message) };
}

function parseOr(tokens: readonly Token[], start: number, depth: number): Parsed<FilterRule> {
  return parseJoined('or', tokens, start, (from) =>
    parseJoined('and', tokens, from, (inner) => parseUnary(tokens, inner, depth)),
  );
}

function parseJoined(
  type: 'and' | 'or',
  tokens: readonly Token[],
  start: number,
  parseTerm: (start: number) => Parsed<FilterRule>,
): Parsed<FilterRule> {
  const first = parseTerm(start);
  if ('message' in first) return first;
  const more: FilterRule[] = [];
  let next = first.next;
  while (isWord(tokenAt(tokens, next), type)) {
    const term = parseTerm(next + 1);
    if ('message' in term) return term;
    more.push(term.value);
    next = term.next;
  }
  return { value: joined(type, [first.value, ...more]), next };
}

function parseUnary(tokens: readonly Token[], start: number, depth: number): Parsed<FilterRule> {
  const token = tokenAt(tokens, start);
  if (depth > DEEPEST) return { message: `more than ${DEEPEST} brackets inside each other`, at: token.at };
  if (isWord(token, 'not')) {
    const term = parseUnary(tokens, start + 1, depth + 1);
    return 'message' in term ? term : { value: { type: 'not', term: term.value }, next: term.next };
  }
  if (token.type !== '(') return parseComparison(tokens, start);
  const inner = parseOr(tokens, start + 1, depth + 1);
  if ('message' in inner) return inner;
  const closing = tokenAt(tokens, inner.next);
  if (closing.type === ')') return { value: inner.value, next: inner.next + 1 };
  return { message: `expected ")", "and" or "or", not ${shown(closing)}`, at: closing.at };
}

function parseComparison(tokens: readonly Token[], start: number): Parsed<Comparison> {
  const subject = tokenAt(tokens, start);
  const found = /^(device|app)\.([A-Za-z0-9_]+)$/i.exec(subject.type === 'word' ? subject.text : '');
  if (found === null) {
    return { message: `expected a property such as device.model, not ${shown(subject)}`, at: subject.at };
  }
  const entity: FilterEntity = found[1]?.toLowerCase() === 'app' ? 'app' : 'device';
  const name = found[2] ?? '';
  const word = tokenAt(tokens, start + 1);
  const operator = word.type === 'word' ? OPERATOR_BY_TEXT.get(word.text.toLowerCase()) : undefined;
  if (operator === undefined) {
    const known = OPERATORS.map((one) => `-${one}`).join(' ');
    return { message: `${shown(word)} is no operator: write one of ${known}`, at: word.at };
  }
  const value = parseValue(tokens, start + 2);
  if ('message' in value) return value;
  const property = findFilterProperty(entity, name)?.name ?? name;
  const comparison: Comparison = { type: 'compare', entity, property, operator, value: value.value, at: subject.at };
  return { value: comparison, next: value.next };
}

function parseValue(tokens: readonly Token[], start: number): Parsed<Value> {
  const token = tokenAt(tokens, start);
  if (token.type === 'text') return { value: { type: 'text', text: token.text }, next: start + 1 };
  if (token.type === '[') return parseList(tokens, start + 1);
  if (token.type === 'word' && /^\$?null$/i.test(token.text)) return { value: { type: 'null' }, next: start + 1 };
  if (token.type === 'word' && VERSION.test(token.text)) {
    return { value: { type: 'version', text: token.text }, next: start + 1 };
  }
  const message = `expected a text in double quotes, a version, a list in square brackets or $null, not ${shown(token)}`;
  return { message, at: token.at };
}

function parseList(tokens: readonly Token[], start: number): Parsed<Value> {
  const items: string[] = [];
  for (let next = start; ; next += 2) {
    const item = tokenAt(tokens, next);
    if (item.type !== 'text') return { message: `expected a text in double quotes, not ${shown(item)}`, at: item.at };
    items.push(item.text);
    const mark = tokenAt(tokens, next + 1);
    if (mark.type === ']') return { value: { type: 'list', items }, next: next + 2 };
    if (mark.type !== ',') return { message: `expected "," or "]", not ${shown(mark)}`, at: mark.at };
  }
}

function tokenAt(tokens: readonly Token[], index: number): Token {
  return tokens[index] ?? tokens.at(-1) ?? { type: 'end', text: '', at: 0 };
}

function isWord(token: Token, word: string): boolean {
  const text = token.text.toLowerCase();
  return token.type === 'word' && (text === word || text === `-${word}`);
}

const NAMES: Partial<Readonly<Record<TokenType, string>>> = { end: 'the end' };

function shown(token: Token): string {
  return NAMES[token.type] ?? (token.type === 'text' ? `the text ${JSON.stringify(token.text)}` : `"${token.text}"`);
}
