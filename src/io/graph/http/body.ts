/** The text of an answer → what it is: between us and Graph stand gateways that answer in their own tongue. */

import type { JsonValue } from '../../../model/json.ts';
import { cleanText } from './clean-text.ts';
import type { Body } from './exchange.ts';

/** `contentType` is the header's value, empty when there is none. */
export function readBody(text: string, contentType: string): Body {
  const start = text.slice(0, 200).trimStart();
  if (start === '' && text.trim() === '') return { form: 'empty' };
  if (/html/i.test(contentType) || /^<(?:!doctype|html|head|body)/i.test(start))
    return { form: 'html', title: title(text) };
  try {
    const value: unknown = JSON.parse(text);
    if (isParsed(value)) return { form: 'json', value };
  } catch (error) {
    return { form: 'broken', why: cleanText(error instanceof Error ? error.message : 'no JSON', 120) };
  }
  return { form: 'broken', why: 'no JSON' };
}

/** What JSON.parse returns is JSON by its own contract; only the type doesn't say so. */
function isParsed(value: unknown): value is JsonValue {
  return value !== undefined;
}

function title(html: string): string {
  return cleanText(/<title[^>]*>([^<]*)/i.exec(html.slice(0, 20_000))?.[1] ?? '', 80);
}
