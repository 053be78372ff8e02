/** What a tenant gets, as YAML, or field by field with the line that each comes from. */

import { stringify } from 'yaml';
import { isJsonObject, type JsonValue } from '../model/json.ts';
import type { SourceSpan } from '../model/source.ts';
import { escapeTerminal, escapeYamlLines } from './text/escape.ts';

/** Documents as one text, which reads back as the same values. */
export function yamlText(values: readonly JsonValue[]): string {
  return values.map((value) => stringify(value, { lineWidth: 0, blockQuote: false })).join('---\n');
}

/** The same for a terminal. */
export function renderDocumentsText(values: readonly JsonValue[]): string {
  return escapeYamlLines(yamlText(values));
}

export interface OriginLine {
  readonly pointer: string;
  readonly value: JsonValue;
  readonly at: SourceSpan | undefined;
  readonly variables: readonly { readonly name: string; readonly at: SourceSpan | undefined }[];
}

/** One document's fields below its key, each with its file and line. */
export function renderOrigins(title: string, lines: readonly OriginLine[]): string {
  const rows = lines.map(({ pointer, value, at, variables }) => [
    pointer.slice(1).replaceAll('/', '.'),
    isJsonObject(value) ? '{}' : JSON.stringify(value),
    [placeText(at), ...variables.map((one) => `vars.${one.name} at ${placeText(one.at)}`)].join(', '),
  ]);
  const width = (column: number): number => Math.max(0, ...rows.map((row) => escapeTerminal(row[column] ?? '').length));
  const [names, values] = [width(0), Math.min(60, width(1))];
  const text = rows.map(([name = '', value = '', place = '']) =>
    `  ${escapeTerminal(name).padEnd(names)}  ${escapeTerminal(value).padEnd(values)}  ${escapeTerminal(place)}`.trimEnd(),
  );
  return `${escapeTerminal(title)}\n${text.join('\n')}\n`;
}

function placeText(at: SourceSpan | undefined): string {
  return at === undefined ? 'nowhere' : `${at.file}:${at.line}:${at.column}`;
}
