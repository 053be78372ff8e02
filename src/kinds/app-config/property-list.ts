/** Apple's property lists as values: what an iOS app configuration may hold as XML. */

import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, ownMember, sameJson } from '../../model/json.ts';

const TOKEN = /<!--[\s\S]*?-->|<[?!][^>]*>|<(\/?)([A-Za-z]+)(?:\s[^>]*?)?(\/?)>|[^<]+/g;

interface Tag {
  readonly name: string;
  readonly type: 'open' | 'close' | 'empty';
}
type Token = (Tag | { readonly text: string }) & {
  /** Where it begins and ends in the XML. */
  readonly from: number;
  readonly to: number;
};

/** A property list, or its bare `<dict>` as the admin center takes it → the dictionary; null for anything else. */
export function fromPropertyList(xml: string): JsonObject | null {
  const reader = readerOf(xml);
  if (reader === null) return null;
  skipBlanks(reader);
  const value = readValue(reader);
  skipBlanks(reader);
  return reader.at === reader.tokens.length && isJsonObject(value) ? value : null;
}

function tokensOf(xml: string): readonly Token[] | null {
  const tokens: Token[] = [];
  let end = 0;
  for (const match of xml.matchAll(TOKEN)) {
    if (match.index !== end) return null;
    end += match[0].length;
    const [whole, closing, name, empty] = match;
    const place = { from: match.index, to: end };
    const type = closing === '/' ? 'close' : empty === '/' ? 'empty' : 'open';
    if (name !== undefined) tokens.push({ name, type, ...place });
    else if (!whole.startsWith('<')) tokens.push({ text: whole, ...place });
  }
  return end === xml.length ? tokens : null;
}

function readerOf(xml: string): Reader | null {
  const tokens = tokensOf(xml);
  return tokens === null ? null : { tokens: tokens.filter((one) => 'text' in one || one.name !== 'plist'), at: 0 };
}

interface Reader {
  readonly tokens: readonly Token[];
  at: number;
}

function skipBlanks(reader: Reader): void {
  for (let token = reader.tokens[reader.at]; token !== undefined; token = reader.tokens[reader.at]) {
    if (!('text' in token) || token.text.trim() !== '') return;
    reader.at += 1;
  }
}

/** One value; undefined where the text isn't one. */
function readValue(reader: Reader): JsonValue | undefined {
  skipBlanks(reader);
  const token = reader.tokens[reader.at];
  reader.at += 1;
  if (token === undefined || 'text' in token || token.type === 'close') return undefined;
  switch (token.name) {
    case 'true':
    case 'false':
      return token.type === 'empty' || readText(reader, token.name) === '' ? token.name === 'true' : undefined;
    case 'dict':
      return token.type === 'empty' ? {} : readDictionary(reader);
    case 'array':
      return token.type === 'empty' ? [] : readArray(reader);
    case 'integer':
    case 'real':
      return numberIn(readText(reader, token.name));
    case 'string':
    case 'date':
    case 'data':
      return token.type === 'empty' ? '' : readText(reader, token.name);
    default:
      return undefined;
  }
}

function numberIn(text: string | undefined): JsonValue | undefined {
  const value = Number(text);
  if (text === undefined || text.trim() === '' || !Number.isFinite(value)) return undefined;
  // What a number can't hold exactly stays a text.
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? text.trim() : value;
}

function readText(reader: Reader, name: string): string | undefined {
  const token = reader.tokens[reader.at];
  const text = token !== undefined && 'text' in token ? token.text : '';
  if (token !== undefined && 'text' in token) reader.at += 1;
  return closes(reader, name) ? unescaped(text) : undefined;
}

function closes(reader: Reader, name: string): boolean {
  const token = reader.tokens[reader.at];
  const isEnd = token !== undefined && !('text' in token) && token.type === 'close' && token.name === name;
  if (isEnd) reader.at += 1;
  return isEnd;
}

function readDictionary(reader: Reader): JsonObject | undefined {
  const members: [string, JsonValue][] = [];
  for (;;) {
    skipBlanks(reader);
    if (closes(reader, 'dict')) return Object.fromEntries(members);
    const token = reader.tokens[reader.at];
    if (token === undefined || 'text' in token || token.name !== 'key' || token.type !== 'open') return undefined;
    reader.at += 1;
    const key = readText(reader, 'key');
    const value = readValue(reader);
    if (key === undefined || value === undefined) return undefined;
    members.push([key, value]);
  }
}

