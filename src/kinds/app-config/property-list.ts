/** Apple's property lists as values: what an iOS app configuration may hold as XML. */

import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, ownMember } from '../../model/json.ts';

const TOKEN = /<!--[\s\S]*?-->|<[?!][^>]*>|<(\/?)([A-Za-z]+)(?:\s[^>]*?)?(\/?)>|[^<]+/g;

interface Tag {
  readonly name: string;
  readonly type: 'open' | 'close' | 'empty';
}
type Token = Tag | { readonly text: string };

/** A property list, or its bare `<dict>` as the admin center takes it → the dictionary; null for anything else. */
export function fromPropertyList(xml: string): JsonObject | null {
  const tokens = tokensOf(xml);
  if (tokens === null) return null;
  const reader = { tokens: tokens.filter((one) => 'text' in one || one.name !== 'plist'), at: 0 };
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
    if (name !== undefined) tokens.push({ name, type: closing === '/' ? 'close' : empty === '/' ? 'empty' : 'open' });
    else if (!whole.startsWith('<')) tokens.push({ text: whole });
  }
  return end === xml.length ? tokens : null;
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

function numberIn(text: string | undefined): number | undefined {
  const value = Number(text);
  return text === undefined || text.trim() === '' || !Number.isFinite(value) ? undefined : value;
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
