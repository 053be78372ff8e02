/** How a value of a field is shown: short ones whole, long texts only where they differ. */

import { isJsonArray, isJsonObject, type JsonValue } from '../../model/json.ts';

/** Texts above this length (in characters) are shown as a difference. */
const LONG = 60;
/** Characters kept on each side of a difference. */
const CONTEXT = 20;
/** Characters shown of one side of a difference, or of one value. */
const MOST = 400;

/** A value in YAML's spelling on one line; null is `not set`, empty or ambiguous texts are quoted. */
export function showValue(value: JsonValue): string {
  return cut(spell(value));
}

/** Two values → their differing parts where they are texts too long to be read as `from → to`, else null. */
export function longTexts(from: JsonValue, to: JsonValue): { readonly from: string; readonly to: string } | null {
  if (typeof from !== 'string' || typeof to !== 'string') return null;
  return Math.max(from.length, to.length) > LONG ? differingParts(from, to) : null;
}

/** Two texts → the parts in which they differ, with a little of what surrounds them; `…` stands for what is equal. */
function differingParts(from: string, to: string): { readonly from: string; readonly to: string } {
  const a = [...from];
  const b = [...to];
  const shortest = Math.min(a.length, b.length);
  let prefix = 0;
  while (prefix < shortest && a[prefix] === b[prefix]) prefix += 1;
  let suffix = 0;
  while (suffix < shortest - prefix && a[a.length - 1 - suffix] === b[b.length - 1 - suffix]) suffix += 1;
  return { from: excerpt(a, prefix, suffix), to: excerpt(b, prefix, suffix) };
}

function excerpt(text: readonly string[], prefix: number, suffix: number): string {
  const start = prefix > CONTEXT ? prefix - CONTEXT : 0;
  const end = suffix > CONTEXT ? text.length - suffix + CONTEXT : text.length;
  return `${start > 0 ? '…' : ''}${cut(text.slice(start, end).join(''))}${end < text.length ? '…' : ''}`;
}

function spell(value: JsonValue): string {
  if (value === null) return 'not set';
  if (typeof value === 'string') return isPlain(value) ? value : JSON.stringify(value);
  if (isJsonArray(value)) return `[${value.map(spell).join(', ')}]`;
  if (isJsonObject(value)) {
    const members = Object.entries(value).map(([name, member]) => `${name}: ${spell(member)}`);
    return `{${members.join(', ')}}`;
  }
  return String(value);
}

/** False for texts that would be taken for something else: empty, padded, a number, a literal. */
function isPlain(text: string): boolean {
  return text !== '' && text.trim() === text && !/^(?:true|false|null|not set|-?\d[\d.]*)$/.test(text);
}

/** A text, or its beginning and how much is left out. */
export function cut(text: string): string {
  const characters = [...text];
  if (characters.length <= MOST) return text;
  return `${characters.slice(0, MOST).join('')}… (${characters.length - MOST} more characters)`;
}