function readArray(reader: Reader): readonly JsonValue[] | undefined {
  const items: JsonValue[] = [];
  for (;;) {
    skipBlanks(reader);
    if (closes(reader, 'array')) return items;
    const value = readValue(reader);
    if (value === undefined) return undefined;
    items.push(value);
  }
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function unescaped(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([0-9a-fA-F]+)|(\w+));/g, (whole, decimal, hexadecimal, name) => {
    if (typeof name === 'string') return ownMember(ENTITIES, name) ?? whole;
    const code = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hexadecimal), 16);
    return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole;
  });
}

/** One entry of the outermost dictionary, from the key to the end of the value. */
interface PropertyEntry {
  readonly key: string;
  /** The tag of the value. */
  readonly tag: string;
  readonly from: number;
  readonly valueFrom: number;
  readonly to: number;
}

/** The entries of a property list that `fromPropertyList` can read, and where the next one would stand. */
function entriesOf(xml: string): { readonly entries: readonly PropertyEntry[]; readonly end: number } {
  const reader = readerOf(xml) ?? { tokens: [], at: 0 };
  skipBlanks(reader);
  reader.at += 1;
  const entries: PropertyEntry[] = [];
  for (;;) {
    skipBlanks(reader);
    const from = reader.tokens[reader.at]?.from ?? xml.length;
    if (closes(reader, 'dict') || reader.at >= reader.tokens.length) return { entries, end: from };
    reader.at += 1;
    const key = readText(reader, 'key') ?? '';
    skipBlanks(reader);
    const value = reader.tokens[reader.at];
    readValue(reader);
    const tag = value === undefined || 'text' in value ? '' : value.name;
    entries.push({ key, tag, from, valueFrom: value?.from ?? from, to: reader.tokens[reader.at - 1]?.to ?? from });
  }
}

/** The property list with other values for the keys that changed; every other byte stays. `before` is what it says now. */
export function changePropertyList(xml: string, before: JsonObject, after: JsonObject): string {
  if (/^\s*(?:<[?!][^>]*>\s*|<plist[^>]*>\s*)*<dict\s*\/>/.test(xml)) return toPropertyList(after);
  const { entries, end } = entriesOf(xml);
  const placed = new Set<string>();
  let [text, at] = ['', 0];
  for (const { key, tag, from, valueFrom, to } of entries) {
    const [old, value] = [ownMember(before, key) ?? null, ownMember(after, key) ?? null];
    const isFirst = !placed.has(key);
    if (value !== null) placed.add(key);
    if (sameJson(old, value)) continue;
    text += value === null || !isFirst ? xml.slice(at, from) : `${xml.slice(at, valueFrom)}${retagged(value, tag)}`;
    at = to;
  }
  const added = Object.entries(after).filter(([key, value]) => value !== null && !placed.has(key));
  const members = added.map(([key, value]) => `<key>${escaped(key)}</key>${toPropertyList(value)}`);
  return `${text}${xml.slice(at, end)}${members.join('')}${xml.slice(end)}`;
}

/** A value under the tag that stood there, where that tag can hold it. */
function retagged(value: JsonValue, tag: string): string {
  const isText = typeof value === 'string' && ['string', 'date', 'data', 'integer', 'real'].includes(tag);
  const isNumeric = isText && /^-?\d+$/.test(value);
  if (isText && (isNumeric || (tag !== 'integer' && tag !== 'real'))) return `<${tag}>${escaped(value)}</${tag}>`;
  return typeof value === 'number' && tag === 'real' ? `<real>${value}</real>` : toPropertyList(value);
}

/** A dictionary → its XML, without the frame, as the admin center wants it. */
export function toPropertyList(value: JsonValue): string {
  if (isJsonArray(value)) return `<array>${value.map(toPropertyList).join('')}</array>`;
  if (isJsonObject(value)) {
    const members = Object.entries(value).map(([key, inner]) => `<key>${escaped(key)}</key>${toPropertyList(inner)}`);
    return `<dict>${members.join('')}</dict>`;
  }
  if (typeof value === 'boolean') return `<${value}/>`;
  if (typeof value === 'number') {
    return Number.isInteger(value) ? `<integer>${value}</integer>` : `<real>${value}</real>`;
  }
  return `<string>${escaped(value ?? '')}</string>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
