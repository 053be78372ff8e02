/** Looks through the tokens of a document before it's composed: composing recurses, so depth must be known first. */

import type { CST } from 'yaml';
import type { InputCode } from '../../../model/findings/table.ts';
import { escaped } from './messages.ts';

/** No profile nests deeper; deeper text would exhaust the stack of the parser. */
const MAX_DEPTH = 20;
/** Entries of one list and of one mapping: checks compare entries with each other. */
const MAX_LIST = 1_000;
const MAX_MAPPING = 20_000;

/** Something in the tokens that Postilion doesn't read, at an offset of the text. */
export interface TokenProblem {
  readonly code: InputCode;
  readonly message: string;
  readonly offset: number;
}

/** Aliases, tags and too deep nesting of one document, without recursion: its depth is not yet known to be small. */
export function findTokenProblems(document: CST.Document): readonly TokenProblem[] {
  const problems: TokenProblem[] = markProblems(document.start);
  const waiting: { readonly token: CST.Token; readonly depth: number }[] = [];
  if (document.value !== undefined) waiting.push({ token: document.value, depth: 1 });
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { token, depth } = next;
    if (token.type === 'alias') problems.push(aliasProblem(token.source, token.offset));
    if (!('items' in token)) continue;
    if (depth > MAX_DEPTH) return [depthProblem(token.offset)];
    const limit = isList(token) ? MAX_LIST : MAX_MAPPING;
    if (token.items.length > limit) return [sizeProblem(limit, token.offset)];
    for (const item of token.items) {
      problems.push(...markProblems(item.start), ...markProblems(item.sep ?? []));
      if (item.key) waiting.push({ token: item.key, depth: depth + 1 });
      if (item.value) waiting.push({ token: item.value, depth: depth + 1 });
    }
  }
  return problems.sort((a, b) => a.offset - b.offset);
}

function markProblems(tokens: readonly CST.SourceToken[]): TokenProblem[] {
  return tokens
    .filter((token) => token.type === 'tag')
    .map((token) => ({
      code: 'YML-005',
      message: `the tag ${escaped(token.source)} is not read: take it away`,
      offset: token.offset,
    }));
}

function aliasProblem(source: string, offset: number): TokenProblem {
  return {
    code: 'YML-004',
    message: `the alias ${escaped(source)} is not read: write the value out, or share assignments with sameAs`,
    offset,
  };
}

function isList(token: CST.Token): boolean {
  return token.type === 'block-seq' || (token.type === 'flow-collection' && token.start.source === '[');
}

function sizeProblem(limit: number, offset: number): TokenProblem {
  return { code: 'YML-006', message: `this has more than ${limit} entries: split it`, offset };
}

function depthProblem(offset: number): TokenProblem {
  return { code: 'YML-006', message: `this is nested more than ${MAX_DEPTH} levels deep: flatten it`, offset };
}
