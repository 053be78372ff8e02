/** What a review says to Postilion: lines that begin with `/postilion approve`, each with codes. */

import { type ApprovalCode, readCode } from '../../model/approval.ts';

/** `named`: words that stand where codes do and are none. */
export interface Commands {
  readonly codes: readonly ApprovalCode[];
  readonly strange: readonly string[];
  /** The text has more than is read. */
  readonly isTooLong: boolean;
}

/** No forge lets anybody write more. */
const LONGEST = 65_536;

/** A plan has one code for all that waits. */
const MOST_CODES = 50;

/** Whether a text speaks to Postilion at all; others are nobody's business here. */
export function isAddressed(body: string): boolean {
  return body.includes('/postilion');
}

/** The codes of a text. What is quoted was said by somebody else, and what is hidden nobody has seen. */
export function readCommands(body: string): Commands {
  if (body.length > LONGEST) return { codes: [], strange: [], isTooLong: true };
  const words = withoutHidden(body)
    .split(/\r\n|\r|\n/)
    .flatMap((line) => {
      const [, rest] = /^ {0,3}\/postilion approve[ \t]+(\S.*)$/.exec(line) ?? [];
      return rest === undefined ? [] : rest.split(/[\s,]+/);
    })
    .filter((word) => word !== '');
  const codes = new Map<string, ApprovalCode>();
  const strange: string[] = [];
  for (const word of words) {
    const code = readCode(word.replaceAll('`', ''));
    if (code === null) strange.push(word);
    else codes.set(code.text, code);
  }
  const isTooLong = codes.size > MOST_CODES;
  return { codes: isTooLong ? [] : [...codes.values()], strange, isTooLong };
}

/** Without `<!-- … -->`, which no page shows; one that never ends hides the rest. */
function withoutHidden(text: string): string {
  let seen = '';
  let from = 0;
  for (;;) {
    const start = text.indexOf('<!--', from);
    if (start < 0) return seen + text.slice(from);
    const end = text.indexOf('-->', start + 4);
    seen += text.slice(from, start);
    if (end < 0) return seen;
    from = end + 3;
  }
}
