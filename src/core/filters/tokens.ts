/** A rule's text cut into tokens, each with its place: messages about rules point at the spot. */

export type TokenType = '(' | ')' | '[' | ']' | ',' | 'text' | 'word' | 'end';

/** `text` is the content of a quoted text without its quotes, or the characters themselves. */
export interface Token {
  readonly type: TokenType;
  readonly text: string;
  /** Offset of the first character. */
  readonly at: number;
}

/** Why a text is no rule, and where. Lines and columns start at 1, `offset` at 0. */
export interface RuleProblem {
  readonly message: string;
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

export type Tokens =
  | { readonly ok: true; readonly tokens: readonly Token[] }
  | { readonly ok: false; readonly problem: RuleProblem };

const SPACE = /\s+/y;
const WORD = /[A-Za-z0-9_.$-]+/y;
// No page documents an escape, and the one on properties warns that a double quote inside a value breaks the rule.
const TEXT = /"([^"]*)"/y;
const MARKS = ['(', ')', '[', ']', ','] as const;

/** Cuts the whole text; the last token is `end`. */
export function tokenize(text: string): Tokens {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const space = matched(SPACE, text, at);
    if (space !== null) {
      at += space[0].length;
      continue;
    }
    const token = tokenAt(text, at);
    if (token === null) return { ok: false, problem: problemAt(text, at, strange(text, at)) };
    tokens.push(token);
    at += token.type === 'text' ? token.text.length + 2 : token.text.length;
  }
  return { ok: true, tokens: [...tokens, { type: 'end', text: '', at: text.length }] };
}

/** A problem at an offset of the text. */
export function problemAt(text: string, offset: number, message: string): RuleProblem {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { message, offset, line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

function tokenAt(text: string, at: number): Token | null {
  const mark = MARKS.find((one) => one === text[at]);
  if (mark !== undefined) return { type: mark, text: mark, at };
  const quoted = matched(TEXT, text, at);
  if (quoted !== null) return { type: 'text', text: quoted[1] ?? '', at };
  const word = matched(WORD, text, at);
  return word === null ? null : { type: 'word', text: word[0], at };
}

function matched(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function strange(text: string, at: number): string {
  const character = text.slice(at, at + 2).replace(/^(.).*$/su, '$1');
  if (character === '"') return 'the text that begins here has no closing double quote';
  if (character === "'" || character === '“' || character === '”')
    return `${character} is no quote of the rule language: use "`;
  if (character === '–' || character === '—') return `${character} is no hyphen: write -eq, -and and so on with -`;
  return `unexpected character ${JSON.stringify(character)}`;
}
